/**
 * Thrown if Ctrl-C came while files were being replaced: unfinished files are removed, and slr ends
 * with 130.
 */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/**
 * Runs an action that Ctrl-C must not interrupt midway. Elsewhere the signal ends slr at once, even
 * during a long computation; here `stopHere` throws at places from which everything can be cleaned
 * up.
 */
export async function holdInterrupts<Result>(
  act: (stopHere: () => void) => Promise<Result>,
): Promise<Result> {
  let interrupted = false;
  const remember = () => {
    interrupted = true;
  };
  const stopHere = () => {
    if (interrupted) throw new Interrupted("Interrupted.");
  };
  process.on("SIGINT", remember);
  try {
    const result = await act(stopHere);
    stopHere();
    return result;
  } finally {
    process.off("SIGINT", remember);
  }
}

/** Signals by which a user or the system ends a program that would go on for ever. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Waits until slr is asked to end; a second request ends it at once. */
export function untilInterrupted(): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      for (const signal of ENDING) process.off(signal, end);
      done();
    };
    for (const signal of ENDING) process.on(signal, end);
  });
}
