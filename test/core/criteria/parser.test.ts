import { describe, expect, test } from "vitest";
import { parseQuery } from "../../../src/core/criteria/index.ts";
import { about, errorOf, parsed, record, truth } from "./subjects.ts";

/** What an error underlines. */
const place = (text: string) => text.slice(errorOf(text).start, errorOf(text).end);

describe("a query that is wrong is an error at its place", () => {
  test.each([
    ["", "", "empty query"],
    ["  \n ", "  \n ", "empty query"],
    ["(a OR b", "(", "expected `)`"],
    ["a AND (b OR (c)", "(", "expected `)`"],
    ["a) OR b", ")", "Unexpected `)`"],
    ["()", ")", "expected a term after `(`"],
    ["title()", ")", "expected a term after `(`"],
    ["(", "(", "end of the query"],
    ["AND", "AND", "Unexpected `AND`, expected a term."],
    ["a AND", "AND", "end of the query, expected a term after `AND`"],
    ["a OR OR b", "OR", "Unexpected `OR`, expected a term after `OR`"],
    ["a AND NOT", "NOT", "end of the query"],
    ["NOT", "NOT", "end of the query"],
    ['""', '""', "empty phrase"],
    ['" "', '" "', "empty phrase"],
    ['"--"', '"--"', "expected a term with a letter or a digit"],
    ["*", "*", "expected a term with a letter or a digit"],
    ['"* ?"', '"* ?"', "expected a term with a letter or a digit"],
    ['"open', '"', "expected a quote"],
    ["large language", "language", "expected AND, OR"],
    ['"a" "b"', '"b"', "expected AND, OR"],
    ["(a) (b)", "(", "expected AND, OR"],
    ["a, b", ",", "expected AND, OR"],
    ["a NEAR/x b", "NEAR/x", "Unexpected distance `x`"],
    ["a NEAR/ b", "NEAR/", "Unexpected distance"],
    ["a W/-1 b", "W/-1", "Unexpected distance `-1`"],
    ["a PRE/1000 b", "PRE/1000", "from 0 to 999"],
    ["a NEAR b", "NEAR", "without a distance"],
    ["a NEAR/3", "NEAR/3", "expected a term after `NEAR/3`"],
    ["(a AND b) NEAR/3 c", "(a AND b)", "Unexpected operand of `NEAR/3`"],
    ["a NEAR/3 (NOT b)", "(NOT b)", "Unexpected operand of `NEAR/3`"],
    ["title(a) NEAR/3 b", "title(a)", "Unexpected operand of `NEAR/3`"],
    ["(year = 2020) NEAR/3 b", "(year = 2020)", "Unexpected operand of `NEAR/3`"],
    ["foo(x)", "foo", "expected a function"],
    ["year(2020)", "year", "expected a comparison"],
    ["title(abstract(x))", "abstract", "inside title()"],
    ["title(has(doi))", "has", "inside title()"],
    ["abstract(x AND year > 2016)", "year", "Unexpected comparison inside abstract()"],
    ["has()", ")", "expected the name of a field"],
    ["has(", "(", "expected the name of a field"],
    ["has(colour)", "colour", "expected the name of a field"],
    ["has(doi abstract)", "abstract", "expected `)`"],
    ["has(doi", "(", "expected `)`"],
    ["colour = red", "colour", "expected a field that can be compared"],
    ["2017 <= year", "2017", "expected a field before `<=`"],
    ['title = "x"', "=", "expected a search"],
    ["year = 20l9", "20l9", "expected four digits"],
    ["year >= 20170", "20170", "expected four digits"],
    ["year >=", ">=", ""],
    ["year in (2017, 2018", "(", "expected `)`"],
    ["year in (2017 2018)", "2018", "expected `,` or `)`"],
    ["year in 2023..2017", "2023..2017", "the smaller number first"],
    ["year = 2017..2020", "2017..2020", "expected four digits"],
    ["pages > few", "few", "expected a number of pages"],
    ["type = paper", "paper", "expected one of article, conference paper"],
    ["type = conference paper", "paper", "expected AND, OR"],
    ["type < review", "<", "expected `=`, `!=` or `in`"],
    ["doi = 12", "12", "expected a DOI"],
    ["title ~ x", "x", "expected a regular expression"],
    ["title ~", "~", ""],
    ["title ~ /x", "/x", "expected a closing `/`"],
    ["title ~ //", "//", "empty regular expression"],
    ["title ~ /x/g", "g", "Unexpected flag `g`"],
    ["title ~ /ab(c/", "ab(c", "missing closing )"],
    ["title ~ /a(?=b)/", "(?=", "invalid or unsupported Perl syntax"],
    ["title ~ /x[z-a]/", "z-a", "invalid character class range"],
    ["year ~ /2/", "year", "expected a field with a text"],
    [`title ~ /${"x".repeat(1001)}/`, `/${"x".repeat(1001)}/`, "at most 1000"],
    ['"x" [', "[", "Unexpected `[`"],
    ["{exact", "{", "Unexpected `{`"],
    ["'a b'", "'a", "expected a term"],
    ["full-text:x", "full-text:", "expected a function or a comparison"],
    ["a && b", "&&", "expected AND, OR"],
    ["&& b", "&&", "expected a term with a letter or a digit"],
    [`"${"a ".repeat(101)}"`, `"${"a ".repeat(101)}"`, "at most 100"],
    ["a".repeat(101), "a".repeat(101), "at most 100 characters"],
  ])("%s", (text, expectedPlace, message) => {
    expect(place(text)).toBe(expectedPlace);
    expect(errorOf(text).message).toContain(message);
    expect(errorOf(text).message).toMatch(/^Unexpected .*\.$/s);
  });

  test("deep nesting and long queries are refused, not a crash", () => {
    expect(errorOf(`${"(".repeat(50_000)}a`)).toMatchObject({ start: 200, end: 201 });
    expect(errorOf(`${"NOT ".repeat(201)}a`)).toMatchObject({ start: 800, end: 803 });
    expect(errorOf(`a${" NEAR/1 a".repeat(201)}`).message).toContain("nesting");
    expect(errorOf("a".repeat(100_001))).toMatchObject({ start: 100_000, end: 100_001 });
    expect(parseQuery(`${"(".repeat(200)}a${")".repeat(200)}`).ok).toBe(true);
  });
});

