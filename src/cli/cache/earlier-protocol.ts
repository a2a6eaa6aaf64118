import {
  type KeptProtocol,
  keptProtocol,
  protocolFrom,
} from "../../core/protocol/kept-protocol.ts";
import type { ParsedProtocol } from "../../core/protocol/parse-protocol.ts";
import { type EarlierRuns, hashOf } from "../../core/review/earlier/earlier-runs.ts";

const STEP = "protocol";

/** The protocol that a text describes, as an earlier run has read it or as it is read now. */
export async function earlierProtocol(
  yaml: string,
  file: string,
  cache: Omit<EarlierRuns, "criteria"> | undefined,
): Promise<{ readonly parsed: ParsedProtocol; readonly earlier?: EarlierRuns }> {
  const from = hashOf(yaml);
  const before = await cache?.recall(STEP, from);
  const parsed =
    before === undefined ? await parsedNow(yaml, file) : protocolFrom(before as KeptProtocol); // `keep` below
  if (cache === undefined || !parsed.ok) return { parsed };
  let kept = before === undefined ? keptProtocol(parsed) : undefined;
  return {
    parsed,
    earlier: {
      ...cache,
      criteria: { are: parsed.protocol.criteria, from },
      // Kept once another step asks for something: a command that refuses its work writes nothing.
      async recall(step, of) {
        const fresh = kept;
        kept = undefined;
        if (fresh !== undefined) await cache.keep(STEP, from, fresh);
        return cache.recall(step, of);
      },
    },
  };
}

async function parsedNow(yaml: string, file: string): Promise<ParsedProtocol> {
  const { parseProtocol } = await import("../../core/protocol/parse-protocol.ts");
  return parseProtocol(yaml, file);
}
