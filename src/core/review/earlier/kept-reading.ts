import type { DedupeKeys } from "../../dedupe/keys.ts";
import { PackedKeys } from "../../dedupe/packed-keys.ts";
import type { Attribution } from "../../records/entry.ts";
import type { ExportReading, ReadEntry } from "../exports/read-export.ts";

/**
 * What an export holds, as the cache keeps it: the entries as columns. A second run needs few keys of few
 * entries, and a hundred thousand objects take longer to read than everything else together.
 */
export interface KeptReading extends Omit<ExportReading, "entries"> {
  readonly entries: KeptEntries;
}

interface KeptEntries {
  readonly lines: Float64Array;
  /** By entry, which keys it has; see `HAS`. */
  readonly has: Uint8Array;
  /** The parts of packed keys. */
  readonly texts: KeptTexts;
  readonly abstracts: KeptTexts;
  readonly facts: Uint16Array;
  /** NaN if there is none. */
  readonly years: Float64Array;
  readonly versions: Shared<PackedKeys["version"]>;
  readonly rare: ReadonlyMap<number, PackedKeys["rare"]>;
  /** Keys that cannot be packed, which few entries have. */
  readonly others: ReadonlyMap<number, DedupeKeys>;
  readonly attributions: Shared<Attribution | undefined>;
  readonly accessions: KeptTexts;
}

const HAS = { nothing: 0, packed: 1, others: 2 } as const;

/** Texts of so many entries are one: as many entries have one text if only one of them is in Chinese, which doubles it. */
const TOGETHER = 64;

interface KeptTexts {
  readonly groups: readonly string[];
  /** Where the text of an entry ends in that of its group. */
  readonly ends: Uint32Array;
  /** 0 where there is none, which is not the same as an empty one. */
  readonly has: Uint8Array;
}

/** Values that many entries share. */
interface Shared<Value> {
  readonly values: readonly Value[];
  readonly of: Uint32Array;
}

export function keptReading({ entries, ...reading }: ExportReading): KeptReading {
  const packed = entries.map(({ keys }) => (keys instanceof PackedKeys ? keys : undefined));
  const rare = new Map<number, PackedKeys["rare"]>();
  const others = new Map<number, DedupeKeys>();
  for (const [at, { keys }] of entries.entries()) {
    if (packed[at]?.rare !== undefined) rare.set(at, packed[at].rare);
    if (keys !== undefined && packed[at] === undefined) others.set(at, keys);
  }
  return {
    ...reading,
    entries: {
      lines: Float64Array.from(entries, ({ line }) => line),
      has: Uint8Array.from(entries, ({ keys }, at) =>
        keys === undefined ? HAS.nothing : packed[at] === undefined ? HAS.others : HAS.packed,
      ),
      texts: keptTexts(packed.map((keys) => keys?.text)),
      abstracts: keptTexts(packed.map((keys) => keys?.abstract)),
      facts: Uint16Array.from(packed, (keys) => keys?.facts ?? 0),
      years: Float64Array.from(packed, (keys) => keys?.year ?? Number.NaN),
      versions: shared(packed.map((keys) => keys?.version)) as KeptEntries["versions"], // of packed keys only
      rare,
      others,
      attributions: shared(entries.map(({ attribution }) => attribution)),
      accessions: keptTexts(entries.map(({ accession }) => accession)),
    },
  };
}

/** The reading as it was; what it knows of an entry is made when somebody asks for it. */
export function readingFrom({ entries: kept, ...reading }: KeptReading): ExportReading {
  const entries: ReadEntry[] = [];
  for (let at = 0; at < kept.lines.length; at += 1) entries.push(new EarlierEntry(kept, at));
  return { ...reading, entries };
}

/** An entry that an earlier run has read. */
export class EarlierEntry implements ReadEntry {
  readonly #kept: KeptEntries;
  readonly #at: number;
  #keys: DedupeKeys | undefined;

  constructor(kept: KeptEntries, at: number) {
    this.#kept = kept;
    this.#at = at;
  }

  get line(): number {
    return this.#kept.lines[this.#at]!;
  }

  get isReadable(): boolean {
    return this.#kept.has[this.#at] !== HAS.nothing;
  }

  get keys(): DedupeKeys | undefined {
    if (this.#keys === undefined && this.isReadable) this.#keys = keysAt(this.#kept, this.#at);
    return this.#keys;
  }

  get attribution(): Attribution | undefined {
    const { values, of } = this.#kept.attributions;
    return values[of[this.#at]!];
  }

  get accession(): string | undefined {
    return textAt(this.#kept.accessions, this.#at);
  }
}

function keysAt(kept: KeptEntries, at: number): DedupeKeys {
  const other = kept.others.get(at);
  if (other !== undefined) return other;
  const year = kept.years[at]!;
  return PackedKeys.restored({
    text: textAt(kept.texts, at)!, // packed keys have one
    facts: kept.facts[at]!,
    year: Number.isNaN(year) ? undefined : year,
    abstract: textAt(kept.abstracts, at),
    version: kept.versions.values[kept.versions.of[at]!]!,
    rare: kept.rare.get(at),
  });
}

function keptTexts(texts: readonly (string | undefined)[]): KeptTexts {
  const groups: string[] = [];
  const ends = new Uint32Array(texts.length);
  for (let start = 0; start < texts.length; start += TOGETHER) {
    const group = texts.slice(start, start + TOGETHER);
    groups.push(group.join(""));
    let end = 0;
    for (const [at, text] of group.entries()) {
      end += text?.length ?? 0;
      ends[start + at] = end;
    }
  }
  return { groups, ends, has: Uint8Array.from(texts, (text) => (text === undefined ? 0 : 1)) };
}

function textAt({ groups, ends, has }: KeptTexts, at: number): string | undefined {
  if (has[at] === 0) return undefined;
  const start = at % TOGETHER === 0 ? 0 : ends[at - 1]!;
  return groups[Math.floor(at / TOGETHER)]!.slice(start, ends[at]);
}

function shared<Value>(values: readonly Value[]): Shared<Value> {
  const numbers = new Map<Value, number>();
  const of = Uint32Array.from(values, (value) => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  });
  return { values: [...numbers.keys()], of };
}
