import { PassThrough } from "node:stream";
import { beforeEach, expect, test, vi } from "vitest";
import type { Terminal } from "../../../../src/cli/io/io.ts";
import {
  isWatched,
  type OutputStream,
  terminalOutput,
} from "../../../../src/cli/io/terminal/terminal-output.ts";

/** A terminal of so many columns that keeps what was written to it. */
function screenOf(columns: number) {
  let written = "";
  const stream = new PassThrough();
  stream.on("data", (chunk) => {
    written += chunk;
  });
  const screen: OutputStream = Object.assign(stream, {
    isTTY: true,
    columns,
    cursorTo: () => stream.write("<start>"),
    moveCursor: () => true,
    clearLine: () => stream.write("<clear>"),
  });
  return { screen, written: () => written };
}

/** A terminal whose screen can be taken, and nothing else. */
function fullScreen(): Terminal {
  return {
    input: new PassThrough(),
    write: () => {},
    size: () => ({ columns: 80, rows: 24 }),
    takeOver: () => () => {},
    typedBefore: () => Promise.resolve(""),
    suspend: () => Promise.resolve(),
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  return () => vi.useRealTimers();
});

/** Until work that goes on is shown. */
async function drawn() {
  await Promise.all([import("ora"), import("../../../../src/cli/io/terminal/progress-line.ts")]);
  await new Promise((done) => setImmediate(done));
  await vi.advanceTimersByTimeAsync(1300);
}

test("a terminal that does not tell its width gets no progress", async () => {
  const { screen, written } = screenOf(0);
  const output = terminalOutput(screen, screen, true);
  output.status({ doing: "Reading" });
  await drawn();
  output.print("Done");
  expect(written()).toBe("Done\n");
});

test("nor does one that nobody watches", async () => {
  const { screen, written } = screenOf(80);
  const output = terminalOutput(screen, screen, false);
  output.status({ doing: "Reading" });
  await drawn();
  expect(written()).toBe("");
});

test.each([
  [{ TERM: "xterm" }, false, true],
  [{ TERM: "xterm", CI: "false" }, false, true],
  [{ TERM: "xterm", CI: "true" }, false, false],
  [{ TERM: "xterm", CI: "woodpecker" }, false, false],
  [{ TERM: "dumb" }, false, false],
  [{ TERM: "xterm" }, true, false],
])("with %j, and stdout a pipe: %j, somebody watches: %j", (environment, isPipe, watched) => {
  expect(isWatched(environment, isPipe)).toBe(watched);
});

test("while the screen is taken nothing else writes to it, and later nothing is lost", async () => {
  const { screen, written } = screenOf(80);
  const output = terminalOutput(screen, screen, true);
  const giveBack = output.owned(fullScreen())!.takeOver(() => {});
  output.status({ doing: "Screening" });
  output.notify("A note");
  output.print("A result");
  await drawn();
  expect(written()).toBe("");
  giveBack();
  expect(written()).toBe("A note\nA result\n");
});

test("progress that began before the screen was taken is not drawn on it", async () => {
  const { screen, written } = screenOf(80);
  const output = terminalOutput(screen, screen, true);
  output.status({ doing: "Reading the first records" });
  const giveBack = output.owned(fullScreen())!.takeOver(() => {});
  await drawn();
  expect(written()).toBe("");
  giveBack();
});

test("the line of progress is cleared before a line is printed, and does not come back", async () => {
  const { screen, written } = screenOf(40);
  const output = terminalOutput(screen, screen, true);
  output.status({ doing: "Reading", what: "a.ris" });
  await drawn();
  expect(written()).toContain("Reading a.ris");
  expect(written()).not.toContain("\n");
  output.print("Done");
  const before = written();
  expect(before).toMatch(/Reading a\.ris .*<start><clear>Done\n$/s);
  await drawn();
  expect(written()).toBe(before);
});

test("a result that goes into a file leaves the line on the terminal alone", async () => {
  const { screen, written } = screenOf(40);
  const file = Object.assign(new PassThrough(), { isTTY: false });
  const output = terminalOutput(file, screen, true);
  output.status({ doing: "Reading records" });
  await drawn();
  await output.write("a piece of it");
  await drawn();
  expect(written().match(/Reading records {2}\d s/g)!.length).toBeGreaterThan(2);
  output.status(undefined);
});
