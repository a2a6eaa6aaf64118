import type { Vectors } from "./vectors.ts";

/** Makes the vectors of some rows, by their place among them; squared lengths included. */
export type MakeRows<Made extends Vectors> = (rows: ArrayLike<number>) => Made;

/** Vectors of which those rows are held that somebody asked for in small numbers. */
export interface VectorsOnDemand<Made extends Vectors> extends Vectors {
  readonly make: MakeRows<Made>;
  /** The squared lengths, as far as rows are held. */
  readonly squaredLengths: Float64Array;
  readonly squaredRests: Float64Array;
  /** Calls `use` with the vectors that hold a row, and its place in them. */
  at<Result>(row: number, use: (vectors: Made, place: number) => Result): Result;
}

/** Who asks for more rows than these at one time gets rows that are made for this time only. */
const MOST_HELD_AT_ONCE = 1 << 15;
/** So many of them are made at one time. */
const ROWS_AT_ONCE = 1 << 12;

/**
 * Vectors whose rows are made when somebody asks for them. Machines learn from some thousand rows
 * again and again, and these are held; the value of every other record is asked for once or twice. The
 * vectors of a million records would take some six gigabytes. Each row is the same as if all were held.
 * The last row, that of the protocol's text, is held from the beginning.
 */
export function vectorsOnDemand<Made extends Vectors>(
  rows: number,
  width: number,
  make: MakeRows<Made>,
): VectorsOnDemand<Made> {
  const squaredLengths = new Float64Array(rows);
  const squaredRests = new Float64Array(rows);
  const placeOf = new Map<number, number>();
  let held: Made | undefined;

  /** The places of some rows among those that are held. */
  function hold(asked: ArrayLike<number>): Uint32Array {
    const before = placeOf.size;
    for (let i = 0; i < asked.length; i += 1)
      if (!placeOf.has(asked[i]!)) placeOf.set(asked[i]!, placeOf.size);
    if (held === undefined || placeOf.size > before) {
      held = make(Uint32Array.from(placeOf.keys()));
      for (const [row, place] of placeOf) {
        squaredLengths[row] = held.squaredLengths[place]!;
        squaredRests[row] = held.squaredRests[place]!;
      }
    }
    return Uint32Array.from(asked, (row) => placeOf.get(row)!);
  }

  function at<Result>(row: number, use: (vectors: Made, place: number) => Result): Result {
    const place = placeOf.get(row);
    return place === undefined ? use(make([row]), 0) : use(held!, place);
  }

  hold([rows - 1]);
  return {
    rows,
    width,
    make,
    squaredLengths,
    squaredRests,
    at,
    dot: (row, weights) => at(row, (vectors, place) => vectors.dot(place, weights)),
    addTo: (weights, row, times) =>
      at(row, (vectors, place) => vectors.addTo(weights, place, times)),
    train(trained, weights, use) {
      const places = hold(trained);
      held!.train(places, weights, use);
    },
    dots(asked, weights) {
      if (asked.length <= MOST_HELD_AT_ONCE) {
        const places = hold(asked);
        return held!.dots(places, weights);
      }
      const products = new Float64Array(asked.length);
      for (let from = 0; from < asked.length; from += ROWS_AT_ONCE) {
        const part = asked.subarray(from, from + ROWS_AT_ONCE);
        products.set(make(part).dots(Uint32Array.from(part.keys()), weights), from);
      }
      return products;
    },
  };
}
