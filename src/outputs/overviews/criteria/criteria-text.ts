import { printQuery } from "../../../core/criteria/index.ts";
import type { ChangedOutcome } from "../../../core/overviews/criteria/changes.ts";
import type {
  CriteriaCoverage,
  CriterionCoverage,
} from "../../../core/overviews/criteria/coverage.ts";
import type { TestedExample } from "../../../core/overviews/criteria/examples.ts";
import type { Criterion } from "../../../core/protocol/protocol.ts";
import type { RecordKey } from "../../../core/records/model.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { plainText } from "../../text/plain-text.ts";

/** Records that differ are listed up to this number; CSV and JSON have all of them. */
const MAX_LISTED = 10;

/** Everything that `slr criteria` says of a review. */
export interface CriteriaOverview {
  readonly criteria: readonly Criterion[];
  readonly coverage: CriteriaCoverage;
  readonly examples: readonly TestedExample[];
  titleOf(record: RecordKey): string;
}

/** The criteria with what they exclude, their examples, and where they overlap. */
export function criteriaText(overview: CriteriaOverview): string {
  const { criteria, coverage, examples } = overview;
  const covered = new Map(coverage.criteria.map((one) => [one.id, one]));
  const blocks = criteria.map((criterion) => {
    const of = covered.get(criterion.id);
    const own = examples.filter((example) => example.criterion === criterion.id);
    return [
      `${plainText(criterion.id)}  ${plainText(criterion.text)}`,
      ...[
        `${criterion.stage}${criterion.effect === undefined ? ", decided by people" : `, ${criterion.effect}: ${queryOf(criterion)}`}`,
        ...readingLines(criterion),
        ...(of === undefined ? [] : coverageLines(of, overview)),
        ...exampleLines(own),
      ].map((line) => `    ${line}`),
    ].join("\n");
  });
  const overlaps = coverage.overlaps.map(
    ({ ids: [a, b], records }) =>
      `    ${plainText(a)} and ${plainText(b)}: ${plural(records, "record")}`,
  );
  return [...blocks, ...(overlaps.length > 0 ? [`Overlap\n${overlaps.join("\n")}`] : [])].join(
    "\n\n",
  );
}

/** The query on one line. */
function queryOf({ queryText = "" }: Criterion): string {
  return plainText(queryText.replace(/\s+/g, " ").trim());
}

/** How slr reads a query that another database, a sub-query or a comment says in other words. */
function readingLines({ query, queryText = "", dialect }: Criterion): string[] {
  const isPlain = dialect === undefined && !/[@#]/.test(queryText);
  return query === undefined || isPlain ? [] : [`read as: ${plainText(printQuery(query))}`];
}

export function coverageLines(
  { judged, excluded, unknown, alone, first, people }: CriterionCoverage,
  { titleOf }: Pick<CriteriaOverview, "titleOf">,
): string[] {
  const share = judged === 0 ? 0 : (100 * excluded.length) / judged;
  const { bothExclude, bothPass, onlyRule, onlyPeople } = people;
  const compared = bothExclude + bothPass + onlyRule.length + onlyPeople.length;
  return [
    `excludes ${formatCount(excluded.length)} of ${plural(judged, "record")} (${share.toFixed(1)} %): ${formatCount(alone)} alone, ${formatCount(first)} first; unknown for ${formatCount(unknown)}`,
    ...(compared === 0
      ? []
      : [
          `people agree on ${formatCount(bothExclude + bothPass)} of ${plural(compared, "record")}`,
        ]),
    ...listed("excludes, but people included", onlyRule, titleOf),
    ...listed("lets pass, but people excluded for this reason", onlyPeople, titleOf),
  ];
}

function listed(
  what: string,
  records: readonly RecordKey[],
  titleOf: CriteriaOverview["titleOf"],
): string[] {
  if (records.length === 0) return [];
  const rest = records.length - MAX_LISTED;
  return [
    `${what}: ${formatCount(records.length)}`,
    ...records.slice(0, MAX_LISTED).map((record) => `  ${record}  ${plainText(titleOf(record))}`),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more (--format json lists all)`] : []),
  ];
}

const OUTCOMES: Readonly<Record<TestedExample["outcome"], string>> = {
  match: "it matches",
  "no-match": "it does not match",
  unknown: "it is unknown: something that the query looks at is missing",
  absent: "no record has this DOI",
};

function exampleLines(examples: readonly TestedExample[]): string[] {
  if (examples.length === 0) return [];
  const failed = examples.filter(({ isAsExpected }) => !isAsExpected);
  return [
    `examples: ${formatCount(examples.length - failed.length)} of ${formatCount(examples.length)} as expected`,
    ...failed.map(({ example, line, mustMatch, outcome, words }) => {
      const found =
        words.length > 0 ? ` (${words.map((word) => `"${plainText(word)}"`).join(", ")})` : "";
      return `  slr.yaml:${line}: "${plainText(example)}" ${mustMatch ? "must match" : "must not match"}, but ${OUTCOMES[outcome]}${outcome === "match" ? found : ""}`;
    }),
  ];
}

/** What other criteria change. */
export function changesText(changes: readonly ChangedOutcome[], against: string): string {
  const moved = changes.filter(({ isReasonOnly }) => !isReasonOnly);
  const included = moved.filter(({ isIncluded }) => isIncluded);
  const reasons = changes.filter(({ isReasonOnly }) => isReasonOnly);
  const line = ({ record, title, before, after }: ChangedOutcome) =>
    `  ${record}  ${before.box}${inBrackets(before.reason)} → ${after.box}${inBrackets(after.reason)}  ${plainText(title)}`;
  const parts: string[] = [
    moved.length === 0
      ? `Against ${plainText(against)}, no record changes its outcome.`
      : `Against ${plainText(against)}, ${plural(moved.length, "record")} ${moved.length === 1 ? "changes its outcome" : "change their outcome"}; ${included.length === 0 ? "none of them is" : `${formatCount(included.length)} of them ${included.length === 1 ? "is" : "are"}`} included before or after:`,
    ...[...included, ...moved.filter(({ isIncluded }) => !isIncluded)].map(line),
  ];
  if (reasons.length > 0)
    parts.push(
      `${plural(reasons.length, "record")} ${reasons.length === 1 ? "stays excluded for another reason" : "stay excluded for other reasons"}:`,
      ...reasons.map(line),
    );
  return parts.join("\n");
}

function inBrackets(reason: string): string {
  return reason === "" ? "" : ` (${plainText(reason)})`;
}
