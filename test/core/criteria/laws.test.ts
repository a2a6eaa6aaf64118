import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CriterionSubject,
  caretUnder,
  evaluateQuery,
  IndexedSubject,
  parseQuery,
  printQuery,
} from "../../../src/core/criteria/index.ts";
import { RECORD_TYPES } from "../../../src/core/records/model.ts";
import { parsed, record } from "./subjects.ts";

const WORDS = ["a", "b", "ab", "é", "c-d", "模型", "LLM"] as const;
const word = fc.constantFrom(...WORDS);
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const subject: fc.Arbitrary<CriterionSubject> = fc
  .record({
    title: optional(text),
    abstract: optional(text),
    keywords: fc.array(text, { maxLength: 2 }),
    year: optional(fc.constantFrom(2016, 2017)),
    type: optional(fc.constantFrom(...RECORD_TYPES.slice(0, 2))),
    years: fc.array(fc.constantFrom(2016, 2017, 2018), { maxLength: 2 }),
    types: fc.array(fc.constantFrom(...RECORD_TYPES.slice(0, 2)), { maxLength: 1 }),
    fullText: optional(text),
  })
  .map(({ title, abstract, keywords, year, type, years, types, fullText }) => ({
    record: record({
      keywords,
      ...(title === undefined ? {} : { title }),
      ...(abstract === undefined ? {} : { abstract }),
      ...(year === undefined ? {} : { year }),
      ...(type === undefined ? {} : { type }),
    }),
    alternatives: { year: years, type: types },
    ...(fullText === undefined ? {} : { fullText }),
  }));

const terms = fc.letrec<{ term: string; terms: string }>((tie) => ({
  term: fc.oneof(
    word,
    fc.constantFrom('"a b"', "a*", "?b", "*b"),
    fc.tuple(word, fc.constantFrom("NEAR/0", "W/2", "PRE/1"), word).map((parts) => parts.join(" ")),
  ),
  terms: fc.oneof(
    { maxDepth: 3 },
    tie("term"),
    fc.tuple(tie("terms"), fc.constantFrom("AND", "OR", "NOT"), tie("terms")).map(parenthesised),
  ),
})).terms;

const query = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    terms,
    fc
      .tuple(fc.constantFrom("title", "abstract", "keywords", "title-abs-key", "full-text"), terms)
      .map(([name, inner]) => `${name}(${inner})`),
    fc.constantFrom(
      "year < 2017",
      "year in 2017..2018",
      "type = article",
      "has(abstract)",
      "has(year)",
      "title ~ /a b/",
    ),
    fc.tuple(tie("query"), fc.constantFrom("AND", "OR", "NOT"), tie("query")).map(parenthesised),
    tie("query").map((inner) => `NOT (${inner})`),
  ),
})).query;

function parenthesised([left, operator, right]: readonly [string, string, string]): string {
  return `((${left}) ${operator} (${right}))`;
}

function evaluations(each: CriterionSubject, ...queries: readonly string[]) {
  const subject = new IndexedSubject(each);
  return queries.map((one) => evaluateQuery(parsed(one), subject));
}

describe("Kleene's laws hold for any queries and records, words and disagreements included", () => {
  test("De Morgan", () => {
    fc.assert(
      fc.property(query, query, subject, (p, q, each) => {
        const [notAnd, orNot] = evaluations(
          each,
          `NOT ((${p}) AND (${q}))`,
          `(NOT (${p})) OR (NOT (${q}))`,
        );
        expect(notAnd).toEqual(orNot);
        const [notOr, andNot] = evaluations(
          each,
          `NOT ((${p}) OR (${q}))`,
          `(NOT (${p})) AND (NOT (${q}))`,
        );
        expect(notOr).toEqual(andNot);
      }),
    );
  });

  test("NOT NOT q is q, q AND q is q, q OR q is q", () => {
    fc.assert(
      fc.property(query, subject, (q, each) => {
        const [plain, twice, and, or] = evaluations(
          each,
          q,
          `NOT NOT (${q})`,
          `(${q}) AND (${q})`,
          `(${q}) OR (${q})`,
        );
        expect(twice).toEqual(plain);
        expect(and).toEqual(plain);
        expect(or).toEqual(plain);
      }),
    );
  });

  test("AND and OR do not depend on the order of their sides", () => {
    fc.assert(
      fc.property(query, query, subject, (p, q, each) => {
        for (const operator of ["AND", "OR"]) {
          const [pq, qp] = evaluations(
            each,
            `(${p}) ${operator} (${q})`,
            `(${q}) ${operator} (${p})`,
          );
          expect(pq!.truth).toBe(qp!.truth);
          expect([...pq!.words].sort()).toEqual([...qp!.words].sort());
        }
      }),
    );
  });
});

test("learning a missing value never turns a yes into a no", () => {
  fc.assert(
    fc.property(query, subject, text, text, (q, each, title, abstract) => {
      // `has` is about the record and not about the world: of it, more data may say the opposite.
      fc.pre(!q.includes("has("));
      const [before] = evaluations(each, q);
      const informed = {
        ...each,
        record: { title: title || "x", abstract: abstract || "x", ...each.record },
      };
      const [after] = evaluations(informed, q);
      if (before!.truth !== "unknown") expect(after!.truth).toBe(before!.truth);
    }),
  );
});

