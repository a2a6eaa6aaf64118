import { expect, test } from "vitest";
import { detectFormat } from "../../src/formats/index.ts";
import { once, readAll } from "./contract.ts";

/** One entry in each format, with a tag or column that means nothing to slr. */
const ENTRIES: readonly (readonly [format: string, text: string, tag: string])[] = [
  ["ris", "TY  - JOUR\nTI  - One\nZ9  - unheard of\nER  - \n", "Z9"],
  ["nbib", "PMID- 1\nTI  - One\nZZZ - unheard of\n", "ZZZ"],
  ["wos-plain", "FN Clarivate\nVR 1.0\nPT J\nTI One\nZ7 unheard of\nER\nEF\n", "Z7"],
  ["enw", "%0 Journal Article\n%T One\n%3 unheard of\n", "3"],
  ["refworks", "RT Journal\nT1 One\nU9 unheard of\n", "U9"],
  ["noteexpress", "{Reference Type}: Journal Article\n{Title}: One\n{Odd}: unheard of\n", "Odd"],
  ["cochrane", "Record #1 of 1\nID: CD1\nTI: One\nZZ: unheard of\n", "ZZ"],
  ["bibtex", "@article{a,\n  title = {One},\n  odd = {unheard of},\n}\n", "odd"],
  ["csv", "Title,Year,Odd\nOne,2019,unheard of\n", "Odd"],
  ["csl-json", '[{"type": "book", "title": "One", "issued": {}, "odd": "unheard of"}]', "odd"],
  [
    "endnote-xml",
    "<xml><records><record><rec-number>1</rec-number><titles><title>One</title></titles><odd>unheard of</odd></record></records></xml>",
    "odd",
  ],
];

test.each(ENTRIES)(
  "%s keeps what it does not understand in the original",
  async (id, text, tag) => {
    const options = { file: "export" };
    const format = detectFormat(text, options);
    expect(format?.id).toBe(id);
    if (format === undefined) return;
    const { entries } = await readAll(format, once(text), options);
    expect(entries).toMatchObject([{ kind: "record", record: { title: "One" } }]);
    const [entry] = entries;
    if (entry?.kind !== "record") return;
    expect(entry.record.original).toContainEqual([tag, "unheard of"]);
  },
);
