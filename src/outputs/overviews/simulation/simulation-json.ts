import { MAIN_METRICS } from "../../../core/metrics/index.ts";
import { pairedDifferences } from "../../../core/simulate/paired-differences.ts";
import { meansOf } from "../../../core/simulate/simulate.ts";
import {
  runsByStart,
  type SimulatedSet,
  type TimedRun,
} from "../../../core/simulate/simulated-set.ts";
import { sixDecimals } from "../../../core/statistics/deterministic-arithmetic.ts";
import type { Mean } from "../../../core/statistics/mean.ts";

/**
 * Simulations as JSON; `mean` has, for each start and model, the means over the seeds with their 95 %
 * intervals, and `differences` those between models.
 */
export function simulationJson(sets: readonly SimulatedSet[], seed: number): string {
  const differences = pairedDifferences(
    sets.map(({ runs }) => runs),
    seed,
  );
  return JSON.stringify(
    {
      sets: sets.map(({ name, records, included, runs }) => ({
        name,
        records,
        included,
        runs: runs.map(runJson),
        mean: Object.fromEntries(
          [...runsByStart(runs)].map(([start, group]) => [start, meanJson(group)]),
        ),
      })),
      ...(differences.length > 0 && {
        bootstrap_seed: seed,
        differences: differences.map(({ metrics, ...one }) => ({ ...one, ...figuresOf(metrics) })),
      }),
    },
    null,
    2,
  );
}

function runJson({ start, model, seed, metrics, stopped, seconds }: TimedRun) {
  return {
    start,
    model,
    seed,
    metrics: Object.fromEntries(MAIN_METRICS.map(({ name }) => [name, metrics[name]])),
    ...(stopped.length > 0 && {
      stopped: stopped.map((one) => ({ ...one, recall: sixDecimals(one.recall) })),
    }),
    seconds,
  };
}

function meanJson(runs: readonly TimedRun[]) {
  return { runs: runs.length, ...figuresOf(meansOf(runs)) };
}

function figuresOf(given: Readonly<Record<string, Mean>>) {
  const means = Object.entries(given);
  return {
    metrics: Object.fromEntries(means.map(([name, { mean }]) => [name, sixDecimals(mean)])),
    intervals: Object.fromEntries(
      means.map(([name, { interval }]) => [name, interval?.map(sixDecimals) ?? null]),
    ),
  };
}
