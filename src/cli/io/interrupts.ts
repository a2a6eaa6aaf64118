/** Ctrl-C came while files were being replaced: what was begun is cleared away, and slr ends with 130. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/**
 * Does what Ctrl-C must not tear apart. Elsewhere the signal ends slr at once, also in the middle of a
 * long computation; here `stopHere` throws at places from which everything can be cleared away.
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
