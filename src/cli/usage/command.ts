import type { ExitCode } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import type { OptionTable, ValuesOf } from "./option.ts";

/**
 * A command of slr, as `slr --help` lists it. To add one, write a file that exports its `usage` and
 * list it in `commands/index.ts`.
 */
export interface Command {
  readonly name: string;
  /** Its purpose, as a line of `slr --help`. */
  readonly summary: string;
  /** The files or names that it takes, as help prints them, with a description. */
  readonly argument?: readonly [name: string, about: string];
  /** Other words for what it does: who types one of them is told the name. */
  readonly also?: readonly string[];
  /**
   * Loads its file, with options, help and action. The file may import anything: only the command
   * that was asked for is loaded, and `slr --help` loads none, because each file costs time.
   */
  load(): Promise<{ readonly usage: LoadedUsage }>;
}

/** Commands behind a common word, such as `slr import decisions`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** Other words for what its commands do. */
  readonly also?: readonly string[];
  readonly commands: readonly Command[];
}

/** How a command is used, and what it does. */
export interface Usage<Options extends OptionTable> {
  /** What the command does, in a few sentences at the top of its help. */
  readonly description: string;
  readonly options: Options;
  /** Notes between the options and the examples in its help. */
  readonly notes?: readonly Note[];
  /** Command lines that work, with their effect. */
  readonly examples: readonly (readonly [command: string, about?: string])[];
  /** The meaning of the exit codes, if it needs an explanation. */
  readonly exitCodes?: string;
  run(call: Call<Options>): Promise<ExitCode>;
}

/**
 * A line of help with a label, a list of terms with a label, or lines that are printed unchanged.
 */
export type Note =
  | string
  | readonly [label: string, text: string]
  | readonly [label: string, terms: readonly (readonly [term: string, meaning: string])[]];

/** The arguments and options of a call. */
export interface Call<Options extends OptionTable> {
  readonly files: readonly string[];
  readonly options: ValuesOf<Options>;
  readonly io: Io;
  /** All commands of slr, for those that tell of the others. */
  readonly commands: readonly (Command | CommandGroup)[];
}

/** A usage of any command: only the command itself knows the types of its options. */
export interface LoadedUsage extends Omit<Usage<OptionTable>, "run"> {
  run(call: {
    readonly files: readonly string[];
    /** The options as the same usage parsed them. */
    readonly options: object;
    readonly io: Io;
    readonly commands: readonly (Command | CommandGroup)[];
  }): Promise<ExitCode>;
}

export function isGroup(command: Command | CommandGroup): command is CommandGroup {
  return "commands" in command;
}

/** A usage with a type that fits all commands. */
export function defineUsage<Options extends OptionTable>(usage: Usage<Options>): LoadedUsage {
  return {
    ...usage,
    // Only these options are parsed for this action.
    run: (call) => usage.run(call as Call<Options>),
  };
}
