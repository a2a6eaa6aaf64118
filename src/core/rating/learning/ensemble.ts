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
  /**
   * Learns from decisions, starting from the previous solution.
   *
   * @param labels by position: 1 include, -1 exclude, 0 not decided, or `HIDDEN`
   */
  learn(labels: Int8Array): void;
  /** The values at some positions: higher is evidence for inclusion, 0 is an average record. */
  valuesAt(positions: Uint32Array): Float64Array;
  /** The values at all positions. */
  values(): Float64Array;
}

/** The number of records that are enough to estimate the spread of a machine's values. */
const SAMPLE = 5000;

/** @param tolerance the largest remaining violation of the machines' optimality conditions */
export function createEnsemble(space: VectorSpace, seed: number, tolerance: number): Ensemble {
  const { order, kinds, criteria } = space;
  const everywhere = Uint32Array.from(order.keys());
  const draw = shuffledPositions(order.length, seed);
  const machines = space.machines.map((machine) => createMachine(machine, space, seed));
  const likenesses = (criteria?.likenesses ?? []).map((one) => createLikeness(one, space));
  const voices: readonly LearningVoice[] = [...machines, ...likenesses];
  let learned: ArrayLike<number> = [];

  /** The values at some positions, from those that each voice has there. */
  function sumAt(positions: Uint32Array, valuesOf: (voice: LearningVoice) => Float64Array) {
    const sums = new Float64Array(positions.length);
    for (const voice of voices) {
      if (voice.scaling.isSilent) continue;
      const values = valuesOf(voice);
      const { view, scales } = voice;
      for (let i = 0; i < positions.length; i += 1) {
        const position = positions[i]!;
        if (!view.sees(position)) continue;
        const { mean, factor } = scales[kinds[position]!]!;
        sums[i]! += factor * (values[i]! - mean);
      }
    }
    return sums;
  }

  return {
    voices,
    records: order.length,
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
      for (const { kind, scaling, weight } of voices)
        scaling.reset(kind === "machine" && examples === undefined ? 0 : weight, decided);
    },
    valuesAt: (positions) => sumAt(positions, ({ valuesAt }) => valuesAt(positions)),
    values: () =>
      sumAt(everywhere, ({ valuesAt, scaling }) => {
        const values = valuesAt(everywhere);
        scaling.scales((sample) => valuesOf(values, sample));
        return values;
      }),
  };
}

/** A voice whose scales change with each learning. */
interface LearningVoice extends Voice {
  readonly scaling: Scaling;
  readonly weight: number;
  valuesAt(positions: Uint32Array): Float64Array;
}

/** The scales of a voice, which are taken over the records of a sample of which it sees something. */
interface Scaling {
  /** Whether the voice says nothing, and has no scales. */
  readonly isSilent: boolean;
  /** After a learning. */
  reset(weight: number, decided: number): void;
  /** The scales since then, from the values at some positions. */
  scales(valuesAt: (positions: Uint32Array) => Float64Array): readonly Scale[];
}

function createScaling(view: View, { order, kinds, model }: VectorSpace): Scaling {
  const step = Math.max(1, Math.ceil(order.length / SAMPLE));
  const sample = Uint32Array.from({ length: Math.ceil(order.length / step) }, (_, i) => i * step);
  const seen = sample.filter((position) => view.sees(position));
  const kindsOfSeen = Uint8Array.from(seen, (position) => kinds[position]!);
  const { share, half } = model.withoutAbstract ?? { share: 0, half: 1 };
  let current: { readonly weight: number; readonly decided: number } = { weight: 0, decided: 0 };
  let scales: readonly Scale[] | undefined;
  return {
    get isSilent() {
      return current.weight === 0;
    },
    reset(weight, decided) {
      current = { weight, decided };
      scales = undefined;
    },
    scales(valuesAt) {
      const { weight, decided } = current;
      if (weight === 0) return [];
      scales ??= scalesOf(
        valuesAt(seen),
        kindsOfSeen,
        Object.keys(KINDS).length,
        weight,
        (share * half) / (half + decided),
      );
      return scales;
    },
  };
}

function createMachine({ settings, view }: MachineView, space: VectorSpace, seed: number) {
  const svm = createLinearSvm(view.vectors, seed);
  const scaling = createScaling(view, space);
  return {
    kind: "machine" as const,
    view,
    svm,
    weights: svm.weights,
    get bias() {
      return svm.bias;
    },
    weight: settings.weight,
    scaling,
    get scales() {
      return scaling.scales(svm.values);
    },
    valuesAt: svm.values,
  };
}

function createLikeness({ settings, view, wanted, values }: Likeness, space: VectorSpace) {
  const scaling = createScaling(view, space);
  const valuesAt = (positions: Uint32Array) => valuesOf(values, positions);
  const likeness = {
    kind: "likeness" as const,
    view,
    weights: wanted,
    bias: 0,
    weight: 0,
    /** How far decisions bear it out, from 0 to 1. */
    trust: 1,
    scaling,
    get scales() {
      return scaling.scales(valuesAt);
    },
    valuesAt,
    weigh(labels: Int8Array, includes: number): void {
      likeness.trust = criteriaWeight(values, labels);
      likeness.weight =
        settings.weight * (settings.half / (settings.half + includes)) * likeness.trust;
    },
  };
  return likeness;
}

function valuesOf(values: Float64Array, positions: Uint32Array): Float64Array {
  const chosen = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 1) chosen[i] = values[positions[i]!]!;
  return chosen;
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
