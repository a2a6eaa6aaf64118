// The other thread: it begins each job that somebody sends, with a port to the sender.
import { type MessagePort, parentPort } from "node:worker_threads";
import type { Job } from "./messages.ts";

parentPort!.on("message", ({ port, job }: { readonly port: MessagePort; readonly job: Job }) => {
  void begin(port, job);
});

/** What a job needs is loaded for it. */
async function begin(port: MessagePort, job: Job): Promise<void> {
  if (job.kind === "read") {
    const { read } = await import("./reading-job.ts");
    await read(port, job.reading);
  } else if (job.kind === "vectors") {
    const { findVectors } = await import("./vectors-job.ts");
    findVectors(port, job.asked);
  } else {
    const { judge } = await import("./judging-job.ts");
    judge(port, job.protocol);
  }
}
