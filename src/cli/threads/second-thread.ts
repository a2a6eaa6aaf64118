import { availableParallelism } from "node:os";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { Job } from "./messages.ts";

/**
 * Whether another thread may do something that is worth it beside this one. `SLR_THREADS=1` forbids it,
 * a higher number has it do small things, too.
 *
 * @param isLarge whether it takes longer than starting a thread, which takes some tenths of a second
 */
export function mayWorkAside(isLarge: boolean): boolean {
  // Tests run the source, which Node cannot load in a thread.
  if (!import.meta.url.endsWith(".js")) return false;
  const threads = Number(process.env.SLR_THREADS ?? "");
  if (threads > 0) return threads > 1;
  return isLarge && availableParallelism() > 1;
}

/** A job in the other thread, and the port to it. */
interface Begun {
  readonly port: MessagePort;
  /** The job is over, or nobody wants it any more. */
  end(): void;
  /** The same, and the thread ends with it, for its memory, unless it has another job. */
  endThread(): void;
}

/**
 * Has the other thread begin a job.
 *
 * @param fail is told if the thread breaks down
 * @param moved what of the job moves there instead of being copied
 */
export function beginAside(
  job: Job,
  fail: (error: unknown) => void,
  moved: readonly ArrayBuffer[] = [],
): Begun {
  const { port1: port, port2: theirs } = new MessageChannel();
  const thread = secondThread();
  thread.on("error", fail);
  thread.postMessage({ port: theirs, job }, [theirs, ...moved]);
  jobs += 1;
  const end = () => {
    thread.off("error", fail);
    port.close();
    jobs -= 1;
  };
  return {
    port,
    end,
    endThread() {
      end();
      if (jobs > 0 || running !== thread) return;
      running = undefined;
      void thread.terminate();
    },
  };
}

let running: Worker | undefined;
/** How many jobs it has. */
let jobs = 0;

/** The one other thread; it lasts as long as slr. */
function secondThread(): Worker {
  if (running === undefined) {
    running = new Worker(new URL("./second-worker.js", import.meta.url));
    running.unref();
    running.on("error", () => {
      running = undefined;
    });
  }
  return running;
}
