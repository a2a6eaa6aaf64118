import type { ScreeningOrder } from "./screening-order.ts";

/** One figure of how well an order of reading worked. To add one: write a file and list it in `index.ts`. */
export interface Metric {
  /** As columns and JSON name it: `wss@95`. */
  readonly name: string;
  /** What it says, in a clause for the help and docs/. */
  readonly means: string;
  readonly better: "higher" | "lower";
  /** What it can be at least and at most. */
  readonly range: readonly [least: number, most: number];
  of(order: ScreeningOrder): number;
}
