import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { testFolder } from "../../cli/captured-io.ts";

/**
 * What `slr export` writes, loaded by the programs that people load it with. `npm run peers` installs
 * them outside of the repository; where they are not, these tests are skipped.
 */
const CACHE = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const PEERS = process.env.SLR_PEERS || join(CACHE, "slr-screen", "peers");
const LOADERS = fileURLToPath(new URL("./peers/", import.meta.url));
const absent = !existsSync(join(PEERS, "python"));

const EXPORT = `TY  - JOUR
TI  - Effects of 5% CO2 & "heat" on frogs_and_toads: #1 of $2 {ponds}
AU  - García-Müller, José
AU  - World Health Organization
AU  - van der Berg, A.
AU  - Smith, John, Jr.
PY  - 2019
JO  - Journal of Ponds & Lakes
VL  - 12
IS  - 3-4
SP  - 103
EP  - 110
DO  - 10.1175/1520-0493(1990)118<0999:bwomp>2.0.co;2
UR  - https://example.org/a_b?id=1&x=%20#top
AB  - One; two, three. It's "quoted" — p < 0.05 & 50%. 中文 Łódź.
KW  - frogs, green
KW  - CO2
ER  - 
TY  - CHAP
TI  - =A chapter: with an equals sign
AU  - Rey, A
A2  - Jones, B
T2  - Handbook of Ponds
PB  - Carp Press
PY  - 2001
ER  - 
TY  - THES
TI  - A thesis on ponds
AU  - Kuhn, B
PY  - 2010
PB  - Carp University
M3  - PhD thesis
ER  - 
TY  - CONF
TI  - A paper without authors
T2  - Proceedings of the 3rd Pond Conference
PY  - 2012
ER  - 
TY  - RPRT
TI  - A report without a year
AU  - Organisation for Ponds and Development
ER  - 
`;

const TITLES = [
  'Effects of 5% CO2 & "heat" on frogs_and_toads: #1 of $2 {ponds}',
  "=A chapter: with an equals sign",
  "A thesis on ponds",
  "A paper without authors",
  "A report without a year",
];
const FIRST_AUTHORS = [
  "García-Müller, José",
  "World Health Organization",
  "van der Berg, A.",
  "Smith, Jr., John",
];
const DOI = "10.1175/1520-0493(1990)118<0999:bwomp>2.0.co;2";
const ABSTRACT = 'One; two, three. It\'s "quoted" — p < 0.05 & 50%. 中文 Łódź.';

type Loaded = readonly Record<string, unknown>[];

/** What programs make of braces and dollars, which TeX writes in several ways. */
const withoutTex = (text: unknown) => String(text).replace(/[{}\\$]/g, "");
const names = (value: unknown) => (value as readonly string[]).map(withoutTex);

