import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { spawn } from "@lydell/node-pty";
import { describe, expect, test } from "vitest";
import { Interrupted } from "../../src/cli/io/interrupts.ts";
import { diskAt } from "../../src/cli/io/io.ts";
import { risOf, testFolder } from "./captured-io.ts";

const BIN = resolve("bin/slr.js");
const SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti"];

/** A thousand records whose titles nothing takes for duplicates. */
function thousand() {
  const word = (n: number) =>
    [n % 13, Math.floor(n / 13) % 13, Math.floor(n / 169) % 13].map((at) => SYLLABLES[at]).join("");
  const titles = Array.from(
    { length: 1000 },
    (_, n) => `${word(n)} of ${word(n * 7 + 3)} ${word(n * 31)}`,
  );
  return testFolder({
    "slr.yaml": "title: Test\nsources: [{ name: Scopus, files: searches/*.ris }]\n",
    "searches/scopus.ris": risOf(...titles).replace(/^PY {2}- .*$/gm, "PY  - 2020"),
  });
}

const pause = () => new Promise((done) => setTimeout(done, 5));

/** A shell in a pseudo-terminal, because an interrupted program's exit code is what its shell says. */
function inShell(folder: string, columns: number) {
  const pty = spawn(
    "sh",
    [
      "-c",
      `trap : INT; stty cols ${columns}; "${process.execPath}" "${BIN}" screen; echo "code $?"`,
    ],
    {
      cwd: folder,
      cols: columns || 80,
      rows: 24,
      name: "xterm",
      env: { PATH: process.env.PATH, HOME: testFolder().path },
    },
  );
  let written = "";
  pty.onData((text) => {
    written += text;
  });
  const ended = new Promise<string>((done) => pty.onExit(() => done(written)));
  return { pty, ended };
}

describe("a thousand records in a pseudo-terminal", { timeout: 0 }, () => {
  test.each([0, 200])("of %i columns are screened, and little is written", async (columns) => {
    const { path } = thousand();
    const written = await inShell(path, columns).ended;
    expect(written).toContain("Results are in results/.");
    expect(written).toContain("code 0");
    expect(written.length).toBeLessThan(100_000);
  });

  test("of 80 columns end with 130 at Ctrl-C, and all is as it was", async () => {
    const folder = thousand();
    const before = readdirSync(folder.path);
    const session = inShell(folder.path, 80);
    // From the lock on it reads, computes and writes.
    while (!existsSync(join(folder.path, ".slr", "lock"))) await pause();
    session.pty.write("\u0003");
    expect(await session.ended).toContain("code 130");
    expect(readdirSync(folder.path).filter((name) => name !== ".slr")).toEqual(before);
  });
});

test.each([
  ["between two files", ["new\n"], "SIGINT"],
  ["in the middle of a long file", ["new\n", "SIGINT", "more\n"], ""],
])(
  "Ctrl-C %s of results keeps the old ones, and clears the new ones away",
  async (_, first, then) => {
    const folder = testFolder({ "results/a.csv": "old\n" });
    const written: string[] = [];
    const pieces = function* (all: readonly string[]) {
      for (const piece of all) {
        if (piece === "SIGINT") process.emit("SIGINT");
        else yield piece;
        written.push(piece);
      }
    };
    const files = (function* () {
      yield { name: "a.csv", pieces: pieces(first) };
      if (then !== "") process.emit("SIGINT");
      yield { name: "b.csv", pieces: pieces(["new\n"]) };
    })();
    await expect(
      diskAt(folder.path).replaceFolder("results", files, ["a.csv", "b.csv"]),
    ).rejects.toThrow(Interrupted);
    expect(readdirSync(folder.path)).toEqual(["results"]);
    expect(folder.read("results/a.csv")).toBe("old\n");
    expect(written).not.toContain("more\n");
    expect(process.listenerCount("SIGINT")).toBe(0);
  },
);
