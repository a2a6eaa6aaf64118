import { comparableTitle } from "../../dedupe/fields/title.ts";
import type { EntryMap } from "../../protocol/tables.ts";
import { comparableDoi, findDoi } from "../../records/identifiers/doi.ts";
import { arxivIdOfDoi } from "../../records/identifiers/identity.ts";
import { comparableLink } from "../../records/identifiers/links.ts";
import { findArxivId } from "../../records/normalize.ts";
import type { Problem } from "../../records/problem.ts";
import type { Identified } from "../identify.ts";
import { cellReader, columnOf, type MappedTable, plainValue } from "./mapped-table.ts";

/** Finds the entry that a row of a table is about; `why` says why it names none. */
export type FindEntry = (
  cells: readonly string[],
) => { readonly entry: number } | { readonly why: string };

/** Entries by their source and by the table's words for them. */
export class EntryIndex {
  readonly #identified: Identified;
  #made: Lookups | undefined;
  readonly sources: readonly string[];

  constructor(identified: Identified) {
    this.#identified = identified;
    this.sources = [...new Set(identified.entries.map(({ source }) => source))];
  }

  /** Made when a table first asks: most reviews have none. */
  get #lookups(): Lookups {
    this.#made ??= lookupsOf(this.#identified);
    return this.#made;
  }

  byId(source: string, id: string): readonly number[] {
    const found = findDoi(id);
    const doi = found === undefined ? undefined : comparableDoi(found);
    const arxiv = (doi === undefined ? undefined : arxivIdOfDoi(doi)) ?? findArxivId(id);
    const link = /^(?:https?:\/\/|www\.)/i.test(id) ? comparableLink(id) : undefined;
    for (const name of [id, arxiv, doi, link, id.replace(/v\d+$/, "")]) {
      const found =
        name === undefined ? undefined : this.#lookups.ids.get(`${source}\n${plainValue(name)}`);
      if (found !== undefined) return found;
    }
    return [];
  }

  byTitle(source: string, title: string): readonly number[] {
    return this.#lookups.titles.get(`${source}\n${comparableTitle(title)}`) ?? [];
  }

  byOrdinal(source: string, ordinal: number): number | undefined {
    return this.#lookups.ordinals.get(`${source}#${ordinal}`);
  }
}

/** Where entries are, by what tables call them. */
interface Lookups {
  readonly ids: ReadonlyMap<string, readonly number[]>;
  readonly titles: ReadonlyMap<string, readonly number[]>;
  readonly ordinals: ReadonlyMap<string, number>;
}

function lookupsOf({ entries }: Identified): Lookups {
  const ids = new Map<string, number[]>();
  const titles = new Map<string, number[]>();
  const ordinals = new Map<string, number>();
  for (const [at, { id, source, accession, keys }] of entries.entries()) {
    ordinals.set(id, at);
    if (keys === undefined) continue;
    const names = new Set(
      [accession, keys.doi, keys.arxiv, keys.pmid, keys.link].flatMap((one) =>
        one === undefined ? [] : [plainValue(one)],
      ),
    );
    for (const name of names) add(ids, `${source}\n${name}`, at);
    if (keys.title !== undefined) add(titles, `${source}\n${keys.title}`, at);
  }
  return { ids, titles, ordinals };
}

function add(map: Map<string, number[]>, name: string, at: number): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [at]);
  else list.push(at);
}

/**
 * Makes a finder of entries for one table. An export may list one id several times; the table's
 * rows of that id then mean the entries in their order, and further rows mean the last one.
 */
export function entryFinder(
  table: MappedTable,
  map: EntryMap,
  index: EntryIndex,
  problems: Problem[],
): FindEntry | undefined {
  // `source: Scopus` names a source, `source: db` a column.
  const literal =
    columnOf(table, map.source.column) < 0 && index.sources.includes(map.source.column);
  const before = problems.length;
  const source = literal ? () => map.source.column : cellReader(table, map.source, problems);
  const id = cellReader(table, map.id, problems);
  const ordinal = cellReader(table, map.ordinal, problems);
  const title = cellReader(table, map.title, problems);
  if (problems.length > before || source === undefined) return undefined;
  const translated = new Map(
    Object.entries(map.sources ?? {}).map(([from, to]) => [plainValue(from), to]),
  );
  const known = new Map(index.sources.map((name) => [plainValue(name), name]));
  const taken = new Map<string, number>();
  return (cells) => {
    const said = source(cells);
    const name = translated.get(plainValue(said)) ?? known.get(plainValue(said)) ?? said;
    if (!index.sources.includes(name)) {
      return { why: `there is no source \`${said}\` among ${index.sources.join(", ")}` };
    }
    const number = ordinal?.(cells) ?? "";
    if (number !== "") {
      const at = /^\d+$/.test(number) ? index.byOrdinal(name, Number(number)) : undefined;
      return at === undefined ? { why: `${name} has no entry ${number}` } : { entry: at };
    }
    for (const [what, value, find] of [
      ["id", id?.(cells) ?? "", () => index.byId(name, id!(cells))],
      ["title", title?.(cells) ?? "", () => index.byTitle(name, title!(cells))],
    ] as const) {
      if (value === "") continue;
      const found = find();
      if (found.length === 0) {
        if (what === "id" && title !== undefined) continue;
        return { why: `${name} has no entry with the ${what} \`${value.slice(0, 60)}\`` };
      }
      // Two spellings of one title find the same entries.
      const slot = `${what} ${found[0]}`;
      const nth = taken.get(slot) ?? 0;
      taken.set(slot, nth + 1);
      return { entry: found[Math.min(nth, found.length - 1)]! };
    }
    return { why: "it names no entry" };
  };
}
