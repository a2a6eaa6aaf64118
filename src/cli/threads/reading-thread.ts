import type { Batch } from "../../core/records/entry.ts";
import { type FromReader, MOST_UNDER_WAY, News, type ToReader } from "./messages.ts";
import { beginAside, mayWorkAside } from "./second-thread.ts";
import { receivedBatch, type SentBatch } from "./sent-batch.ts";
import { readTextEntries, type TextReading } from "./text-entries.ts";

/** Reading an export of so many bytes takes longer than starting a thread. */
const LEAST_BYTES = 8 * 1024 * 1024;

/**
 * The entries of an export in a text format, as `readTextEntries` gives them. Those of a large
 * export are read in another thread, while this one compares or judges the entries before them. It
 * is the same code, and gives the same entries.
 *
 * @param size the bytes of the export, as far as they are known
 */
export function readEntries(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
  reading: TextReading,
): AsyncGenerator<Batch> {
  return mayWorkAside(size >= LEAST_BYTES)
    ? readAside(bytes, reading)
    : readTextEntries(bytes, reading);
}

async function* readAside(
  bytes: AsyncIterable<Uint8Array>,
  reading: TextReading,
): AsyncGenerator<Batch> {
  const news = new News();
  const batches: SentBatch[] = [];
  let isWhole = false;
  let underWay = 0;
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown) => {
    failure ??= { error };
    news.tell();
  };
  const job = beginAside({ kind: "read", reading }, fail);
  const { port } = job;
  port.on("message", (message: FromReader) => {
    if (message.kind === "batch") batches.push(message.batch);
    else if (message.kind === "taken") underWay -= 1;
    else if (message.kind === "end") isWhole = true;
    else fail(message.error);
    news.tell();
  });
  const say = (message: ToReader, transferred: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transferred);
  const isOver = () => isWhole || failure !== undefined;
  async function send(): Promise<void> {
    for await (const chunk of bytes) {
      while (underWay >= MOST_UNDER_WAY && !isOver()) await news.next();
      if (isOver()) return;
      underWay += 1;
      const piece = Uint8Array.from(chunk);
      say({ kind: "bytes", piece }, [piece.buffer]);
    }
    say({ kind: "end" });
  }

  const sent = send().catch(fail);
  try {
    for (;;) {
      const batch = batches.shift();
      if (batch !== undefined) {
        yield receivedBatch(batch);
        say({ kind: "taken" });
      } else if (failure !== undefined) throw failure.error;
      else if (isWhole) break;
      else await news.next();
    }
  } finally {
    isWhole = true; // Whoever still sends stops.
    news.tell();
    await sent;
    job.end();
  }
}
