import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { testFolder } from "./captured-io.ts";

const NAMES = ["__proto__", "constructor", "hasOwnProperty", "toString"];

/** A review in which names of the protocol, of files and of fields are those of every object. */
function inheritedNames() {
  const csl = NAMES.map((name, at) => ({
    id: name,
    type: name,
    title: `Rowing and the ${name} of students, part ${at}`,
    language: name,
    author: [{ family: name }],
    issued: { "date-parts": [[2010 + at]] },
  }));
  return testFolder({
    "slr.yaml": [
      "sources:",
      ...NAMES.slice(0, 3).map((name, at) => `  - { name: ${name}, files: "searches/${at}.*" }`),
      "criteria:",
      ...NAMES.map(
        (name, at) =>
          `  - { id: ${name}, stage: title-abstract, text: T, exclude: 'title("part ${at}")' }`,
      ),
    ].join("\n"),
    "searches/0.json": JSON.stringify(csl),
    "searches/1.bib": `@string{__proto__ = "Journal of P"}\n${NAMES.map(
      (name, at) =>
        `@article{${name}, title = {Lakes in winter ${at}}, author = {Poe, C}, journal = __proto__, year = ${2000 + at}, ${name} = {x}}\n`,
    ).join("")}`,
    "searches/2.csv": `Title,Authors,Year,Journal,DOI,${NAMES.join(",")}\nSailing,"Moe, D",2016,constructor,10.1000/a,1,2,3,4\n`,
  });
}

const rowsOf = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

test("criteria, sources and fields may have names that every object inherits", async () => {
  const folder = inheritedNames();
  const { code, err } = await folder.slr("screen");
  expect({ code, bug: err.includes("bug in slr") }).toEqual({ code: 0, bug: false });
  const records = rowsOf(folder.read("results/records.csv"));
  const ledger = rowsOf(folder.read("results/ledger.csv"));
  expect(ledger).toHaveLength(9);
  const excluded = ledger.filter(({ box }) => box === "excluded-title-abstract");
  expect(excluded.map(({ reason }) => reason)).toEqual(NAMES);
  expect(ledger.map(({ source }) => source)).toEqual([
    ...NAMES.map(() => "__proto__"),
    ...NAMES.map(() => "constructor"),
    "hasOwnProperty",
  ]);
  expect(records.filter(({ venue }) => venue === "Journal of P")).toHaveLength(4);
  expect(records.some(({ venue }) => venue === "constructor")).toBe(true);
});

test("such names name reviewers, reasons and columns, and the lock keeps each source", async () => {
  const folder = inheritedNames();
  await folder.slr("screen");
  const [key = ""] = rowsOf(folder.read("results/ledger.csv"))
    .filter(({ source }) => source === "constructor")
    .map(({ record }) => record ?? "");
  for (const name of NAMES)
    folder.write(
      `decisions/${name}.csv`,
      `record,stage,verdict,reason,${NAMES.join(",")}\n${key},title-abstract,exclude,constructor,1,2,3,4\n`,
    );
  expect((await folder.slr("screen")).code).toBe(0);
  const row = rowsOf(folder.read("results/ledger.csv")).find(({ record }) => record === key);
  expect(row).toMatchObject({ box: "excluded-title-abstract", reason: "constructor" });
  expect(new Set(row?.by?.split(";"))).toEqual(new Set(NAMES));
  await folder.slr("check", "--update-lock");
  const { err } = await folder.slr("check", "--locked");
  expect(err).not.toContain("bug in slr");
  expect(folder.read("slr.lock")).toContain("decisions/__proto__.csv");
});

test("a key that every object inherits is the key of no record", async () => {
  const folder = inheritedNames();
  folder.write(
    "decisions/ada.csv",
    `record,stage,verdict\n${NAMES.map((name) => `${name},title-abstract,include`).join("\n")}\n`,
  );
  await folder.slr("screen");
  const problems = rowsOf(folder.read("results/problems.csv"));
  expect(problems.filter(({ code }) => code === "decisions/unknown-record")).toHaveLength(4);
});
