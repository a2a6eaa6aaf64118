import fc from "fast-check";
import { expect, test } from "vitest";
import { gateOf } from "../../../../src/core/criteria/foreign/gate.ts";

test("a gate lets in what its pattern finds, and what stands beside other characters", () => {
  const gate = gateOf(/(?<![\p{L}\p{N}])limit\s{1,5}\d{1,4}\s{1,5}to(?!\s(?:and|or[)])|x)/giu);
  expect(gate.test("LIMIT 3 to")).toBe(true);
  expect(gate.test("unlimit 3 tox")).toBe(true);
  expect(gate.test("limit three to")).toBe(false);
});

test("a class of Unicode stands for any character", () => {
  expect(gateOf(/\[[\p{L} ]{1,4}:/giu).source).toBe("\\[[^]{1,4}:");
  expect(gateOf(/a\p{Lu}[^\]\p{N}]/u).source).toBe("a[^][^]");
});

const PIECES = [
  ...["exp ", "*", "/", "[", "]", "#1", "1.", " ", "(", ")", '"', ":", "ti", ".ab.", "=", "N3"],
  ...["adj2", "next", "same", "limit 1 to", "pubyear aft", "{", "}", "~2", "AB ", "or/1-3", "mh"],
];

test("whatever a pattern finds in ASCII, its gate finds", () => {
  const patterns = [
    /(?<=[\p{L}\p{N}*?$)]\s?):(?<codes>(?:ab|ti)(?:,\s?(?:ab|ti)){0,20})(?![\p{L}\p{N}:])/giu,
    /(?<![^\s(])(?<at>(?<code>AB|TI))\s{1,9}(?=[\p{L}\p{N}*"(])/gu,
    /(?<![\p{L}\p{N}])exp\s{1,9}(?=[\p{L}*"])(?:\*?["]?(?:(?!\s(?:and|or)\s)[^()/\n"]){1,60}\/)/giu,
    /(?<![^\s)"])next(?:\/(?<words>\d{1,3}))?(?![^\s("])/giu,
  ];
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((all) => all.join(""));
  fc.assert(
    fc.property(text, (written) =>
      patterns.every((pattern) => written.search(pattern) < 0 || gateOf(pattern).test(written)),
    ),
    { numRuns: 300 },
  );
});
