import type { LabelledSet } from "./labelled-set.ts";
import { includedIn } from "./labelled-set.ts";
import type { SimulatedRun } from "./simulate.ts";

/** A run and its CPU time, the only figure that differs from run to run. */
export interface TimedRun extends SimulatedRun {
  /** CPU time. The first run with a model also reads the texts as the model sees them. */
  readonly seconds: number;
}

/** The runs of one set, as outputs print them. */
export interface SimulatedSet {
  readonly name: string;
  readonly records: number;
  readonly included: number;
  readonly unlabelled: number;
  /** What the unlabelled entries lack: `without label or text`. */
  readonly without: string;
  /** Whether the protocol describes what is looked for. */
  readonly hasCriteria: boolean;
  /** Where its labels come from. */
  readonly from: string;
  readonly runs: readonly TimedRun[];
}

export function simulatedSet(
  set: LabelledSet,
  { from, without }: Pick<SimulatedSet, "from" | "without">,
  runs: readonly TimedRun[],
): SimulatedSet {
  return {
    name: set.name,
    records: set.order.length,
    included: includedIn(set),
    unlabelled: set.unlabelled,
    hasCriteria: set.criteriaText.length > 0,
    from,
    without,
    runs,
  };
}

/**
 * The runs of a set by their start, in the order in which they were made; where there are several
 * models, by start and model.
 */
export function runsByStart<Run extends Pick<SimulatedRun, "start" | "model">>(
  runs: readonly Run[],
): ReadonlyMap<string, readonly Run[]> {
  const severalModels = new Set(runs.map(({ model }) => model)).size > 1;
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const name = severalModels ? `${run.start} ${run.model}` : run.start;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [run]);
    else group.push(run);
  }
  return groups;
}
