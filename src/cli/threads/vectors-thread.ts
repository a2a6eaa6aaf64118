import type { KnownParts } from "../../core/rating/text/vector-parts.ts";
import type { FindPartsAside } from "../../core/rating/vectors/parts-aside.ts";
import { beginAside, mayWorkAside } from "./second-thread.ts";

/** Finding the parts of the vectors of so many records takes longer than starting a thread. */
const LEAST_RECORDS = 10_000;
/** With more records, what two threads hold at one time counts for more than the time that they save. */
const MOST_RECORDS = 50_000;

/** Has another thread find parts of the vectors of so many records; undefined if there is none. */
export function vectorsThread(records: number): FindPartsAside | undefined {
  if (records > MOST_RECORDS || !mayWorkAside(records >= LEAST_RECORDS)) return undefined;
  return (asked) =>
    new Promise((answer) => {
      const end = (found: KnownParts | undefined) => {
        answer(found);
        // Copies of the words of all records are in its memory.
        job.endThread();
      };
      const words = asked.corpus.words.buffer as ArrayBuffer; // it is not shared
      const job = beginAside({ kind: "vectors", asked }, () => end(undefined), [words]);
      job.port.on("message", end);
    });
}
