import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluateQuery, IndexedSubject } from "../src/core/criteria/index.ts";
import { parseProtocol } from "../src/core/protocol/parse-protocol.ts";
import type { BibRecord } from "../src/core/records/model.ts";
import { rowsOf } from "./screened-review.ts";

/** Answers of a published review to each of its criteria, for each of its 1,835 records. */
const ANSWERS = "../shared/reviews/zatti-agent-memory/decisions/title-abstract-screening.tsv";
const isThere = existsSync(ANSWERS);

/**
 * The part of its criteria that words and numbers can decide: the window of years, descriptive
 * surveys by their titles, retrieval and context windows without anything that lasts beyond a session,
 * and topics other than software. What needs a reader (CI1, CI2, CI5, CE3, CE5) stays with people.
 */
const PROTOCOL = `terms:
  lasting: >-
    "cross-session" OR "across sessions" OR "between sessions" OR "across tasks" OR (persist* NEAR/3 (memory OR context
    OR knowledge)) OR ("long-term" NEAR/2 memory) OR (memory NEAR/1 (bank OR store OR repository))
    OR ((accumulat* OR past OR prior OR previous) NEAR/3 (experience OR knowledge)) OR episodic OR lifelong
    OR "self-evolv*" OR "self-improv*" OR (reus* NEAR/3 (experience OR skill OR knowledge))
  software: >-
    software OR code OR coding OR codebase OR program* OR developer OR repository OR "SWE-bench*" OR HumanEval OR MBPP
    OR LiveCodeBench OR debug* OR bug OR "pull request" OR GitHub OR compiler OR API
criteria:
  - { id: CI3, text: Published between 2023 and 2026, stage: title-abstract, include: year in 2023..2026 }
  - { id: CE1, text: No persistence across sessions, stage: title-abstract, exclude: NOT title-abs(@lasting) }
  - { id: CE2, text: Not about software development, stage: title-abstract, exclude: NOT title-abs(@software) }
  - id: CE4
    text: Tutorial, editorial, position paper or descriptive survey
    stage: title-abstract
    exclude: title(survey OR review OR overview OR tutorial OR editorial OR position OR roadmap OR perspective OR vision OR challenges)
`;
const COLUMNS = {
  CI3: "ci3_year",
  CE1: "ce1_no_cross_session_persistence",
  CE2: "ce2_not_software_dev",
  CE4: "ce4_tutorial_editorial_or_descriptive_survey",
} as const;

type Row = Readonly<Record<string, string>>;

function recordOf({ title = "", abstract = "", year = "", venue = "" }: Row): BibRecord {
  return {
    authors: [],
    issn: [],
    keywords: [],
    mesh: [],
    original: [],
    ...(title !== "" && { title }),
    ...(abstract !== "" && { abstract }),
    ...(/^\d{4}$/.test(year) && { year: Number(year) }),
    ...(venue !== "" && { venue }),
  };
}

describe.skipIf(!isThere)("the criteria of a published review as rules", () => {
  const parsed = parseProtocol(PROTOCOL, "slr.yaml");
  const rows: readonly Row[] = isThere ? rowsOf(readFileSync(ANSWERS, "utf8"), "\t") : [];

  /** For each criterion, how often the rule says so where people said so: `violated/yes`. */
  const table = (id: keyof typeof COLUMNS) => {
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const criterion = parsed.protocol.criteria.find((one) => one.id === id)!;
    const violating = criterion.effect === "exclude" ? "true" : "false";
    const counts = new Map<string, number>();
    for (const row of rows) {
      const said = row[COLUMNS[id]]!;
      // Later criteria were not asked of records outside of the window.
      if (said === "") continue;
      const { truth } = evaluateQuery(
        criterion.query!,
        new IndexedSubject({ record: recordOf(row) }),
      );
      const rule = truth === "unknown" ? "unknown" : truth === violating ? "violated" : "met";
      const key = `${rule}, people ${said}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  };

  test("the protocol is one that slr accepts without a remark", () => {
    expect(parsed.problems).toEqual([]);
    expect(rows.length).toBe(1_835);
  });

  test("CI3, the window of years, is the published answer for every record", () => {
    // Without a year the rule is unknown and excludes nobody, and people let the record pass.
    expect(table("CI3")).toEqual({
      "met, people yes": 1_686,
      "unknown, people yes": 7,
      "violated, people no": 142,
    });
  });

  test("CE1, CE2 and CE4 agree as far as words can tell", () => {
    expect({ CE1: table("CE1"), CE2: table("CE2"), CE4: table("CE4") }).toMatchInlineSnapshot(`
      {
        "CE1": {
          "met, people no": 256,
          "met, people uncertain": 47,
          "met, people yes": 67,
          "unknown, people no": 56,
          "unknown, people uncertain": 6,
          "unknown, people yes": 54,
          "violated, people no": 545,
          "violated, people uncertain": 39,
          "violated, people yes": 623,
        },
        "CE2": {
          "met, people no": 848,
          "met, people uncertain": 68,
          "met, people yes": 360,
          "unknown, people no": 17,
          "unknown, people uncertain": 4,
          "unknown, people yes": 44,
          "violated, people no": 58,
          "violated, people uncertain": 11,
          "violated, people yes": 283,
        },
        "CE4": {
          "met, people no": 1551,
          "met, people yes": 48,
          "violated, people no": 45,
          "violated, people uncertain": 1,
          "violated, people yes": 48,
        },
      }
    `);
  });
});
