import { createRandom } from "../../statistics/random.ts";
import { meanAndDeviation, type VectorSpace, type View } from "../vectors/vector-space.ts";
import { criteriaWeight } from "./criteria-weight.ts";
import { gatherExamples } from "./examples.ts";
import { createLinearSvm, type LinearSvm } from "./linear-svm.ts";

/** One of the support vector machines of an ensemble. */
export interface Machine extends View {
  readonly svm: LinearSvm;
  /** The factor that gives its values their weight in the sum. */
  readonly scale: number;
}

/**
 * The machines of a model, which view the same decisions in different ways and add up their values.
 */
export interface Ensemble {
  readonly machines: readonly Machine[];
  /** The rows of the vectors from which it learned. */
  readonly examples: ArrayLike<number>;
  /** How many records there are. */
  readonly records: number;
  /** What one standard deviation of likeness to the criteria adds to a value. */
  readonly likenessWeight: number;
  /** The positions over which the mean of the values is 0. */
  readonly sample: Uint32Array;
  /**
   * Learns from decisions, starting from the previous solution.
   *
   * @param labels by position: 1 include, -1 exclude, 0 not decided, or `HIDDEN`
   */
  learn(labels: Int8Array): void;
  /** The values at some positions: higher is evidence for inclusion, 0 is an average record. */
  valuesAt(positions: Uint32Array): Float64Array;
}

/** The number of records that are enough to estimate the spread of a machine's values. */
const SAMPLE = 5000;

/** @param tolerance the largest remaining violation of the machines' optimality conditions */
export function createEnsemble(space: VectorSpace, seed: number, tolerance: number): Ensemble {
  const { order, views, criteria } = space;
  const step = Math.max(1, Math.ceil(order.length / SAMPLE));
  const sample = Uint32Array.from({ length: Math.ceil(order.length / step) }, (_, i) => i * step);
  const draw = shuffledPositions(order.length, seed);
  const machines = views.map((view) => ({
    ...view,
    svm: createLinearSvm(view.vectors, seed),
    scale: 0,
    mean: 0,
    sampled: new Float64Array(sample.length),
  }));
  let likenessWeight = 0;
  let learned: ArrayLike<number> = [];

  return {
    machines,
    records: order.length,
    sample,
    get examples() {
      return learned;
    },
    get likenessWeight() {
      return likenessWeight;
    },
    learn(labels) {
      const examples = gatherExamples(space, labels, draw);
      learned = examples?.rows ?? [];
      for (const machine of machines) {
        machine.scale = 0;
        if (examples === undefined) continue;
        machine.svm.learn(examples, tolerance);
        for (const [i, position] of sample.entries())
          machine.sampled[i] = machine.svm.value(position);
        const { mean, deviation } = meanAndDeviation(machine.sampled);
        machine.mean = mean;
        machine.scale = deviation === 0 ? 0 : machine.settings.weight / deviation;
      }
      likenessWeight = weightOfLikeness(space, labels);
    },
    valuesAt(positions) {
      const values = new Float64Array(positions.length);
      for (const { svm, scale, mean, sampled } of machines) {
        if (scale === 0) continue;
        for (let i = 0; i < positions.length; i += 1) {
          const value = positions === sample ? sampled[i]! : svm.value(positions[i]!);
          values[i]! += scale * (value - mean);
        }
      }
      if (criteria !== undefined) {
        for (let i = 0; i < positions.length; i += 1)
          values[i]! += likenessWeight * criteria.likeness[positions[i]!]!;
      }
      return values;
    },
  };
}

function weightOfLikeness({ model, criteria }: VectorSpace, labels: Int8Array): number {
  if (criteria === undefined || model.criteria === undefined) return 0;
  const { weight, half } = model.criteria.likeness;
  const includes = labels.reduce((sum, label) => sum + (label === 1 ? 1 : 0), 0);
  return weight * (half / (half + includes)) * criteriaWeight(criteria.likeness, labels);
}

/** The positions of an order, shuffled. */
function shuffledPositions(count: number, seed: number): Uint32Array {
  const random = createRandom(seed);
  const positions = Uint32Array.from({ length: count }, (_, position) => position);
  for (let at = 0; at < count - 1; at += 1) {
    const other = at + random(count - at);
    const held = positions[at]!;
    positions[at] = positions[other]!;
    positions[other] = held;
  }
  return positions;
}
