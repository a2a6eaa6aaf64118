import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { bibtex } from "../../../src/formats/bibtex/bibtex.ts";
import { LONGEST_ENTRY } from "../../../src/formats/bibtex/entries.ts";
import { decodeText } from "../../../src/formats/text/decode.ts";
import { testFolder } from "../../cli/captured-io.ts";
import { rowsOf } from "../../screened-review.ts";
import { behavesLikeAFormat, inChunks, readAll, readText } from "../contract.ts";

describe("the BibTeX format", () => {
  behavesLikeAFormat(bibtex, "fixtures/formats/bibtex");
});

async function recordsOf(text: string): Promise<readonly BibRecord[]> {
  const { entries } = await readText(bibtex, text);
  return entries.flatMap((entry) => (entry.kind === "record" ? [entry.record] : []));
}

async function recordOf(text: string): Promise<BibRecord> {
  const [record] = await recordsOf(text);
  if (record === undefined) throw new Error(`no record in ${text}`);
  return record;
}

describe("delimiters that a program escaped as if they were text", () => {
  const plain =
    "@article{lee, title = {Tea {and} sleep}, author = {Lee, Kim and Roe, Ann}, year = {2022}}";

  test.each([
    ["all of them", plain.replace(/[{}]/g, "\\$&")],
    ["those of the values", plain.replace(/(?<!article)\{|\}(?!$)/g, "\\$&")],
    ["the first one of the entry", plain.replace("@article{", "@article\\{")],
    ["those of one value", plain.replace("{2022}", "\\{2022\\}")],
  ])("%s are read", async (_, text) => {
    const after = "\n\n@article{next, title = {Next}}\n";
    expect(bibtex.recognizes(text, { file: "test" })).toBe(true);
    const { entries, problems } = await readText(bibtex, text + after);
    expect(problems).toEqual([]);
    expect(entries.map((entry) => entry.kind === "record" && entry.record.title)).toEqual([
      "Tea and sleep",
      "Next",
    ]);
    expect(await recordOf(text)).toMatchObject({
      year: 2022,
      authors: [
        { family: "Lee", given: "Kim" },
        { family: "Roe", given: "Ann" },
      ],
    });
  });

  test("an escaped brace inside of a plain value stays text", async () => {
    expect((await recordOf("@article{k, title = {Sets n = \\{a, b\\}}}")).title).toBe(
      "Sets n = {a, b}",
    );
  });
});

describe("recognising", () => {
  const options = { file: "test" };

  test.each([
    ["an entry", "@article{key,\n title = {x}}"],
    ["an entry behind a preamble", "Scopus\nEXPORT DATE: 1 May 2020\n\n@ARTICLE{Key2020,\n"],
    ["an entry behind comments", "% made by hand\n\n  @inproceedings( key , title = {x})"],
    ["an unknown type with a field", "@web_page{ title = {x} }"],
    ["a string", '@string{inv = "Invented"}'],
  ])("%s is BibTeX", (_, head) => {
    expect(bibtex.recognizes(head, options)).toBe(true);
  });

  test.each([
    ["RIS that quotes BibTeX", "TY  - JOUR\nAB  - As in\n@article{key, title = {x}}\nER  - "],
    ["a table", "Title,Year,Email\nA title,2020,me@example.com\n"],
    ["a table with BibTeX in a cell", 'title,bibtex\nA title,"@article{key, title = {x}}"\n'],
    ["an e-mail", "Dear all,\nwrite to me@example.com or\n@somebody (2020), please.\n"],
    ["JSON", '[{"bibtex": "\n@article{key, title = {x}}"}]'],
    ["only comments", "% @article{key, title = {x}}\n@comment no entry\n"],
    ["nothing", ""],
  ])("%s is not", (_, head) => {
    expect(bibtex.recognizes(head, options)).toBe(false);
  });
});

