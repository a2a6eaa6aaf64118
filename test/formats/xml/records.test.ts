import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Format } from "../../../src/formats/format.ts";
import { endnoteXml } from "../../../src/formats/xml/endnote-xml.ts";
import { mods } from "../../../src/formats/xml/mods.ts";
import { pubmedXml } from "../../../src/formats/xml/pubmed-xml.ts";
import { LONGEST_RECORD } from "../../../src/formats/xml/records.ts";
import { zoteroRdf } from "../../../src/formats/xml/zotero-rdf.ts";
import { inChunks, type Reading, readAll, readText } from "../contract.ts";

/** A file of a format with these titles, one record each. */
const FILES: readonly {
  readonly format: Format;
  readonly record: (title: string) => string;
  readonly file: (records: string) => string;
}[] = [
  {
    format: endnoteXml,
    record: (title) =>
      `<record><ref-type name="Journal Article">17</ref-type><titles><title><style face="normal">${title}</style></title></titles></record>`,
    file: (records) => `<?xml version="1.0"?><xml><records>${records}</records></xml>`,
  },
  {
    format: pubmedXml,
    record: (title) =>
      `<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>${title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>`,
    file: (records) => `<PubmedArticleSet>${records}</PubmedArticleSet>`,
  },
  {
    format: mods,
    record: (title) => `<mods><titleInfo><title>${title}</title></titleInfo></mods>`,
    file: (records) => `<modsCollection>${records}</modsCollection>`,
  },
  {
    format: zoteroRdf,
    record: (title) =>
      `<bib:Article rdf:about="#${title}"><z:itemType>journalArticle</z:itemType><dc:title>${title}</dc:title></bib:Article>`,
    file: (records) =>
      `<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">${records}</rdf:RDF>`,
  },
];

function titlesOf({ entries }: Reading): readonly (string | undefined)[] {
  return entries.flatMap((entry) => (entry.kind === "record" ? [entry.record.title] : []));
}

describe.each(FILES)("broken $format.name", ({ format, record, file }) => {
  const titles = ["one", "two", "three", "four", "five"];
  const inOrder = (middle: string) =>
    file(titles.map((title) => (title === "three" ? middle : record(title))).join("\n"));

  test("a change of one character in a record costs no other record, and no entry", async () => {
    const whole = record("three");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.constantFrom("", "<", ">", "&", "/", '"', "\0", "x", "<!--", "<![CDATA[", "]]>"),
        async (at, inserted) => {
          const middle = whole.slice(0, at) + inserted + whole.slice(at + 1);
          const reading = await readText(format, inOrder(middle));
          const others = titlesOf(reading).filter((title) => titles.includes(title ?? ""));
          expect(others.filter((title) => title !== "three")).toEqual([
            "one",
            "two",
            "four",
            "five",
          ]);
          expect(reading.entries.length).toBeGreaterThanOrEqual(5);
        },
      ),
      { numRuns: 200, seed: 2 },
    );
  });

  test("any text inside of a record gives entries and problems, and throws nothing", async () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "/>",
      "<a",
      "&",
      ";",
      '="',
      "<!--",
      "]]>",
      "<![CDATA[",
      "<?",
      "<!DOCTYPE",
      "\0",
      "\ud800",
      " ",
      "\n",
      "t",
      record("x").slice(0, 9),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const reading = await readText(format, inOrder(record(pieces.join(""))));
        expect(titlesOf(reading)).toContain("one");
        expect(titlesOf(reading).filter((title) => title === "five")).toEqual(["five"]);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test("a file that is cut off keeps the records before, and says so", async () => {
    const text = inOrder(record("three"));
    const { entries, problems } = await readText(format, text.slice(0, text.indexOf("five")));
    expect(entries.length).toBe(5);
    expect(problems.map(({ code }) => code)).toContain(`${format.id}/cut-off`);
    expect(problems.every(({ line }) => line === 5)).toBe(true);
  });

  test("a bare ampersand, a bare less-than sign and names of HTML are text", async () => {
    const { problems, entries } = await readText(format, file(record("p<0.05 & caf&eacute; < 5")));
    expect(entries[0]).toMatchObject({ record: { title: "p<0.05 & café < 5" } });
    expect(problems).toEqual([]);
  });

  test("entities of the file's own are refused and said, never expanded", async () => {
    const laughs = Array.from(
      { length: 20 },
      (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n};`.repeat(10)}">`,
    ).join("\n");
    const text = `<!DOCTYPE x [\n${laughs}\n]>${file(record("ha &lol20;"))}`;
    const { entries, problems } = await readText(format, text);
    expect(entries[0]).toMatchObject({ record: { title: "ha &lol20;" } });
    expect(problems[0]).toMatchObject({
      severity: "error",
      code: `${format.id}/entities`,
      line: 2,
    });
  });
});

