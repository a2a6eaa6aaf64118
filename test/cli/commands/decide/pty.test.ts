import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { risOf, testFolder } from "../../captured-io.ts";
import { type PtySession, runInPty } from "./pty.ts";

const TITLES = [
  "Pipelined training of giant models",
  "Sparse attention on accelerators",
  "Quantized serving for phones",
];
const PROTOCOL = `title: Test
sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria:
  - { id: I1, text: About training or serving, stage: title-abstract, include: title-abs(training OR serving) }
  - { id: E1, text: About phones, stage: title-abstract, exclude: title-abs(phone*) }
screening: { title-abstract: { by: reviewers } }
`;

function reviewFolder(): string {
  const files = { "slr.yaml": PROTOCOL, "searches/scopus.ris": risOf(...TITLES) };
  return testFolder(files).path;
}

const rowsOf = (folder: string) =>
  readFileSync(join(folder, "decisions", "ada.csv"), "utf8")
    .trimEnd()
    .split("\n")
    .slice(1);

/** The colours that a session has used, as numbers of ECMA-48. */
function coloursOf(session: PtySession): number[] {
  const codes = [...session.written().matchAll(/\[([\d;]*)m/g)].flatMap(([, list]) =>
    list!.split(";").map(Number),
  );
  return codes.filter((code) => code >= 30);
}

/** A pseudo-terminal answers late on a loaded machine. */
const LATE = { timeout: 50_000, interval: 20 };

describe("in a real terminal", () => {
  test.each([[60, 20]])(
    "at %i columns a session in a real terminal decides in sixteen colours, and gives the screen back",
    async (columns, rows) => {
      const folder = reviewFolder();
      const session = runInPty(folder, ["decide", "--as", "ada"], { columns, rows });
      const first = await session.until("0 decided, 3 left");
      expect(session.inAlternateScreen()).toBe(true);
      expect(Math.max(...first.map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(first[0]).toMatch(/^ title\/abstract {2}ada {2}by rating, cold start/);
      expect(first.join("\n")).toMatch(/1 I1 Not fulfilled: About train/);
      session.press("i");
      await session.until(/1 decided \(.*\), 2 left/);
      expect(rowsOf(folder)).toHaveLength(1);
      session.press("e");
      await session.until("Exclude, because");
      session.press("\u001b");
      await session.until("i include");
      session.press("n");
      await session.until("Note:");
      session.press("hm, \u001b[200~pasted\u001b[201~\r");
      await session.until("Note: hm, pasted");
      session.press("2");
      await session.until(/2 decided \(.*\), 1 left/);
      expect(rowsOf(folder)[1]).toContain(',exclude,E1,,"hm, pasted",');
      session.press("\u001b[200~iii\u001b[201~");
      await session.until("Pasted text decides nothing");
      session.press("q");
      expect(await session.ended).toMatchObject({ exitCode: 0 });
      await session.until("Next: slr screen");
      await vi.waitFor(() => expect(session.inAlternateScreen()).toBe(false), LATE);
      // The line is broken between words at 40 and 60 columns.
      const words = session.screen().join(" ").replace(/ +/g, " ");
      expect(words).toContain("2 decided (1 exclude, 1 include), 1 left.");
      expect(rowsOf(folder)).toHaveLength(2);
      const used = new Set(coloursOf(session));
      expect(used.size).toBeGreaterThan(0);
      expect([...used].every((code) => code <= 37 || code === 39)).toBe(true);
    },
  );

  // 0 columns are what docker says.
  test.each([
    [0, 100, "title 99", "Found 3 of 97"],
    [40, 100, "title 99", "Found 3 of 97"],
    [200, 2000, "title 1999", "Found 2 of 1,997"],
  ])(
    "at %i columns %i records are decided and searched, without colour under NO_COLOR",
    async (columns, records, wanted, found) => {
      const titles = Array.from({ length: records }, (_, at) => `Title ${at} of ${at * 7919}`);
      const files = { "slr.yaml": PROTOCOL, "searches/scopus.ris": risOf(...titles) };
      const { path } = testFolder(files);
      const session = runInPty(path, ["decide", "--as", "ada", "--order", "key"], {
        columns: columns || 80,
        stty: columns,
        env: { NO_COLOR: "1" },
      });
      await session.until(/0 decided, [\d,]+ left/);
      session.press("iim");
      await session.until(/3 decided/);
      session.press(`/${wanted}\r`);
      await session.until(found);
      session.press("q");
      expect(await session.ended).toMatchObject({ exitCode: 0 });
      expect(rowsOf(path)).toHaveLength(3);
      expect(coloursOf(session)).toEqual([]);
    },
  );

  test("a terminal that changes its size is drawn anew, and ctrl-c ends the session as q does", async () => {
    const session = runInPty(reviewFolder(), ["decide", "--as", "ada"], { columns: 100, rows: 30 });
    await session.until("0 decided, 3 left");
    session.resize(60, 16);
    const wide = (lines: string[]) => lines.find((line) => /^-+$/.test(line))?.length;
    await vi.waitFor(() => expect(wide(session.screen())).toBe(60), LATE);
    session.press("\u0003");
    expect(await session.ended).toMatchObject({ exitCode: 0 });
    await vi.waitFor(() => expect(session.inAlternateScreen()).toBe(false), LATE);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s gives the screen back and ends slr",
    async (signal) => {
      const session = runInPty(reviewFolder(), ["decide", "--as", "ada"]);
      await session.until("0 decided, 3 left");
      process.kill(session.pty.pid, signal);
      const { exitCode, signal: by } = await session.ended;
      expect([exitCode, by]).toEqual([0, { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }[signal]]);
      expect(session.written()).toMatch(/\[\?25h.*\[\?1049l/);
      await vi.waitFor(() => expect(session.inAlternateScreen()).toBe(false), LATE);
    },
  );

  test("a terminal that cannot be drawn on is refused", async () => {
    const session = runInPty(reviewFolder(), ["decide", "--as", "ada"], { env: { TERM: "dumb" } });
    expect(await session.ended).toMatchObject({ exitCode: 2 });
    expect(session.written()).toContain("slr decide needs a terminal");
  });

  test("what was typed before the first record shows decides nothing, and is told", async () => {
    const folder = reviewFolder();
    const session = runInPty(folder, ["decide", "--as", "ada"]);
    session.press("iii");
    await session.until("0 decided, 3 left");
    await session.until("Typed before this was shown, so not applied: iii");
    session.press("m");
    await session.until(/1 decided \(.*\), 2 left/);
    expect(rowsOf(folder)).toMatchObject([expect.stringContaining(",maybe,")]);
    session.press("q");
    await session.ended;
  });
});