describe("the record of an entry", () => {
  test("keeps type, key and each field as written", async () => {
    const { original } = await recordOf(
      "@ARTICLE{Doe20, Title = {{A \\& B}}, note = {x}, note={y}}",
    );
    expect(original).toEqual([
      ["@ARTICLE", "Doe20"],
      ["Title", "{A \\& B}"],
      ["note", "x"],
      ["note", "y"],
    ]);
  });

  test.each([
    ["its own field", "doi = {https://doi.org/10.9999/ABC}", "10.9999/abc"],
    ["its own field with escapes", "doi = {10.9999/a\\_b{\\_}c}", "10.9999/a_b_c"],
    [
      "an old Wiley DOI",
      "doi = {10.9999/1521(2000)221:1<287::AID-X>3.0.CO;2-6}",
      "10.9999/1521(2000)221:1<287::aid-x>3.0.co;2-6",
    ],
    ["the link", "url = {https://doi.org/10.9999/abc}", "10.9999/abc"],
    [
      "a parameter of the link",
      "url = {https://www.scopus.com/inward/record.uri?doi=10.9999%2fabc&md5=1}",
      "10.9999/abc",
    ],
    ["a note that announces it", "note = {DOI: 10.9999/abc.}", "10.9999/abc"],
    ["a note about another work", "note = {See 10.9999/abc.}", undefined],
    ["a field without one", "doi = {fg6rf9}", undefined],
  ])("has its DOI from %s", async (_, field, doi) => {
    expect((await recordOf(`@misc{k, title = {x}, ${field}}`)).doi).toBe(doi);
  });

  test.each([
    ["eprint = {1909.08053v4}, archiveprefix = {arXiv}", "1909.08053", "preprint"],
    ["eprint = {cs/0112017}, eprinttype = {arxiv}", "cs/0112017", "preprint"],
    ["journal = {CoRR}, volume = {abs/1909.08053}", "1909.08053", "preprint"],
    ["journal = {arXiv preprint arXiv:1909.08053}", "1909.08053", "preprint"],
    ["url = {http://arxiv.org/abs/1909.08053}", "1909.08053", "preprint"],
    ["doi = {10.48550/arXiv.1909.08053}", "1909.08053", "preprint"],
    ["journal = {Letters}, url = {http://arxiv.org/abs/1909.08053}", "1909.08053", "article"],
    ["journal = {Letters}, eprint = {https://example.org/1909.08053}", undefined, "article"],
  ])("%s has the arXiv id %s and the type %s", async (fields, arxiv, type) => {
    expect(await recordOf(`@article{k, title = {x}, ${fields}}`)).toMatchObject({ type });
    expect((await recordOf(`@article{k, title = {x}, ${fields}}`)).arxiv).toBe(arxiv);
  });

  test.each([
    ["@article{k, type = {Article; Early Access}", "article"],
    ["@article{k, document_type = {Conference Paper}", "conference paper"],
    ["@techreport{k, type = {Working paper}", "preprint"],
    ["@inproceedings{k", "conference paper"],
    ["@incollection{k", "book chapter"],
    ["@phdthesis{k", "thesis"],
    ["@magazine_article{k", "article"],
    ["@mvbook{k", "book"],
    ["@misc{k", undefined],
  ])("%s … has the type %s", async (head, type) => {
    expect((await recordOf(`${head}, title = {x}}`)).type).toBe(type);
  });

  test.each([
    ["@article{WOS:A1, ", { accession: "WOS:A1" }],
    ["@article{PMID:123, ", { pmid: "123" }],
    ["@article{k, note = {PMID: 123; PMCID: PMC456}, ", { pmid: "123", pmcid: "PMC456" }],
    ["@article{k, url = {https://pubmed.ncbi.nlm.nih.gov/123/}, ", { pmid: "123" }],
    ["@article{k, pages = {12--34}, ", { pages: "12-34" }],
    ["@article{k, pages = {12 – 34}, ", { pages: "12-34" }],
    ["@article{k, pages = {}, art_number = {e7}, ", { pages: "e7" }],
    [
      "@article{k, issn = {2689-6575(ELECTRONIC),26896567(PRINT)}, ",
      { issn: ["2689-6575", "2689-6567"] },
    ],
    ["@article{k, keywords = {a\\&b; c, d; A\\&B}, ", { keywords: ["a&b", "c, d"] }],
    ["@article{k, keywords = {a, b}, ", { keywords: ["a", "b"] }],
    ["@article{k, language = {English}, ", { language: "en" }],
    ["@article{k, times-cited = {{31}}, ", { citations: 31 }],
    ["@inproceedings{k, journal = {Notices}, booktitle = {Proc}, ", { venue: "Proc" }],
    ["@article{k, month = {{2024 MAR 1}}, ", { year: 2024 }],
    [
      "@article{k, author = {A Bee AND Cee, D. and\n others}, ",
      {
        authors: [
          { family: "Bee", given: "A" },
          { family: "Cee", given: "D." },
        ],
      },
    ],
    [
      "@article{k, author = {Doe, J.; Roe, R.}, ",
      {
        authors: [
          { family: "Doe", given: "J." },
          { family: "Roe", given: "R." },
        ],
      },
    ],
    [
      "@article{k, author = {{\\'E}cole, Jean and {\\'E}}, ",
      { authors: [{ family: "École", given: "Jean" }, { family: "É" }] },
    ],
  ])("%s … gives %j", async (head, expected) => {
    expect(await recordOf(`${head}title = {x}}`)).toMatchObject(expected);
  });

  test("an entry that names a work without key gets nothing from it", async () => {
    const records = await recordsOf("@book{, title = {A}, year = 1999}\n@misc{, title = {B}}");
    expect(records[1]?.year).toBeUndefined();
  });
});

