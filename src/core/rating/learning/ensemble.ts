import { createRandom } from "../../statistics/random.ts";
import {
  KINDS,
  type Likeness,
  type MachineView,
  type VectorSpace,
} from "../vectors/vector-space.ts";
import type { View } from "../vectors/views.ts";
import { criteriaWeight } from "./criteria-weight.ts";
import { gatherExamples } from "./examples.ts";
import { createLinearSvm } from "./linear-svm.ts";
import { type Scale, scalesOf } from "./scales.ts";

/**
 * A part of an ensemble that has a value for every record: a machine that learned from decisions,
 * or a likeness to the text of the protocol.
 */
export interface Voice {
  readonly kind: "machine" | "likeness";
  readonly view: View;
  /** By column of its view; a record's value is its inner product with them, and the bias. */
  readonly weights: Float64Array;
  readonly bias: number;
  /** By kind of record, how its values are added to those of other voices. */
  readonly scales: readonly Scale[];
}

/**
 * The machines of a model, which view the same decisions in different ways, and the likenesses to
 * the text of the protocol. Their values are added up.
 */
export interface Ensemble {
  readonly voices: readonly Voice[];
  /** The rows of the vectors from which it learned. */
  readonly examples: ArrayLike<number>;
  /** How many records there are. */
  readonly records: number;
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
  const { order, kinds, model, criteria } = space;
  const step = Math.max(1, Math.ceil(order.length / SAMPLE));
  const sample = Uint32Array.from({ length: Math.ceil(order.length / step) }, (_, i) => i * step);
  const draw = shuffledPositions(order.length, seed);
  const likenesses = (criteria?.likenesses ?? []).map((likeness) => createLikeness(likeness));
  const machines = space.machines.map((machine) => createMachine(machine, seed));
  const voices: readonly LearningVoice[] = [...machines, ...likenesses];
  let learned: ArrayLike<number> = [];

  /** The mean of a voice is taken over the records of the sample of which it sees something. */
  function scaled({ view, value, weight }: LearningVoice, decided: number): readonly Scale[] {
    const seen = sample.filter((position) => view.sees(position));
    const { share, half } = model.withoutAbstract ?? { share: 0, half: 1 };
    return scalesOf(
      Float64Array.from(seen, value),
      Uint8Array.from(seen, (position) => kinds[position]!),
      Object.keys(KINDS).length,
      weight,
      (share * half) / (half + decided),
    );
  }

  return {
    voices,
    records: order.length,
    sample,
    get examples() {
      return learned;
    },
    learn(labels) {
      const { includes, decided } = countDecided(labels);
      for (const likeness of likenesses) likeness.weigh(labels, includes);
      const trust = meanOf(likenesses.map(({ trust }) => trust));
      const examples = gatherExamples(space, labels, draw, trust);
      learned = examples?.rows ?? [];
      if (examples !== undefined) for (const { svm } of machines) svm.learn(examples, tolerance);
      for (const voice of voices) {
        const silent = voice.weight === 0 || (voice.kind === "machine" && examples === undefined);
        voice.scales = silent ? [] : scaled(voice, decided);
      }
    },
    valuesAt(positions) {
      const values = new Float64Array(positions.length);
      for (const { view, scales, value } of voices) {
        if (scales.length === 0) continue;
        for (let i = 0; i < positions.length; i += 1) {
          const position = positions[i]!;
          if (!view.sees(position)) continue;
          const { mean, factor } = scales[kinds[position]!]!;
          values[i]! += factor * (value(position) - mean);
        }
      }
      return values;
    },
  };
}

/** A voice whose scales change with each learning. */
interface LearningVoice extends Voice {
  scales: readonly Scale[];
  weight: number;
  /** The value at a position. */
  value(position: number): number;
}

function createMachine({ settings, view }: MachineView, seed: number) {
  const svm = createLinearSvm(view.vectors, seed);
  return {
    kind: "machine" as const,
    view,
    svm,
    weights: svm.weights,
    get bias() {
      return svm.bias;
    },
    weight: settings.weight,
    scales: [] as readonly Scale[],
    value: svm.value,
  };
}

function createLikeness({ settings, view, wanted, values }: Likeness) {
  const likeness = {
    kind: "likeness" as const,
    view,
    weights: wanted,
    bias: 0,
    weight: 0,
    /** How far decisions bear it out, from 0 to 1. */
    trust: 1,
    scales: [] as readonly Scale[],
    value: (position: number) => values[position]!,
    weigh(labels: Int8Array, includes: number): void {
      likeness.trust = criteriaWeight(values, labels);
      likeness.weight =
        settings.weight * (settings.half / (settings.half + includes)) * likeness.trust;
    },
  };
  return likeness;
}

function countDecided(labels: Int8Array): { readonly includes: number; readonly decided: number } {
  let includes = 0;
  let decided = 0;
  for (const label of labels) {
    if (label === 1) includes += 1;
    if (label === 1 || label === -1) decided += 1;
  }
  return { includes, decided };
}

function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 1 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
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
