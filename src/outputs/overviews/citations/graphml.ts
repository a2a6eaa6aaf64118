import type { CitationNetwork } from "../../../core/overviews/citations/citation-network.ts";
import { xmlText } from "../../text/xml-text.ts";
import { shortName, shortWork, workTitle } from "./citation-names.ts";

const KEYS = [
  ["label", "string"],
  ["title", "string"],
  ["kind", "string"],
  ["box", "string"],
  ["year", "int"],
  ["doi", "string"],
  ["studies", "int"],
] as const;

type Values = Readonly<Partial<Record<(typeof KEYS)[number][0], string | number | undefined>>>;

/** The network for Gephi, Cytoscape, yEd and other programs: an arrow from who cites to who is cited. */
export function citationGraphml(network: CitationNetwork, least: number): string {
  const finds = network.finds.filter(({ studies }) => studies >= least);
  const isIncluded = new Set(network.included.map(({ key }) => key));
  const linked = new Set(network.links.flat());
  const citers = new Map(network.cited.map(({ record, studies }) => [record.key, studies]));
  const node = (id: string, values: Values) => {
    const data = KEYS.flatMap(([key]) => {
      const value = values[key];
      return value === undefined || value === ""
        ? []
        : [`<data key="${key}">${xmlText(String(value))}</data>`];
    });
    return `    <node id="${xmlText(id)}">${data.join("")}</node>`;
  };
  const edge = (source: string, target: string) =>
    `    <edge source="${xmlText(source)}" target="${xmlText(target)}"/>`;
  const records = [...network.byKey.values()].filter(
    ({ key }) => isIncluded.has(key) || linked.has(key),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...KEYS.map(
      ([name, type]) => `  <key id="${name}" for="node" attr.name="${name}" attr.type="${type}"/>`,
    ),
    '  <graph id="citations" edgedefault="directed">',
    ...records.map((record) => {
      const { key, box, summary } = record;
      return node(key, {
        label: shortName(record),
        title: summary.title,
        kind: isIncluded.has(key) ? "included" : "record",
        box,
        year: summary.year,
        doi: summary.doi,
        studies: citers.get(key) ?? 0,
      });
    }),
    ...finds.map((find) =>
      node(find.id, {
        label: shortWork(find),
        title: workTitle(find.reference),
        kind: "find",
        year: find.reference.year,
        doi: find.reference.doi,
        studies: find.studies,
      }),
    ),
    ...network.links.map(([citing, cited]) => edge(citing, cited)),
    ...finds.flatMap(({ id, citedBy }) => citedBy.map((key) => edge(key, id))),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}
