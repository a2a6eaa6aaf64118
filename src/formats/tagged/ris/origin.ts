import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
} from "../../fields/attribution.ts";
import type { Attribution } from "../../format.ts";
import type { TaggedField } from "../entry.ts";
import type { Select } from "../values.ts";

/**
 * Finds where a RIS entry comes from, by the traces that databases and programs leave in their
 * exports.
 */

/** Layouts that only one producer writes, as the tags of an entry in their order, each run once. */
const LAYOUTS: readonly (readonly [tags: RegExp, attribution: Attribution])[] = [
  [/^TY TI T2 SP EP AU PY .*\bVO VL\b/, { database: "IEEE Xplore", kind: "database" }],
  [
    /^TY T1 A1 (?:JO )?(?:VL )?(?:IS )?(?:SP )?(?:EP )?(?:SN )?Y1 PB$/,
    { database: "Google Scholar", kind: "database" },
  ],
];

/** Marks that programs leave in their exports. */
const MARKS: readonly (readonly [tag: string, value: RegExp, producer: string])[] = [
  ["M4", /^Citavi$/i, "Citavi"],
  ["ID", /^RefID:/, "RefWorks"],
  ["KW", /^eppi-reviewer$/, "EPPI-Reviewer"],
  ["N1", /\bASReview_\w/, "ASReview"],
];

/** The origin that an entry shows; `header` is the database in a `Database:` line before it. */
export function attributionOf(
  fields: readonly TaggedField[],
  all: Select,
  header: string | undefined,
  doubled: boolean,
): Attribution {
  const links = [...all("UR"), ...all("L2")].flatMap((url) => databaseOfUrl(url) ?? []);
  const accessions = all("AN").map(databaseOfAccession);
  const mark = MARKS.find(([tag, value]) => all(tag).some((text) => value.test(text)));
  const isRabbit =
    doubled && /^\d+$/.test(all("U2")[0] ?? "") && fields.some(({ tag }) => tag === "JA");
  const found = combineEvidence([
    isRabbit ? databaseNamed("ResearchRabbit") : undefined,
    accessions.find((accession) => accession?.producer !== undefined),
    mark === undefined ? undefined : { producer: mark[2] },
    // Embase.com also exports records taken from MEDLINE; all of them were found in Embase.
    links.find((link) => link.producer === "Embase.com"),
    ...all("DB").map(databaseNamed),
    ...accessions,
    all("WE").length > 0 ? databaseNamed("Web of Science") : undefined,
    ...all("DP").map(databaseNamed),
    // The Lens and others link to PubMed as well, but PubMed to none of them.
    links.find((link) => link.database !== "PubMed"),
    ...links,
    header === undefined ? undefined : databaseNamed(header),
  ]);
  if (found.database !== undefined || found.kind !== undefined) return found;
  const layout = layoutOf(fields);
  return combineEvidence([found, LAYOUTS.find(([tags]) => tags.test(layout))?.[1]]);
}

/** Tags of a layout that are looked at. */
const MOST_TAGS = 40;

/** The tags of an entry in their order, each run once. */
function layoutOf(fields: readonly TaggedField[]): string {
  const tags: string[] = [];
  for (const { tag } of fields) {
    if (tag === tags.at(-1)) continue;
    if (tags.push(tag) === MOST_TAGS) break;
  }
  return tags.join(" ");
}
