import { MAIN_METRICS } from "../../../core/metrics/index.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { pairedDifferences } from "../../../core/simulate/paired-differences.ts";
import { recallCurve } from "../../../core/simulate/recall-curve.ts";
import { meansOf, meansOverSets } from "../../../core/simulate/simulate.ts";
import {
  runsByStart,
  type SimulatedSet,
  type TimedRun,
} from "../../../core/simulate/simulated-set.ts";
import type { Mean } from "../../../core/statistics/mean.ts";
import { alignColumns } from "../../text/align-columns.ts";
import { paragraph } from "../../text/paragraph.ts";
import { plainText } from "../../text/plain-text.ts";
import { type NamedCurve, recallCurveText } from "./recall-curve-text.ts";

/** Simulations as text: figures, the recall curve, and what each stopping rule would have done. */
export function simulationText(sets: readonly SimulatedSet[], seed: number): string {
  const parts = sets.map((set) => setLines(set).join("\n"));
  if (sets.length > 1) parts.push(overallLines(sets, seed).join("\n"));
  const differences = differenceLines(sets, seed);
  if (differences.length > 0) parts.push(differences.join("\n"));
  return parts.join("\n\n");
}

/** The mean curve of each start. */
export function curvesOf(runs: readonly TimedRun[]): NamedCurve[] {
  return [...runsByStart(runs)].map(([name, group]) => ({
    name,
    curve: recallCurve(group.map(({ screeningOrder }) => screeningOrder)),
  }));
}

function setLines(set: SimulatedSet): string[] {
  const groups = [...runsByStart(set.runs)];
  return [
    ...headline(set),
    "",
    ...metricLines(groups.map(([start, runs]) => [start, meansOf(runs)])),
    "",
    ...recallCurveText(curvesOf(set.runs)).map((line) => `  ${line}`.trimEnd()),
    ...groups.flatMap(([start, runs]) => stopLines(start, runs)),
  ];
}

function headline({
  name,
  records,
  included,
  unlabelled,
  without,
  hasCriteria,
  from,
  runs,
}: SimulatedSet): string[] {
  const seeds = new Set(runs.map(({ seed }) => seed)).size;
  const model = [...new Set(runs.map((run) => run.model))].join(", ");
  const parts = [
    `${plural(records, "record")}, ${formatCount(included)} included (${from})`,
    ...(unlabelled > 0 ? [`${formatCount(unlabelled)} left out ${without}`] : []),
    hasCriteria ? "with criteria" : "without criteria",
    `model ${model}, ${plural(seeds, "seed")}`,
  ];
  return paragraph(`${plainText(name)}: ${parts.join("; ")}`);
}

function overallLines(sets: readonly SimulatedSet[], seed: number): string[] {
  const bySet = sets.map(({ runs }) => runsByStart(runs));
  const names = [...new Set(bySet.flatMap((groups) => [...groups.keys()]))];
  const columns = names.map((name) => {
    const groups = bySet.flatMap((one) => (one.has(name) ? [one.get(name)!] : []));
    return [`${name} (${groups.length})`, meansOverSets(groups, seed)] as const;
  });
  return [
    `Means over ${plural(sets.length, "set")}, with bootstrap intervals of 95 % over the sets`,
    "",
    ...metricLines(columns),
  ];
}

/** How far the first model is from each of the others. */
function differenceLines(sets: readonly SimulatedSet[], seed: number): string[] {
  const differences = pairedDifferences(
    sets.map(({ runs }) => runs),
    seed,
  );
  if (differences.length === 0) return [];
  const { over } = differences[0]!;
  return [
    ...paragraph(
      `Differences in pairs, with bootstrap intervals of 95 % over the ${over} (bootstrap seed ${seed})`,
    ),
    "",
    ...metricLines(
      differences.map(({ start, model, against, pairs, metrics }) => [
        `${start} ${model} - ${against} (${pairs})`,
        metrics,
      ]),
    ),
  ];
}

/** A row for each metric and a column for each start. */
function metricLines(
  columns: readonly (readonly [name: string, means: Readonly<Record<string, Mean>>])[],
): string[] {
  const rows = MAIN_METRICS.map(({ name }) => [
    name,
    ...columns.map(([, means]) => meanText(means[name]!)),
  ]);
  return alignColumns([["", ...columns.map(([name]) => name)], ...rows]).map((line) => `  ${line}`);
}

function meanText({ mean, interval }: Mean): string {
  const decimals = (value: number) => value.toFixed(3).replace(/^-(0\.000)$/, "$1");
  if (interval === undefined) return decimals(mean);
  return `${decimals(mean)} [${decimals(interval[0])}, ${decimals(interval[1])}]`;
}

function stopLines(start: string, runs: readonly TimedRun[]): string[] {
  const rules = runs[0]?.stopped.map(({ rule }) => rule) ?? [];
  if (rules.length === 0) return [];
  const rows = rules.map((rule) => {
    const stops = runs.map(({ stopped, screeningOrder }) => ({
      ...stopped.find((one) => one.rule === rule)!,
      records: screeningOrder.records,
    }));
    const mean = (figure: (stop: (typeof stops)[number]) => number) =>
      stops.reduce((sum, stop) => sum + figure(stop), 0) / stops.length;
    return [
      rule,
      `${stops.filter(({ stopped }) => stopped).length} of ${stops.length}`,
      mean(({ read }) => read).toFixed(0),
      `${(100 * mean(({ read, records }) => read / records)).toFixed(1)} %`,
      mean(({ recall }) => recall).toFixed(3),
      Math.min(...stops.map(({ recall }) => recall)).toFixed(3),
      mean(({ missed }) => missed).toFixed(1),
    ];
  });
  return [
    "",
    `  Stopping rules from ${start}: means over ${plural(runs.length, "run")}`,
    ...alignColumns([
      ["rule", "stopped", "read", "of all", "recall", "worst", "missed"],
      ...rows,
    ]).map((line) => `  ${line}`),
  ];
}
