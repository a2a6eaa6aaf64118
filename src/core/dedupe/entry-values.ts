import type { DedupeKeys } from "./keys.ts";

/** By entry, the number of its value: entries with one number have one value, and 0 has none. */
export type ValuesOfEntries = Readonly<
  Record<"title" | "doi" | "pmid" | "arxiv" | "volume" | "page" | "venue", Uint32Array>
>;

/** Numbers of the values of a field. */
interface Numbered {
  /** By entry; 0 if it has none. */
  readonly numbers: Uint32Array;
  readonly known: ReadonlyMap<string, number>;
}

function numbered(
  keys: readonly DedupeKeys[],
  read: (keys: DedupeKeys) => string | undefined,
): Numbered {
  const known = new Map<string, number>();
  const numbers = new Uint32Array(keys.length);
  for (let entry = 0; entry < numbers.length; entry += 1) {
    const value = read(keys[entry]!);
    if (value === undefined) continue;
    let number = known.get(value);
    if (number === undefined) {
      number = known.size + 1;
      known.set(value, number);
    }
    numbers[entry] = number;
  }
  return { numbers, known };
}

/** The same without the values. */
export function numbersOf(
  keys: readonly DedupeKeys[],
  read: (keys: DedupeKeys) => string | undefined,
): Uint32Array {
  return numbered(keys, read).numbers;
}

/** The values that pairs are compared by, and the number of each title. */
export function numberedValues(keys: readonly DedupeKeys[]): {
  readonly values: ValuesOfEntries;
  readonly titles: ReadonlyMap<string, number>;
} {
  const { numbers: title, known: titles } = numbered(keys, (one) => one.title);
  const values = {
    title,
    doi: numbersOf(keys, ({ doi }) => doi),
    pmid: numbersOf(keys, ({ pmid }) => pmid),
    arxiv: numbersOf(keys, ({ arxiv }) => arxiv),
    volume: numbersOf(keys, ({ volume }) => volume),
    page: numbersOf(keys, ({ page }) => page),
    venue: numbersOf(keys, ({ venue }) => venue),
  };
  return { values, titles };
}

/**
 * By number, whether several entries have the value: only such a title can stand under two authors, years
 * or venues.
 */
export function severalHave(numbers: Uint32Array): Uint8Array {
  const times = new Uint8Array(numbers.length + 1);
  for (const number of numbers) if (number > 0 && times[number]! < 2) times[number]! += 1;
  return times.map((n) => (n > 1 ? 1 : 0));
}

/** How many different values stand under each number, up to a bound. */
export class DistinctValues<Value extends string | number> {
  readonly #values = new Map<number, Value | Set<Value>>();
  add(number: number, value: Value): void {
    const known = this.#values.get(number);
    if (known === undefined) this.#values.set(number, value);
    else if (known instanceof Set) {
      if (known.size < 50) known.add(value);
    } else if (known !== value) this.#values.set(number, new Set([known, value]));
  }
  count(number: number): number {
    const known = this.#values.get(number);
    return known === undefined ? 0 : known instanceof Set ? known.size : 1;
  }
}
