import { plainText, safeText } from "../../../core/records/text/plain-text.ts";
import type { Io } from "../io.ts";

/** Who reads the result on stdout: people, or programs, which get every character of it. */
export type Readers = "people" | "programs";

/**
 * The same outside world, but no text from a file can steer a terminal, reorder text, or pass for a
 * command to the CI that shows it. Every command prints through it.
 *
 * @param toFit breaks what people read on a terminal into lines of its width
 */
export function withSafeOutput(
  io: Io,
  results: Readers,
  toFit?: (text: string, width: number) => string,
): Io {
  const lines = (text: string) => withoutCommands(safeText(text, io.colour));
  const decoder = new TextDecoder();
  const isShown = io.width !== undefined;
  const shown = (text: string, width: number | undefined) =>
    width === undefined || toFit === undefined ? lines(text) : toFit(lines(text), width);
  return {
    ...io,
    within: (folder) => withSafeOutput(io.within(folder), results, toFit),
    print: (text) =>
      io.print(
        results === "people" ? shown(text, io.width) : isShown ? safeText(text, io.colour) : text,
      ),
    write(piece) {
      if (!isShown) return io.write(piece);
      const text = typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
      return io.write(safeText(text, io.colour));
    },
    notify: (text) => io.notify(shown(text, io.notesWidth)),
    status: (step) =>
      io.status(step?.what === undefined ? step : { ...step, what: plainText(step.what) }),
  };
}

/**
 * CI servers obey lines that begin with `::` or `##[`; such lines are escaped unless slr itself
 * wrote them.
 */
function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n]*)(:|##)(?=[:[])/gm, "$1$2 ");
}
