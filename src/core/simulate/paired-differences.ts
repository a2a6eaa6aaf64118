import { MAIN_METRICS } from "../metrics/index.ts";
import type { ModelName } from "../rating/ranker.ts";
import { bootstrapMean, type Mean } from "../statistics/mean.ts";
import type { SimulatedRun } from "./simulate.ts";

/** How far a model is from another in the same simulations, metric by metric. */
export interface PairedDifference {
  readonly start: string;
  readonly model: ModelName;
  /** The model that is subtracted. */
  readonly against: ModelName;
  /** What the pairs are: the seeds of one set, or the means of several sets. */
  readonly over: "seeds" | "sets";
  readonly pairs: number;
  /** By metric, the mean difference with its 95 % bootstrap interval over the pairs. */
  readonly metrics: Readonly<Record<string, Mean>>;
}

type Run = Pick<SimulatedRun, "start" | "model" | "seed" | "metrics">;

/**
 * The first model of the runs minus each of the others, from each start. Runs of one set and seed
 * begin with the same records, so they are compared in pairs.
 *
 * @param sets the runs of each set
 * @param seed that of the bootstrap
 */
export function pairedDifferences(
  sets: readonly (readonly Run[])[],
  seed: number,
): readonly PairedDifference[] {
  const runs = sets.flat();
  const [model, ...others] = [...new Set(runs.map((run) => run.model))];
  const starts = [...new Set(runs.map((run) => run.start))];
  return starts.flatMap((start) =>
    others.flatMap((against): PairedDifference[] => {
      const pairs = sets.map((set) => pairsOf(set, start, model!, against));
      const known = pairs.filter(({ length }) => length > 0);
      if (known.length === 0) return [];
      const differencesIn = (metric: string) => {
        const bySet = known.map((set) =>
          set.map(([own, other]) => own.metrics[metric]! - other.metrics[metric]!),
        );
        return known.length === 1
          ? bySet[0]!
          : bySet.map((all) => all.reduce((sum, one) => sum + one, 0) / all.length);
      };
      return [
        {
          start,
          model: model!,
          against,
          over: known.length === 1 ? "seeds" : "sets",
          pairs: known.length === 1 ? known[0]!.length : known.length,
          metrics: Object.fromEntries(
            MAIN_METRICS.map(({ name }) => [name, bootstrapMean(differencesIn(name), seed)]),
          ),
        },
      ];
    }),
  );
}

function pairsOf(
  runs: readonly Run[],
  start: string,
  model: ModelName,
  against: ModelName,
): (readonly [Run, Run])[] {
  const from = runs.filter((run) => run.start === start);
  return from
    .filter((run) => run.model === model)
    .flatMap((own) => {
      const other = from.find((run) => run.model === against && run.seed === own.seed);
      return other === undefined ? [] : [[own, other] as const];
    });
}
