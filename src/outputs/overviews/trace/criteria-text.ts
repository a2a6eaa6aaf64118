import type { ExplainedCriterion } from "../../../core/overviews/trace/trace-record.ts";
import { hanging } from "../../text/hanging.ts";
import { displayWidth, plainText, wrapText } from "../../text/plain-text.ts";

/** How a terminal shows verdicts and found words; a file gets them plain. */
export interface TracePaint {
  readonly width: number;
  verdict(verdict: ExplainedCriterion["verdict"], text: string): string;
  /** The words that a criterion found, in their sentence. */
  words(text: string): string;
  heading(text: string): string;
}

/** Stands around found words where there is no colour. */
const MARKS = ["[", "]"] as const;

/** Each criterion, what it says of the record, and the words in their sentence. */
export function criteriaText(criteria: readonly ExplainedCriterion[], paint: TracePaint): string[] {
  return criteria.flatMap((criterion) => [
    ...headLines(criterion, paint),
    ...bySentence(criterion.found).flatMap((found) => foundLines(found, paint)),
    ...reasonsOfUnknown(criterion).flatMap((text) => hanging("      ", text, paint.width)),
  ]);
}

function headLines(criterion: ExplainedCriterion, { width, verdict }: TracePaint): string[] {
  const { says, text, reason, counts, verdict: judged } = criterion;
  const why = [
    ...(reason === "primary" ? ["the reason of the exclusion"] : []),
    ...(reason === "other" ? ["a further reason of the exclusion"] : []),
    ...(counts ? [] : ["not asked, as the record did not come so far"]),
  ];
  const behind = why.length === 0 ? "" : ` (${why.join("; ")})`;
  const said = plainText(says);
  const lines = hanging("  ", `${said}${behind}: ${text}`, width);
  // Only what was not broken over two lines is coloured.
  return lines.map((line, at) =>
    at === 0 && line.startsWith(`  ${said}`)
      ? `  ${verdict(judged, said)}${line.slice(2 + said.length)}`
      : line,
  );
}

/** A value, or a sentence with the places of all words that were found in it. */
interface Found {
  readonly field: string;
  readonly text: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

/** Words in one sentence are shown in it together. */
function bySentence(found: ExplainedCriterion["found"]): Found[] {
  const sentences = new Map<string, Found>();
  for (const { field, words, sentence } of found) {
    const text = sentence?.text ?? words;
    const name = `${field} ${text}`;
    const marks = sentence === undefined || sentence.start === sentence.end ? [] : [sentence];
    const before = sentences.get(name)?.marks ?? [];
    sentences.set(name, { field, text, marks: [...before, ...marks] });
  }
  return [...sentences.values()];
}

/** A sentence with the words in it; a value, such as a year, stands alone. */
function foundLines({ field, text, marks }: Found, paint: TracePaint): string[] {
  const label = `      ${field}: `;
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    // Words inside of words that are marked already, such as `model` in `language model`.
    if (start < at) continue;
    pieces.push(oneLine(text.slice(at, start)), OPEN);
    pieces.push(oneLine(text.slice(start, end)).replaceAll(" ", HELD), CLOSE);
    at = end;
  }
  const marked = [...pieces, oneLine(text.slice(at))].join("");
  const room = Math.max(20, paint.width - label.length);
  return wrapText(marked, room, room, displayWidth).map((line, index) => {
    const shown = line
      .replace(MARKED, (_, inside: string) => paint.words(inside))
      .replaceAll(OPEN, "")
      .replaceAll(CLOSE, "")
      .replaceAll(HELD, " ");
    return `${index === 0 ? label : " ".repeat(label.length)}${shown}`.trimEnd();
  });
}

/** Marks that no text holds: they stand for nothing in Unicode. */
const [OPEN, CLOSE, HELD] = ["\ufdd0", "\ufdd1", "\ufdd2"] as const;
const MARKED = /\ufdd0([^\ufdd0\ufdd1]*)\ufdd1/gu;

/** Control characters go; blanks at the ends stay, because the next part goes on. */
function oneLine(text: string): string {
  const [, first = "", last = ""] = /^(\s*)[\s\S]*?(\s*)$/.exec(text) ?? [];
  const inner = plainText(text).trim();
  return inner === "" ? (text === "" ? "" : " ") : `${first && " "}${inner}${last && " "}`;
}

/** What a judgement could not know. */
function reasonsOfUnknown({
  verdict,
  missing,
  disagreements,
  found,
  fields,
}: ExplainedCriterion): string[] {
  return [
    ...(missing.length > 0 ? [`not known: the record has no ${missing.join(" and no ")}`] : []),
    ...(disagreements.length > 0
      ? [`not known: its entries disagree on ${disagreements.join(" and ")}`]
      : []),
    ...(verdict !== undefined && verdict !== "unknown" && found.length === 0 && fields.length > 0
      ? [`nothing of the query is in ${fields.join(", ")}`]
      : []),
  ];
}

/** Found words without colour: in square brackets. */
export function inBrackets(text: string): string {
  return `${MARKS[0]}${text}${MARKS[1]}`;
}
