// The labelled reviews that the benches of the rating and of the stopping rules read.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { shippedWordTable as wordTable } from "../dist/cli/shipped/word-table.js";
import { labelledSet } from "../dist/core/simulate/labelled-set.js";
import { jsonCriteria } from "../dist/formats/screening-tools/criteria-file.js";

const stated = (text) => text?.trim() || undefined;
const recordOf = (row) => ({
  title: stated(row.title),
  abstract: stated(row.abstract),
  keywords: (row.keywords ?? "").split(";").flatMap((keyword) => stated(keyword) ?? []),
  mesh: [],
  authors: [],
  issn: [],
  original: [],
});

/**
 * Several labelled sets as one long review, without criteria.
 *
 * @param {ReturnType<typeof readSets>} sets
 */
export function joinedSet(sets) {
  const builder = labelledSet(sets.map(({ name }) => name).join(" + "));
  for (const { rows } of sets)
    for (const row of rows) builder.add(recordOf(row), row.label_included === "1");
  return { ...builder.build([]), wordTable };
}

/**
 * The labelled sets of a folder with their criteria.
 *
 * @param {string} folder
 * @param {readonly string[] | undefined} [wanted] the names of those to read; all of them if absent
 */
export function readSets(folder, wanted) {
  if (!existsSync(folder)) {
    console.log(`There are no labelled sets in ${folder}; name a folder that has some.`);
    return [];
  }
  const criteria = join(folder, "criteria.json");
  const criteriaOf = existsSync(criteria)
    ? jsonCriteria(readFileSync(criteria, "utf8"))
    : undefined;
  return readdirSync(folder)
    .filter((file) => file.endsWith(".csv"))
    .map((file) => file.slice(0, -4))
    .filter((name) => wanted === undefined || wanted.includes(name))
    .sort()
    .map((name) => {
      /** @type {Record<string, string>[]} */
      const rows = parse(readFileSync(join(folder, `${name}.csv`), "utf8"), {
        columns: true,
        bom: true,
      });
      const builder = labelledSet(name);
      for (const row of rows) builder.add(recordOf(row), row.label_included === "1");
      return { name, rows, set: { ...builder.build(criteriaOf?.(name) ?? []), wordTable } };
    });
}