describe("problems", () => {
  test("are all listed, however many of a kind there are", async () => {
    const entry = (n: number) => `@article{k${n}, title = {x}, year = {none so far}}\n`;
    const { entries, problems } = await readText(
      bibtex,
      Array.from({ length: 25 }, (_, n) => entry(n)).join(""),
    );
    expect(entries).toHaveLength(25);
    expect(problems).toHaveLength(25);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["bibtex/bad-year"]));
  });

  test("an entry longer than the cap is unreadable and costs no other", async () => {
    const long = `@misc{long, abstract = {${"x".repeat(LONGEST_ENTRY)}}}`;
    const { entries } = await readText(
      bibtex,
      `@misc{a, title = {A}}\n${long}\n@misc{b, title = {B}}`,
    );
    expect(entries).toMatchObject([
      { kind: "record", line: 1 },
      { kind: "unreadable", line: 2, problem: { code: "bibtex/entry-too-long" } },
      { kind: "record", line: 3 },
    ]);
  });

  test("strings that double each other do not fill the memory", async () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `@string{s${n + 1} = s${n} # s${n}}`);
    const text = `@string{s0 = "0123456789"}\n${doubling.join("\n")}\n@misc{k, title = s60, note = s60}`;
    const record = await recordOf(text);
    expect(record.title?.length).toBeLessThan(3_000_000);
  });
});

describe("a title outside of entries", () => {
  const kept = "@misc{k,\n  title = {Kept}\n}\n";
  const damaged = "l,\n  title = {Lost},\n  year = 2001\n}\n";

  test.each([
    ["between entries", `${kept}${damaged}${kept}`, [2], "5 bibtex/outside-entry"],
    [
      "before the first entry",
      `year = 2001,\nTitle="Lost"}\n${kept}`,
      [1],
      "2 bibtex/outside-entry",
    ],
    ["at the very beginning", `\ttitle       = {Lost}}\n${kept}`, [1], "1 bibtex/outside-entry"],
    ["behind the last entry", `${kept}${damaged}`, [1], "5 bibtex/outside-entry"],
  ])("%s is reported, however the chunks are cut", async (_, text, [count = 0], expected) => {
    for (const size of [1, 7, 4000]) {
      const { entries, problems } = await readAll(bibtex, inChunks(text, size), { file: "a" });
      expect(entries).toHaveLength(count);
      expect(problems.map(({ code, line }) => `${line} ${code}`)).toEqual([expected]);
    }
  });

  test("of a commented entry, or in prose, is no second problem", async () => {
    const prose = "Set title = {...} in each.\n";
    const { problems } = await readText(
      bibtex,
      `${prose}%@misc{a,\n%title = {A},\n title = {A}\n${kept}`,
    );
    expect(problems.map(({ code }) => code)).toEqual(["bibtex/commented-entry"]);
  });
});

