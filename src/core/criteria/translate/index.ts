import { parseQuery } from "../parser.ts";
import { QuerySyntaxError, refuse } from "../query.ts";
import type { Dialect } from "./dialect.ts";
import { DIALECTS } from "./dialects/index.ts";
import { readLevel } from "./expression.ts";
import { inAllFields } from "./field-codes.ts";
import { historyOf } from "./history.ts";
import { printTree } from "./print.ts";
import { type BeyondExports, Reader } from "./reader.ts";
import { refuseToTranslate, type Translation } from "./translation.ts";
import { firstUnscoped } from "./tree.ts";

export { DIALECTS } from "./dialects/index.ts";
export type { Translation } from "./translation.ts";

const MAX_LENGTH = 100_000;

/** The dialect of that name, in any case. */
export function dialectNamed(name: string): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect.name === name.toLowerCase());
}

/** The dialect of the source with this name. */
export function dialectOfSource(source: string): Dialect | undefined {
  return DIALECTS.find(({ sources }) => sources.test(source));
}

/**
 * Translates a search string of a database into a query of slr with the same meaning, or refuses it
 * at the first place that has none. It never throws, whatever the string contains.
 */
export function translate(text: string, dialect: Dialect): Translation {
  return read(text, dialect, undefined);
}

/**
 * Translates a search string to be run on records of any export, with `unlessIndexed`. Subject
 * headings and fields that reach further than exports are no reason to refuse: they are listed, and
 * where only they could find a record, the query is unknown.
 */
export function translateToRun(text: string, dialect: Dialect): Translation & BeyondExports {
  const beyond: BeyondExports = { headings: [], fields: [] };
  return { ...read(text, dialect, beyond), ...beyond };
}

function read(text: string, dialect: Dialect, beyond: BeyondExports | undefined): Translation {
  try {
    return translated(text, dialect, beyond);
  } catch (error) {
    if (error instanceof QuerySyntaxError) return { ok: false, error: error.error };
    throw error;
  }
}

function translated(
  text: string,
  dialect: Dialect,
  beyond: BeyondExports | undefined,
): Translation {
  const all = { start: 0, end: Math.max(1, text.trimEnd().length) };
  if (text.trim() === "") refuse({ start: 0, end: text.length }, "The search string is empty.");
  if (text.length > MAX_LENGTH)
    refuseToTranslate(
      text,
      { start: MAX_LENGTH, end: text.length },
      `a string of more than ${MAX_LENGTH} characters`,
      "Translate its parts.",
    );
  const history = historyOf(text);
  const whole = new Reader(text, 0, [], history, beyond);
  const reader = history === undefined ? whole : whole.within(history.last);
  const given = readLevel(reader, { dialect, depth: 0 });
  reader.skipBlanks();
  if (!reader.isAtEnd)
    reader.refuse(
      { start: reader.position, end: reader.position + 1 },
      "a closing parenthesis without an opening one",
      "Take it out, or open one before it.",
    );
  const unscoped = firstUnscoped(given);
  if (unscoped !== undefined && beyond === undefined)
    reader.refuse(unscoped.place, dialect.unscoped.why, dialect.unscoped.hint);
  const tree =
    unscoped === undefined
      ? given
      : inAllFields(given, "terms without a field", unscoped.place, reader, dialect);
  const query = printTree(tree);
  const parsed = parseQuery(query);
  if (!parsed.ok)
    refuseToTranslate(
      text,
      all,
      `which would be ${query.length > 200 ? "a query" : `\`${query}\``} that slr refuses: ${parsed.error.message}`,
      parsed.error.hint ?? "Write the criterion in slr's language.",
    );
  const unused = [...(history?.lines.keys() ?? [])].filter(
    (number) => number !== history?.lastNumber && history?.used.has(number) !== true,
  );
  return {
    ok: true,
    query,
    constructs: reader.constructs,
    remarks: [
      ...dialect.remarks,
      ...(unused.length === 0
        ? []
        : [`No line uses line ${unused.join(", ")}; only the last line was translated.`]),
    ],
  };
}
