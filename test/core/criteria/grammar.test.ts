import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CRITERION_FIELDS,
  CRITERION_FUNCTIONS,
  parseQuery,
} from "../../../src/core/criteria/index.ts";

/** The rules of the published grammar, each a list of tokens. */
function rulesOf(page: string): ReadonlyMap<string, readonly string[]> {
  const block = /## Grammar\n[\s\S]*?```text\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  const rules = block.split(/;\n/).filter((rule) => rule.trim() !== "");
  return new Map(
    rules.map((rule) => {
      const [name = "", ...rest] = rule.split("=");
      const tokens = rest.join("=").match(/"[^"]*"|'[^']*'|[\w-]+|[[\]{}()|]/g) ?? [];
      return [name.trim(), tokens] as const;
    }),
  );
}

const RULES = rulesOf(readFileSync("docs/criteria.md", "utf8"));

/** What the page describes in words. */
const TERMINALS: Readonly<Record<string, readonly string[]>> = {
  function: CRITERION_FUNCTIONS.filter(({ kind }) => kind === "fields").map(({ name }) => name),
  test: ["has", "missing"],
  field: CRITERION_FIELDS.map(({ name }) => name),
  // A comparison needs a field of the right kind; the examples of the fields are such.
  comparison: [
    ...["year >= 2017", "year in 2010..2019", "type in (article, review)", "language != en"],
    ...["title ~ /deep.learning/i", 'venue = "The Lancet"', "pages < 4", "doi = 10.1136/bmj.n71"],
  ],
  distance: ["NEAR/3"],
  term: ["model", "pre-training", "optimi?ation", "LLM*", '"language model*"', "@llm"],
};

/** A sentence of the grammar, by choices that are taken from a list of numbers. */
function sentence(choices: readonly number[]): string {
  let at = 0;
  const choose = (count: number) => (choices[at++] ?? 0) % count;
  const expand = (name: string, depth: number): string => {
    const terminals = TERMINALS[name];
    if (terminals !== undefined) return terminals[choose(terminals.length)]!;
    const tokens = RULES.get(name);
    if (tokens === undefined) throw new Error(`The grammar does not say what ${name} is.`);
    return alternatives(tokens, depth + 1);
  };
  const alternatives = (tokens: readonly string[], depth: number): string => {
    const options = split(tokens);
    // Deep down the last alternative is the one that ends.
    return sequence(options[depth > 12 ? options.length - 1 : choose(options.length)]!, depth);
  };
  const sequence = (tokens: readonly string[], depth: number): string => {
    const parts: string[] = [];
    for (let i = 0; i < tokens.length; i += 1) {
      const token = tokens[i]!;
      if (token === "{") {
        const end = closing(tokens, i);
        const times = depth > 12 ? 0 : choose(3);
        for (let n = 0; n < times; n += 1)
          parts.push(alternatives(tokens.slice(i + 1, end), depth + 1));
        i = end;
      } else parts.push(/^["']/.test(token) ? token.slice(1, -1) : expand(token, depth));
    }
    return parts.join(" ");
  };
  return expand("query", 0);
}

function closing(tokens: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; ; at += 1) {
    if (tokens[at] === "{") depth += 1;
    if (tokens[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
}

/** The alternatives between bars, without those inside of braces. */
function split(tokens: readonly string[]): string[][] {
  const options: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (token === "|" && depth === 0) options.push([]);
    else options.at(-1)!.push(token);
  }
  return options;
}

describe("the grammar on the page", () => {
  test("has a rule for each of its names", () => {
    const words = new Set(["number", "word", "words", "name", "pattern"]);
    const named = [...RULES.values()].flat().filter((token) => /^[a-z]/.test(token));
    const unknown = named.filter(
      (name) => !RULES.has(name) && TERMINALS[name] === undefined && !words.has(name),
    );
    expect(RULES.size).toBeGreaterThan(15);
    expect(unknown).toEqual([]);
  });

  test("makes only sentences that slr reads as queries", () => {
    const terms = new Map([["llm", "LLM"]]);
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 5, maxLength: 60 }), (choices) => {
        const text = sentence(choices);
        const parsed = parseQuery(text, terms);
        expect(parsed.ok ? "" : `${text}: ${parsed.error.message}`).toBe("");
      }),
      { numRuns: 300 },
    );
  });
});