describe("a hint says what to write instead", () => {
  test.each([
    ["titel(x)", "Did you mean title?"],
    ["title-abs-ky(x)", "Did you mean title-abs-key?"],
    ["TIAB (x)", "Write title-abs(…)"],
    ["yaer = 2020", "Did you mean year?"],
    ["PY = 2020", "Write year = 2019"],
    ["TI=(x)", "Write title(…)"],
    ["has(abstrct)", "Did you mean abstract?"],
    ["zzzzzzzz(x)", "There are title, abstract,"],
    ["large language", 'quotes around a phrase: "large language"'],
    ["type = conference paper", "Put quotes around a value of several words."],
    ["a NEAR3 b", "slr writes NEAR/n for at most n words between"],
    ["a || b", "Write OR."],
    ["&& b", "Write AND."],
    ["a NEAR b", 'write "near"'],
    ["AND", 'write "and"'],
    ["'a b'", "double quotes"],
    ['"x"[tiab]', "title-abs"],
    ["2017 <= year", "year >= 2017"],
    ["year = 2017..2020", "Write year in 2017..2020"],
    ["title(a) NEAR/3 b", "title(a NEAR/3 b)"],
    ["language(english)", "language in (en, de)"],
    ["title ~ /a(?=b)/", "no look-around"],
  ])("%s", (text, hint) => {
    expect(errorOf(text).hint).toContain(hint);
  });
});

describe("operators bind as the documentation says", () => {
  const [a, b, c] = [about("a"), about("b"), about("c")];

  test("AND before OR, with a warning because Scopus reads it the other way round", () => {
    expect([a, b, c].map((each) => truth("a OR b AND c", each))).toEqual([
      "true",
      "false",
      "false",
    ]);
    expect(parsed("a OR b AND c").warnings).toMatchObject([{ start: 5, end: 12 }]);
    expect(parsed("a OR (b AND c)").warnings).toEqual([]);
    expect(parsed("a OR b OR c").warnings).toEqual([]);
  });

  test("NOT before AND, NEAR before NOT", () => {
    expect(truth("NOT a AND b", b)).toBe("true");
    expect(truth("NOT (a AND b)", b)).toBe("true");
    expect(truth("NOT a AND b", c)).toBe("false");
    expect(truth("NOT a NEAR/3 b", about("a b"))).toBe("false");
    expect(truth("NOT a NEAR/3 b", about("a"))).toBe("true");
  });

  test("`a NOT b` is `a AND NOT b`, and case does not matter", () => {
    expect(truth("a NOT b", a)).toBe("true");
    expect(truth("a not b", about("a b"))).toBe("false");
    expect(truth("A aNd B", about("a b"))).toBe("true");
    expect(truth("NOT not a", a)).toBe("true");
  });

  test("smart quotes, full-width parentheses and other spellings of operators are accepted", () => {
    expect(truth("“deep learning” AND „deep“ AND «learning»", about("Deep learning"))).toBe("true");
    expect(truth("（deep OR shallow）", about("Deep learning"))).toBe("true");
    for (const text of [
      "year ≥ 2017",
      "year == 2020",
      "year ≠ 2019",
      "year <> 2019",
      "year ≤ 2020",
    ])
      expect(truth(text, record({ year: 2020 }))).toBe("true");
  });

  test("an operator in quotes is a word", () => {
    expect(truth('"and" AND "near"', about("near and far"))).toBe("true");
  });
});

describe("a query remembers what its reader must know", () => {
  test("its text and the fields that it looks at, in the order of the registry", () => {
    const text = 'full-text("x") OR year > 2016 AND has(doi) OR venue ~ /x/ OR title(y)';
    expect(parsed(text)).toMatchObject({
      text,
      fields: ["title", "venue", "full-text", "year", "doi"],
    });
    expect(parsed("x").fields).toEqual(["title", "abstract", "keywords"]);
  });

  test("a term with a sign that is not looked for is a warning", () => {
    expect(parsed("C++ OR b").warnings).toMatchObject([{ start: 0, end: 3 }]);
    expect(parsed('"behavio$r"').warnings).toHaveLength(1);
    expect(parsed('COVID-19 OR "Crohn\'s disease" OR AT&T OR and/or*').warnings).toEqual([]);
  });

  test("a language that nobody knows is a warning", () => {
    expect(parsed("language = englsih").warnings).toMatchObject([{ start: 11, end: 18 }]);
    expect(parsed("language in (English, fre, pt-BR)").warnings).toEqual([]);
  });
});
