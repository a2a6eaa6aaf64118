import { detach } from "./detach.ts";

/**
 * Remembers the results of a pure function for recent texts, because many records share few venues.
 * After `most` texts it forgets them all.
 */
export function memoize<Value>(
  compute: (text: string) => Value,
  most = 20_000,
): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = compute(detach(text));
    if (known.size >= most) known.clear();
    // A text that was cut out of a file would keep the file in memory.
    known.set(detach(text), value);
    return value;
  };
}
