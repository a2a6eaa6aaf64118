import { expect, test } from "vitest";
import { venueForms } from "../../../../src/core/dedupe/fields/venue.ts";

test.each<[venue: string, telling: string]>([
  ["Journal of Clinical Oncology", "journal clinical oncology"],
  ["J. Clin. Oncol.", "j clin oncol"],
  ["The Lancet", "lancet"],
  ["Lancet (London, England)", "lancet"],
  ["BMJ (Clinical research ed.)", "bmj"],
  ["BMJ : British Medical Journal", "bmj"],
  ["Pain / European Pain Society", "pain"],
  ["Circulation. Heart failure", "circulation heart failure"],
  ["Zeitschrift für Psychologie = Journal of Psychology", "zeitschrift psychologie"],
  ["Deutsches Ärzteblatt", "deutsches arzteblatt"],
  [
    "Proceedings of the 12th International Conference on Software Engineering, ICSE 2018",
    "international conference software engineering icse",
  ],
  ["ICSE '18", "icse"],
  ["ICSE 2018", "icse"],
  ["Diseases of the Colon & Rectum", "diseases colon rectum"],
  ["情報処理学会論文誌", "情報処理学会論文誌"],
])("%s is told by `%s`", (venue, telling) => {
  expect(venueForms(venue).telling).toBe(telling);
});

test.each<[venue: string, telling: string]>([
  ["SC22", "sc22"],
  ["2018", "2018"],
  ["(ICSE)", "icse"],
  ["The", ""],
])("a venue is not emptied: %s", (venue, telling) => {
  expect(venueForms(venue).telling).toBe(telling);
});

test.each<[venue: string, conference: boolean, preprints: boolean]>([
  ["Proceedings of the ACM on Programming Languages", true, false],
  ["International Symposium on Computer Architecture", true, false],
  ["Workshop on Agents", true, false],
  ["Annual Meeting of the ASCO", true, false],
  ["World Congress of Neurology", true, false],
  ["Proc. Natl. Acad. Sci.", true, false],
  ["IEEE Conf. Robotics", true, false],
  ["Procedia Computer Science", false, false],
  ["arXiv preprint arXiv:1234.5678", false, true],
  ["CoRR", false, true],
  ["bioRxiv", false, true],
  ["medRxiv : the preprint server", false, true],
  ["ChemRxiv", false, true],
  ["PsyArXiv", false, true],
  ["SSRN Electronic Journal", false, true],
  ["Research Square", false, true],
  ["TechRxiv", false, true],
  ["OSF", false, true],
  ["Preprints", false, true],
  ["Corrosion Science", false, false],
  ["Nature", false, false],
])("%s: a meeting %s, a server of preprints %s", (venue, conference, preprints) => {
  expect(venueForms(venue)).toMatchObject({ conference, preprints });
});

test("without a venue there is nothing to compare", () => {
  const none = { whole: "", telling: "", others: "", conference: false, preprints: false };
  expect(venueForms(undefined)).toEqual(none);
  expect(venueForms(" ")).toEqual(none);
});
