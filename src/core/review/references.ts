import { comparableTitle, titlesPlainlyDiffer } from "../dedupe/fields/title.ts";
import type { DedupeKeys } from "../dedupe/keys.ts";
import type { Reference } from "../records/decision.ts";
import { comparableDoi, findDoi } from "../records/identifiers/doi.ts";
import {
  arxivIdOfDoi,
  KEY_PATTERN,
  keyOfAnchor,
  suffixOf,
} from "../records/identifiers/identity.ts";
import { comparableLink, linksOf } from "../records/identifiers/links.ts";
import type { EntryId } from "../records/model.ts";
import { findArxivId } from "../records/normalize.ts";
import { keysOfVersion010 } from "./earlier-keys.ts";
import { type KeptTable, LookupTable } from "./lookup-table.ts";

/** A way to look a reference up, and its name in messages. */
interface Step {
  readonly by: "key" | "DOI" | "PMID" | "arXiv id" | "link" | "title" | "title and year" | "entry";
  readonly lookup: string;
  /** For a key with a suffix: the suffix that the entry must have. */
  readonly suffix?: string;
  readonly year?: number;
}

/**
 * What stands behind keys that several records would have, in this order: something of the title, of the
 * content of one entry, and of its id.
 */
export function keySuffixes(
  { title, fingerprint }: IdentifyingKeys,
  id: EntryId,
): readonly string[] {
  return [title ?? "", fingerprint, id].map(suffixOf);
}

/** The parts of an entry's keys by which people may name its record. */
export type IdentifyingKeys = Pick<
  DedupeKeys,
  "anchors" | "title" | "year" | "names" | "link" | "fingerprint" | "earlier"
>;

/** A readable entry; its keys are made when a reference may mean it. */
interface IndexedEntry {
  readonly id: EntryId;
  readonly keys?: IdentifyingKeys | undefined;
}

/** By the beginning of a lookup: the lookups that find an entry. */
const LOOKUPS: Readonly<Record<string, LookupsOf>> = {
  key: ({ anchors }) => anchors.map((anchor) => `key:${keyOfAnchor(anchor)}`),
  doi: ({ anchors }) => anchors.filter((anchor) => anchor.startsWith("doi:")),
  pmid: ({ anchors }) => anchors.filter((anchor) => anchor.startsWith("pmid:")),
  arxiv: ({ anchors }) => anchors.filter((anchor) => anchor.startsWith("arxiv:")),
  link: ({ link }) => (link === undefined ? [] : [`link:${link}`]),
  title: ({ title }) => (title === undefined ? [] : [`title:${title}`]),
  entry: (_, id) => [`entry:${id}`],
};

/** The lookups of one kind that an entry has. */
type LookupsOf = (entry: IdentifyingKeys, id: EntryId) => Iterable<string>;

/** The keys of earlier versions, which are asked for where no record has a key. */
const EARLIER = "earlier key";

/** What a later run needs to find entries by the names that people write, kind by kind. */
export type KeptLookups = Readonly<Record<string, KeptTable>>;

/**
 * Everything that identifies entries: their ids, keys and anchors. Each kind of lookup is made ready for
 * all entries when the first reference asks for it, because most reviews need few of them.
 */
export class ReferenceIndex {
  readonly #tables = new Map<string, LookupTable>();
  readonly #entries: readonly IndexedEntry[];
  #hasMore = false;

  /** @param kept those of an earlier run on the same entries */
  constructor(entries: readonly IndexedEntry[], kept: KeptLookups = {}) {
    this.#entries = entries;
    for (const [kind, table] of Object.entries(kept))
      this.#tables.set(kind, LookupTable.from(table));
  }

