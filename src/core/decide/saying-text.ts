import type { Saying } from "./session.ts";

/** A saying in words: `exclude, F1`. */
export function sayingText({ verdict, reasons }: Pick<Saying, "verdict" | "reasons">): string {
  return [verdict === "not-retrieved" ? "not retrieved" : verdict, ...reasons].join(", ");
}
