import type { MessagePort } from "node:worker_threads";
import { type FromReader, MOST_UNDER_WAY, News, type ToReader } from "./messages.ts";
import { sentBatch } from "./sent-batch.ts";
import { readTextEntries, type TextReading } from "./text-entries.ts";

/** Thrown into a reading whose entries nobody wants any more. */
class Unwanted extends Error {}

/** Reads an export in a text format for whoever sends its bytes. */
export async function read(port: MessagePort, reading: TextReading): Promise<void> {
  const say = (message: FromReader, transferred: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transferred);
  const news = new News();
  const pieces: Uint8Array[] = [];
  let isWhole = false;
  let isWanted = true;
  let underWay = 0;
  port.on("message", (message: ToReader) => {
    if (message.kind === "bytes") pieces.push(message.piece);
    else if (message.kind === "end") isWhole = true;
    else underWay -= 1;
    news.tell();
  });
  port.on("close", () => {
    isWanted = false;
    news.tell();
  });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (!isWanted) throw new Unwanted();
      const piece = pieces.shift();
      if (piece !== undefined) {
        say({ kind: "taken" });
        yield piece;
      } else if (isWhole) return;
      else await news.next();
    }
  }
  try {
    for await (const batch of readTextEntries(bytes(), reading)) {
      while (underWay >= MOST_UNDER_WAY && isWanted) await news.next();
      if (!isWanted) return;
      underWay += 1;
      const sent = sentBatch(batch);
      say({ kind: "batch", batch: sent }, [sent.bytes.buffer as ArrayBuffer]);
    }
    say({ kind: "end" });
  } catch (error) {
    if (!(error instanceof Unwanted)) say({ kind: "failed", error });
  }
}
