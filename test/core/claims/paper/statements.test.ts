import { describe, expect, test } from "vitest";
import { numbersIn } from "../../../../src/core/claims/paper/numbers.ts";
import { statementOf } from "../../../../src/core/claims/paper/statements.ts";

const NAMES = { sources: ["Web of Science", "Scopus", "arXiv"], reasons: ["CE1", "F2"] };

/** What each number of a sentence counts: `983 identified`; with `?` where the sentence may mean something else. */
function counted(sentence: string): string[] {
  return numbersIn(sentence).flatMap((number) => {
    const found = statementOf(number, sentence, NAMES);
    if (found === undefined) return [];
    const { n, meanings, item, isSure } = found;
    return [
      `${n} ${item ?? meanings.find((name) => !/unique|automat|human|passed/.test(name))}${isSure ? "" : "?"}`,
    ];
  });
}

describe("numbers beside words of the flow", () => {
  test.each([
    ["983 records were identified.", ["983 identified"]],
    ["A total of 1,204 records were identified through database searching.", ["1204 identified"]],
    ["We identified 1 204 records from five databases.", ["1204 identified"]],
    ["The search returned 983 results.", ["983 identified"]],
    ["983 records were identified from Scopus.", ["983 Scopus"]],
    ["130 records from Scopus and 1,118 from arXiv were found.", ["130 Scopus", "1118 arXiv"]],
    [
      "Records identified from databases (n = 983): Scopus (n = 130)",
      ["983 identified", "130 Scopus"],
    ],
    [
      "After removing 120 duplicates, 863 records were screened.",
      ["120 duplicates", "863 records_screened"],
    ],
    ["120 duplicate records were removed", ["120 duplicates"]],
    ["We screened 770 titles and abstracts.", ["770 records_screened"]],
    ["Records screened: 770", ["770 records_screened"]],
    ["Records screened (title/abstract): 770", ["770 records_screened"]],
    ["The review identified 983 initial studies from database searches.", ["983 identified"]],
    ["Records screened | 770", ["770 records_screened"]],
    ["Of the 770 records, 694 records were excluded.", ["694 records_excluded"]],
    [
      "165 reports were sought for retrieval, of which one report was not retrieved.",
      ["165 dbr_sought_reports", "1 dbr_notretrieved_reports"],
    ],
    ["164 full-text articles were assessed for eligibility", ["164 dbr_assessed"]],
    ["69 reports were excluded", ["69 dbr_excluded"]],
    ["Reports excluded: CE1 (n = 39), F2: 20", ["39 CE1", "20 F2"]],
    ["n = 65 studies included", ["65 new_studies"]],
    ["Sixty-five reviews; twelve studies were included in the review.", ["12 new_studies"]],
    ["The 65 included studies were read.", ["65 new_studies"]],
    ["Studies included in review\n(n = 65)", ["65 new_studies"]],
  ])("%s", (sentence, expected) => {
    expect(counted(sentence)).toEqual(expected);
  });
});

describe("a sentence that may count something else is not held to the flow", () => {
  test.each([
    ["Smith et al. identified 120 records.", ["120 identified?"]],
    ["About 700 records were screened.", ["700 records_screened?"]],
    ["20 records were excluded because they were reviews.", ["20 records_excluded?"]],
    ["Another 8 studies were included.", ["8 new_studies?"]],
    ["A random sample of 50 records was used.", []],
    ["In 2023 studies were included.", []],
    ["After eliminating duplicate items, 616 records were obtained.", ["616 records_screened?"]],
    ["In the pilot, 50 records were screened by both reviewers.", ["50 records_screened?"]],
    ["5 studies were excluded from the meta-analysis.", ["5 records_excluded?"]],
    ["With snowballing, 8 studies were included.", ["8 new_studies?"]],
    ["One reviewer screened 50 records.", ["50 records_screened?"]],
    ["The updated search identified 31 records.", ["31 identified?"]],
    ["After deduplication, Scopus: 126.", ["126 Scopus?"]],
    ["One report that is included twice is counted once.", []],
    ["Of these, 694 were excluded.", ["694 records_excluded?"]],
    ["We included 12 studies from snowballing.", ["12 new_studies?"]],
    ["sixty-five records were screened", []],
    ["Two reviewers screened with a kappa of 0.83 and 95% agreement [12].", []],
    ["Section 3.2 shows 2017-2023 and v1.4.", []],
    ["Three databases were searched in 2024.", []],
  ])("%s", (sentence, expected) => {
    expect(counted(sentence)).toEqual(expected);
  });
});
