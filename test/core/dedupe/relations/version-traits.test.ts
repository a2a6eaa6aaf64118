import { expect, test } from "vitest";
import { versionTraits } from "../../../../src/core/dedupe/relations/version-traits.ts";
import { aRecord } from "../../records/records.ts";

type Fields = NonNullable<Parameters<typeof aRecord>[0]>;
const traits = (fields: Fields) => versionTraits(aRecord(fields));

test.each<[string, Fields, string | undefined]>([
  ["the entry of a register by its venue", { venue: "ClinicalTrials.gov" }, "register entry"],
  [
    "the entry of a register by its link",
    { url: "https://trialsearch.who.int/?TrialID=X" },
    "register entry",
  ],
  ["a thesis by its venue", { venue: "PhD thesis, University of Graz" }, "thesis"],
  [
    "an entry of Dissertation Abstracts",
    { venue: "Dissertation Abstracts International", volume: "71" },
    "thesis",
  ],
  ["a conference by its venue", { venue: "Proceedings of the 19th Symposium" }, "conference"],
  ["an abstract in a supplement by its issue", { venue: "Blood", issue: "23 Suppl" }, "conference"],
  ["an abstract in a supplement by its pages", { venue: "Gut", pages: "S12-S13" }, "conference"],
  [
    "a journal that is called proceedings",
    { venue: "Proceedings of the VLDB Endowment", volume: "12" },
    "article",
  ],
  [
    "a paper in a journal with a conference in its name",
    { venue: "Journal of Conference Science", volume: "1", type: "article" },
    "article",
  ],
  ["an article that no database called so", { venue: "Bone", volume: "12" }, "article"],
  ["a chapter", { type: "book chapter", venue: "Lecture Notes" }, "book"],
  ["an entry that says nothing", { title: "Bone" }, undefined],
  ["a preprint, which the preprint server tells", { type: "preprint" }, undefined],
])("%s: %#", (_, fields, form) => {
  expect(traits(fields).form).toBe(form);
});

test.each<[string, string]>([
  ["NCT01234567", "nct01234567"],
  ["A trial (NCT 01234567)", "nct01234567"],
  ["ISRCTN12345678", "isrctn12345678"],
  ["ISRCTN 12345678 and NCT01234567", "isrctn12345678 nct01234567"],
  ["EudraCT number: 2004-000446-20", "eudract200400044620"],
  ["EUCTR2004-000446-20", "eudract200400044620"],
  ["ChiCTR-TRC-08000185", "chictrtrc08000185"],
  ["ACTRN12605000001695", "actrn12605000001695"],
  ["DRKS00004195", "drks00004195"],
  ["JPRN-UMIN000001234", "jprnumin000001234"],
])("the registration in %s", (title, registrations) => {
  expect(traits({ title }).registrations).toBe(registrations);
});

test("numbers that are none are no registrations", () => {
  expect(traits({ title: "The impact of 12345678 acts in 2019" }).registrations).toBeUndefined();
  expect(traits({ accession: "2-s2.0-85900000106" }).registrations).toBeUndefined();
});

test.each<[string, Fields, string | undefined, number | undefined]>([
  ["a first version", { doi: "10.1002/14651858.cd001234" }, "cd001234", 1],
  ["a third version", { doi: "10.1002/14651858.cd001234.pub3" }, "cd001234", 3],
  [
    "a number without a version",
    { venue: "Cochrane Database of Systematic Reviews", pages: "CD001234" },
    "cd001234",
    undefined,
  ],
  ["a preprint", { doi: "10.21203/rs.3.rs-12345/v2" }, "10.21203/rs.3.rs-12345", 2],
  ["a reviewed preprint", { doi: "10.7554/elife.12345.2" }, "10.7554/elife.12345", 2],
  ["an ordinary article", { doi: "10.1000/abc.2" }, undefined, undefined],
])("the version of %s", (_, fields, document, edition) => {
  expect(traits(fields)).toMatchObject({ document, edition });
});
