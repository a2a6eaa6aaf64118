/** The eigenvalues of a symmetric matrix, the largest first, and its eigenvectors as rows of `vectors`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

const MOST_SWEEPS = 40;

/**
 * Decomposes a symmetric matrix by Jacobi rotations (Golub & Van Loan, Matrix Computations, 8.5).
 * Square roots and the four operations only: the same to the last bit on every machine.
 *
 * @param matrix row by row; it is changed
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1;
  let total = 0;
  for (const value of matrix) total += value * value;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let outside = 0;
    for (let p = 0; p < size; p += 1)
      for (let q = p + 1; q < size; q += 1) outside += matrix[p * size + q]! ** 2;
    if (outside <= 1e-28 * total) break;
    for (let p = 0; p < size; p += 1)
      for (let q = p + 1; q < size; q += 1) rotate(matrix, vectors, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (a, b) => matrix[b * size + b]! - matrix[a * size + a]! || a - b,
  );
  const sorted = new Float64Array(size * size);
  for (const [to, from] of order.entries())
    sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size);
  return { values: Float64Array.from(order, (i) => matrix[i * size + i]!), vectors: sorted };
}

/** Rotates the plane of p and q so that the element between them becomes 0. */
function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  size: number,
  p: number,
  q: number,
): void {
  const between = matrix[p * size + q]!;
  if (between === 0) return;
  const half = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * between);
  const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.sqrt(half * half + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const turn = (numbers: Float64Array, first: number, second: number, step: number): void => {
    for (let k = 0; k < size; k += 1) {
      const a = numbers[first + k * step]!;
      const b = numbers[second + k * step]!;
      numbers[first + k * step] = cosine * a - sine * b;
      numbers[second + k * step] = sine * a + cosine * b;
    }
  };
  turn(matrix, p, q, size);
  turn(matrix, p * size, q * size, 1);
  turn(vectors, p * size, q * size, 1);
}
