import { plural } from "../../core/records/text/plural.ts";
import { BOXES } from "../../core/screening/results.ts";
import { inputMessage, recordMessage } from "../../core/versions/change-messages.ts";
import type { ChangedRecord } from "../../core/versions/compare-records.ts";
import { countByBox, type VersionChanges } from "../../core/versions/version-changes.ts";
import { alignColumns } from "../text/align-columns.ts";
import { plainText } from "../text/plain-text.ts";
import type { CheckReport } from "./check-report.ts";

/** How many lines of one kind are shown; JSON has all of them. */
const SHOWN = 20;

/** How much of a title is shown. */
const TITLE = 60;

/** New records as they are listed: open work first, then what was included, then the rest. */
const LISTED: readonly string[] = [...BOXES].reverse();

/** What changed between versions of the review: files, then records with their boxes. */
export function changesText(
  { changes, titleOf }: Pick<CheckReport, "changes" | "titleOf">,
  rest: string,
): string {
  return changes.map((one) => betweenText(one, titleOf, rest)).join("\n\n");
}

function betweenText(
  { from, to, lock, inputs, added, moved }: VersionChanges,
  titleOf: CheckReport["titleOf"],
  rest: string,
): string {
  const boxes = countByBox(added, LISTED).map(({ box, n }) => `${n} ${box}`);
  const rank = ({ now = "" }: ChangedRecord) => LISTED.indexOf(now);
  const fresh = [...added]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN)
    .map(({ key, now = "" }) => [now, key, plainText(shortTitle(titleOf(key)))]);
  return [
    `From ${plainText(from)} (${plainText(lock)}) to ${plainText(to)}:`,
    `  ${plural(inputs.length, "file")} changed`,
    ...listed(inputs.map(inputMessage).map(plainText), inputs.length, rest),
    `  ${plural(moved.length, "earlier record")} moved`,
    ...listed(moved.map(recordMessage).map(plainText), moved.length, rest),
    `  ${plural(added.length, "new record")}${boxes.length === 0 ? "" : `: ${boxes.join(", ")}`}`,
    ...listed(alignColumns(fresh), added.length, rest),
  ].join("\n");
}

function listed(lines: readonly string[], all: number, rest: string): string[] {
  const shown = lines.slice(0, SHOWN).map((line) => `    ${line}`);
  const more = all - shown.length;
  return more === 0 ? shown : [...shown, `    … and ${more} more; ${rest}`];
}

function shortTitle(title: string): string {
  return title.length > TITLE ? `${title.slice(0, TITLE - 1)}…` : title;
}
