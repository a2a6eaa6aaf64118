import type { CaptureRecapture, TooFewIncluded } from "../../core/overviews/capture-recapture.ts";
import type { Audit } from "../../core/overviews/rating/audit.ts";
import { formatCount, formatTenths, plural } from "../../core/records/text/plural.ts";
import type { ChaoEstimate } from "../../core/statistics/chao.ts";
import { alignColumns } from "../text/align-columns.ts";
import { paragraph } from "../text/paragraph.ts";
import { plainText } from "../text/plain-text.ts";

const SAID = {
  unread: "to read again",
  "rightly-excluded": "rightly excluded",
  missed: "missed",
  open: "in conflict",
} as const satisfies Record<Audit["population"][number]["found"], string>;

/** An audit as text: what to read again, and an estimate of how many studies were missed. */
export function auditText(audit: Audit, overlap: CaptureRecapture, size: number): string {
  const { population } = audit;
  const shown = population.slice(0, size);
  const lines =
    population.length === 0
      ? ["Title/abstract screening has excluded nothing that people could audit."]
      : [
          ...paragraph(
            `A random sample of ${formatCount(shown.length)} of ${plural(population.length, "record")} that people excluded at title/abstract, in the order in which to read them again:`,
          ),
          ...alignColumns([
            ["record", "audit", "title"],
            ...shown.map(({ record, found }) => [
              record.key,
              SAID[found],
              plainText(record.summary.title),
            ]),
          ]),
          "",
          ...estimateLines(audit),
        ];
  return [...lines, ...overlapLines(overlap)].join("\n");
}

function estimateLines({ estimate, sample, missed, open, population }: Audit): string[] {
  if (estimate === undefined)
    return paragraph(
      "None has been read again yet. Let a second reviewer vote on them, for example with slr decide --audit; slr then estimates how many studies were missed.",
    );
  const whole = ([low, high]: readonly [number, number]) =>
    `${formatCount(low)} to ${formatCount(high)}`;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const range = ([low, high]: readonly [number, number]) => `${percent(low)} to ${percent(high)}`;
  return [
    ...paragraph(
      `${formatCount(sample)} of ${formatCount(population.length)} read again, ${formatCount(missed)} missed${open > 0 ? ` (${formatCount(open)} of them in conflict, which counts as missed until it is settled)` : ""}.`,
    ),
    ...paragraph(
      `Missed among all excluded: about ${formatTenths(estimate.missed)}, with 95 % confidence ${whole(estimate.missedInterval)} (hypergeometric, exact); as a share ${range(estimate.shareInterval)} (Clopper-Pearson).`,
    ),
    ...paragraph(
      `Recall of title/abstract screening: about ${percent(estimate.recall)}, ${range(estimate.recallInterval)}.`,
    ),
  ];
}

function overlapLines({ reviewers, sources }: CaptureRecapture): string[] {
  const lines = (what: string, who: string, chao: ChaoEstimate | TooFewIncluded) => {
    if ("needed" in chao)
      return paragraph(
        `No estimate from ${who}: ${plural(chao.found, "report")} ${chao.found === 1 ? "is" : "are"} included, and below ${chao.needed} an interval would say nothing.`,
      );
    const { found, byOne, byTwo, total, interval } = chao;
    const range =
      interval === undefined
        ? "no interval, because at most one was found only once"
        : `95 % interval ${formatTenths(interval[0])} to ${formatTenths(interval[1])}`;
    return paragraph(
      `Chao's estimate from ${who}: ${formatCount(found)} ${what} found, ${formatCount(byOne)} by one only, ${formatCount(byTwo)} by two; at least ${formatTenths(total)} in all (${range}).`,
    );
  };
  return [
    ...(reviewers === undefined ? [] : ["", ...lines("relevant records", "reviewers", reviewers)]),
    ...(sources === undefined ? [] : ["", ...lines("included reports", "sources", sources)]),
  ];
}
