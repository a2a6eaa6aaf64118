import { compareText } from "../records/problem.ts";
import type { CountedRecord, LockedRecord } from "./lock.ts";

/**
 * The records of a lock in the order of their keys. Each is made when somebody asks for it: two locks of
 * a large review would otherwise be hundreds of thousands of objects, of which most are compared once.
 */
export class LockedRecords {
  readonly keys: readonly string[];
  readonly #made: (place: number) => LockedRecord;
  #places: ReadonlyMap<string, number> | undefined;

  /**
   * @param keys in their order, each once
   * @param made the record of the key at a place
   */
  constructor(keys: readonly string[], made: (place: number) => LockedRecord) {
    this.keys = keys;
    this.#made = made;
  }

  static of(records: Readonly<Record<string, LockedRecord>>): LockedRecords {
    const keys = Object.keys(records).sort(compareText);
    return new LockedRecords(keys, (place) => records[keys[place]!]!);
  }

  /** The record of the key at a place. */
  at(place: number): LockedRecord {
    return this.#made(place);
  }

  /** Those at these places, in their order. */
  among(places: readonly number[]): LockedRecords {
    const keys = places.map((place) => this.keys[place]!);
    return new LockedRecords(keys, (at) => this.at(places[at]!));
  }

  has(key: string): boolean {
    return this.#placeOf(key) !== undefined;
  }

  get(key: string): LockedRecord | undefined {
    const place = this.#placeOf(key);
    return place === undefined ? undefined : this.at(place);
  }

  #placeOf(key: string): number | undefined {
    this.#places ??= new Map(this.keys.map((one, place) => [one, place]));
    return this.#places.get(key);
  }
}

/** A record whose identifiers are asked for where it is written, lost or new. */
export class RecordOfLock implements LockedRecord {
  readonly box: string;
  readonly counted?: CountedRecord;
  readonly #anchors: () => readonly string[];

  constructor(box: string, counted: CountedRecord | undefined, anchors: () => readonly string[]) {
    this.box = box;
    if (counted !== undefined) this.counted = counted;
    this.#anchors = anchors;
  }

  get anchors(): readonly string[] {
    return this.#anchors();
  }

  /** JSON leaves getters of a class out. */
  toJSON(): LockedRecord {
    const { anchors, box, counted } = this;
    return { anchors, box, ...(counted !== undefined && { counted }) };
  }
}
