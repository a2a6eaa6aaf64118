import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRayyanNotes } from "../../../src/formats/screening-tools/rayyan-notes.ts";
import { rayyanNotes } from "../../../src/outputs/records/rayyan-csv.ts";

const WORDS = { include: "Included", exclude: "Excluded", maybe: "Maybe" } as const;

/** Texts with everything that the grammar uses itself. */
const text = fc
  .array(
    fc.constantFrom(
      "a",
      "é",
      '"',
      "\\",
      ",",
      ", ",
      "=>",
      ">",
      "|",
      "{",
      "}",
      "[",
      "]",
      "#{",
      ":",
      " b",
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => `t${parts.join("")}t`.replace(/\s+/g, " "));

test("what slr writes for Rayyan is read back: votes, reasons and notes", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.record({
          reviewer: text,
          verdict: fc.constantFrom("include", "exclude", "maybe"),
          note: fc.oneof(fc.constant(""), text),
        }),
        { minLength: 1, maxLength: 4, selector: ({ reviewer }) => reviewer },
      ),
      fc.uniqueArray(
        text.map((reason) => reason.replace(/,(?=\S)/g, ", ")),
        { maxLength: 3 },
      ),
      fc.uniqueArray(
        text.map((tag) => tag.replace(/,(?=\S)/g, ", ")),
        { maxLength: 3 },
      ),
      (votes, reasons, tags) => {
        const notes = rayyanNotes(votes.map((vote) => ({ ...vote, reasons, tags })));
        const back = parseRayyanNotes(`Cited by: 0 | ${notes}`);
        expect(back?.broken).toBeUndefined();
        expect([...(back?.verdicts ?? [])]).toEqual(
          votes.map(({ reviewer, verdict }) => [reviewer, WORDS[verdict]]),
        );
        const excluded = votes.some(({ verdict }) => verdict === "exclude");
        expect(back?.reasons).toEqual(excluded ? reasons : []);
        expect(back?.labels).toEqual(tags);
        expect([...(back?.notes ?? [])]).toEqual(
          votes.filter(({ note }) => note !== "").map(({ reviewer, note }) => [reviewer, [note]]),
        );
      },
    ),
  );
});

test("any text is read without an exception", () => {
  fc.assert(
    fc.property(fc.string(), (tail) => {
      expect(() => parseRayyanNotes(`RAYYAN-INCLUSION: ${tail}`)).not.toThrow();
    }),
  );
});

test("where an export was imported and exported again, the last votes are the review's", () => {
  const notes = parseRayyanNotes(
    'RAYYAN-INCLUSION: {"Old"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: old | RAYYAN-INCLUSION: {"New"=>"Included"}',
  );
  expect([...(notes?.verdicts ?? [])]).toEqual([["New", "Included"]]);
  expect(notes?.reasons).toEqual([]);
});

test("a note that names nothing of Rayyan is none", () => {
  expect(parseRayyanNotes("Cited by: 3")).toBeUndefined();
});
