import type { RecordKey } from "../records/model.ts";

/** Why an entry is one record with others. */
export interface Evidence {
  readonly rule: string;
  readonly similarity: number;
}

/** The entries of one record. */
export interface UniqueRecord {
  readonly key: RecordKey;
  /** Indices into `Identified.entries`: the kept entry first, the others in their order. */
  readonly members: readonly number[];
  /**
   * For each member, in the order of `members`, the evidence that joined it to the record; none for
   * a record of one entry.
   */
  readonly links: readonly (Evidence | undefined)[];
}

/** Records as the cache keeps them, in columns: as objects they would take longer to read than to find. */
export interface KeptRecords {
  /** Keys, each on a line. */
  readonly keys: string;
  /** By record, where its members end in the next three. */
  readonly ends: Uint32Array;
  readonly members: Uint32Array;
  /** By member, the number of the rule that joined it, from 1; 0 for none. */
  readonly ruleOf: Uint32Array;
  readonly similarities: Float64Array;
  readonly rules: readonly string[];
}

export function keptRecords(records: readonly UniqueRecord[]): KeptRecords {
  const members = Uint32Array.from(records.flatMap((record) => record.members));
  const ruleOf = new Uint32Array(members.length);
  const similarities = new Float64Array(members.length);
  const ends = new Uint32Array(records.length);
  const rules = new Map<string, number>();
  let at = 0;
  for (const [record, { members: its, links }] of records.entries()) {
    for (let place = 0; place < its.length; place += 1) {
      const link = links[place];
      if (link !== undefined) {
        const rule = rules.get(link.rule) ?? rules.size + 1;
        rules.set(link.rule, rule);
        ruleOf[at] = rule;
        similarities[at] = link.similarity;
      }
      at += 1;
    }
    ends[record] = at;
  }
  const keys = records.map(({ key }) => key).join("\n");
  return { keys, ends, members, ruleOf, similarities, rules: [...rules.keys()] };
}

export function recordsFrom(kept: KeptRecords): UniqueRecord[] {
  const keys = kept.ends.length === 0 ? [] : kept.keys.split("\n");
  return keys.map((key, at) => new RecordInColumns(key as RecordKey, kept, at)); // as they were kept
}

const NO_LINKS: UniqueRecord["links"] = [];

/** A record whose evidence is made when somebody asks for it. */
class RecordInColumns implements UniqueRecord {
  readonly key: RecordKey;
  readonly members: readonly number[];
  readonly #kept: KeptRecords;
  readonly #start: number;
  /** Whoever lists the entries of a record asks once for each. */
  #links: UniqueRecord["links"] | undefined;

  constructor(key: RecordKey, kept: KeptRecords, at: number) {
    const start = at === 0 ? 0 : kept.ends[at - 1]!;
    const end = kept.ends[at]!;
    this.key = key;
    // Most have one.
    this.members =
      end - start === 1 ? [kept.members[start]!] : Array.from(kept.members.subarray(start, end));
    this.#kept = kept;
    this.#start = start;
  }

  get links(): UniqueRecord["links"] {
    if (this.members.length === 1) return NO_LINKS;
    this.#links ??= this.#made();
    return this.#links;
  }

  #made(): UniqueRecord["links"] {
    const { ruleOf, rules, similarities } = this.#kept;
    return this.members.map((_, at) => {
      const rule = ruleOf[this.#start + at]!;
      return rule === 0
        ? undefined
        : { rule: rules[rule - 1]!, similarity: similarities[this.#start + at]! };
    });
  }
}
