import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../../src/core/records/model.ts";
import { ovid } from "../../../../src/formats/tagged/ovid/ovid.ts";
import { behavesLikeAFormat, readText } from "../../contract.ts";
import { losesNoEntry } from "../tagged-laws.ts";

async function recordOf(...lines: readonly string[]): Promise<BibRecord> {
  const { entries } = await readText(
    ovid,
    ["<1. >", "VN  - Ovid Technologies", ...lines].join("\n"),
  );
  const [entry] = entries;
  if (entries.length !== 1 || entry?.kind !== "record") throw new Error("expected one record");
  return entry.record;
}

describe("Ovid", () => {
  behavesLikeAFormat(ovid, "fixtures/formats/ovid");
  losesNoEntry(ovid, {
    lines: [
      "<1. >",
      "TI  - #",
      "AU  - #, A",
      "AB  - text",
      "      wrapped",
      "",
      "VN  - Ovid",
      "<2>",
      "wrapped too",
    ],
    opens: /^<\d/,
    identifies: /^(?:TI|AU)/,
  });

  test.each([
    ["tags", "<1. >\nVN  - Ovid Technologies\n", true],
    ["labels", "<8>\nAccession Number\n  0004\nTitle\n  A\n", true],
    [
      "a search strategy above",
      "Database: Embase\nSearch Strategy:\n1 a (2)\n\n<1. >\nVN  - Ovid\n",
      true,
    ],
    ["XML", "<1><a>b</a></1>", false],
    ["Ovid's RIS", "1. \nTY  - JOUR\nER  - \n", false],
  ])("recognizes %s: %j is %s", (_, head, expected) => {
    expect(ovid.recognizes(head, { file: "a" })).toBe(expected);
  });

  test("tags and labels give the same record", async () => {
    const tagged = await recordOf(
      "TI  - A study.[Review]",
      "AU  - Doe, Jane",
      "SO  - J. 1(2):3-4, 2015.",
      "DO  - 10.9999/1",
    );
    const labels =
      "<1>\nTitle\n  A study.[Review]\nAuthor\n  Doe, Jane\nSource\n  J. 1(2):3-4, 2015.\nDOI Number\n  10.9999/1\n";
    const { entries } = await readText(ovid, labels);
    const [labelled] = entries.map((e) => (e.kind === "record" ? e.record : undefined));
    const { original: _, ...said } = tagged;
    expect(labelled).toMatchObject(said);
  });

  test.each([
    [
      "Ecohydrology.   8(6):1048-1064, September 2015.",
      ["Ecohydrology", "8", "6", "1048-1064", 2015],
    ],
    ["Journal of Gait. 24(3):345-50, 2009 Mar.", ["Journal of Gait", "24", "3", "345-50", 2009]],
    [
      "Proc. Conference: 2nd of 2017. Spain. 12 (Supplement 3) (no pagination), 2018. Date of Publication: 2018.",
      ["Proc", "12", "Supplement 3", undefined, 2018],
    ],
    [
      "Lancet. 385 (9972) (pp 1048-1064), 2015. Date of Publication: 14 Mar 2015.",
      ["Lancet", "385", "9972", "1048-1064", 2015],
    ],
    ["Gut. 385 (pp 10-11), 2015.", ["Gut", "385", undefined, "10-11", 2015]],
    ["Acta Biochimica August 2011;43(8):647-653", ["Acta Biochimica", "43", "8", "647-653", 2011]],
    [
      "Acta Chirurgica November/December 2010;6:611-613",
      ["Acta Chirurgica", "6", undefined, "611-613", 2010],
    ],
    [
      "Journal of Personality. Vol.75(3), 2007, pp. 645-678.",
      ["Journal of Personality", "75", "3", "645-678", 2007],
    ],
    [
      "Psychological Bulletin. Vol 140(6) Nov 2014, 1534-1555.",
      ["Psychological Bulletin", "140", "6", "1534-1555", 2014],
    ],
    [
      "Forest Ecology & Management. 201(2-3):327-334, November 15, 2004.",
      ["Forest Ecology & Management", "201", "2-3", "327-334", 2004],
    ],
    [
      "Official Gazette. 1288(3), Nov. 16, 2004.",
      ["Official Gazette", "1288", "3", undefined, 2004],
    ],
    [
      "Journal of Political Studies 12, Winter 2007: 7-14.",
      ["Journal of Political Studies", "12", undefined, "7-14", 2007],
    ],
    [
      "Hydrobiologia. 2007 15 June; 433-441.",
      ["Hydrobiologia", undefined, undefined, "433-441", 2007],
    ],
    [
      "PLoS ONE [Electronic Resource]. 10(10):e0139442, 2015.",
      ["PLoS ONE [Electronic Resource]", "10", "10", "e0139442", 2015],
    ],
    [
      "Journal of Orthopaedic Trauma. ",
      ["Journal of Orthopaedic Trauma", undefined, undefined, undefined, undefined],
    ],
  ])("source %s", async (source, expected) => {
    const { venue, volume, issue, pages, year } = await recordOf("TI  - T", `SO  - ${source}`);
    expect([venue, volume, issue, pages, year]).toEqual(expected);
  });

  test.each([
    ["Doe, Jane MD, PhD *", "Doe, Jane"],
    ["Peterson, James A. Ph.D., FACSM", "Peterson, James A."],
    ["Zhang, Weijia 1,2,+", "Zhang, Weijia"],
    ["Werner, S. M. [Author, Reprint Author; E-mail: s@example.org]", "Werner, S. M."],
    ["AHMED, Mughees.", "AHMED, Mughees"],
    ["Lucas J.S.", "Lucas, J.S."],
    ["Smith MA", "Smith, MA"],
    ["Marusik, YuM", "Marusik, YuM"],
  ])("author %s", async (text, name) => {
    const { authors } = await recordOf("TI  - T", `AU  - ${text}`);
    expect(authors.map(({ family, given }) => `${family}, ${given}`)).toEqual([name]);
  });

  test("MeSH and PMID are MEDLINE's only: Embase's headings and numbers are its own", async () => {
    const medline = await recordOf(
      "DB  - Ovid MEDLINE(R)",
      "UI  - 1234567",
      "TI  - T",
      "MH  - *Aged",
    );
    expect([medline.pmid, medline.mesh, medline.keywords]).toEqual(["1234567", ["Aged"], []]);
    const embase = await recordOf("DB  - Embase", "UI  - 621381829", "TI  - T", "MH  - *aged");
    expect([embase.pmid, embase.mesh, embase.keywords]).toEqual([undefined, [], ["aged"]]);
    expect(embase.accession).toBe("621381829");
  });

  test.each([
    ["A study.  [Article]", "A study.", undefined],
    ["A study. [Review] [12 refs]", "A study.", "review"],
    ["[A translated title]. [German]", "[A translated title].", undefined],
    ["[A translated title]", "[A translated title]", undefined],
    ["A study of [brackets]", "A study of [brackets]", undefined],
  ])("title %s", async (text, title, type) => {
    const record = await recordOf(`TI  - ${text}`);
    expect(record.title).toBe(title);
    if (type !== undefined) expect(record.type).toBe(type);
  });
});
