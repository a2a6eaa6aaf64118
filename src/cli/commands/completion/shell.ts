import { EXIT } from "../../io/errors.ts";
import { slrVersion } from "../../io/version.ts";
import { type Command, type CommandGroup, defineUsage, isGroup } from "../../usage/command.ts";
import { type DescribedCommand, describeCommands } from "../../usage/command-line.ts";

/** What a shell can complete. */
export interface Completions {
  /** The words that can stand first, with what they do. */
  readonly first: readonly (readonly [name: string, about: string])[];
  /** The words behind a group such as `import`. */
  readonly groups: readonly {
    readonly name: string;
    readonly commands: readonly (readonly [name: string, about: string])[];
  }[];
  readonly commands: readonly DescribedCommand[];
}

/** The command that prints the completion of one shell. */
export function completionUsage(shell: {
  readonly name: string;
  readonly title: string;
  /** How the script is loaded, for good and for now. */
  readonly examples: readonly (readonly [command: string, about: string])[];
  readonly script: (completions: Completions) => string;
}) {
  return defineUsage({
    description: `Prints a script for ${shell.title} that completes the commands, options, values and files of slr. It is made from the commands of this version; print it again after an update.`,
    options: {},
    examples: shell.examples,
    async run({ io, commands }) {
      const script = shell.script(await completionsOf(commands));
      io.print(
        `# Completion of slr ${slrVersion()}, printed by \`slr completion ${shell.name}\`.\n${script.trim()}`,
      );
      return EXIT.ok;
    },
  });
}

async function completionsOf(commands: readonly (Command | CommandGroup)[]): Promise<Completions> {
  const pair = ({ name, summary }: Command | CommandGroup) => [name, summary] as const;
  return {
    first: [...commands.map(pair), ["help", "show the help of a command"]],
    groups: commands
      .filter(isGroup)
      .map((group) => ({ name: group.name, commands: group.commands.map(pair) })),
    commands: await describeCommands(commands),
  };
}

/** `-f` and `--format`, as far as the option has them. */
export function spellingsOf({ short, long }: DescribedCommand["options"][number]): string[] {
  return [...(short === undefined ? [] : [`-${short}`]), `--${long}`];
}
