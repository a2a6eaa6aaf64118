import { describe, expect, test } from "vitest";
import {
  CRITERION_FIELDS,
  CRITERION_FUNCTIONS,
  CRITERION_SYNTAX,
  parseQuery,
} from "../../../src/core/criteria/index.ts";

describe.each([
  ["fields", CRITERION_FIELDS],
  ["functions", CRITERION_FUNCTIONS],
  ["syntax", CRITERION_SYNTAX],
] as const)("the registry of %s", (_, entries) => {
  test.each(entries)("$name has a sentence and an example that is a criterion", (entry) => {
    expect(entry.description).toMatch(/^\S.*\.$/);
    const terms = new Map([["llm", "LLM*"]]);
    expect(parseQuery(entry.example, terms)).toMatchObject({ ok: true, query: { warnings: [] } });
  });

  test("has no name or alias twice", () => {
    const names = entries.flatMap((entry) => [
      entry.name,
      ...("aliases" in entry ? (entry.aliases ?? []) : []),
    ]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names)
      if (entries !== CRITERION_SYNTAX) expect(name).toBe(name.toLowerCase());
  });
});

test("an example uses what it is the example of", () => {
  for (const { name, example } of CRITERION_FUNCTIONS) expect(example).toContain(`${name}(`);
  for (const { name, example } of CRITERION_FIELDS) expect(example).toContain(name);
});
