import { MAIN_METRICS } from "../../../core/metrics/index.ts";
import { meansOf } from "../../../core/simulate/simulate.ts";
import {
  runsByStart,
  type SimulatedSet,
  type TimedRun,
} from "../../../core/simulate/simulated-set.ts";
import { sixDecimals } from "../../../core/statistics/deterministic-arithmetic.ts";

/**
 * Simulations as JSON; `mean` has, for each start, the means over the seeds with their 95 %
 * intervals.
 */
export function simulationJson(sets: readonly SimulatedSet[]): string {
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
  const means = Object.entries(meansOf(runs));
  return {
    runs: runs.length,
    metrics: Object.fromEntries(means.map(([name, { mean }]) => [name, sixDecimals(mean)])),
    intervals: Object.fromEntries(
      means.map(([name, { interval }]) => [name, interval?.map(sixDecimals) ?? null]),
    ),
  };
}