describe("an entry whose opening is damaged", () => {
  const kept = "@misc{k,\n  title = {Kept}\n}\n";

  test.each([
    "@article\\(l,",
    "@article[l,",
    "@article l,",
    "@article{l;x,".replace("{", "<"),
    "@ar\u00dfticle{l,",
    "@{l,",
    "@\\article{l,",
    "article{l,",
    "  Article\\{l,",
  ])("%s is counted as unreadable, however the chunks are cut", async (opening) => {
    const damaged = `${opening}\n  author = {Roe, A},\n  title = {Lost},\n  year = 2001\n}\n\n`;
    for (const size of [1, 7, 4000]) {
      const text = `${kept}${damaged}${damaged}${kept}`;
      const { entries, problems } = await readAll(bibtex, inChunks(text, size), { file: "a" });
      expect(problems).toEqual([]);
      const found = entries.map((entry) =>
        entry.kind === "record" ? "record" : `${entry.line} ${entry.problem.code}`,
      );
      expect(found).toEqual([
        "record",
        "4 bibtex/damaged-opening",
        "10 bibtex/damaged-opening",
        "record",
      ]);
    }
  });

  test.each([
    "Mail @home,\nor set year = 2001\n",
    "%@article[l,\n% title = {A}\n",
    "@comment[l,\n title = {A}]\n",
  ])("prose and comments are none: %j", async (text) => {
    const { entries } = await readText(bibtex, `${kept}${text}${kept}`);
    expect(entries.map(({ kind }) => kind)).toEqual(["record", "record"]);
  });
});

describe("hostile text is read in linear time", () => {
  // Sizes, not clocks: quadratic work on these would take hours, and the test would time out.
  const SIZE = 125_000;
  test.each([
    ["at signs", "@"],
    ["heads without end", "@article{"],
    ["heads with keys", "\n@article{k,"],
    ["comments without end", "@comment{"],
    ["opening braces", "@misc{k, title = {".padEnd(40, "{")],
    ["closing braces", "}"],
    ["escaped braces", "@misc{k, a = {\\{}, "],
    ["open values", "@misc{k,\n a = {b,\n a = {b,"],
    ["open quotes", ' a = "b,'],
    ["quotes and braces", '@misc{k, a = "{",\n'],
    ["blanks", " "],
    ["line ends", "\r\n"],
    ["names", "@misc{k, author = { and and and"],
    ["dollars", "@misc{k, title = {$ $a$$"],
    ["accents", "@misc{k, title = {\\'\\'{\\'{"],
    ["commas", "@misc{k,,,,,"],
  ])("%s", { timeout: 60_000 }, async (_, unit) => {
    const repeated = unit.repeat(Math.ceil(SIZE / unit.length));
    const texts = [
      repeated,
      `@misc{k, title = {${repeated}`,
      `@misc{k, title = {${repeated}}}`,
      `@misc{k, ${repeated}}`,
    ];
    for (const text of texts) {
      const { entries, problems } = await readAll(bibtex, inChunks(text, 65_536), { file: "test" });
      expect(entries.length + problems.length).toBeLessThan(SIZE);
    }
  });
});

