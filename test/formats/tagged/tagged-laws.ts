import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "../../../src/formats/format.ts";
import { type Reading, readText, textOf } from "../contract.ts";

/** How a format of tagged lines is fuzzed. */
export interface Alphabet {
  /** Lines that the texts are made of; `#` becomes a number of its own, to find the line again. */
  readonly lines: readonly string[];
  /** Lines that begin an entry wherever they stand. */
  readonly opens: RegExp;
  /** Lines whose values make an entry a record, so that they can be found in its original. */
  readonly identifies: RegExp;
}

/** The laws of formats that are made of tagged lines: no text makes them throw, hang or lose an entry. */
export function losesNoEntry(format: Format, { lines, opens, identifies }: Alphabet): void {
  describe("laws", () => {
    test("each line that opens an entry is where one begins, each title and name is in one record", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...lines), { maxLength: 40 }), async (chosen) => {
          const written = chosen.map((line, at) => line.replace("#", `n${at}n`));
          const reading = await readText(format, written.join("\n"));
          expectInOrder(reading);
          expectOpened(reading, written, opens);
          const kept = reading.entries.flatMap((entry) =>
            entry.kind === "record" ? entry.record.original.map(([, value]) => value) : [],
          );
          for (const line of written.filter((one) => identifies.test(one))) {
            const token = /n\d+n/.exec(line)?.[0] ?? "";
            expect(
              kept.filter((value) => value.includes(token)),
              written.join("\n"),
            ).toHaveLength(1);
          }
        }),
        { numRuns: 200 },
      );
    });

    test("fixtures with lines left out, doubled and swapped lose no entry", async () => {
      const directory = new URL(`../../../fixtures/formats/${format.id}/`, import.meta.url);
      const names = readdirSync(directory).filter((name) => !name.endsWith(".json"));
      const texts = await Promise.all(
        names.map((name) => textOf(readFileSync(new URL(encodeURIComponent(name), directory)))),
      );
      const edit = fc.record({ at: fc.nat(1000), to: fc.nat(1000), kind: fc.nat(2) });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...texts),
          fc.array(edit, { minLength: 1, maxLength: 8 }),
          async (text, edits) => {
            const changed = text.split(/\r\n|\n|\r/);
            for (const { at, to, kind } of edits) {
              const [line = ""] = changed.splice(at % changed.length, kind === 0 ? 1 : 0);
              if (kind > 0)
                changed.splice(to % changed.length, 0, changed[at % changed.length] ?? line);
            }
            const reading = await readText(format, changed.join("\n"));
            expectInOrder(reading);
            expectOpened(reading, changed, opens);
          },
        ),
        { numRuns: 200 },
      );
    });

    test("arbitrary text gives entries and problems and throws nothing", async () => {
      const piece = fc.oneof(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.constantFrom(...lines, "\r\n", "\r", "\n", "\u2028", "\0", "\ufeff"),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
          expectInOrder(await readText(format, pieces.join("")));
          expectInOrder(await readText(format, pieces.join("\n")));
        }),
        { numRuns: 200 },
      );
    });

    test.each([
      ["blanks", `${" ".repeat(250_000)}x`],
      ["empty lines", "\n".repeat(60_000)],
      ["percent signs, braces and angles", "%{<".repeat(85_000)],
      ["a record of one endless line", (lines[1] ?? "") + "[a; ,".repeat(50_000)],
      ["wrapped lines", `\n${"      words of an abstract\n".repeat(10_000)}`],
      ["dots and colons", "1. 2:3, 4(5):6; ".repeat(15_000)],
    ])("time grows with the file only: %s", async (_, text) => {
      const head = lines.slice(0, 3).join("\n");
      const { entries, problems } = await readText(format, head + text);
      expect(entries.length + problems.length).toBeGreaterThan(0);
      await readText(
        format,
        lines.map((line) => line.replace("#", text.slice(0, 100_000))).join("\n"),
      );
      format.recognizes(text.slice(0, 65_536), { file: "a" });
      format.recognizes((head + text).slice(0, 65_536), { file: "a" });
    });

    test("an endless record is cut, and says so", async () => {
      const [opener = "", title = "", list = ""] = lines;
      async function* endless(): AsyncGenerator<string> {
        yield `${opener}\n${title}\n`;
        // A few long lines reach the limit as many short ones do, and are read faster.
        for (let i = 0; i < 70; i++) yield `${list} ${"k".repeat(1_000_000)}\n`;
      }
      const codes: string[] = [];
      let entries = 0;
      for await (const batch of format.read(endless(), { file: "a" })) {
        entries += batch.entries.length;
        codes.push(...batch.problems.map(({ code }) => code));
      }
      expect(entries).toBe(1);
      expect(codes).toContain(`${format.id}/record-too-long`);
    });
  });
}

function expectInOrder({ entries }: Reading): void {
  const places = entries.map(({ line }) => line);
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
}

function expectOpened({ entries }: Reading, lines: readonly string[], opens: RegExp): void {
  const begun = new Set(entries.map(({ line }) => line));
  // Of two such lines in a row the second may be a slip; the reader says so.
  const lost = lines.flatMap((line, at) =>
    opens.test(line) && !begun.has(at + 1) && !opens.test(lines[at - 1] ?? "") ? [at + 1] : [],
  );
  expect(lost, lines.join("\n")).toEqual([]);
}
