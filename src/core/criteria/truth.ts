/**
 * What is known of a statement: Kleene's strong three-valued logic (Kleene 1952, Introduction to
 * Metamathematics, section 64). Missing data makes a statement unknown, never false.
 */
export type Truth = "true" | "false" | "unknown";

/** The opposite; the opposite of unknown is unknown. */
export function not(truth: Truth): Truth {
  return truth === "unknown" ? "unknown" : truth === "true" ? "false" : "true";
}

/** One false statement decides an AND, whatever else is unknown. */
export function allOf(truths: readonly Truth[]): Truth {
  return truths.includes("false") ? "false" : truths.includes("unknown") ? "unknown" : "true";
}

/** One true statement decides an OR, whatever else is unknown. */
export function anyOf(truths: readonly Truth[]): Truth {
  return truths.includes("true") ? "true" : truths.includes("unknown") ? "unknown" : "false";
}