describe("laws", () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const value = fc
    .array(
      fc.oneof(
        word,
        fc.constantFrom("{A}", "50%", "a@b.org", "x = y", "\\&", "(c)", "\n", '"', "#", "é", "--"),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => `t${parts.join(" ")}`);
  const entry = fc
    .record({
      type: fc.constantFrom("article", "Book", "MISC", "online"),
      key: word,
      title: value,
      more: fc.array(value, { maxLength: 3 }),
    })
    .map(({ type, key, title, more }) => ({
      title,
      text: `@${type}{${key},\n title = {${title}},\n${more.map((text, n) => ` f${n} = {${text}},\n`).join("")}}`,
    }));
  const junk = fc
    .array(
      fc.constantFrom(
        "",
        "\n",
        " text ",
        "\n% note\n",
        "me@example.com ",
        "\r\n",
        ", ",
        "100 % ",
        "@comment{x}",
        "é",
      ),
      { maxLength: 3 },
    )
    .map((parts) => parts.join(""));

  test("n well-formed entries with junk between them are n entries, in order, however cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(junk, entry), { maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        async (list, size) => {
          const text = list.map(([before, one]) => before + one.text).join("");
          const { entries } = await readAll(bibtex, inChunks(text, size), { file: "test" });
          expect(
            entries.map((one) =>
              one.kind === "record" ? one.record.original[1]?.[1] : one.problem,
            ),
          ).toEqual(list.map(([, one]) => one.title));
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  test("one corrupted entry costs at most one entry", async () => {
    await fc.assert(
      fc.asyncProperty(
        entry,
        fc.nat(),
        fc.constantFrom("", "{", "}", '"', "\\", ",", "=", "{{", "\n"),
        async (one, where, damage) => {
          const at = 1 + (where % (one.text.length - 1));
          // A character goes, another comes.
          const broken = one.text.slice(0, at) + damage + one.text.slice(at + 1);
          const good = (n: number) =>
            `@article{good${n},\n title = {Good ${n}},\n year = {200${n}}\n}\n`;
          const records = await recordsOf(`${good(1)}${broken}\n${good(2)}${good(3)}`);
          const titles = records.map((record) => record.title);
          expect(titles).toEqual(expect.arrayContaining(["Good 1", "Good 2", "Good 3"]));
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });

  test("any text gives entries on lines of the text, and throws nothing", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            "@article{",
            "@string(",
            "@comment{",
            "k,",
            "title",
            "=",
            "{",
            "}",
            '"',
            "#",
            "\\",
            "%",
            "\n",
            "\r",
            ",",
            "(",
            ")",
            " and ",
            "$",
            "~",
            "x",
            "1999",
            "@misc{a, title={b}}",
          ),
          { maxLength: 60 },
        )
        .map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        const { entries } = await readText(bibtex, any);
        const lines = any.split(/\r\n|\n|\r/).length;
        for (const { line } of entries) expect(line >= 1 && line <= lines).toBe(true);
        expect(await readAll(bibtex, inChunks(any, 3), { file: "test" })).toEqual(
          await readText(bibtex, any),
        );
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});

/** Third parties' exports lie beside the repository and are not part of it. */
const EXPORTS = new URL("../../../../shared/exports/", import.meta.url);
const present = existsSync(new URL("bibtex", EXPORTS));

describe.skipIf(!present)("real exports (skipped where ../shared is absent)", () => {
  const files = present ? readdirSync(new URL("bibtex", EXPORTS)) : [];
  const counts = new Map<string, number>();
  if (present) {
    for (const line of readFileSync(new URL("INDEX.tsv", EXPORTS), "utf8").split("\n")) {
      const columns = line.split("\t");
      counts.set(columns[0] ?? "", Number(columns[6]));
    }
  }

  test.each(files)("%s has as many entries as were counted by other means", async (file) => {
    const chunks = decodeText(createReadStream(new URL(`bibtex/${file}`, EXPORTS))).chunks;
    const { entries } = await readAll(bibtex, chunks, { file });
    expect(entries).toHaveLength(counts.get(`bibtex/${file}`) ?? -1);
  });
});

describe("crossref", () => {
  const PAPER = `@inproceedings{DBLP:conf/inv/Roe19,
  author = {Ann Roe}, title = {Frogs learn}, crossref = {DBLP:conf/inv/2019}
}
`;
  const PROCEEDINGS = `@proceedings{DBLP:conf/inv/2019,
  editor = {Rita Moe}, title = {Invented Frogs, 2019}, publisher = {Pond Press}, year = {2019}
}
`;
  const OTHER = "@article{x, title = {Toads}, author = {Poe, B}, year = {2020}}\n";

  const outline = async (text: string) => {
    const { entries, problems } = await readText(bibtex, text);
    return {
      records: entries.map((entry) =>
        entry.kind === "record"
          ? [entry.line, entry.record.title, entry.record.venue, entry.record.year]
          : entry.problem.code,
      ),
      problems: problems.map(({ code, line }) => [code, line]),
    };
  };

  test.each([
    ["below its paper", PAPER + PROCEEDINGS + OTHER, [1, 7], 4],
    ["above its paper", PROCEEDINGS + PAPER + OTHER, [4, 7], 1],
    ["below all entries", PAPER + OTHER + PROCEEDINGS, [1, 4], 5],
  ])(
    "a volume %s gives it venue and year, and is said to be no hit",
    async (_, text, lines, at) => {
      const { records, problems } = await outline(text);
      expect(records).toEqual([
        [lines[0], "Frogs learn", "Invented Frogs, 2019", 2019],
        [lines[1], "Toads", undefined, 2020],
      ]);
      expect(problems).toEqual([["bibtex/parent-entry", at]]);
    },
  );

  test("a paper keeps what its volume says", async () => {
    const { original } = await recordOf(PAPER + PROCEEDINGS);
    expect(original).toContainEqual(["crossref/publisher", "Pond Press"]);
    expect(original).toContainEqual(["crossref/editor", "Rita Moe"]);
    expect(original.map(([tag]) => tag)).not.toContain("crossref/title");
  });

  test("a volume with very many and long fields makes no paper as large as itself", async () => {
    const fields = Array.from({ length: 1000 }, (_, n) => `f${n} = {${"x".repeat(20_000)}},`);
    const volume = PROCEEDINGS.replace("title =", `${fields.join("\n")}\n title =`);
    const { original } = await recordOf(PAPER + volume);
    expect(JSON.stringify(original).length).toBeLessThan(1_000_000);
  });

  test("proceedings that nothing names are an entry, and so are books of authors", async () => {
    expect((await outline(PROCEEDINGS + OTHER)).records).toHaveLength(2);
    const book =
      "@incollection{a, title = {Part}, crossref = {b}}\n@book{b, author = {Roe, A}, title = {Whole}, year = {2001}}\n";
    expect(await outline(book)).toEqual({
      records: [
        [1, "Part", "Whole", 2001],
        [2, "Whole", undefined, 2001],
      ],
      problems: [],
    });
  });

  test("a volume that is not in the file costs its paper nothing", async () => {
    expect(await outline(PAPER + OTHER)).toEqual({
      records: [
        [1, "Frogs learn", undefined, undefined],
        [4, "Toads", undefined, 2020],
      ],
      problems: [],
    });
  });

  test("however many volumes there are, each mark of an entry is accounted for", async () => {
    const text = Array.from({ length: 50 }, (_, n) =>
      (PAPER + PROCEEDINGS).replaceAll("2019,", `v${n},`).replace("inv/2019}", `inv/v${n}}`),
    ).join("");
    const folder = testFolder({ "a.bib": text });
    await folder.slr("screen", "a.bib");
    const problems = rowsOf(folder.read("results/problems.csv"));
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["bibtex/parent-entry"]));
    expect(rowsOf(folder.read("results/ledger.csv"))).toHaveLength(50);
  });
});

test("the institution that slr gives a report in its export is no venue", async () => {
  const written =
    "@techreport{a, title = {Ponds}, publisher = {OECD}, institution = {OECD}, slr-record = {lfrk6f3h}}";
  const [venue] = (await readText(bibtex, written)).entries.map((entry) =>
    entry.kind === "record" ? entry.record.venue : "unreadable",
  );
  expect(venue).toBeUndefined();
});
