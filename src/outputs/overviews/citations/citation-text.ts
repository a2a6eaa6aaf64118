import type {
  CitationNetwork,
  CitationPair,
  Find,
  LinkedRecord,
} from "../../../core/overviews/citations/citation-network.ts";
import { firstOf } from "../../../core/records/text/first-of.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { alignColumns } from "../../text/align-columns.ts";
import { cutLine, paragraph } from "../../text/paragraph.ts";
import { plainText } from "../../text/plain-text.ts";
import { shortName, shortWork, workTitle } from "./citation-names.ts";

/** As many lines show each list; `--table` has all of them. */
const MOST = 10;

/** What the references tell, for a terminal. */
export function citationText(network: CitationNetwork, least: number): string {
  const finds = network.finds.filter(({ studies }) => studies >= least);
  const lines = coverageSentences(network).flatMap((sentence) => paragraph(sentence));
  const list = (heading: string, table: string, rows: readonly (readonly string[])[]) => {
    if (rows.length === 0) return;
    lines.push("", heading);
    lines.push(...alignColumns(rows.slice(0, MOST)).map((line) => cutLine(`  ${line}`)));
    if (rows.length > MOST)
      lines.push(`  … and ${formatCount(rows.length - MOST)} more: slr citations --table ${table}`);
  };
  if (finds.length === 0)
    lines.push(
      "",
      ...paragraph(
        `Backward: no work that no search found is cited by ${least === 1 ? "an included study" : `${least} or more included studies`}.`,
      ),
    );
  list(
    `Backward: cited by ${least === 1 ? "included studies" : `${least} or more included studies`}, found by no search (${finds.length})`,
    "finds",
    finds.map(findCells),
  );
  list(
    `Forward: not included, and cite included records (${network.citing.length})`,
    "citing",
    network.citing.map(linkedCells),
  );
  const outside = network.cited.filter(({ record }) => record.box !== "included");
  list(
    `Found and not included, and cited by included records (${outside.length})`,
    "cited",
    outside.map(linkedCells),
  );
  list(
    "Co-cited: included records that the same records cite",
    "co-cited",
    network.coCited.map((pair) => pairCells(network, pair)),
  );
  list(
    "Coupled: included records that cite the same works",
    "coupled",
    network.coupled.map((pair) => pairCells(network, pair)),
  );
  return lines.join("\n");
}

/** How many references were read, from how many records, and what became of them. */
export function coverageSentences({
  included,
  silent,
  telling,
  records,
  counts,
}: CitationNetwork): string[] {
  const known = included.length - silent.length;
  const { references, byIdentifier, byTitle, byPlace } = counts;
  const matched = formatCount(byIdentifier + byTitle + byPlace);
  return [
    `${plural(telling, "record")} of ${formatCount(records)} carry references in their exports, among them ${formatCount(known)} of ${formatCount(included.length)} included.`,
    ...(silent.length > 0
      ? [
          `Of what the other ${formatCount(silent.length)} included cite nothing is known: ${firstOf(silent)}.`,
        ]
      : []),
    ...(references > 0
      ? [
          `${plural(references, "reference")}: ${matched} are records of the review (${byIdentifier} by identifier, ${byTitle} by title, ${byPlace} by author, year, volume and page), ${formatCount(counts.inDoubt)} may be, which is not certain, and ${formatCount(counts.unmatched)} are none.`,
        ]
      : []),
  ];
}

function findCells(find: Find): string[] {
  const { studies, reference, perhaps } = find;
  const doubt = perhaps.length === 0 ? "" : `[perhaps ${perhaps.join(", ")}] `;
  const title = workTitle(reference);
  const name = title === reference.written ? "" : `${shortWork(find)}: `;
  return [String(studies), plainText(`${doubt}${name}${title}`)];
}

function linkedCells({ record, studies }: LinkedRecord): string[] {
  const { key, box, summary } = record;
  return [String(studies), key, box, plainText(`${shortName(record)}: ${summary.title}`)];
}

function pairCells({ byKey }: CitationNetwork, { first, second, count }: CitationPair): string[] {
  const name = (key: string) => `${key} ${plainText(shortName(byKey.get(key)!))}`;
  return [String(count), name(first), name(second)];
}
