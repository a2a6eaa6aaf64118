import { titleForms } from "../../dedupe/fields/title.ts";
import { comparableDoi } from "../../records/identifiers/doi.ts";
import type { BibRecord } from "../../records/model.ts";
import { normalizeTitle } from "../../records/normalize.ts";
import type { Problem } from "../../records/problem.ts";
import type { Retraction } from "../../records/retraction.ts";
import { isMarkedRetracted } from "../../records/retraction-marks.ts";
import type { IncludedReport } from "../../screening/results.ts";
import { type Check, nameOf, placesOf, recordsWith } from "../check.ts";

export const retracted: Check = {
  id: "retracted",
  holds: "no included report is retracted, an erratum, or one about which concern was expressed",
  codes: ["check/retracted", "check/expression-of-concern", "check/erratum"],
  why: "Findings of a retracted report must not enter a synthesis, and a correction may change the numbers to extract.",
  remedy:
    "Read the notice and decide the report again; what stays included for a good reason is acknowledged in slr.yaml.",
  find({ review, retractions }) {
    const keys = review.results.included.map(({ key }) => key);
    const places = placesOf(review, keys);
    const recordOf = recordsWith(review, keys);
    const listed = new RetractionList(retractions, review.results.included);
    return review.results.included.flatMap((report): Problem[] => {
      const { key } = report;
      const signs = [...listed.of(report.record), ...signsIn(report)];
      // One sign of each kind is enough; the list of retractions has the most details.
      const first = signs.filter(
        ({ kind }, at) => signs.findIndex((one) => one.kind === kind) === at,
      );
      return first.map(({ kind, says }) => ({
        severity: "warning",
        code: `check/${kind}`,
        ...places.get(key),
        record: key,
        message: `${nameOf(recordOf.get(key)!)} is included, and ${says}.`,
      }));
    });
  },
};

type Kind = "retracted" | "expression-of-concern" | "erratum";

/** A sign that a report was retracted, corrected or doubted, or that it is a notice of that. */
interface Sign {
  readonly kind: Kind;
  /** The rest of the sentence `X is included, and`. */
  readonly says: string;
}

/** The tags and columns in which databases give the kind of document. */
const TYPE_TAG = /^(?:pt|dt|m3|ty|rt|type|subtype|.*(?:document|publication|article)[ _]?types?)$/i;

/** How PubMed links a report with what was published about it: in its text format, and in XML. */
const LINKS: readonly (readonly [tag: string, ref: string, kind: Kind, says: string])[] = [
  ["RIN", "RetractionIn", "retracted", "PubMed links it with its retraction"],
  [
    "ECI",
    "ExpressionOfConcernIn",
    "expression-of-concern",
    "PubMed links it with an expression of concern",
  ],
  ["EIN", "ErratumIn", "erratum", "PubMed links it with a correction"],
];

/** What the exports of a report say: its title, its type, and what PubMed links it with. */
function signsIn({ record }: IncludedReport): Sign[] {
  const { title = "", type, original } = record;
  const { notices } = titleForms(title);
  const signs: Sign[] = [];
  const add = (kind: Kind, says: string) => signs.push({ kind, says });
  const types = original.flatMap(([tag, value]) => (TYPE_TAG.test(tag) ? [value] : []));
  const typeLike = (pattern: RegExp) => types.find((value) => pattern.test(value));
  const isConcern = /\bexpressions? of concern\b/i;

  if (isMarkedRetracted(title)) add("retracted", "its title says that it was retracted");
  const retractedType = typeLike(/\bretracted\b/i);
  if (retractedType !== undefined) add("retracted", `its type is "${retractedType}"`);
  if (isConcern.test(title))
    add("expression-of-concern", "its title is that of an expression of concern");
  else if (notices.includes("retraction"))
    add("retracted", "its title is that of a notice of retraction");
  if (type === "retraction")
    add("retracted", "its type says that it is retracted or a notice of that");
  if (typeLike(isConcern) !== undefined)
    add("expression-of-concern", "its type is that of an expression of concern");
  if (notices.includes("erratum")) add("erratum", "its title is that of a correction");
  if (type === "erratum") add("erratum", "its type is that of a correction");

  for (const [tag, ref, kind, says] of LINKS) {
    const link = original.find(
      ([name, value]) =>
        name.toUpperCase() === tag ||
        (name.endsWith("CommentsCorrections@RefType") && value === ref),
    );
    if (link !== undefined) add(kind, says);
  }
  return signs;
}

const NATURES = {
  retraction: ["retracted", "a retraction"],
  concern: ["expression-of-concern", "an expression of concern"],
  correction: ["erratum", "a correction"],
} as const satisfies Record<
  Exclude<Retraction["nature"], "reinstatement">,
  readonly [kind: Kind, what: string]
>;

/**
 * Titles of this length identify a paper without its identifiers; many papers share shorter ones.
 */
const SHORTEST_TITLE = 25;

/**
 * The signs in retractions.csv, matched by identifier, or by title if one side has no identifier.
 */
class RetractionList {
  readonly #byDoi = new Map<string, Retraction[]>();
  readonly #byPmid = new Map<string, Retraction[]>();
  readonly #byTitle = new Map<string, Retraction[]>();

  constructor(retractions: readonly Retraction[], included: readonly IncludedReport[]) {
    const wanted = new Set(included.map(({ record }) => titleOf(record)));
    for (const one of retractions) {
      if (one.doi !== undefined) push(this.#byDoi, comparableDoi(one.doi), one);
      if (one.pmid !== undefined) push(this.#byPmid, one.pmid, one);
      const title = titleOf(one);
      if (title !== "" && wanted.has(title)) push(this.#byTitle, title, one);
    }
  }

  of(record: BibRecord): Sign[] {
    const { doi, pmid } = record;
    const titled = this.#byTitle.get(titleOf(record)) ?? [];
    const isKnown = (one: Pick<Retraction, "doi" | "pmid">) =>
      one.doi !== undefined || one.pmid !== undefined;
    const rows = new Set([
      ...(doi === undefined ? [] : (this.#byDoi.get(comparableDoi(doi)) ?? [])),
      ...(pmid === undefined ? [] : (this.#byPmid.get(pmid) ?? [])),
      ...titled.filter((one) => !isKnown(one) || !isKnown(record)),
    ]);
    const reinstated = [...rows].some(({ nature }) => nature === "reinstatement");
    return [...rows].flatMap(({ nature, date, notice, reasons, place }): Sign[] => {
      if (nature === "reinstatement") return [];
      const details = [
        date === "" ? [] : date,
        notice === undefined ? [] : `doi:${notice}`,
        reasons === "" ? [] : reasons.slice(0, 100),
        reinstated ? "reinstated in another row" : [],
      ].flat();
      const [kind, what] = NATURES[nature];
      const more = details.length === 0 ? "" : ` (${details.join("; ")})`;
      return [{ kind, says: `${place.file}:${place.line} has ${what} of it${more}` }];
    });
  }
}

/** The title for comparison; empty if it is too short to identify a paper. */
function titleOf({ title = "" }: { readonly title?: string }): string {
  return title.length < SHORTEST_TITLE ? "" : normalizeTitle(title);
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