describe.skipIf(absent)(
  `what slr exports is loaded by the programs in ${PEERS}`,
  { timeout: 60_000 },
  () => {
    /** The path of a file in which slr has exported the records. */
    async function exported(name: string): Promise<string> {
      const protocol = "title: Ponds\nsources:\n  - { name: Scopus, files: a.ris }\n";
      const review = testFolder({ "a.ris": EXPORT, "slr.yaml": protocol });
      const form = name === "asreview.csv" ? ["--for", "asreview"] : ["--format", name];
      const { out } = await review.slr("export", ...form);
      const folder = mkdtempSync(join(tmpdir(), "slr-peers-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const file = join(folder, `records.${name}`);
      writeFileSync(file, out);
      return file;
    }

    async function load(program: string, name: string): Promise<Loaded> {
      const home = program === "ASReview 3" ? "asreview" : "python";
      const python = join(PEERS, home, "bin", "python");
      const env = { ...process.env, PYTHONPATH: "" };
      if (program === "bibtexparser 2") env.PYTHONPATH = join(PEERS, "bibtexparser-2");
      const file = await exported(name);
      const args = [join(LOADERS, "load.py"), program, file];
      // ASReview writes a database of its own into the folder that it runs in.
      return JSON.parse(execFileSync(python, args, { cwd: dirname(file), encoding: "utf8", env }));
    }

    async function loadWithCitationJs(name: string): Promise<Loaded> {
      const args = [join(LOADERS, "load.mjs"), join(PEERS, "node"), await exported(name)];
      const env = { ...process.env, NODE_OPTIONS: "" };
      return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", env }));
    }

    test("RIS by rispy", async () => {
      const records = await load("rispy", "ris");
      expect(records.map(({ title }) => title)).toEqual(TITLES);
      expect(records.map(({ type }) => type)).toEqual(["JOUR", "CHAP", "THES", "CONF", "RPRT"]);
      expect(records.every(({ unknown }) => unknown === null)).toBe(true);
      expect(records[0]).toMatchObject({ doi: DOI, year: "2019", abstract: ABSTRACT });
      expect(records[0]).toMatchObject({ keywords: ["frogs, green", "CO2"] });
      expect(records[1]).toMatchObject({ editors: ["Jones, B"], venue: "Handbook of Ponds" });
    });

    test.each(["bibtexparser 1", "bibtexparser 2", "pybtex"])("BibTeX by %s", async (program) => {
      const records = await load(program, "bib");
      expect(records.map(({ title }) => withoutTex(title))).toEqual(TITLES.map(withoutTex));
      expect(records.map(({ type }) => type)).toEqual([
        ...["article", "incollection", "phdthesis", "inproceedings", "techreport"],
      ]);
      expect(names(records[0]?.authors)).toEqual(FIRST_AUTHORS);
      expect(names(records[4]?.authors)).toEqual(["Organisation for Ponds and Development"]);
      expect(records[0]).toMatchObject({
        doi: DOI,
        year: "2019",
        venue: "Journal of Ponds & Lakes",
      });
      if (program !== "pybtex") expect(records[0]?.abstract).toBe(ABSTRACT);
    });

    test("CSV by pandas", async () => {
      const records = await load("pandas", "csv");
      // The apostrophe keeps spreadsheets from computing a cell; slr takes it away again.
      expect(records.map(({ title }) => title)).toEqual(
        TITLES.map((title) => title.replace(/^=/, "'=")),
      );
      expect(records[0]).toMatchObject({ doi: DOI, year: "2019", abstract: ABSTRACT });
      expect(records[2]).toMatchObject({ year: "2010", type: "thesis" });
    });

    test.each(["asreview.csv", "ris"])("%s by ASReview 3", async (file) => {
      const records = await load("ASReview 3", file);
      expect(records.map(({ title }) => title)).toEqual(TITLES);
      expect(records[0]).toMatchObject({ doi: DOI, year: 2019, abstract: ABSTRACT });
      expect(records[0]).toMatchObject({ keywords: ["frogs, green", "CO2"] });
      expect(names(records[0]?.authors)[0]).toBe("García-Müller, José");
      expect(records[4]).toMatchObject({ year: null });
    });

    test.each(["json", "bib", "ris"])("%s by citation-js", async (file) => {
      const records = await loadWithCitationJs(file);
      expect(records.map(({ title }) => withoutTex(title))).toEqual(TITLES.map(withoutTex));
      expect(records.map(({ type }) => type)).toEqual([
        ...["article-journal", "chapter", "thesis", "paper-conference", "report"],
      ]);
      expect(records[0]).toMatchObject({
        DOI,
        issued: { "date-parts": [[2019]] },
        abstract: ABSTRACT,
      });
      const authors = records[0]?.author as readonly Record<string, string>[];
      expect(authors.map(({ family, literal }) => family ?? literal)).toEqual([
        "García-Müller",
        "World Health Organization",
        expect.stringMatching(/Berg$/),
        "Smith",
      ]);
    });
  },
);
