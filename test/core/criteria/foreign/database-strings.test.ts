import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Finder } from "../../../../src/core/criteria/finder.ts";
import { parseQuery, type Query } from "../../../../src/core/criteria/index.ts";
import type { QueryNode } from "../../../../src/core/criteria/query.ts";

/** Search strings of databases, each with what it is in slr's language or why it cannot be. */
const EXAMPLES = "../shared/facts/query-examples.tsv";

const VALUES = [
  ...Array.from({ length: 120 }, (_, i) => 1920 + i),
  ...["en", "de", "fr", "ja", "zh", "article", "review", "conference paper", "10.1000/xyz123"],
  ...["the lancet", "nature energy", "joule"],
];

/** What a query means, so that two spellings of one meaning are equal. */
function meaning(node: QueryNode): unknown {
  switch (node.kind) {
    case "and":
    case "or":
      return [node.kind, ...node.parts.map(meaning).flatMap((part) => flat(node.kind, part))];
    case "not":
      return ["not", meaning(node.part)];
    case "search":
      return ["search", node.fields.map(({ name }) => name), found(node.finder)];
    case "regex":
      return ["regex", node.fields.map(({ name }) => name), node.regex.toString()];
    case "compare":
      return ["compare", node.field.name, VALUES.filter((value) => node.holds(value))];
    case "test":
      return ["test", node.test.name, node.argument];
  }
}

/** `a AND (b AND c)` is `a AND b AND c`. */
function flat(kind: string, part: unknown): unknown[] {
  return Array.isArray(part) && part[0] === kind ? part.slice(1) : [part];
}

function found(finder: Finder): unknown {
  if (finder.kind === "term") return finder.words;
  if (finder.kind === "either") return ["either", ...finder.parts.map(found)];
  return ["near", found(finder.left), found(finder.right), finder.distance, finder.ordered];
}

interface Example {
  readonly database: string;
  readonly text: string;
  readonly ours: string;
}

function examples(): Example[] {
  const [, ...lines] = readFileSync(EXAMPLES, "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [database = "", query = "", ours = ""] = line.split("\t");
    return { database, text: query.replaceAll("\\n", "\n"), ours };
  });
}

/** Functions that are still to come, under the name of the nearest that is there. */
const toCome = (ours: string): string =>
  ours
    .replaceAll("title-abs-authkey", "title-abs-key")
    .replaceAll("author-keywords", "keywords")
    .replaceAll("index-terms", "keywords");

function queryOf(text: string): Query | undefined {
  const result = parseQuery(text);
  return result.ok ? result.query : undefined;
}

const known = existsSync(EXAMPLES) ? examples() : [];

describe.skipIf(known.length === 0)("120 search strings of databases", () => {
  const refused = known.filter(({ ours }) => ours.startsWith("REFUSE"));
  const translated = known.filter(({ ours }) => !ours.startsWith("REFUSE"));

  test("every string that has no meaning here is refused", () => {
    expect(refused.length).toBeGreaterThan(30);
    expect(refused.filter(({ text }) => queryOf(text) !== undefined)).toEqual([]);
  });

  test("no string of ours is refused", () => {
    expect(translated.length).toBeGreaterThan(80);
    expect(translated.filter(({ ours }) => queryOf(toCome(ours)) === undefined)).toEqual([]);
  });

  test("a string that is accepted as it stands means here what it means there", () => {
    const misread = translated.filter(({ text, ours }) => {
      const query = queryOf(text);
      if (query === undefined) return false;
      const meant = queryOf(toCome(ours));
      return (
        meant === undefined ||
        JSON.stringify(meaning(query.root)) !== JSON.stringify(meaning(meant.root))
      );
    });
    expect(misread).toEqual([]);
  });
});
