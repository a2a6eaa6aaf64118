/** V8 cuts shorter texts out, and joins shorter ones, by copying. */
const SHORTEST_VIEW = 13;

/**
 * The same text in memory of its own. A value cut out of a chunk of a file keeps the whole chunk
 * alive; what is remembered beyond its entry must not.
 */
export function detach(text: string): string {
  // A text this short is never a view of another.
  if (text.length < SHORTEST_VIEW) return text;
  return Buffer.from(text, "utf16le").toString("utf16le");
}

/** A value with every string in it copied. */
export function detachAll<Value>(value: Value): Value {
  if (typeof value === "string") return detach(value) as Value; // a string stays a string
  if (Array.isArray(value)) return value.map(detachAll) as Value; // and a list a list
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = detachAll((value as typeof copy)[key]); // its own keys
  return copy as Value;
}
