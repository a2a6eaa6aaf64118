import { MAIN_METRICS, METRICS, type Metric, type ScreeningOrder } from "../metrics/index.ts";
import { createRankers, type ModelName, type Ranker } from "../rating/ranker.ts";
import { sixDecimals } from "../statistics/deterministic-arithmetic.ts";
import { bootstrapMean, type Mean, meanOf } from "../statistics/mean.ts";
import type { StoppingRule } from "../stopping/index.ts";
import { fromPriors } from "./from-priors.ts";
import { fromZero } from "./from-zero.ts";
import type { LabelledSet } from "./labelled-set.ts";
import { START_NAMES, type StartName } from "./names.ts";
import { rayyanProtocol } from "./rayyan-protocol.ts";
import type { SimulationStart } from "./simulation-start.ts";
import { type StoppingOutcome, stoppingOutcome } from "./stopping-outcome.ts";

const STARTS_BY_NAME: Readonly<Record<StartName, SimulationStart>> = {
  priors: fromPriors,
  zero: fromZero,
  rayyan: rayyanProtocol,
};

/** The ways in which a simulation can begin. */
export const STARTS: readonly SimulationStart[] = START_NAMES.map((name) => STARTS_BY_NAME[name]);

/** One simulated screening of a set. */
export interface SimulatedRun {
  readonly start: string;
  readonly model: ModelName;
  readonly seed: number;
  readonly screeningOrder: ScreeningOrder;
  /** Every metric by its name, with six decimals. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Where each stopping rule would have ended it, and what it would have missed. */
  readonly stopped: readonly StoppingOutcome[];
}

/** Simulates the screening of a set once, or says why this is impossible. */
export type Simulator = (
  start: SimulationStart,
  model: ModelName,
  seed: number,
  rules?: readonly StoppingRule[],
  progress?: (left: number) => void,
) => SimulatedRun | { readonly impossible: string };

/**
 * Simulates the screening of a set as often as asked. What does not depend on the seed is made once
 * for each model. The same set, start, model and seed give the same run on every machine.
 */
export function createSimulator(set: LabelledSet): Simulator {
  const known = new Map<ModelName, (seed: number) => Ranker>();
  const rankersOf = (model: ModelName) => {
    const rankers = known.get(model) ?? createRankers({ ...set, model });
    known.set(model, rankers);
    return rankers;
  };
  return (start, model, seed, rules = [], progress) => {
    const ranker = () => rankersOf(model)(seed);
    const screeningOrder = start.run({ set, model, seed, ranker, progress });
    if ("impossible" in screeningOrder) return screeningOrder;
    return {
      start: start.name,
      model,
      seed,
      screeningOrder,
      metrics: Object.fromEntries(
        METRICS.map(({ name, of }) => [name, sixDecimals(of(screeningOrder))]),
      ),
      stopped: rules.map((rule) => stoppingOutcome(rule, screeningOrder)),
    };
  };
}

/** The mean of each metric over runs of one set, with Student's interval over the seeds. */
export function meansOf(
  runs: readonly Pick<SimulatedRun, "metrics">[],
  metrics: readonly Pick<Metric, "name" | "range">[] = MAIN_METRICS,
): Readonly<Record<string, Mean>> {
  return Object.fromEntries(
    metrics.map(({ name, range }) => [
      name,
      within(range, meanOf(runs.map((run) => run.metrics[name]!))),
    ]),
  );
}

/** The mean of each metric over the means of several sets, with a bootstrap interval over the sets. */
export function meansOverSets(
  sets: readonly (readonly Pick<SimulatedRun, "metrics">[])[],
  seed = 1,
  metrics: readonly Pick<Metric, "name" | "range">[] = MAIN_METRICS,
): Readonly<Record<string, Mean>> {
  const means = sets.map((runs) => meansOf(runs, metrics));
  return Object.fromEntries(
    metrics.map(({ name }) => [
      name,
      bootstrapMean(
        means.map((set) => set[name]!.mean),
        seed,
      ),
    ]),
  );
}

/** A mean whose interval is cut to the range of the averaged values. */
function within([least, most]: Metric["range"], { mean, interval }: Mean): Mean {
  if (interval === undefined) return { mean };
  return { mean, interval: [Math.max(least, interval[0]), Math.min(most, interval[1])] };
}
