import type { PartsAsked } from "../../core/rating/vectors/parts-aside.ts";
import type { SentBatch } from "./sent-batch.ts";
import type { TextReading } from "./text-entries.ts";

/** What the other thread can do. */
export type Job =
  | { readonly kind: "read"; readonly reading: TextReading }
  /** @param protocol the text of slr.yaml */
  | { readonly kind: "judge"; readonly protocol: string }
  | { readonly kind: "vectors"; readonly asked: PartsAsked };

/** To the thread that reads. */
export type ToReader =
  | { readonly kind: "bytes"; readonly piece: Uint8Array }
  | { readonly kind: "end" }
  /** A batch was used up. */
  | { readonly kind: "taken" };

/** From the thread that reads. */
export type FromReader =
  | { readonly kind: "batch"; readonly batch: SentBatch }
  /** A piece of the bytes was used up. */
  | { readonly kind: "taken" }
  | { readonly kind: "end" }
  | { readonly kind: "failed"; readonly error: unknown };

/**
 * How many pieces may be under way in each direction. Nobody piles up what the other side cannot
 * use yet: what waits long becomes old in the eyes of the garbage collector, which then lets it lie.
 */
export const MOST_UNDER_WAY = 3;

/** Wakes whoever waits for something to happen. */
export class News {
  #waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  tell(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
