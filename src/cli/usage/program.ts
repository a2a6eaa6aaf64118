import { Option, Command as Parser } from "commander";
import { type ExitCode, UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import { type Readers, withSafeOutput } from "../io/terminal/safe-output.ts";
import { slrVersion } from "../io/version.ts";
import { type Command, type CommandGroup, isGroup, type LoadedUsage } from "./command.ts";
import { flag, type OptionSpec, type OptionTable, path } from "./option.ts";

/** The options of every command. */
export const COMMON_OPTIONS: readonly OptionSpec<unknown>[] = [
  path("-C, --review <folder>", "the review folder (default: this folder)"),
  flag("--allow-outside", "permit links and paths that lead out of the review folder"),
  flag("-q, --quiet", "do not show on the terminal what slr is doing while it works"),
];

/** What slr is for. */
export const PROGRAM_DESCRIPTION =
  "Screens the records of a systematic review and counts its PRISMA 2020 flow.\nEvery entry of every export ends in exactly one box, or is reported as a problem.";

/** The parser of slr's command line. It loads only the command that is asked for. */
export function createProgram(
  commands: readonly (Command | CommandGroup)[],
  io: Io,
  done: (code: ExitCode) => void,
): Parser {
  const safe = withSafeOutput(io, "people");
  const program = new Parser("slr")
    .description(PROGRAM_DESCRIPTION)
    .version(slrVersion(), "-v, --version", "show the version of slr")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => safe.print(text.trimEnd()),
      writeErr: (text) => safe.notify(text.trimEnd()),
      // Mistakes on the command line are told by whoever catches them, with what was meant.
      outputError: () => {},
      getOutHelpWidth: () => Math.min(io.width ?? 80, 100),
      getErrHelpWidth: () => Math.min(io.width ?? 80, 100),
    })
    .addHelpText("after", PROGRAM_HELP)
    .commandsGroup("Commands, in the order of the work:");
  addCommands(program, commands, { io, done, all: commands });
  return program;
}

/**
 * `slr help screen` as `slr screen --help`, because the help of a command is loaded with it. Help on what
 * is no command stays a mistake. `-V` is the old name of `-v`.
 */
export function helpAsOption(
  argv: readonly string[],
  commands: readonly (Command | CommandGroup)[],
): readonly string[] {
  if (argv.length === 1 && argv[0] === "-V") return ["--version"];
  const group = commands.find((command) => command.name === argv[0]);
  const at = group !== undefined && isGroup(group) ? 1 : 0;
  if (argv[at] !== "help") return argv;
  const rest = [...argv.slice(0, at), ...argv.slice(at + 1)];
  const known = rest[at] === undefined || rest[at]!.startsWith("-");
  const named = [...commands, ...(group !== undefined && isGroup(group) ? group.commands : [])];
  return known || named.some(({ name }) => name === rest[at]) ? [...rest, "--help"] : rest;
}

function addCommands(
  parent: Parser,
  commands: readonly (Command | CommandGroup)[],
  program: {
    readonly io: Io;
    readonly done: (code: ExitCode) => void;
    readonly all: readonly (Command | CommandGroup)[];
  },
): void {
  const { io, done, all } = program;
  for (const command of commands) {
    const parser = parent.command(command.name).summary(command.summary);
    if (isGroup(command)) {
      parser.description(command.description);
      addCommands(parser, command.commands, program);
      continue;
    }
    for (const option of COMMON_OPTIONS) parser.addOption(parserOption(option));
    if (command.argument !== undefined) parser.argument(...command.argument);
  }
  parent.hook("preSubcommand", async (_, parser) => {
    const command = commands.find(({ name }) => name === parser.name());
    if (command === undefined || isGroup(command)) return;
    const [{ usage }, { helpBehindOptions }] = await Promise.all([
      command.load(),
      import("./help.ts"),
    ]);
    parser.description(usage.description).addHelpText("after", helpBehindOptions(usage));
    for (const option of Object.values(usage.options)) parser.addOption(parserOption(option));
    parser.action(async () => done(await run({ command, usage, parser, io, all })));
  });
}

function parserOption({ flags, about, choices, byDefault, parse }: OptionSpec<unknown>): Option {
  const option = new Option(flags, about);
  if (choices !== undefined) option.choices(choices);
  if (parse !== undefined) option.argParser(parse);
  if (byDefault !== undefined) option.default(parse?.(byDefault) ?? byDefault, byDefault);
  return option;
}

async function run({
  command: { argument },
  usage,
  parser,
  io,
  all,
}: {
  readonly command: Command;
  readonly usage: LoadedUsage;
  readonly parser: Parser;
  readonly io: Io;
  readonly all: readonly (Command | CommandGroup)[];
}): Promise<ExitCode> {
  const { review, allowOutside, quiet, ...options } = parser.opts<
    { review?: string; allowOutside?: boolean; quiet?: boolean } & Record<string, unknown>
  >();
  const files = argument === undefined ? [] : parser.args;
  const inside = review === undefined ? io : await inFolder(review, io);
  // Only the command line can lead slr out of the review folder; no file in it can.
  if (allowOutside === true) inside.permit({ everything: true });
  for (const path of [...files, ...pathsIn(usage.options, options)]) inside.permit(path);
  const fit =
    io.width === undefined && io.notesWidth === undefined
      ? undefined
      : (await import("../../outputs/text/fit-lines.ts")).fitLines;
  const safe = withSafeOutput(inside, readersOf(usage, options), fit);
  const told = quiet === true ? { ...safe, status: () => {} } : safe;
  return usage.run({ files, options, io: told, commands: all });
}

/** Programs read forms of the output that are not text. */
function readersOf({ options }: LoadedUsage, { format }: { readonly format?: unknown }): Readers {
  const { parse, choices = [] } = options.format ?? {};
  if (format === undefined || parse === undefined) return "people";
  return choices.includes("text") && parse("text") === format ? "people" : "programs";
}

/** The paths in the values of options. */
function pathsIn(options: OptionTable, values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(options).flatMap(([name, { isPath }]) => {
    const value = isPath === true ? values[name] : undefined;
    return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
  });
}

async function inFolder(review: string, io: Io): Promise<Io> {
  io.permit(review);
  if ((await io.kindOf(review)) === "folder") return io.within(review);
  throw new UserError(`Cannot open the review folder ${review}: there is no such folder.`);
}

const PROGRAM_HELP = `
Examples:
  slr screen scopus.csv pubmed.ris  count and deduplicate exports, without a
                                    protocol
  slr init                          write slr.yaml from exports in searches/
  slr screen                        screen the review in this folder
  slr decide                        read what waits for you, one key a decision
  slr status                        where the review stands, and what to do next
  slr prisma -o flow.svg            the flow diagram as a picture
  slr check --locked                in CI: nothing pending, lost or changed

Exit codes: 0 done; 1 ran and found problems to act on; 2 could not run; 130
stopped by Ctrl-C, with everything as it was.
Results go to stdout, progress and problems to stderr.`;
