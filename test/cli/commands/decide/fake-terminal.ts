import { PassThrough } from "node:stream";
import type { Terminal } from "../../../../src/cli/io/io.ts";

/** A terminal that types one key for each screen that shows an item, and whose screens can be looked at. */
export interface FakeTerminal extends Terminal {
  /** Every screen with an item that was drawn, without escape sequences. */
  screens(): string[];
  /** Whether the screen was taken and not given back. */
  isTaken(): boolean;
  /** How often the screen was taken. */
  taken(): number;
  written(): string;
}

/** What is shown while nothing can be answered. */
const WAITING = /Reading the exports|Searching \.\.\./;
const ESCAPE = String.fromCharCode(27);
const ROW = new RegExp(`${ESCAPE}\\[\\d+;1H`, "g");
const ESCAPES = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-z]`, "g");

export function fakeTerminal(
  keys: string,
  size: { columns: number; rows: number } = { columns: 80, rows: 30 },
): FakeTerminal {
  const input = new PassThrough();
  const typed = [...keys];
  const written: string[] = [];
  let depth = 0;
  let taken = 0;
  return {
    input,
    write(text) {
      written.push(text);
      if (WAITING.test(text)) return;
      // Once the program waits for a key again.
      setImmediate(() => {
        const key = typed.shift();
        if (key === undefined) input.end();
        else input.write(key);
      });
    },
    typedBefore: () => Promise.resolve(""),
    size: () => size,
    takeOver() {
      depth += 1;
      taken += 1;
      return () => {
        depth -= 1;
      };
    },
    suspend: () => Promise.resolve(),
    screens: () =>
      written
        .map((text) => text.replace(ROW, "\n").replace(ESCAPES, "").trimStart())
        .filter((screen) => !WAITING.test(screen)),
    isTaken: () => depth > 0,
    taken: () => taken,
    written: () => written.join(""),
  };
}
