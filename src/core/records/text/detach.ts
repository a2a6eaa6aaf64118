/** V8 copies shorter texts when it cuts or joins them. */
const SHORTEST_VIEW = 13;

/**
 * Returns the same text in memory of its own. A value cut out of a chunk of a file keeps the whole
 * chunk alive, so a value that outlives its entry must be detached.
 */
export function detach(text: string): string {
  // A text this short is never a view of another one.
  if (text.length < SHORTEST_VIEW) return text;
  return Buffer.from(text, "utf16le").toString("utf16le");
}

/** Returns a value with every string in it detached. */
export function detachAll<Value>(value: Value): Value {
  if (typeof value === "string") return detach(value) as Value; // a string stays a string
  if (Array.isArray(value)) return value.map(detachAll) as Value; // and a list a list
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = detachAll((value as typeof copy)[key]); // its own keys
  return copy as Value;
}
