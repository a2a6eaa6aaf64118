import { InvalidArgumentError } from "commander";
import { UserError } from "../io/errors.ts";

/** An option of a command: how it is written, and what its text means. */
export interface OptionSpec<Value, Given extends boolean = boolean> {
  /** As on the command line: `-f, --format <format>`. */
  readonly flags: string;
  readonly about: string;
  /** The texts that it accepts, if they can be listed. */
  readonly choices?: readonly string[];
  /** The value without the option, as the command line would write it. */
  readonly byDefault?: string;
  /**
   * Parses a text into the value; throws an InvalidArgumentError for a wrong text. Absent: the text
   * itself is the value.
   */
  readonly parse?: (text: string) => Value;
  /** Whether the text names a file, which may then lie outside the review. */
  readonly isPath?: true;
  /** Whether every call has a value. Only the type counts. */
  readonly given?: Given;
}

/**
 * The options of a command, each under the name that commander gives it: `updateLock` for
 * `--update-lock`.
 */
// biome-ignore lint/suspicious/noExplicitAny: a table holds options of every type.
export type OptionTable = Readonly<Record<string, OptionSpec<any>>>;

type Given<Options extends OptionTable> = {
  [Name in keyof Options]: Options[Name] extends OptionSpec<unknown, true> ? Name : never;
}[keyof Options];

type ValueOf<Option> = Option extends OptionSpec<infer Value> ? Value : never;

/** The values of a table of options: those with a default are always present. */
export type ValuesOf<Options extends OptionTable> = {
  readonly [Name in Given<Options>]: ValueOf<Options[Name]>;
} & {
  readonly [Name in Exclude<keyof Options, Given<Options>>]?: ValueOf<Options[Name]>;
};

/** An option without a text: `--bands`. */
export function flag(flags: string, about: string): OptionSpec<boolean, false> {
  return { flags, about };
}

/** An option whose text is used unchanged; several texts for `<names...>`. */
export function text(flags: string, about: string): OptionSpec<string, false> {
  return { flags, about };
}
export function texts(flags: string, about: string): OptionSpec<readonly string[], false> {
  return { flags, about };
}

/** An option that names a file, or several for `<files...>`. */
export function path(flags: string, about: string): OptionSpec<string, false> {
  return { flags, about, isPath: true };
}
export function paths(flags: string, about: string): OptionSpec<readonly string[], false> {
  return { flags, about, isPath: true };
}

/** An option whose text is read by `parse`. */
export function parsed<Value>(
  flags: string,
  about: string,
  parse: (text: string) => Value,
): OptionSpec<Value, false>;
export function parsed<Value>(
  flags: string,
  about: string,
  parse: (text: string) => Value,
  byDefault: string,
): OptionSpec<Value, true>;
export function parsed<Value>(
  flags: string,
  about: string,
  parse: (text: string) => Value,
  byDefault?: string,
): OptionSpec<Value> {
  return { flags, about, parse, ...(byDefault !== undefined && { byDefault }) };
}

/** An option that names one of several things; its value is the thing. Help lists the names. */
export function oneOf<Value>(
  flags: string,
  about: string,
  choices: Readonly<Record<string, Value>>,
): OptionSpec<Value, false>;
export function oneOf<Value>(
  flags: string,
  about: string,
  choices: Readonly<Record<string, Value>>,
  byDefault: string,
): OptionSpec<Value, true>;
export function oneOf<Value>(
  flags: string,
  about: string,
  choices: Readonly<Record<string, Value>>,
  byDefault?: string,
): OptionSpec<Value> {
  const parse = (name: string) => chosen(choices, name);
  const names = Object.keys(choices);
  return { flags, about, parse, choices: names, ...(byDefault !== undefined && { byDefault }) };
}

/** An option that names one or more of several things, separated by commas. */
export function someOf<Value>(
  flags: string,
  about: string,
  choices: Readonly<Record<string, Value>>,
): OptionSpec<readonly Value[], false> {
  const parse = (list: string) => {
    const wanted = list.split(",").map((name) => chosen(choices, name.trim()));
    return Object.values(choices).filter((value) => wanted.includes(value));
  };
  return { flags, about, parse, choices: Object.keys(choices) };
}

function chosen<Value>(choices: Readonly<Record<string, Value>>, name: string): Value {
  if (Object.hasOwn(choices, name)) return choices[name]!;
  throw new InvalidArgumentError(`Choose from ${Object.keys(choices).join(", ")}.`);
}

/** An option that is a number of things. */
export function count(flags: string, about: string): OptionSpec<number, false>;
export function count(flags: string, about: string, byDefault: string): OptionSpec<number, true>;
export function count(flags: string, about: string, byDefault?: string): OptionSpec<number> {
  const parse = wholeNumber(1, 9_999_999);
  return { flags, about, parse, ...(byDefault !== undefined && { byDefault }) };
}

/** An option that is a port of TCP. */
export function port(flags: string, about: string): OptionSpec<number, false> {
  return parsed(flags, about, wholeNumber(0, 65_535));
}

/** An option that is a seed, in slr.yaml's range. */
export function seed(flags: string, about: string): OptionSpec<number, false> {
  return parsed(flags, about, wholeNumber(0, 2 ** 31));
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

/** The entries of a registry by their names. */
export function byName<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
): Readonly<Record<string, Entry>> {
  return Object.fromEntries(entries.map((entry) => [entry.name, entry]));
}

/** Names that stand for themselves. */
export function words<const Name extends string>(
  names: readonly Name[],
): Readonly<Record<Name, Name>> {
  return Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>; // as above
}

/** Two options that ask for different things. */
export function notTogether(one: string, other: string, why = ""): UserError {
  return new UserError(`${one} and ${other} cannot be used together${why}; choose one of them.`);
}
