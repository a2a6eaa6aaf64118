import type { MessagePort } from "node:worker_threads";
import { parseProtocol } from "../../core/protocol/parse-protocol.ts";
import { type BytesInTurn, judgeBatch } from "../../core/review/judging/batch-in-bytes.ts";

/** Judges the records that somebody sends, by the criteria of slr.yaml. */
export function judge(port: MessagePort, yaml: string): void {
  const parsed = parseProtocol(yaml, "slr.yaml");
  port.on("message", (subjects: BytesInTurn) => {
    if (!parsed.ok) {
      port.postMessage(undefined);
      return;
    }
    const judged = judgeBatch(subjects, parsed.protocol);
    const { verdicts, evidence } = judged;
    const moved = [verdicts.buffer, evidence.bytes.buffer, evidence.ends.buffer];
    port.postMessage(judged, moved as ArrayBuffer[]); // none of them is shared
  });
}
