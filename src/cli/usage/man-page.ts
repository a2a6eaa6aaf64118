import type { Command, CommandGroup, Note } from "./command.ts";
import { type DescribedCommand, type DescribedOption, describeCommands } from "./command-line.ts";
import { COMMON_OPTIONS, PROGRAM_DESCRIPTION } from "./program.ts";

/** The manual page of slr in the language of man: all commands with options and examples. */
export async function manPage(
  commands: readonly (Command | CommandGroup)[],
  version: string,
): Promise<string> {
  const described = await describeCommands(commands);
  return `${[
    `.TH SLR 1 "" "slr ${version}" "slr"`,
    ".SH NAME",
    "slr \\- screen the records of a systematic review and count its PRISMA 2020 flow",
    ".SH SYNOPSIS",
    ...described.flatMap((command) => [...synopsisOf(command), ".br"]).slice(0, -1),
    ".SH DESCRIPTION",
    roff(PROGRAM_DESCRIPTION.replace("\n", " ")),
    ".PP",
    roff(
      "A review is a folder with slr.yaml, the exports of databases and the decisions of reviewers. Results go to stdout and results/, progress and problems to stderr.",
    ),
    ".SH OPTIONS",
    "Of every command:",
    ...(described[0]?.options.filter(isCommon).flatMap(optionLines) ?? []),
    ".SH COMMANDS",
    ...described.flatMap(sectionOf),
    ".SH FILES",
    ...FILES.flatMap(([path, about]) => [".TP", `.I ${roff(path)}`, roff(about)]),
    ".SH EXIT STATUS",
    ...EXIT_STATUS.flatMap(([code, about]) => [".TP", `.B ${code}`, roff(about)]),
    ".SH ENVIRONMENT",
    ...ENVIRONMENT.flatMap(([name, about]) => [".TP", `.B ${roff(name)}`, roff(about)]),
  ].join("\n")}\n`;
}

const FILES = [
  ["slr.yaml", "the protocol: sources, criteria, stages and reviewers"],
  ["searches/", "the exports as the databases gave them; slr never changes them"],
  ["decisions/<reviewer>.csv", "what each reviewer decided, one row a decision"],
  ["duplicates.csv", "what people decided about pairs of records"],
  ["retrieval.csv", "which reports were retrieved"],
  ["studies.csv", "which reports belong to one study"],
  ["fulltext/<record>.pdf", "full texts"],
  ["results/", "everything that slr writes, made anew by each slr screen"],
  [".slr/", "what slr keeps to be faster the next time; safe to delete"],
  ["slr.lock", "what slr check --locked compares with"],
] as const;

const EXIT_STATUS = [
  ["0", "done"],
  ["1", "ran and found problems to act on"],
  ["2", "could not run"],
  ["130", "stopped by Ctrl-C, with everything as it was"],
] as const;

const ENVIRONMENT = [
  ["NO_COLOR", "no colour, where it is set"],
  [
    "SLR_THREADS",
    "1 has one thread do all work, 2 has two share it; without it, two share the work of large reviews. The results are the same",
  ],
  ["SLR_NO_CACHE", "reads and keeps nothing in .slr/cache, and no compiled code, where it is set"],
  ["SLR_DEBUG", "prints where a bug in slr happened, where it is set"],
] as const;

function nameOf({ words }: DescribedCommand): string {
  return `slr ${words.join(" ")}`;
}

function synopsisOf(command: DescribedCommand): string[] {
  const argument = command.argument === undefined ? "" : ` ${command.argument[0]}`;
  return [`.B ${roff(nameOf(command))}`, roff(`[options]${argument}`)];
}

function sectionOf(command: DescribedCommand): string[] {
  const { usage, options, argument } = command;
  return [
    `.SS ${roff(nameOf(command))}`,
    roff(usage.description),
    ...(argument === undefined ? [] : [".TP", `.I ${roff(argument[0])}`, roff(argument[1])]),
    ...options.filter((option) => !isCommon(option)).flatMap(optionLines),
    ...(usage.notes ?? []).flatMap(noteLines),
    ".PP",
    "Examples:",
    ...usage.examples.flatMap(([line, about]) =>
      about === undefined ? [".PP", `.B ${roff(line)}`] : [".TP", `.B ${roff(line)}`, roff(about)],
    ),
    ...(usage.exitCodes === undefined ? [] : [".PP", roff(`Exit codes: ${usage.exitCodes}`)]),
  ];
}

function isCommon({ long }: DescribedOption): boolean {
  return long === "help" || COMMON_OPTIONS.some(({ flags }) => flags.includes(`--${long}`));
}

function optionLines({ short, long, value, about, choices, byDefault }: DescribedOption): string[] {
  const flags = [...(short === undefined ? [] : [`-${short}`]), `--${long}`].join(", ");
  const more = [
    ...(choices === undefined ? [] : [`choices: ${choices.join(", ")}`]),
    ...(byDefault === undefined ? [] : [`default: ${byDefault}`]),
  ];
  return [
    ".TP",
    value === undefined
      ? `.B ${roff(flags)}`
      : `.BI ${argumentOf(flags)} ${argumentOf(` ${value}`)}`,
    roff(more.length === 0 ? about : `${about} (${more.join("; ")})`),
  ];
}

function noteLines(note: Note): string[] {
  if (typeof note === "string") return [".PP", ".nf", ...note.split("\n").map(roff), ".fi"];
  const [label, content] = note;
  if (typeof content === "string") return [".TP", `.B ${roff(label)}`, roff(content)];
  return [
    ".PP",
    roff(`${label}:`),
    ...content.flatMap(([term, meaning]) => [".TP", `.B ${roff(term)}`, roff(meaning)]),
  ];
}

/** A text as man takes it: nothing in it is a command, and a dash is one that can be copied. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("…", "...")
    .replace(/^(?=[.'])/, "\\&");
}

/** One argument of a macro, with its blanks. */
function argumentOf(text: string): string {
  return `"${roff(text).replaceAll('"', '""')}"`;
}
