import { type Command, type CommandGroup, isGroup, type LoadedUsage } from "./command.ts";
import type { OptionSpec } from "./option.ts";
import { COMMON_OPTIONS } from "./program.ts";

/** An option as shells, the manual and messages tell of it. */
export interface DescribedOption {
  /** Without its dash. */
  readonly short?: string;
  /** Without its dashes. */
  readonly long: string;
  /** What the text is that it takes, as help writes it: `<file>`; absent for a flag. */
  readonly value?: string;
  readonly about: string;
  readonly choices?: readonly string[];
  readonly byDefault?: string;
  /** What its text is a path of. */
  readonly names?: "file" | "folder";
}

/** A command with everything that its help says. */
export interface DescribedCommand {
  /** What calls it: `import decisions`. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly argument?: readonly [name: string, about: string];
  readonly usage: LoadedUsage;
  readonly options: readonly DescribedOption[];
}

const HELP: DescribedOption = { short: "h", long: "help", about: "show this help" };

/** All commands, those of groups among them, in the order of the list. It loads each of them. */
export async function describeCommands(
  commands: readonly (Command | CommandGroup)[],
  before: readonly string[] = [],
): Promise<readonly DescribedCommand[]> {
  const described = await Promise.all(
    commands.map(async (command) => {
      const words = [...before, command.name];
      if (isGroup(command)) return describeCommands(command.commands, words);
      const { usage } = await command.load();
      const { summary, argument } = command;
      const specs = [...COMMON_OPTIONS, ...Object.values(usage.options)];
      const options = [...specs.map(describeOption), HELP];
      return [{ words, summary, usage, options, ...(argument !== undefined && { argument }) }];
    }),
  );
  return described.flat();
}

function describeOption({
  flags,
  about,
  choices,
  byDefault,
  isPath,
}: OptionSpec<unknown>): DescribedOption {
  const short = /^-(\w)\b/.exec(flags)?.[1];
  const value = /[<[].*/.exec(flags)?.[0];
  return {
    ...(short !== undefined && { short }),
    long: /--([\w-]+)/.exec(flags)![1]!,
    ...(value !== undefined && { value }),
    about,
    ...(choices !== undefined && { choices }),
    ...(byDefault !== undefined && { byDefault }),
    ...(isPath === true && { names: value === "<folder>" ? "folder" : "file" }),
  };
}
