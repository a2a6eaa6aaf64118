import { stated } from "../../core/records/normalize.ts";
import { collapseBlanks } from "../text/lines.ts";

/** The values of a JSON object, which may not be what their names promise. */

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses a text as an object. Python's `NaN` becomes nothing, and control characters inside texts
 * become blanks; both are invalid in JSON.
 */
export function parseObject(text: string): JsonObject | undefined {
  return (
    parsed(text) ??
    parsed(
      text
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are meant
        .replace(/[\u0000-\u001f]/g, " ")
        .replace(
          /("(?:[^"\\]|\\[\s\S])*(?:"|\\?$))|-?\b(?:NaN|Infinity)\b/g,
          (_, quoted?: string) => quoted ?? "null",
        ),
    )
  );
}

function parsed(text: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The value if it is an object. */
export function objectOf(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of names; only an object's own names count. */
export function valueAt(object: JsonObject | undefined, ...path: readonly string[]): unknown {
  let value: unknown = object;
  for (const name of path) {
    const parent = objectOf(value);
    if (parent === undefined || !Object.hasOwn(parent, name)) return undefined;
    value = parent[name];
  }
  return value;
}

/** The items of an array; another value is its own only item. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The objects of an array, or a single object in its place. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return itemsOf(value).flatMap((item) => {
    const object = objectOf(item);
    return object === undefined ? [] : [object];
  });
}

/** A text or a number as text; undefined if it is empty or a placeholder. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return stated(collapseBlanks(value));
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

/** The first text at a path that may contain a list of them. */
export function firstText(value: unknown): string | undefined {
  return itemsOf(value).flatMap((item) => textOf(item) ?? [])[0];
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return itemsOf(value).flatMap((item) => textOf(item) ?? []);
}

/** Every name of an object with its value as text, for `original`; nested values stay JSON. */
export function originalOf(object: JsonObject): readonly (readonly [string, string])[] {
  return Object.entries(object).flatMap(([name, value]): [string, string][] => {
    const text = typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
    return text === "" ? [] : [[name, text]];
  });
}
