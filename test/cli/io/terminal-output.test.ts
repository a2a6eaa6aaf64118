import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Terminal } from "../../../src/cli/io/io.ts";
import { type OutputStream, terminalOutput } from "../../../src/cli/io/terminal-output.ts";

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
    cursorTo: () => true,
    moveCursor: () => true,
    clearLine: () => true,
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

const loaded = async () => {
  await import("ora");
  await new Promise((done) => setTimeout(done, 20));
};

test("a terminal that does not tell its width gets no spinner", async () => {
  const { screen, written } = screenOf(0);
  const output = terminalOutput(screen, screen, false);
  output.status("Reading a.ris");
  await loaded();
  expect(written()).toBe("");
  output.print("Done");
  expect(written()).toBe("Done\n");
});

test("while the screen is taken nothing else writes to it, and later nothing is lost", async () => {
  const { screen, written } = screenOf(80);
  const output = terminalOutput(screen, screen, false);
  const giveBack = output.owned(fullScreen())!.takeOver(() => {});
  output.status("Screening a.ris");
  output.notify("A note");
  output.print("A result");
  await loaded();
  expect(written()).toBe("");
  giveBack();
  expect(written()).toBe("A note\nA result\n");
});

test("a spinner that is loaded after the screen was taken does not start", async () => {
  const { screen, written } = screenOf(80);
  const output = terminalOutput(screen, screen, false);
  output.status("Reading the first records");
  const giveBack = output.owned(fullScreen())!.takeOver(() => {});
  await loaded();
  expect(written()).toBe("");
  giveBack();
});

test("a spinner that turns is cleared before a line is printed", async () => {
  const { screen, written } = screenOf(40);
  const output = terminalOutput(screen, screen, false);
  output.status("Reading a.ris");
  await loaded();
  expect(written()).toContain("Reading a.ris");
  output.print("Done");
  const before = written();
  expect(before.endsWith("Done\n")).toBe(true);
  await new Promise((done) => setTimeout(done, 200));
  expect(written()).toBe(before);
});
