import { type Place, type RecordKey, STAGES, type Stage } from "../../records/model.ts";
import type { Problem } from "../../records/problem.ts";
import { firstOf } from "../../records/text/first-of.ts";
import { plural } from "../../records/text/plural.ts";
import { resultAt, type ScreenedRecord } from "../../screening/results.ts";
import { type Check, type CheckedReview, nameOf, placesOf } from "../check.ts";

export const automationAlone: Check = {
  id: "automation-alone",
  holds: "no program excluded or included a record alone",
  codes: ["check/automation-excluded", "check/automation-included"],
  why: "PRISMA 2020 and RAISE ask for every record that automation decided without a person, and for how it was validated.",
  remedy:
    "Let people decide these records, too; or acknowledge the problem in slr.yaml and say there how the program was validated.",
  find: (checked) => [
    ...STAGES.flatMap((stage) => excludedByPrograms(stage, checked)),
    ...includedByNobody(checked),
  ],
};

/**
 * The programs whose votes alone decided a stage; criteria belong to the protocol and are not
 * votes.
 */
function programsBehind(record: RecordKey, stage: Stage, { review }: CheckedReview): string[] {
  const { votes, resolution } = review.ballot(record, stage);
  const deciding = resolution === undefined ? votes : [resolution];
  return deciding.every(({ kind }) => kind === "automation")
    ? deciding.map(({ reviewer }) => reviewer)
    : [];
}

function excludedByPrograms(stage: Stage, checked: CheckedReview): Problem[] {
  const { review } = checked;
  const excluded = new Map<string, { readonly records: RecordKey[]; readonly place?: Place }>();
  for (const record of review.results.records) {
    if (resultAt(record, stage)?.outcome !== "exclude") continue;
    const programs = programsBehind(record.key, stage, checked).join(", ");
    if (programs === "") continue;
    const group = excluded.get(programs);
    const place = review.ballot(record.key, stage).rows.at(-1)?.place;
    if (group === undefined)
      excluded.set(programs, { records: [record.key], ...(place && { place }) });
    else group.records.push(record.key);
  }
  return [...excluded].map(([programs, { records, place }]) => ({
    severity: "warning",
    code: "check/automation-excluded",
    ...place,
    message: `${programs} alone excluded ${plural(records.length, stage === "full-text" ? "report" : "record")} at ${stage}, and nobody has decided ${records.length === 1 ? "it" : "them"}: ${firstOf(records)}.`,
  }));
}

/** Included reports on which no person has voted at full text. */
function includedByNobody(checked: CheckedReview): Problem[] {
  const { review } = checked;
  const byNobody = (record: ScreenedRecord): string | undefined => {
    const programs = programsBehind(record.key, "full-text", checked);
    if (programs.length > 0) return programs.join(", ");
    return record.fullText?.by.includes("rules") ? "criteria" : undefined;
  };
  const included = review.results.records.filter(({ box }) => box === "included");
  const places = placesOf(
    review,
    included.map(({ key }) => key),
  );
  return included.flatMap((record): Problem[] => {
    const by = byNobody(record);
    if (by === undefined) return [];
    return [
      {
        severity: "warning",
        code: "check/automation-included",
        ...places.get(record.key),
        record: record.key,
        message: `${nameOf(record)} is included by ${by} alone; nobody has decided it at full text.`,
      },
    ];
  });
}
