import type { ClassCounts } from "../../../core/overviews/taxonomy/class-counts.ts";
import type { CodedReview } from "../../../core/overviews/taxonomy/code-studies.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { alignColumns } from "../../text/align-columns.ts";
import { cutLine, paragraph } from "../../text/paragraph.ts";
import { plainText } from "../../text/plain-text.ts";
import {
  countsForPeople,
  remarksOn,
  studiesForPeople,
  type TaxonomyTable,
} from "./taxonomy-tables.ts";

/** The counts for a terminal, with what a reader must know, and the agreement of coders. */
export function countsText(coded: CodedReview, counts: ClassCounts): string {
  const lines = aligned(countsForPeople(coded, counts));
  for (const remark of remarksOn(coded, counts)) lines.push("", ...paragraph(plainText(remark)));
  const agreement = agreementLines(coded);
  if (agreement.length > 0) lines.push("", ...agreement);
  return lines.join("\n");
}

/** Each class with its studies. */
export function studiesText(coded: CodedReview, counts: ClassCounts): string {
  const lines: string[] = [];
  const { rows } = studiesForPeople(coded, counts);
  const groups = new Map<string, string[][]>();
  for (const [name = "", ...cells] of rows.map((row) => row.map(String))) {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [cells]);
    else group.push(cells);
  }
  for (const [name, studies] of groups) {
    lines.push(`${plainText(name)}: ${plural(studies.length, "study")}`);
    for (const cells of studies) lines.push(cutLine(`  ${cells.map(plainText).join("  ")}`));
    lines.push("");
  }
  return lines.join("\n").trimEnd();
}

/** The agreement of coders, class by class. */
export function agreementText(coded: CodedReview): string {
  const lines = agreementLines(coded);
  return lines.length > 0
    ? lines.join("\n")
    : "No study was coded by two coders, so there is no agreement to measure.";
}

function agreementLines({ classes, agreement }: CodedReview): string[] {
  if (agreement.length === 0) return [];
  const rows = agreement.flatMap(({ at, pairs }) =>
    pairs.map(({ first, second, figures: { records, observed, kappa } }) => {
      const [low, high] = kappa?.interval ?? [];
      return [
        classes[at]!.text,
        `${first}, ${second}`,
        String(records),
        decimals(observed),
        kappa === undefined ? "undefined" : decimals(kappa.kappa),
        low === undefined ? "" : `${decimals(low)} to ${decimals(high)}`,
      ];
    }),
  );
  const alphas = agreement.flatMap(({ at, alpha }) =>
    alpha === undefined
      ? []
      : [[classes[at]!.text, "all", String(alpha.records), decimals(alpha.alpha)]],
  );
  return [
    ...aligned({
      name: "agreement",
      header: ["agreement on", "coders", "studies", "observed", "kappa", "95 % interval"],
      rows,
    }),
    ...(alphas.length === 0
      ? []
      : [
          "",
          ...aligned({
            name: "agreement",
            header: ["agreement on", "coders", "studies", "Krippendorff's alpha"],
            rows: alphas,
          }),
        ]),
  ];
}

/** Two decimals, as agreement is usually quoted. */
function decimals(figure: number | undefined): string {
  return figure === undefined ? "undefined" : figure.toFixed(2).replace(/^-(0\.00)$/, "$1");
}

function aligned({ header, rows }: TaxonomyTable): string[] {
  const texts = rows.map((row) =>
    row.map((cell, at) =>
      // The first column is indented by its class.
      at === 0 ? String(cell).replace(/\S.*/s, (name) => plainText(name)) : plainText(String(cell)),
    ),
  );
  return alignColumns([header.map(plainText), ...texts]);
}
