import type { ScreeningOrder } from "./screening-order.ts";

/**
 * A figure that says how well an order of screening worked. To add one, write a file and list it in
 * `index.ts`.
 */
export interface Metric {
  /** Its name in columns and JSON: `wss@95`. */
  readonly name: string;
  /** What it means, in a clause for the help and docs/. */
  readonly means: string;
  readonly better: "higher" | "lower";
  /** Its smallest and largest possible value. */
  readonly range: readonly [least: number, most: number];
  of(order: ScreeningOrder): number;
}
