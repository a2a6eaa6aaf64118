import { expect, test } from "vitest";
import { LookupTable } from "../../../src/core/review/lookup-table.ts";

const lookups = [["doi:10.1000/a", "pmid:1"], [], ["pmid:1", "pmid:1"], ["title:tea for two"]];
const table = LookupTable.of(lookups.length, (position) => lookups[position]!);

test.each([
  ["pmid:1", [0, 2]],
  ["doi:10.1000/a", [0]],
  ["title:tea for two", [3]],
  ["title:", []],
])("%s is a lookup of the entries %j, each once", (lookup, positions) => {
  expect(table.mayHave(lookup)).toEqual(positions);
  expect(LookupTable.from(table.kept()).mayHave(lookup)).toEqual(positions);
});

test("a table of nothing finds nothing", () => {
  expect(LookupTable.of(0, () => []).mayHave("pmid:1")).toEqual([]);
});

test("among many entries each is found where it is", () => {
  const many = LookupTable.of(5000, (position) => [`pmid:${position}`, `doi:10.1/${position % 7}`]);
  for (const position of [0, 1, 777, 4999])
    expect(many.mayHave(`pmid:${position}`)).toContain(position);
  expect(many.mayHave("doi:10.1/3")).toHaveLength(Math.ceil((5000 - 3) / 7));
});