test("U+0085 and U+2028 end no line in XML 1.1 either", async () => {
  const record = "<bib:Thesis><z:itemType>thesis</z:itemType><dc:title>Tea</dc:title></bib:Thesis>";
  const text = `<?xml version="1.1"?>\u0085\u2028<rdf:RDF>\n${record}</rdf:RDF>`;
  const { entries, problems } = await readText(zoteroRdf, text);
  expect(entries).toMatchObject([{ line: 2, record: { title: "Tea" } }]);
  expect(problems).toEqual([]);
});

// They share their XML; what differs is how a record begins.
const [ENDNOTE, , , RDF] = FILES;

describe.each([ENDNOTE, RDF].flatMap((one) => one ?? []))(
  "hostile $format.name",
  ({ format, record, file }) => {
    const inOrder = (middle: string) => file(`${record("one")}${middle}${record("five")}`);

    test("a record longer than the cap is unreadable, and the others are read", async () => {
      async function* long(): AsyncGenerator<string> {
        yield file(`${record("one")}${record("long")}`).split("long")[0] ?? "";
        for (let n = 0; n <= LONGEST_RECORD / 1e6 + 1; n += 1) yield "tea ".repeat(250_000);
        yield `${record("long").split("long").at(-1)}\n${record("two")}`;
      }
      const reading = await readAll(format, long(), { file: "a.xml" });
      expect(titlesOf(reading)).toEqual(["one", "two"]);
      expect(reading.entries.map(({ kind }) => kind)).toEqual(["record", "unreadable", "record"]);
    });

    test.each([
      ["levels", "<a>".repeat(100_000)],
      ["openings", "<".repeat(100_000)],
      ["ampersands", "&".repeat(100_000)],
      ["entities", "&a;".repeat(100_000)],
      ["characters that are none", "&#0;".repeat(100_000)],
      // Each is looked behind for 2000 characters, which costs much and grows with the file only.
      ["comments", "<!--".repeat(25_000)],
      ["CDATA", "<![CDATA[".repeat(100_000)],
      ["ends of CDATA", "]]>".repeat(100_000)],
      ["closing tags", "</a>".repeat(100_000)],
      ["attributes", `<a ${'b="c" '.repeat(100_000)}>`],
      ["an attribute without an end", `<a b="${"x".repeat(500_000)}`],
      ["document types", "<!DOCTYPE a [".repeat(25_000)],
      ["processing instructions", "<?".repeat(100_000)],
      ["NULs", "\0".repeat(100_000)],
      ["styles", "<style ".repeat(100_000)],
      ["beginnings of records", "<record><mods><PubmedArticle><z:a rdf:about=".repeat(1500)],
    ])(
      "%s cost time that grows with the file only, and the next record is read",
      async (_, rubbish) => {
        const reading = await readAll(format, inChunks(inOrder(record(rubbish)), 65_536), {
          file: "a",
        });
        expect(titlesOf(reading)).toContain("one");
        expect(titlesOf(reading)).toContain("five");
        for (const before of [rubbish, `<!DOCTYPE x [${rubbish}`]) {
          await readText(format, before + file(record("one")));
        }
      },
    );
  },
);
