/** What a later run needs to have the same table. */
export interface KeptTable {
  readonly starts: Uint32Array;
  readonly hashes: Uint32Array;
  readonly positions: Uint32Array;
}

/**
 * Which entries may have a lookup, by hashes: twelve bytes for each lookup of an entry, where a map of
 * texts would take a hundred. Whoever asks looks at the entries themselves, because two lookups may
 * have one hash.
 */
export class LookupTable {
  /** By the first bits of a hash, where its lookups begin in the other two. */
  readonly #starts: Uint32Array;
  readonly #hashes: Uint32Array;
  readonly #positions: Uint32Array;

  private constructor({ starts, hashes, positions }: KeptTable) {
    this.#starts = starts;
    this.#hashes = hashes;
    this.#positions = positions;
  }

  /**
   * @param entries the number of entries
   * @param lookupsOf the lookups of the entry at a position
   */
  static of(entries: number, lookupsOf: (position: number) => Iterable<string>): LookupTable {
    const hashes: number[] = [];
    const positions: number[] = [];
    for (let position = 0; position < entries; position += 1)
      for (const lookup of lookupsOf(position)) {
        hashes.push(hashOf(lookup));
        positions.push(position);
      }
    const starts = new Uint32Array(bucketsFor(hashes.length) + 1);
    const shift = shiftOf(starts);
    for (const hash of hashes) starts[(hash >>> shift) + 1]! += 1;
    for (let at = 1; at < starts.length; at += 1) starts[at]! += starts[at - 1]!;
    const next = starts.slice();
    const sorted = {
      starts,
      hashes: new Uint32Array(hashes.length),
      positions: new Uint32Array(hashes.length),
    };
    for (const [at, hash] of hashes.entries()) {
      const place = next[hash >>> shift]!;
      next[hash >>> shift] = place + 1;
      sorted.hashes[place] = hash;
      sorted.positions[place] = positions[at]!;
    }
    return new LookupTable(sorted);
  }

  static from(kept: KeptTable): LookupTable {
    return new LookupTable(kept);
  }

  kept(): KeptTable {
    return { starts: this.#starts, hashes: this.#hashes, positions: this.#positions };
  }

  /** The positions of all entries that have a lookup and perhaps of others; ascending, each once. */
  mayHave(lookup: string): number[] {
    const hash = hashOf(lookup);
    const bucket = hash >>> shiftOf(this.#starts);
    const found: number[] = [];
    for (let at = this.#starts[bucket]!; at < this.#starts[bucket + 1]!; at += 1) {
      const position = this.#positions[at]!;
      if (this.#hashes[at] === hash && found.at(-1) !== position) found.push(position);
    }
    return found;
  }
}

/** A power of two, so that the first bits of a hash tell the bucket. */
function bucketsFor(lookups: number): number {
  return 2 ** Math.ceil(Math.log2(lookups + 2));
}

/** How many bits of a hash do not tell its bucket. */
function shiftOf(starts: Uint32Array): number {
  return 32 - Math.log2(starts.length - 1);
}

/** FNV-1a over units of UTF-16, mixed so that the first bits depend on all of them. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
