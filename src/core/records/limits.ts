/**
 * What a review lets its exports ask of the machine, where slr's own limits are too low for it.
 * slr.yaml can raise a limit, never lower it.
 */
export interface Limits {
  /** Characters of one entry, row or line. */
  readonly entry?: number;
  /** Bytes that an archive or a workbook may unpack to. */
  readonly unpacked?: number;
  /** How many objects or elements may lie inside of each other. */
  readonly depth?: number;
}

/** A limit of slr, or a higher one that slr.yaml asks for. */
export function raised(own: number, limit: keyof Limits, limits: Limits | undefined): number {
  return Math.max(own, limits?.[limit] ?? 0);
}

/** How to raise a limit, for the end of a message that names it. */
export function howToRaise(limit: keyof Limits): string {
  return `slr.yaml can raise this limit (limits: ${limit})`;
}

/** `16 million characters`, for messages; a million is 2^20, as in MB. */
export function inMillions(characters: number): string {
  return `${Math.ceil(characters / 1024 / 1024)} million characters`;
}
