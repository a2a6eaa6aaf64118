import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseQuery, type Query } from "../../../../src/core/criteria/index.ts";
import type { QueryNode } from "../../../../src/core/criteria/query.ts";
import { dialectNamed, translate } from "../../../../src/core/criteria/translate/index.ts";
import type { Finder } from "../../../../src/core/criteria/words/finder.ts";

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
      return together(
        node.kind,
        node.parts.map(meaning).flatMap((part) => flat(node.kind, part)),
      );
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

/** Comparisons of one field joined by OR are a list: `year = 2014 OR year = 2016` is `year in (2014, 2016)`. */
function together(kind: string, parts: readonly unknown[]): unknown {
  const compared = parts.filter(
    (part): part is ["compare", string, unknown[]] => Array.isArray(part) && part[0] === "compare",
  );
  const [first] = compared;
  const isList =
    kind === "or" &&
    compared.length === parts.length &&
    compared.every(([, field]) => field === first?.[1]);
  if (!isList || first === undefined) return [kind, ...parts];
  const held = new Set(compared.flatMap(([, , values]) => values));
  return ["compare", first[1], VALUES.filter((value) => held.has(value))];
}

/** `a AND (b AND c)` is `a AND b AND c`. */
function flat(kind: string, part: unknown): unknown[] {
  return Array.isArray(part) && part[0] === kind ? part.slice(1) : [part];
}

function found(finder: Finder): unknown {
  // The table does not say whether other forms of a word are meant; another test looks at that.
  if (finder.kind === "term") return finder.words.map(({ kind, text }) => [kind, text]);
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

/**
 * The table writes whole headings as `keywords ~ /^…/`. They are words of a thesaurus, which slr tells
 * from the authors' keywords, so `index-terms` is nearer to what the database means.
 */
const bettered = (ours: string): string => ours.replaceAll("keywords ~", "index-terms ~");

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
    expect(translated.filter(({ ours }) => queryOf(bettered(ours)) === undefined)).toEqual([]);
  });

  test("a string that is accepted as it stands means here what it means there", () => {
    const misread = translated.filter(({ text, ours }) => {
      const query = queryOf(text);
      if (query === undefined) return false;
      const meant = queryOf(bettered(ours));
      return (
        meant === undefined ||
        JSON.stringify(meaning(query.root)) !== JSON.stringify(meaning(meant.root))
      );
    });
    expect(misread).toEqual([]);
  });

  const DATABASES: Readonly<Record<string, string>> = {
    PubMed: "pubmed",
    Scopus: "scopus",
    "Web of Science": "web-of-science",
    Ovid: "ovid",
  };
  const translationOf = ({ database, text }: Example) =>
    translate(text, dialectNamed(DATABASES[database] ?? "")!);

  test("every string that has a meaning here is translated into it", () => {
    const wrong = translated.flatMap((example) => {
      const translation = translationOf(example);
      const meant = queryOf(bettered(example.ours));
      const got = translation.ok ? queryOf(translation.query) : undefined;
      const isRight =
        got !== undefined &&
        meant !== undefined &&
        JSON.stringify(meaning(got.root)) === JSON.stringify(meaning(meant.root));
      return isRight
        ? []
        : [{ ...example, got: translation.ok ? translation.query : translation.error }];
    });
    expect(wrong).toEqual([]);
  });

  test("every other string is refused at its place", () => {
    const wrong = refused.flatMap((example) => {
      const translation = translationOf(example);
      const column = Number(/REFUSE at column (\d+)/.exec(example.ours)?.[1]);
      return !translation.ok && translation.error.start + 1 === column
        ? []
        : [{ ...example, got: translation.ok ? translation.query : translation.error }];
    });
    expect(wrong).toEqual([]);
  });

  test("words of databases that find no other forms are translated as they are written", () => {
    const queries = translated.map(
      (example) => [example.database, translationOf(example)] as const,
    );
    const loose = queries.filter(
      ([, translation]) =>
        translation.ok && JSON.stringify(queryOf(translation.query)).includes('"variants"'),
    );
    expect(new Set(loose.map(([database]) => database))).toEqual(
      new Set(["Scopus", "Web of Science"]),
    );
  });
});
