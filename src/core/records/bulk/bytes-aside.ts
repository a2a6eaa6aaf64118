/** A place outside of memory for bytes that a run needs again later. */
export interface BytesAside {
  /** Takes bytes and returns where they begin; undefined if there is no room for more. */
  put(bytes: Uint8Array): number | undefined;
  /** So many bytes from a place on, until somebody asks for others. */
  at(position: number, length: number): Uint8Array;
  /** Ends it; what was put there is gone. */
  close(): void;
}

/** A review of so many entries holds everything in memory, which takes less time. */
export const FEW_ENTRIES = 50_000;
