import type { BytesInTurn, JudgedBatch } from "../../core/review/judging/batch-in-bytes.ts";
import type { OpenJudgingAside } from "../../core/review/judging/judged-aside.ts";
import { beginAside, mayWorkAside } from "./second-thread.ts";

/** Judging so many records by a criterion each takes longer than starting a thread. */
const LEAST_JUDGEMENTS = 300_000;

/**
 * Opens another thread that judges by the criteria of a protocol. It parses the protocol itself,
 * because queries are functions in part.
 *
 * @param yaml the text of slr.yaml
 * @param of the criteria that it describes: a command may try others
 */
export function judgingThread(yaml: string, of: Parameters<OpenJudgingAside>[0]): OpenJudgingAside {
  return (criteria, records) => {
    if (criteria !== of || !mayWorkAside(records * criteria.length >= LEAST_JUDGEMENTS))
      return undefined;
    const asked: ((judged: JudgedBatch | undefined) => void)[] = [];
    let isBroken = false;
    const job = beginAside({ kind: "judge", protocol: yaml }, () => {
      isBroken = true;
      for (const answer of asked.splice(0)) answer(undefined);
    });
    // Answers come in the order of the questions.
    job.port.on("message", (judged: JudgedBatch | undefined) => asked.shift()?.(judged));
    return {
      judge: (subjects: BytesInTurn) =>
        new Promise((answer) => {
          if (isBroken) {
            answer(undefined);
            return;
          }
          asked.push(answer);
          const moved = [subjects.bytes.buffer, subjects.ends.buffer];
          job.port.postMessage(subjects, moved as ArrayBuffer[]); // none of them is shared
        }),
      end: () => job.end(),
    };
  };
}
