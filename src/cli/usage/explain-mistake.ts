import type { CommanderError } from "commander";
import { suggest } from "../../core/criteria/suggest.ts";
import { UserError } from "../io/errors.ts";
import type { Command, CommandGroup } from "./command.ts";
import { isGroup } from "./command.ts";
import { type DescribedCommand, describeCommands } from "./command-line.ts";

type Commands = readonly (Command | CommandGroup)[];

/** A mistake on the command line, with what was probably meant and where to read on. */
export async function explainMistake(
  { code, message }: CommanderError,
  argv: readonly string[],
  commands: Commands,
): Promise<UserError> {
  const text = message.replace(/^error: /, "");
  const group = commands.find((command) => command.name === argv[0]);
  const inner = group !== undefined && isGroup(group) ? group.commands : undefined;
  const hints: string[] = [];
  const wrong = /'([^']*)'/.exec(text)?.[1] ?? "";
  if (code === "commander.unknownCommand") {
    const words = inner === undefined ? ["slr"] : ["slr", group!.name];
    hints.push(...commandMeant(wrong, inner ?? commands, words));
    hints.push(`\`${words.join(" ")} --help\` lists the commands.`);
  } else {
    const all = await describeCommands(commands);
    const called = all.find(({ words }) => words.every((word, at) => argv[at] === word));
    if (code === "commander.unknownOption") hints.push(...optionMeant(wrong, called, all));
    if (code === "commander.invalidArgument") hints.push(...choiceMeant(text, called));
    const words = ["slr", ...(called?.words ?? (inner === undefined ? [] : [group!.name]))];
    const lists = code === "commander.unknownOption" ? "lists its options" : "shows how it is used";
    hints.push(`\`${words.join(" ")} --help\` ${lists}.`);
  }
  return new UserError(text, { hint: hints.join(" ") });
}

/** The commands that a word means: by what they do, else by how they are spelt. */
function commandMeant(word: string, commands: Commands, before: readonly string[]): string[] {
  const lower = word.toLowerCase();
  const named = ({ name, summary }: Command | CommandGroup) =>
    `\`${[...before, name].join(" ")}\` (${summary})`;
  const meant = commands.filter(
    ({ name, also = [] }) => name === lower || also.some((other) => sameWord(other, lower)),
  );
  if (meant.length > 0) return [`Did you mean ${meant.map(named).join(" or ")}?`];
  if (before.length === 1 && /[./\\]/.test(word))
    return [`Did you mean \`slr screen ${word}\`, which reads exports?`];
  const alike = suggest(
    lower,
    commands.flatMap(({ name, also = [] }) => [name, ...also]),
  );
  const found = commands.filter(
    ({ name, also = [] }) => name === alike || (alike !== undefined && also.includes(alike)),
  );
  return found.length === 0 ? [] : [`Did you mean ${found.map(named).join(" or ")}?`];
}

/** `deduplicates` is `deduplicate`, `full_text` is `full-text`. */
function sameWord(one: string, other: string): boolean {
  const plain = (word: string) => word.replace(/[-_]/g, "").replace(/s$/, "");
  return plain(one) === plain(other);
}

/** What programs elsewhere call options that slr has under another name. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  review: ["folder", "dir", "directory", "path", "project", "cwd", "chdir", "root"],
  format: ["type", "fmt", "output-format", "as-format"],
  output: ["out", "file", "outfile", "save", "to-file", "write"],
  as: ["reviewer", "user", "by", "who", "name", "author"],
  stage: ["phase", "level", "screening"],
  limit: ["top", "head", "max", "count", "first"],
  next: ["top", "count"],
  accept: ["yes", "apply", "write", "fix", "confirm"],
  "dry-run": ["preview", "simulate", "check"],
  duplicates: ["pairs", "dedupe", "possible-duplicates"],
  conflicts: ["disagreements", "resolve", "consensus", "adjudicate"],
  order: ["sort", "sort-by", "order-by"],
  locked: ["frozen", "ci", "frozen-lockfile"],
  "update-lock": ["lock", "write-lock", "update"],
  match: ["pdfs", "folder", "from"],
  for: ["tool", "target"],
  from: ["tool", "source"],
};

/** The option that was meant: of this command by its meaning or its spelling, else of another command. */
function optionMeant(
  flag: string,
  called: DescribedCommand | undefined,
  all: readonly DescribedCommand[],
): string[] {
  const [word = ""] = flag.replace(/^-+/, "").toLowerCase().split("=");
  if (called === undefined) return [];
  const { options } = called;
  const written = ({ short, long }: DescribedCommand["options"][number]) =>
    `\`${flag.startsWith("--") || short === undefined ? `--${long}` : `-${short}`}\``;
  const choosing = options.find(({ choices = [] }) => choices.includes(word));
  if (choosing !== undefined) return [`Did you mean \`--${choosing.long} ${word}\`?`];
  const meant = options.filter(
    ({ long }) => sameWord(long, word) || OTHER_WORDS[long]?.includes(word),
  );
  if (meant.length > 0) return [`Did you mean ${meant.map(written).join(" or ")}?`];
  const elsewhere = all.filter((command) => command.options.some(({ long }) => long === word));
  if (elsewhere.length > 0) {
    const names = elsewhere.map(({ words }) => `\`slr ${words.join(" ")}\``);
    return [`\`--${word}\` is an option of ${names.join(", ")}.`];
  }
  const alike = suggest(
    word,
    options.map(({ long }) => long),
  );
  return alike === undefined || word.length < 3 ? [] : [`Did you mean \`--${alike}\`?`];
}

/** The name that was meant where an option takes one of several, or several with commas between. */
function choiceMeant(message: string, called: DescribedCommand | undefined): string[] {
  const [, flags = "", given = ""] =
    /^option '([^']*)' argument '(.*)' is invalid/.exec(message) ?? [];
  const option = called?.options.find(({ long }) => flags.split(/[ ,]+/).includes(`--${long}`));
  const choices = option?.choices ?? [];
  const meant = given.split(",").map((name) => {
    const word = name.trim();
    return choices.includes(word) ? word : suggest(word, choices);
  });
  if (option === undefined || meant.includes(undefined)) return [];
  return [`Did you mean \`--${option.long} ${meant.join(",")}\`?`];
}

/** The words of the table, for the test that every one leads to an option. */
export const OPTIONS_WITH_OTHER_WORDS: readonly string[] = Object.keys(OTHER_WORDS);
