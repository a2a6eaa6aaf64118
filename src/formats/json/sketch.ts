import { withLineFeeds } from "../text/lines.ts";
import { type RowPath, RowScanner } from "./rows.ts";
import { type JsonObject, parseObject } from "./values.ts";

/** The shape of a JSON document, as far as its beginning shows it. */

/** The first object at a place. */
export interface RowSketch {
  /** Its names, as far as the beginning of the file contains them. */
  readonly names: ReadonlySet<string>;
  /** As far as the beginning of the file contains it. */
  readonly text: string;
  /** The whole object, if the beginning of the file contains it. */
  readonly object?: JsonObject;
  /** Whether it is one of several: in an array, or one of many objects on lines. */
  readonly isOneOfMany: boolean;
}

/** Tells whether a text begins like JSON that may contain records. */
export function beginsLikeJson(head: string): boolean {
  return /^\s*(?:\[\s*[[{\]"]|\{\s*["}])/.test(head);
}

/** The names of the outermost object; none for an array. */
export function namesOf(head: string): ReadonlySet<string> {
  const scanner = new RowScanner(["\u0000"]);
  scanner.scan(withLineFeeds(head));
  return scanner.keys;
}

/** The first object at a path. */
export function rowAt(head: string, path: RowPath): RowSketch | undefined {
  const scanner = new RowScanner(path);
  const [first, second] = scanner.scan(withLineFeeds(head)).filter((row) => "text" in row);
  const open = scanner.open();
  if (first !== undefined) {
    const object = parseObject(first.text);
    return {
      names: namesOf(first.text),
      text: first.text,
      ...(object && { object }),
      isOneOfMany: first.inArray || second !== undefined || open !== undefined,
    };
  }
  if (open === undefined) return undefined;
  return { names: namesOf(open.text), text: open.text, isOneOfMany: open.inArray };
}
