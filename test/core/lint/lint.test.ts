import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIALECTS, dialectNamed } from "../../../src/core/criteria/index.ts";
import { lintProtocol, lintString } from "../../../src/core/lint/lint.ts";
import { LINT_RULES } from "../../../src/core/lint/rules/index.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";

const FIXTURES = "fixtures/searches";

function findingsOf(folder: string) {
  const parsed = parseProtocol(readFileSync(`${FIXTURES}/${folder}/slr.yaml`, "utf8"), "slr.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return lintProtocol(parsed.protocol).flatMap(({ findings }) => findings);
}

/** The codes that are found in a string, without their common beginning. */
function codesIn(dialect: string, text: string): string[] {
  const findings = lintString(text, dialectNamed(dialect), { others: [] });
  return [...new Set(findings.map(({ rule }) => rule.code.replace("search/", "")))];
}

describe("each rule", () => {
  test.each(LINT_RULES.map((rule) => [rule.code, rule] as const))(
    "%s fails its fixture, and no other rule does",
    (code, rule) => {
      const found = findingsOf(code.replace("search/", ""));
      expect([...new Set(found.map((one) => one.rule.code))]).toEqual([code]);
      expect(rule.why).toMatch(/^[A-Z].*\.$/);
      expect(rule.finds).not.toMatch(/\.$/);
    },
  );

  test("has a fixture, and every fixture a rule", () => {
    const names = LINT_RULES.map(({ code }) => code.replace("search/", ""));
    expect(
      readdirSync(FIXTURES)
        .filter((name) => name !== "good")
        .sort(),
    ).toEqual(names.sort());
  });

  test("finds nothing in good strings", () => {
    expect(findingsOf("good")).toEqual([]);
  });
});

describe("a finding stands where the mistake is", () => {
  const placeOf = (dialect: string, text: string) => {
    const [first] = lintString(text, dialectNamed(dialect), { others: [] });
    return first && text.slice(first.start, first.end);
  };
  test.each([
    ["web-of-science", "TS=(asthma OR wheezing AND school)", "AND"],
    ["ovid", "(tumor* and school*).ti,ab.", "tumor*"],
    ["pubmed", "1. asthma[ti]\n2. #1 AND #7", "#7"],
    ["web-of-science", "TS=(asthma AND (school)", "("],
    ["scopus", 'TITLE-ABS-KEY("asthma OR wheeze")', "OR"],
  ])("%s: %s", (dialect, text, place) => {
    expect(placeOf(dialect, text)).toBe(place);
  });
});

describe("what databases do by themselves is no mistake", () => {
  test.each<[why: string, dialect: string, text: string]>([
    ["Scopus finds both spellings", "scopus", 'TITLE-ABS-KEY("tumor marker" OR behaviour)'],
    ["a wildcard finds both", "ovid", "(behavio?r and p?ediatric*).ti,ab."],
    ["exercise has one spelling", "ovid", "(exercise or size or promise).ti,ab."],
    ["AND and NOT alone are the same in every order", "pubmed", "a[ti] AND b[ti] NOT review[pt]"],
    ["the double NOT keeps people", "ovid", "asthma.ti. not (exp Animals/ not Humans/)"],
    [
      "limits behind AND NOT are no mix",
      "scopus",
      "TITLE(a) AND NOT TITLE-ABS-KEY(b) AND PUBYEAR > 2015",
    ],
    ["lower case is fine where databases take it", "ovid", "(asthma or wheeze).ti,ab."],
    ["a signed word is no wildcard", "web-of-science", 'TS=("C#" AND compiler)'],
    ["names are no words side by side", "web-of-science", "AU=(Novoselov K) AND TI=graphene"],
    [
      "twins with a hyphen are on purpose",
      "scopus",
      'TITLE-ABS-KEY("long-term care" OR "long term care")',
    ],
    [
      "one line used by a limit is used",
      "ovid",
      '1. asthma.ti,ab.\n2. limit 1 to yr="2010 -Current"',
    ],
    [
      "a line of a search history goes on below",
      "ovid",
      '1. exp Phages/\n2. (phage1 or\n      phage2).ti,ab.\n3. 1 or 2\n4. 3 and yr="2016 -Current"',
    ],
    [
      "education has no plural",
      "pubmed",
      '"food program"[ti] OR "food programs"[ti] OR "food education"[ti]',
    ],
    ["types are alternatives of a filter", "ovid", "(asthma.ti,ab. or trial.pt.)"],
    ["Cochrane's filter looks in abstracts", "ovid", "placebo.ab. or asthma.ti,ab."],
    ["ranges of lines are used", "ovid", "1. a1.ti.\n2. b1.ti.\n3. or/1-2"],
  ])("%s", (_, dialect, text) => {
    expect(codesIn(dialect, text).filter((code) => code !== "not")).toEqual([]);
  });
});

describe("rules by database", () => {
  test.each<[dialect: string, text: string, codes: string[]]>([
    ["pubmed", "flu*[ti]", ["short-stem"]],
    ["web-of-science", "TS=flu*", []],
    ["cochrane", '"heart attack*":ti,ab', ["unknown-wildcard"]],
    ["ovid", "*oxide.ti,ab.", ["unknown-wildcard"]],
    ["web-of-science", "TS=*oxide", []],
    ["ieee", '"Abstract":behavio$r', ["unknown-wildcard", "abstract-only"]],
    ["scopus", "TITLE-ABS-KEY(fish W/5 (kill* AND mass))", ["proximity"]],
    ["scopus", "TITLE(a PRE/2 b W/3 c)", ["proximity"]],
    ["acm", "Abstract:(language model)", ["no-operator", "abstract-only"]],
    ["pubmed", "sleep apnea[tiab]", ["missing-spelling", "no-operator"]],
    ["pubmed", "asthma.ti,ab.", ["other-dialect"]],
    ["embase", "'multi-agent':ti,ab", ["hyphen"]],
    ["pubmed", "asthma[ti] OR [wheeze[ti]", ["unbalanced"]],
    ["scopus", 'TITLE-ABS-KEY(memory OR "episodic memory")', ["redundant"]],
  ])("%s: %s", (dialect, text, codes) => {
    expect(codesIn(dialect, text)).toEqual(codes);
  });
});

test("limits beside the string are held against the protocol, too", () => {
  const yaml = (criterion: string) => `title: T
sources: [{ name: Scopus, files: a.ris, query: TITLE(asthma), limits: English }]
criteria: [{ id: E1, text: ${criterion}, stage: title-abstract }]
`;
  const codes = (text: string) => {
    const parsed = parseProtocol(text, "slr.yaml");
    return parsed.ok
      ? lintProtocol(parsed.protocol).flatMap(({ findings }) =>
          findings.map(({ rule }) => rule.code),
        )
      : [];
  };
  expect(codes(yaml("Not about asthma"))).toEqual(["search/limit-not-in-protocol"]);
  expect(codes(yaml("Not in English"))).toEqual([]);
});

describe("whatever a string contains", () => {
  const PIECES = [
    ..."()[]{}\"'“”*?$#:/.,=~ \n".split(""),
    ...[
      "asthma",
      "tumor",
      "AND",
      "or",
      "NOT",
      "and not",
      "exp Asthma/",
      ".ti,ab.",
      "[tiab]",
      "TS=",
      "TI ",
    ],
    ...[
      "TITLE-ABS-KEY(",
      "NEAR/3",
      "adj3",
      "W/2",
      "1. ",
      "\n2. ",
      "or/1-3",
      "#1",
      "S2",
      "2019[dp]",
      ":ti,ab",
      "limit 1 to ",
    ],
  ];
  test.each(
    [...DIALECTS, undefined].map((dialect) => [dialect?.title ?? "no dialect", dialect] as const),
  )("%s: rules throw nothing, and findings stand inside of it", (_, dialect) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
        const text = pieces.join("");
        for (const { start, end } of lintString(text, dialect, { others: [] })) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(end).toBeGreaterThanOrEqual(start);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a long string takes no long time", () => {
    for (const piece of ["(", "a ", '"a" OR ', "a.ti. or ", "TITLE(tumor) AND ", "\n1. ", "exp "])
      expect(lintString(piece.repeat(1_000), dialectNamed("ovid"), { others: [] })).toBeDefined();
  }, 20_000);
});

const EXAMPLES = "../shared/facts/query-examples.tsv";
test.skipIf(!existsSync(EXAMPLES))("strings that mean the same in slr have no error", () => {
  const rows = readFileSync(EXAMPLES, "utf8").trim().split("\n").slice(1);
  const wrong = rows.flatMap((row) => {
    const [database = "", text = "", ours = ""] = row.split("\t");
    const dialect = dialectNamed(database.toLowerCase().replaceAll(" ", "-"));
    if (ours.startsWith("REFUSE")) return [];
    const findings = lintString(text.replaceAll("\\n", "\n"), dialect, { others: [] });
    return findings.some(({ rule }) => rule.severity === "error") ? [text] : [];
  });
  expect(wrong).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
});
