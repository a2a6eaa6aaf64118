import type { ScreeningOrder } from "../metrics/index.ts";
import type { ScreeningSoFar, StoppingRule } from "../stopping/index.ts";

/** The records that a stopping rule would have cost and missed. */
export interface StoppingOutcome {
  readonly rule: string;
  /** Records read until it stopped; all of them if it never did. */
  readonly read: number;
  readonly stopped: boolean;
  readonly recall: number;
  readonly missed: number;
}

/**
 * Asks a rule whether it would stop: after every record, or after those numbers of records at which
 * somebody looks.
 */
export function stoppingOutcome(
  rule: StoppingRule,
  { records, ranks }: ScreeningOrder,
  looksAfter: (read: number) => boolean = () => true,
): StoppingOutcome {
  let found = 0;
  for (let read = 1; read < records; read += 1) {
    if (ranks[found] === read) found += 1;
    if (!looksAfter(read)) continue;
    const soFar: ScreeningSoFar = { records, read, ranks: ranks.subarray(0, found) };
    if (rule.met(soFar)) return outcome(rule, read, true, found, ranks.length);
  }
  return outcome(rule, records, false, ranks.length, ranks.length);
}

function outcome(
  { name }: StoppingRule,
  read: number,
  stopped: boolean,
  found: number,
  included: number,
): StoppingOutcome {
  return { rule: name, read, stopped, recall: found / included, missed: included - found };
}
