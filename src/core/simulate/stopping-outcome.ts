import type { Ranking } from "../metrics/index.ts";
import type { Reading, StoppingRule } from "../stopping/index.ts";

/** What a stopping rule would have cost and missed. */
export interface Stopped {
  readonly rule: string;
  /** Records read until it stopped; all of them where it never did. */
  readonly read: number;
  readonly stopped: boolean;
  readonly recall: number;
  readonly missed: number;
}

/** Asks a rule after every record whether it would stop. */
export function stopOf(rule: StoppingRule, { records, places }: Ranking): Stopped {
  let found = 0;
  for (let read = 1; read < records; read += 1) {
    if (places[found] === read) found += 1;
    const reading: Reading = { records, read, places: places.subarray(0, found) };
    if (rule.met(reading)) return outcome(rule, read, true, found, places.length);
  }
  return outcome(rule, records, false, places.length, places.length);
}

function outcome(
  { name }: StoppingRule,
  read: number,
  stopped: boolean,
  found: number,
  included: number,
): Stopped {
  return { rule: name, read, stopped, recall: found / included, missed: included - found };
}
