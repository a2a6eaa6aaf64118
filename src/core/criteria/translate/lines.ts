import { type Context, readLevel } from "./expression.ts";
import { placeOf, type Reader } from "./reader.ts";
import type { Span } from "./translation.ts";
import { joined, type Tree } from "./tree.ts";

const PASTE = "Paste the numbered lines themselves, or put the query of that line in its place.";

/** `or/1-3`, `and/1,4-5`. */
const LIST = /(?<operator>or|and)\/(?<numbers>\d{1,3}(?:\s?[-,]\s?\d{1,3})*)/iuy;

/**
 * The query of the line that a reference names; the group `number` of the pattern is its number.
 */
export function readLine(reader: Reader, context: Context, reference: RegExp): Tree | undefined {
  const list = reader.match(LIST);
  if (list !== undefined) return readList(reader, context, list);
  const found = reader.match(reference);
  return found && lineAt(reader, context, Number(found.groups?.number), placeOf(found));
}

function readList(reader: Reader, context: Context, found: RegExpExecArray): Tree {
  const { operator = "", numbers = "" } = found.groups ?? {};
  const all = numbers.split(",").flatMap((part) => {
    const [from = 0, to = from] = part.split("-").map(Number);
    if (to - from > 200 || to < from)
      reader.refuse(placeOf(found), "a range of lines that is too long or runs backwards", PASTE);
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  });
  const kind = operator.toLowerCase() === "or" ? "or" : "and";
  return joined(
    kind,
    all.map((number) => lineAt(reader, context, number, placeOf(found))),
  );
}

/** The query of one line of the history. */
export function lineAt(reader: Reader, context: Context, number: number, place: Span): Tree {
  const { history } = reader;
  const line = history?.lines.get(number);
  if (history === undefined || line === undefined)
    return reader.refuse(place, "a line of a search history that is not here", PASTE);
  if (history.open.has(number) || number === history.lastNumber)
    return reader.refuse(
      place,
      "a line that refers to itself or to the last one",
      "Write its query out.",
    );
  history.open.add(number);
  history.used.add(number);
  const inner = reader.within(line);
  const tree = readLevel(inner, { dialect: context.dialect, depth: context.depth + 1 });
  inner.skipBlanks();
  if (!inner.isAtEnd)
    inner.refuse(
      { start: inner.position, end: inner.position + 1 },
      "a closing parenthesis without an opening one",
      "Take it out, or open one before it.",
    );
  history.open.delete(number);
  // The query of a line is one operand, so it gets the place of the reference.
  return { ...tree, place };
}
