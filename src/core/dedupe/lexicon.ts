/**
 * Words with their numbers. A word is looked for where it stands in a text: titles and names of a
 * hundred thousand entries have two million words, and a string of its own for each would take longer
 * than everything else.
 */
export class Lexicon {
  /** The word of each number. */
  readonly words: string[] = [];
  /** By number. */
  #hashes = new Int32Array(1024);
  /** Numbers of words, each at the first free place from that of its hash on; -1 where there is none. */
  #places = new Int32Array(2 * this.#hashes.length).fill(-1);

  /** The number of the word at these units of a text; it gets one if it has none. */
  number(text: string, from = 0, to = text.length): number {
    const hash = hashOf(text, from, to);
    const place = this.#placeOf(hash, text, from, to);
    const known = this.#places[place]!;
    if (known >= 0) return known;
    const number = this.words.length;
    this.words.push(text.slice(from, to));
    if (number === this.#hashes.length) this.#enlarge();
    this.#hashes[number] = hash;
    this.#places[this.#placeOf(hash, text, from, to)] = number;
    return number;
  }

  /** The number of a word, if it has one. */
  get(word: string): number | undefined {
    const known = this.#places[this.#placeOf(hashOf(word, 0, word.length), word, 0, word.length)]!;
    return known < 0 ? undefined : known;
  }

  /** Where a word is, or would be. Half of the places are free, so that none is far from its hash. */
  #placeOf(hash: number, text: string, from: number, to: number): number {
    const places = this.#places;
    const last = places.length - 1;
    for (let place = hash & last; ; place = (place + 1) & last) {
      const number = places[place]!;
      if (number < 0) return place;
      if (this.#hashes[number] === hash && isAt(this.words[number]!, text, from, to)) return place;
    }
  }

  #enlarge(): void {
    const hashes = new Int32Array(2 * this.#hashes.length);
    hashes.set(this.#hashes);
    const places = new Int32Array(2 * hashes.length).fill(-1);
    const last = places.length - 1;
    for (let number = 0; number < this.#hashes.length; number += 1) {
      let place = hashes[number]! & last;
      while (places[place]! >= 0) place = (place + 1) & last;
      places[place] = number;
    }
    this.#hashes = hashes;
    this.#places = places;
  }
}

/** FNV-1a over units of UTF-16, mixed so that the last bits depend on all of them. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

function isAt(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = from; at < to; at += 1)
    if (word.charCodeAt(at - from) !== text.charCodeAt(at)) return false;
  return true;
}

/** Lists of numbers, one for each entry, one after another. */
export interface Lists {
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

export class ListsBuilder {
  readonly #starts: Uint32Array;
  #values = new Uint32Array(1024);
  #length = 0;
  #entry = 0;
  constructor(entries: number) {
    this.#starts = new Uint32Array(entries + 1);
  }
  add(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }
  /** Adds a number unless the list of this entry has it; lists are short. */
  addOnce(value: number): void {
    for (let at = this.#starts[this.#entry]!; at < this.#length; at += 1)
      if (this.#values[at] === value) return;
    this.add(value);
  }
  end(): void {
    this.#starts[++this.#entry] = this.#length;
  }
  lists(): Lists {
    return { starts: this.#starts, values: this.#values.subarray(0, this.#length) };
  }
}
