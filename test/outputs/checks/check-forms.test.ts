import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import type { CheckResult } from "../../../src/core/checks/run-checks.ts";
import type { Problem } from "../../../src/core/records/problem.ts";
import { CHECK_FORMS } from "../../../src/outputs/checks/index.ts";

/** The schema of OASIS, as Microsoft's matchers for tests ship it. */
const SCHEMA = createRequire(import.meta.url).resolve(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
);

const HOSTILE = 'Title with "quotes" <b>&amp;</b>\u001b[31m\u202e, 100% :: a,b\nand a second line';

const problem = (more: Partial<Problem>): Problem => ({
  severity: "error",
  code: "csv/bad-year",
  message: HOSTILE,
  ...more,
});
const check = (more: Partial<CheckResult>): CheckResult => ({
  id: "retracted",
  holds: "no included report is retracted",
  why: "Why.",
  remedy: "Remedy.",
  status: "failed",
  isWork: false,
  problems: [],
  acknowledged: [],
  ...more,
});
const CHECKS = [
  check({
    problems: [
      problem({ file: "searches/ein Export 100%.csv", line: 7, record: "abcdefgh" }),
      problem({ severity: "warning", related: { file: "b.ris", line: 2 }, detail: "a\n^" }),
    ],
  }),
  check({ id: "agreed", status: "off" }),
  check({
    id: "readable",
    status: "passed",
    acknowledged: [{ ...problem({ code: "bib/empty", file: "a.bib", line: 3 }), reason: HOSTILE }],
  }),
  check({ id: "exports", status: "passed" }),
];

const render = (name: string, checks: readonly CheckResult[] = CHECKS) =>
  CHECK_FORMS.find((form) => form.name === name)!.render({
    checks,
    changes: [],
    titleOf: () => "",
    version: "0.1.0",
  });

test("SARIF is valid by the schema of OASIS, whatever the problems say", () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  // It is of draft 04, of which it uses nothing that later drafts do not have, but for these two keys.
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(SCHEMA, "utf8"));
  const validate = ajv.compile(schema);
  for (const checks of [CHECKS, [], [check({ status: "passed" })]]) {
    expect(validate(JSON.parse(render("sarif", checks))), JSON.stringify(validate.errors)).toBe(
      true,
    );
  }
  // The schema refuses what is no SARIF.
  expect(validate({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false);
});

test("SARIF names rules once, has a place for each result, and suppresses what is acknowledged", () => {
  const { runs } = JSON.parse(render("sarif"));
  const [{ tool, results }] = runs;
  expect(tool.driver.rules.map(({ id, name }: { id: string; name: string }) => [id, name])).toEqual(
    [
      ["csv/bad-year", "retracted"],
      ["bib/empty", "readable"],
    ],
  );
  expect(results).toMatchObject([
    {
      ruleId: "csv/bad-year",
      ruleIndex: 0,
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "searches/ein%20Export%20100%25.csv" },
            region: { startLine: 7 },
          },
        },
      ],
      properties: { record: "abcdefgh" },
    },
    {
      level: "warning",
      locations: [{ physicalLocation: { artifactLocation: { uri: "slr.yaml" } } }],
      relatedLocations: [{ physicalLocation: { artifactLocation: { uri: "b.ris" } } }],
    },
    { ruleIndex: 1, suppressions: [{ kind: "external" }] },
  ]);
});

test("JUnit is well-formed XML with a test case for each check", () => {
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) =>
    elements.push({ name, attributes: attributes as Record<string, string> }),
  );
  const xml = render("junit");
  parser.write(xml).close();
  const named = (name: string) => elements.filter((element) => element.name === name);
  expect(named("testsuite")[0]?.attributes).toMatchObject({
    tests: "4",
    failures: "1",
    errors: "0",
    skipped: "1",
  });
  expect(named("testcase").map(({ attributes }) => attributes.classname)).toEqual([
    "slr.retracted",
    "slr.agreed",
    "slr.readable",
    "slr.exports",
  ]);
  expect(named("failure")).toHaveLength(1);
  expect(named("skipped")).toHaveLength(1);
  expect(named("system-out")).toHaveLength(2);
  expect(xml).not.toContain("\u001b");
});

test("an annotation is one line, and its values cannot end it", () => {
  const lines = render("github").split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    /^::error file=searches\/ein Export 100%25\.csv,line=7,title=csv\/bad-year::/,
  );
});

test("JSON keeps what slr.yaml acknowledges, with its reason", () => {
  const { ok, checks } = JSON.parse(render("json"));
  expect(ok).toBe(false);
  expect(checks[2]).toMatchObject({ id: "readable", status: "passed", problems: [] });
  expect(checks[2].acknowledged).toMatchObject([{ code: "bib/empty", reason: HOSTILE }]);
});