test("a disagreement is named only where the result is unknown", () => {
  fc.assert(
    fc.property(query, subject, (q, each) => {
      const [evaluation] = evaluations(each, q);
      if (evaluation!.truth !== "unknown") expect(evaluation!.disagreements).toEqual([]);
      const { alternatives: _, ...alone } = each;
      expect(evaluations(alone, q)[0]!.disagreements).toEqual([]);
    }),
  );
});

test("a field function gives its terms the field, whatever stands between them", () => {
  fc.assert(
    fc.property(terms, terms, subject, (p, q, each) => {
      const [inside, outside] = evaluations(
        each,
        `title((${p}) AND NOT (${q}))`,
        `title(${p}) AND NOT title(${q})`,
      );
      expect(inside).toEqual(outside);
    }),
  );
});

const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."( ) , \" “ ” AND OR NOT NEAR/3 PRE/2 NEAR NEAR/x title( has( year type in = != >= ~ /a+/i / [ 2017 2017..2019 * ? a模 é ' \\ \u0000 \uD800 \n".split(
          " ",
        ),
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .chain((parts) => fc.constantFrom("", " ").map((glue) => parts.join(glue)));

test("no text makes the parser throw; an error has a place in the text and can be shown", () => {
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: "binary" })), (anything) => {
      const result = parseQuery(anything);
      if (result.ok) {
        const subject = { record: record({ title: anything }), fullText: anything };
        evaluateQuery(result.query, new IndexedSubject(subject));
        return;
      }
      const { error } = result;
      expect(error.start).toBeGreaterThanOrEqual(0);
      expect(error.start).toBeLessThanOrEqual(error.end);
      expect(error.end).toBeLessThanOrEqual(anything.length);
      expect(caretUnder(anything, error)).toMatch(/\n[\s^]*\^$/);
    }),
    { numRuns: 2000 },
  );
});

test("no record makes an evaluation throw, and words are well-formed pieces of it", () => {
  const queries = ["a*", "?", "a NEAR/9 b", "模", "title-abs-key ~ /\\w+/", "NOT *a"].flatMap(
    (one) => {
      const result = parseQuery(one);
      return result.ok ? [result.query] : [];
    },
  );
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      (title, abstract) => {
        for (const each of queries) {
          const { words } = evaluateQuery(
            each,
            new IndexedSubject({ record: record({ title, abstract }) }),
          );
          for (const found of words) expect(found.trim()).toBe(found);
        }
      },
    ),
  );
});

test("a word cut out of any text is found in it, and shown as it stands", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zA-ZÀ-ÖØ-öø-ÿŁłßœﬁ0-9]{1,8}$/), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.nat(),
      (words, at) => {
        const wanted = words[at % words.length]!;
        const { truth, words: shown } = evaluateQuery(
          parsed(`"${wanted}"`),
          new IndexedSubject({ record: record({ title: words.join(" – "), abstract: "" }) }),
        );
        expect(truth).toBe("true");
        expect(words).toContain(shown[0]);
      },
    ),
  );
});

/** What a query is, without the functions that it is made of. */
const shape = (text: string, terms?: ReadonlyMap<string, string>) => {
  const result = parseQuery(text, terms);
  return result.ok ? JSON.stringify(result.query.root) : undefined;
};

describe("a query that is printed and read again is the same query", () => {
  test("for any query", () => {
    fc.assert(
      fc.property(query, subject, (q, each) => {
        const printed = printQuery(parsed(q));
        expect(shape(printed)).toBe(shape(q));
        expect(evaluations(each, printed)).toEqual(evaluations(each, q));
      }),
    );
  });

  test("for whatever else is a query", () => {
    fc.assert(
      fc.property(soup, (anything) => {
        const result = parseQuery(anything);
        if (result.ok) expect(shape(printQuery(result.query))).toBe(shape(anything));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    "survey OR AIDS OR LLM OR GPT-4 OR meta-analysis",
    '"survey" AND optimi?ation AND *former AND hand*ing',
    '"large * model" OR "the \'quoted\' word"',
    "(a OR b) NEAR/3 c PRE/0 (d OR e)",
    'type in (article, "conference paper") AND year in 2010..2019 AND NOT language != en',
    "title ~ /a\\/b[/]c/im OR title-abs-authkey(x) OR index-terms ~ /^x/",
    "missing(abstract) OR has(full-text) # and nothing else",
    "NOT NOT (a OR NOT b) AND (c AND d)",
  ])("%s", (text) => {
    const printed = printQuery(parsed(text));
    expect(shape(printed)).toBe(shape(text));
    expect(printQuery(parsed(printed))).toBe(printed);
  });
});

test("a sub-query by any name is the same", () => {
  fc.assert(
    fc.property(
      terms,
      terms,
      fc.constantFrom("llm", "a", "Übung_2", "x-y"),
      subject,
      (p, q, name, each) => {
        const under = (other: string) => {
          const named = new Map([[other, p]]);
          const result = parseQuery(`title(@${other}) OR NOT (${q} AND @${other})`, named);
          if (!result.ok) throw new Error(result.error.message);
          return result.query;
        };
        const [one, other] = [under("topic"), under(name)];
        expect(JSON.stringify(one.root)).toBe(JSON.stringify(other.root));
        const subject = new IndexedSubject(each);
        expect(evaluateQuery(one, subject)).toEqual(evaluateQuery(other, subject));
        // And the same as its text in parentheses.
        expect(JSON.stringify(one.root)).toBe(shape(`title(${p}) OR NOT (${q} AND (${p}))`));
      },
    ),
  );
});
