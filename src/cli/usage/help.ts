import { paragraph } from "../../outputs/text/paragraph.ts";
import type { LoadedUsage, Note } from "./command.ts";

/** Labels of notes stand in a column of their own. */
const LABEL = 10;

/** Behind a longer example there is no room for what it does, so that stands below it. */
const LONGEST_EXAMPLE = 48;

/** What the help of a command says behind its options: notes, examples, exit codes. */
export function helpBehindOptions({ notes = [], examples, exitCodes }: LoadedUsage): string {
  const parts = [...blocksOf(notes), ["Examples:", ...exampleLines(examples)].join("\n")];
  if (exitCodes !== undefined) parts.push(paragraph(`Exit codes: ${exitCodes}`).join("\n"));
  return `\n${parts.join("\n\n")}`;
}

/** Notes with labels stand close together; others have an empty line around them. */
function blocksOf(notes: readonly Note[]): string[] {
  const blocks: string[] = [];
  let before: Note = "";
  for (const note of notes) {
    if (typeof note === "string") blocks.push(note);
    else if (typeof before === "string") blocks.push(labelled(note).join("\n"));
    else blocks.push([blocks.pop(), ...labelled(note)].join("\n"));
    before = note;
  }
  return blocks;
}

function labelled([label, text]: Exclude<Note, string>): string[] {
  const margin = " ".repeat(LABEL);
  const lines =
    typeof text === "string" ? paragraph(text, margin) : text.flatMap(termLines(text, margin));
  const head = `${label}:`;
  return head.length < LABEL
    ? [`${head.padEnd(LABEL)}${lines[0]!.slice(LABEL)}`, ...lines.slice(1)]
    : [head, ...lines];
}

function termLines(terms: readonly (readonly [string, string])[], margin: string) {
  const width = Math.max(...terms.map(([term]) => term.length)) + 2;
  return ([term, meaning]: readonly [string, string]): string[] => {
    const indent = `${margin}${" ".repeat(width)}`;
    const [first = "", ...rest] = paragraph(meaning, indent);
    return [`${margin}${term.padEnd(width)}${first.slice(indent.length)}`, ...rest];
  };
}

function exampleLines(examples: LoadedUsage["examples"]): string[] {
  const widths = examples.flatMap(([command, about]) =>
    about !== undefined && command.length <= LONGEST_EXAMPLE ? command.length : [],
  );
  const indent = " ".repeat(2 + Math.max(0, ...widths) + 2);
  return examples.flatMap(([command, about]) => {
    const line = `  ${command}`;
    if (about === undefined) return [line];
    if (command.length > LONGEST_EXAMPLE) return [line, ...paragraph(about, " ".repeat(6))];
    const [first = "", ...rest] = paragraph(about, indent);
    return [`${line.padEnd(indent.length)}${first.slice(indent.length)}`, ...rest];
  });
}
