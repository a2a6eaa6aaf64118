import { describe, expect, test } from "vitest";
import { type Growth, worstGrowth } from "./growth.ts";
import { builtPatterns, writtenPatterns } from "./patterns.ts";

const { patterns, constructions } = writtenPatterns();
const built = await builtPatterns([...new Set(constructions.map(({ file }) => file))]);
// What is loaded before the patterns are counted would be missed.
const { gateOf } = await import("../../src/core/criteria/foreign/gate.ts");
const { FOREIGN_FORMS } = await import("../../src/core/criteria/foreign/index.ts");

/** Patterns that a function builds, as it builds them from a text of a file or of the protocol. */
const BUILT_IN_FUNCTIONS: Readonly<Record<string, readonly RegExp[]>> = {
  "src/core/criteria/foreign/gate.ts": FOREIGN_FORMS.map(({ pattern }) => gateOf(pattern)),
  "src/core/lint/search-string/term-patterns.ts": [/^prun\S*$/u],
  "src/core/overviews/missed-terms.ts": [/^scal(?:e|ing|able)$/u],
  "src/core/protocol/edit/edit-yaml.ts": [/^(?: {3,}#[^\n]*(?:\n|$))+/],
  "src/formats/bibtex/names.ts": [/(?<!&[#\w]{1,10});(?!-)/iy],
  "src/formats/xml/records.ts": [/<\/MedlineCitationSet\s*>/],
  "src/web/state/segments.ts": [
    /(?<![\p{L}\p{N}])(?:prun[\p{L}\p{N}\p{M}]*|deep\s+learning(?![\p{L}\p{N}]))/giu,
  ],
};

function shown(growth: Growth | undefined): string {
  if (growth === undefined) return "linear";
  const { attack, length, ratio } = growth;
  const parts = Object.values(attack).map((part) => JSON.stringify(part));
  return `${ratio.toFixed(1)} times for twice ${length / 2} letters of ${parts.join(" + … + ")}`;
}

// A field of 20,000 blanks or brackets takes four times as long as one of 10,000 where a pattern tries
// every length from every place, and hours where it does so twice.
test("every regular expression of src takes twice as long for a text that is twice as long", {
  timeout: 0,
}, () => {
  const later = Object.entries(BUILT_IN_FUNCTIONS).flatMap(([place, regexes]) =>
    regexes.map((regex) => ({ place, regex })),
  );
  const steep = [...patterns, ...built, ...later].flatMap(({ place, regex }) => {
    const growth = worstGrowth(regex);
    return growth === undefined ? [] : [`${place}: ${regex}: ${shown(growth)}`];
  });
  expect(steep).toEqual([]);
  expect(patterns.length).toBeGreaterThan(500);
});

test("each place that builds a pattern from text does so when it is loaded, or has its row here", () => {
  const unknown = [...new Set(constructions.map(({ file }) => file))].filter((file) => {
    const rows = BUILT_IN_FUNCTIONS[file]?.length ?? 0;
    const known = built.filter(({ place }) => place === file).length;
    return known + rows < constructions.filter((one) => one.file === file).length;
  });
  expect(unknown).toEqual([]);
});

describe("the climb of a pattern", () => {
  test.each([
    ["blanks at the end", /\s+$/],
    ["blanks around a sign", /\s*;\s*/],
    ["brackets that never close", /<[^>]*>/],
    ["two loops behind a word", /:\w*\d\w*!/],
    ["a loop inside of a loop", /^(?:a+)+$/],
  ])("is steep for %s", (_, regex) => {
    expect(worstGrowth(regex)).toBeDefined();
  });

  test.each([
    ["blanks looked at once", /(?<!\s)\s+$/],
    ["brackets that stop at the next", /<[^<>]*>/],
    ["loops with an end", /\s{0,20};\s{0,20}/],
    ["a word", /\bmodels?\b/i],
  ])("is even for %s", (_, regex) => {
    expect(worstGrowth(regex)).toBeUndefined();
  });
});
