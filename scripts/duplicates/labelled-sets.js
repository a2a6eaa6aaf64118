// Sets of records whose duplicates are known: a CSV each, with the columns
// id,source,title,authors,year,journal,volume,issue,pages,doi,pmid,abstract,cluster_id, and
// corrections.csv (dataset,id,new_cluster_id) beside them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { findDoi } from "../../dist/core/records/identifiers/doi.js";
import { findYear, parseAuthor } from "../../dist/core/records/normalize.js";

/** @returns {string[]} the names of the labelled sets in a folder, in alphabetical order */
export function setsIn(folder) {
  return readdirSync(folder)
    .sort()
    .filter((file) => file.endsWith(".csv") && file !== "corrections.csv")
    .map((file) => file.slice(0, -4));
}

/**
 * @returns {{name: string, rows: {id: string, source: string, published: string, corrected: string}[],
 *   records: import("../../dist/index.js").BibRecord[]}} `published` and `corrected`: the group of the row
 */
export function readSet(folder, name) {
  const table = parse(readFileSync(join(folder, `${name}.csv`), "utf8"), { columns: true });
  const file = join(folder, "corrections.csv");
  /** @type {Record<string, string>[]} */
  const corrections = existsSync(file) ? parse(readFileSync(file, "utf8"), { columns: true }) : [];
  const corrected = new Map(
    corrections.filter((row) => row.dataset === name).map((row) => [row.id, row.new_cluster_id]),
  );
  return {
    name,
    rows: table.map(({ id, source, cluster_id }) => ({
      id,
      source,
      published: cluster_id,
      corrected: corrected.get(id) ?? cluster_id,
    })),
    records: table.map(recordOf),
  };
}

/** @returns {import("../../dist/index.js").BibRecord} */
function recordOf(row) {
  const stated = (text) => withoutEntities(text).trim() || undefined;
  const fields = {
    title: stated(row.title),
    abstract: stated(row.abstract),
    year: findYear(row.year ?? ""),
    venue: stated(row.journal),
    volume: stated(row.volume),
    issue: stated(row.issue),
    pages: stated(row.pages),
    doi: findDoi(row.doi ?? ""),
    pmid: stated(row.pmid),
  };
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    authors: withoutEntities(row.authors)
      .split(";")
      .flatMap((name) => parseAuthor(name) ?? []),
    issn: [],
    keywords: [],
    mesh: [],
    original: [["id", row.id]],
  };
}

/** `Sch&#252;tz` is Schütz, and its semicolon parts no names. */
function withoutEntities(text = "") {
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, "&")
    .replace(/&[a-z]+;/g, " ");
}
