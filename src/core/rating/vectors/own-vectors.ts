import type { OwnVectors } from "../text/own-vectors.ts";
import { evenedOut } from "./table-vectors.ts";
import { type DenseVectors, denseVectors } from "./vectors.ts";

/**
 * The user's vectors, of length 1 and with what all records share counting less, as those of the
 * word table. A record without one, and the text of the protocol, have the zero vector.
 */
export function createOwnVectors(order: Uint32Array, { width, of }: OwnVectors): DenseVectors {
  const values = new Float32Array((order.length + 1) * width);
  const lengths = new Float64Array(order.length + 1);
  for (const [position, row] of order.entries()) {
    const given = of(row);
    if (given === undefined) continue;
    let squares = 0;
    for (let j = 0; j < width; j += 1) squares += given[j]! * given[j]!;
    const length = Math.sqrt(squares);
    if (length < 1e-12) continue;
    lengths[position] = length;
    for (let j = 0; j < width; j += 1) values[position * width + j] = given[j]! / length;
  }
  evenedOut(values, width, order.length, lengths);
  return denseVectors(order.length + 1, width, values);
}
