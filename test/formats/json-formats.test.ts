import { describe } from "vitest";
import { crossrefJson } from "../../src/formats/crossref-json.ts";
import { cslJson } from "../../src/formats/csl-json.ts";
import { eppiJson } from "../../src/formats/eppi-json.ts";
import type { Format } from "../../src/formats/format.ts";
import { json } from "../../src/formats/json.ts";
import { openalexJson } from "../../src/formats/openalex-json.ts";
import { behavesLikeAFormat, type FixtureOptions } from "./contract.ts";

const FORMATS: readonly Format[] = [cslJson, crossrefJson, openalexJson, eppiJson, json];

const OPTIONS: FixtureOptions = {
  "own-columns-and-rows.txt": {
    rows: "pages.raw.search-results.entry",
    columns: { title: "heading", year: "meta.when", authors: "meta.who.n", id: "code" },
  },
  "names-that-do-not-exist.txt": { columns: { year: "when", venue: "where", colour: "hue" } },
};

describe.each(FORMATS)("the format $name", (format) => {
  behavesLikeAFormat(format, `fixtures/formats/${format.id}`, OPTIONS);
});
