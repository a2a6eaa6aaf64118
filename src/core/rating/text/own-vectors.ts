/** Vectors that the user made with an encoder of their own, by row of the corpus. */
export interface OwnVectors {
  readonly width: number;
  /** Undefined for records without a vector. */
  of(row: number): Float32Array | undefined;
}