  /** What later runs should know; undefined if they know it. */
  kept(): KeptLookups | undefined {
    if (!this.#hasMore) return undefined;
    return Object.fromEntries([...this.#tables].map(([kind, table]) => [kind, table.kept()]));
  }

  #keysOf(position: number): IdentifyingKeys {
    return this.#entries[position]!.keys!; // every one of them was readable
  }

  #positionsOf(lookup: string): readonly number[] {
    const kind = lookup.slice(0, lookup.indexOf(":"));
    return this.#lookUp(kind, lookup, LOOKUPS[kind]!); // every step has a lookup of one of these kinds
  }

  #lookUp(kind: string, lookup: string, lookupsOf: LookupsOf): readonly number[] {
    const lookupsAt = (at: number) => lookupsOf(this.#keysOf(at), this.#entries[at]!.id);
    let table = this.#tables.get(kind);
    if (table === undefined) {
      table = LookupTable.of(this.#entries.length, lookupsAt);
      this.#tables.set(kind, table);
      this.#hasMore = true;
    }
    return table.mayHave(lookup).filter((at) => [...lookupsAt(at)].includes(lookup));
  }

  /**
   * Positions of the entries that a step finds and whose title does not clearly differ from the one
   * in the row.
   */
  find(step: Step, seenTitle: string | undefined): { positions: number[]; rejected: number[] } {
    const now = this.#positionsOf(step.lookup);
    const all = now.length > 0 ? now : this.#byEarlierKey(step);
    const positions = all.filter((position) => {
      const { title, year } = this.#keysOf(position);
      if (step.suffix !== undefined && !this.#hasSuffix(position, step.suffix)) return false;
      if (step.year !== undefined && year !== undefined && step.year !== year) return false;
      return !titlesPlainlyDiffer(title, seenTitle);
    });
    return { positions, rejected: all.filter((position) => !positions.includes(position)) };
  }

  /** A key has as many parts behind it as it takes to tell its record from others: see `keySuffixes`. */
  #hasSuffix(position: number, suffix: string): boolean {
    let whole = "";
    for (const part of keySuffixes(this.#keysOf(position), this.#entries[position]!.id)) {
      whole += part;
      if (whole === suffix) return true;
      if (!suffix.startsWith(whole)) return false;
    }
    return false;
  }

  #byEarlierKey({ by, lookup }: Step): readonly number[] {
    if (by !== "key") return [];
    return this.#lookUp(EARLIER, lookup, (entry) =>
      [...keysOfVersion010(entry)].map((key) => `key:${key}`),
    );
  }

  titleOf(position: number): string | undefined {
    return this.#keysOf(position).title;
  }
}

/** The ways to look a reference up: by key, DOI, PMID, arXiv id, title and year. */
export function stepsOf(reference: Reference): Step[] {
  const steps: Step[] = [];
  const cell = reference.record.trim();
  if (KEY_PATTERN.test(cell)) {
    const [key = "", suffix] = cell.split("-");
    steps.push({ by: "key", lookup: `key:${key}`, ...(suffix !== undefined && { suffix }) });
  } else if (/^.+#\d+$/.test(cell)) {
    steps.push({ by: "entry", lookup: `entry:${cell}` });
  }
  const identifiers = (text: string, labelled: boolean) => {
    const doi = findDoi(text);
    const arxiv = (doi === undefined ? undefined : arxivIdOfDoi(doi)) ?? findArxivId(text);
    if (arxiv !== undefined) steps.push({ by: "arXiv id", lookup: `arxiv:${arxiv}` });
    else if (doi !== undefined) steps.push({ by: "DOI", lookup: `doi:${comparableDoi(doi)}` });
    const pmid = /^(?:pmid:?\s*|https?:\/\/\S*pubmed\S*\/)(\d{1,9})\/?$/i.exec(text)?.[1];
    if (labelled && pmid !== undefined) steps.push({ by: "PMID", lookup: `pmid:${pmid}` });
    const link = labelled ? linksOf(text)[0] : undefined;
    if (link !== undefined) steps.push({ by: "link", lookup: `link:${comparableLink(link)}` });
  };
  if (steps.length === 0 && cell !== "") {
    identifiers(cell, true);
    if (steps.length === 0) {
      steps.push(byTitle(comparableTitle(cell), reference));
    }
  }
  if (reference.doi !== undefined) identifiers(reference.doi, false);
  if (reference.pmid !== undefined) steps.push({ by: "PMID", lookup: `pmid:${reference.pmid}` });
  if (reference.title !== undefined) {
    const title = comparableTitle(reference.title);
    if (title !== "") steps.push(byTitle(title, reference));
  }
  return steps;
}

function byTitle(title: string, { year }: Reference): Step {
  const lookup = `title:${title}`;
  return year === undefined ? { by: "title", lookup } : { by: "title and year", lookup, year };
}

/**
 * The record that a reference leads to. `named` is the first identity in the reference, under which
 * the row was written.
 */
export type Match =
  | {
      readonly kind: "matched";
      readonly target: number;
      readonly named: string;
      /** What an earlier step found instead, if it did not lead to the target. */
      readonly warning?: string;
      /** Other records that a weaker identifier of the reference names: a record has become two. */
      readonly also: readonly number[];
    }
  | { readonly kind: "none"; readonly why: string }
  | { readonly kind: "several"; readonly why: string };

/**
 * Follows the steps of a reference until one names exactly one target. `targetOf` says which record
 * (or cluster) an entry belongs to.
 */
export function matchReference(
  reference: Reference,
  index: ReferenceIndex,
  targetOf: (position: number) => number,
): Match {
  const seen = reference.title === undefined ? undefined : comparableTitle(reference.title);
  const seenTitle = seen === "" ? undefined : seen;
  const failures: { readonly why: string; readonly rejected?: ReadonlySet<number> }[] = [];
  let several = false;
  let first: string | undefined;
  const steps = stepsOf(reference);
  for (const [at, step] of steps.entries()) {
    first ??= step.suffix === undefined ? step.lookup : `${step.lookup}-${step.suffix}`;
    const { positions, rejected } = index.find(step, seenTitle);
    const targets = [...new Set(positions.map(targetOf))];
    if (targets.length === 1) {
      const target = targets[0]!;
      // The entries of one record may have different titles, as in two languages.
      const failed = failures.filter(
        (failure) => failure.rejected === undefined || !isOnly(target, failure.rejected),
      );
      return {
        kind: "matched",
        target,
        named: first,
        also: steps.slice(at + 1).flatMap((weaker) => {
          if (weaker.lookup.startsWith("title:")) return [];
          const others = new Set(index.find(weaker, seenTitle).positions.map(targetOf));
          return others.has(target) ? [] : [...others];
        }),
        ...(failed.length > 0 && {
          warning: `matched by its ${step.by}, because ${failed.map(({ why }) => why).join(" and ")}`,
        }),
      };
    }
    if (targets.length > 1) {
      several = true;
      failures.push({ why: `${targets.length} records have its ${step.by}` });
    } else if (rejected.length > 0) {
      const why = `the record with its ${step.by} has another title`;
      failures.push({ why, rejected: new Set(rejected.map(targetOf)) });
    } else failures.push({ why: `no record has its ${step.by}` });
  }
  const why =
    failures.length === 0 ? "it names nothing" : failures.map((one) => one.why).join(", ");
  return { kind: several ? "several" : "none", why };
}

function isOnly(target: number, targets: ReadonlySet<number>): boolean {
  return targets.size === 1 && targets.has(target);
}
