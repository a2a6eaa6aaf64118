import type { ScreeningOrder } from "../metrics/index.ts";
import type { ModelName, Ranker } from "../rating/ranker.ts";
import type { LabelledSet } from "./labelled-set.ts";
import type { StartName } from "./names.ts";

/** The settings of a simulation, apart from its start. */
export interface SimulationRequest {
  readonly set: LabelledSet;
  readonly model: ModelName;
  readonly seed: number;
  /** A new ranker that knows the texts and the criteria, but no decision. */
  readonly ranker: () => Ranker;
  /** Called now and then with the number of included records that are still to be found. */
  readonly progress?: ((left: number) => void) | undefined;
}

/**
 * What is known when screening begins. To add one, write a file, list it in `simulate.ts` and add
 * its name to `names.ts`.
 */
export interface SimulationStart {
  readonly name: StartName;
  /** A description as a clause, for the help and the output. */
  readonly means: string;
  /** The order in which the records were screened, or why there is none for this set. */
  run(request: SimulationRequest): ScreeningOrder | { readonly impossible: string };
}
