import { describe, expect, test } from "vitest";
import { findDuplicates } from "../../../src/core/dedupe/index.ts";
import { keysOf } from "../records/records.ts";
import type { Fields } from "./comparisons/measured.ts";

type Outcome = "one record" | "asked" | "linked" | "two records";

function outcomeOf(a: Fields, b: Fields): Outcome {
  const found = findDuplicates([keysOf(a), keysOf(b)], { same: [], different: [] });
  if (found.clusters.length > 0) return "one record";
  if (found.possible.length > 0) return "asked";
  return found.linked.length > 0 ? "linked" : "two records";
}

const TITLE = "Seasonal recharge of shallow aquifers under changing land use in the Sahel";
const authors = ["Okafor, Ngozi", "Lindqvist, Sara", "Brandt, Uwe"];
const initials = ["Okafor, N", "Lindqvist, S", "Brandt, U"];
const placeless: Fields = { title: TITLE, authors, year: 2016, venue: "Journal of Hydrology" };
const inIssue: Fields = { ...placeless, volume: "14", issue: "3" };
const printed: Fields = { ...inIssue, pages: "211-223" };
const online: Fields = { ...printed, doi: "10.7554/jah.2016.0141" };

describe("two works of one team whose titles differ in a word are not merged", () => {
  const alone = { ...inIssue, authors: authors.slice(0, 1) };
  test.each([
    ["Recharge after %s in arid basins", "irrigation", "deforestation"],
    ["Lebensqualität von %s nach Chemotherapie", "Männern", "Frauen"],
    ["Operation %s Drainage bei Leistenbruch", "mit", "ohne"],
    ["Hipertensión arterial en población %s de montaña", "rural", "urbana"],
    ["Tratamiento %s cirugía del cáncer de mama", "con", "sin"],
    ["Évaluation de la douleur %s l'intervention", "avant", "après"],
    ["Uso de antibióticos %s a cirurgia", "antes", "depois"],
    ["Эффективность терапии у %s с гипертонией", "мужчин", "женщин"],
    ["糖尿病患者中%s的生活质量研究分析", "男性", "女性"],
    ["高齢者における%sの疫学研究", "高血圧", "低血圧"],
    ["Prevalence of type %s diabetes in island populations", "1", "2"],
    ["Phase %s trial of veliparib in ovarian cancer", "I", "II"],
    ["Transmission of hepatitis %s in dialysis units", "B", "C"],
    ["Vitamin %s supplementation in toddlers", "A", "D"],
    ["Efficacy of %s for hypertension in primary care", "amlodipine", "felodipine"],
    ["Treatment with %s in childhood asthma", "prednisone", "prednisolone"],
    ["Attitudes towards %s among voters", "immigration", "emigration"],
    ["Costs of %sinvasive surgery", "", "non-"],
    ["Skuteczność leczenia u %s z cukrzycą", "kobiet", "mężczyzn"],
    ["Het effect van %s op slaap bij ouderen", "licht", "geluid"],
    ["Survey of %s-cell responses in chronic hepatitis", "T", "B"],
    ["A catalogue of the mosses of Crete%s", "", ": supplement"],
    ["Removal of %s from groundwater by biofilms", "nitrate", "nitrite"],
    ["Digestion of %s by gut microbes of termites", "cellulose", "cellulase"],
    ["Species richness of lakes %s by carp", "inhabited", "inhibited"],
    ["Child mortality and household wealth in %s", "Niger", "Nigeria"],
    ["Actividad física y autoestima en %s de secundaria", "alumnos", "alumnas"],
    ["La consommation de tabac chez les %s en médecine", "étudiants", "étudiantes"],
    ["Адаптация %s первого курса медицинского вуза", "студентов", "студенток"],
  ])("%s: %s and %s", (frame, one, other) => {
    const [a, b] = [frame.replace("%s", one), frame.replace("%s", other)];
    expect(outcomeOf({ ...placeless, title: a }, { ...placeless, title: b })).not.toBe(
      "one record",
    );
    expect(outcomeOf({ ...inIssue, title: a }, { ...inIssue, title: b })).not.toBe("one record");
    // That one database gives a DOI, and the other nothing, says nothing for one work.
    const located = { ...alone, title: a, doi: "10.7554/jah.2016.0141" };
    expect(outcomeOf(located, { ...alone, title: b })).not.toBe("one record");
  });
});

describe("a report about another report is not merged with it", () => {
  test.each([
    "Retraction note: ",
    "Statement of Retraction: ",
    "Editorial expression of concern: ",
    "Author Correction: ",
    "Publisher's note: ",
    "Invited commentary: ",
    "Comment on “",
    "Discussion of ",
    "Re: ",
    "Author response to: ",
    "Peer review of: ",
    "Berichtigung: ",
    "Kommentar zu: ",
    "Fe de erratas: ",
    "Rétractation : ",
    "Errata corrige: ",
    "Исправление: ",
    "更正：",
  ])("%s", (notice) => {
    const about = { ...placeless, title: notice + TITLE };
    expect(outcomeOf(placeless, about)).not.toBe("one record");
    expect(outcomeOf(online, about)).not.toBe("one record");
  });
});

test.each([
  "RETRACTED: %",
  "WITHDRAWN: %",
  "RETRACTED ARTICLE: %",
  "[Retracted] %",
  "% (Retracted article. See vol. 15, pg. 3, 2017)",
])("%s is the report itself", (marked) => {
  const title = marked.replace("%", TITLE);
  expect(outcomeOf(online, { ...online, title, authors: initials })).toBe("one record");
});

test.each([
  "From the editor's desk",
  "Notes from the editors",
  "Conference report",
  "Contributors",
  "Instructions for authors",
  "Aus der Redaktion",
  "Vorwort der Herausgeber",
  "Comptes rendus",
  "Palabras del editor",
  "От редакции",
  "编者按",
])("equal entries called %s are not merged where neither pages nor an identifier tell", (title) => {
  const column = { ...inIssue, title, authors: authors.slice(0, 1) };
  expect(outcomeOf(column, column)).toBe("asked");
});

test.each(["[SSRN]", "[bioRxiv]", "(working paper)", "[manuscript]", "[Technical Report]"])(
  "a title that ends in %s is another version",
  (version) => {
    const { venue: _, ...elsewhere } = placeless;
    expect(outcomeOf(online, { ...elsewhere, title: `${TITLE} ${version}` })).toBe("linked");
  },
);

test("a remark in another language behind two titles does not make one of them", () => {
  const remark = "(Ergebnisse einer landesweiten Befragung von Hausärzten)";
  const [a, b] = ["Surgery for lumbar disc prolapse", "Donepezil for vascular dementia"];
  expect(
    outcomeOf({ ...placeless, title: `${a} ${remark}` }, { ...placeless, title: `${b} ${remark}` }),
  ).not.toBe("one record");
});

test("columns of which nothing but title and author is known are not worth a question", () => {
  const column = { title: "Editor's comments", authors: ["Lee, A."] };
  expect(outcomeOf(column, { ...column, authors: ["Lee, Allen"] })).toBe("two records");
});

test.each(["", "/full", ".pdf", "/abstract", ".full", "?src=recsys", "#refs"])(
  "one DOI that ends in %j in one database is one report",
  (ending) => {
    const other = { ...placeless, authors: initials, doi: `${online.doi}${ending}` };
    expect(outcomeOf({ ...placeless, doi: online.doi! }, other)).toBe("one record");
  },
);

describe("a title and names in other letters are those of their transliteration", () => {
  const russian = {
    ...printed,
    title: "Лечение язвы желудка у пожилых больных",
    authors: ["Иванов, Пётр", "Сидорова, Анна"],
    venue: "Клиническая медицина",
  };
  const latin = {
    ...printed,
    title: "Lechenie iazvy zheludka u pozhilykh bol'nykh",
    authors: ["Ivanov, P", "Sidorova, A"],
    venue: "Klinicheskaia meditsina",
  };
  test("on one page", () => {
    expect(outcomeOf(russian, latin)).toBe("one record");
  });
  test("under one title", () => {
    const one = { ...placeless, authors: russian.authors };
    expect(outcomeOf(one, { ...placeless, authors: latin.authors })).toBe("asked");
  });
  test("but another work of the issue is another work", () => {
    const other = { ...latin, title: "Profilaktika grippa u detei", pages: "224-229" };
    expect(outcomeOf(russian, other)).toBe("two records");
  });
  test("what cannot be transliterated is asked about where page and issue agree", () => {
    const chinese = {
      ...printed,
      title: "老年胃溃疡的治疗研究进展",
      authors: ["张伟", "李娜"],
      venue: "中华医学杂志",
    };
    const english = {
      ...printed,
      title: "Advances in treatment of gastric ulcer in the elderly",
      authors: ["Zhang, W", "Li, N"],
      venue: "Zhonghua Yi Xue Za Zhi",
    };
    expect(outcomeOf(chinese, english)).toBe("asked");
    expect(outcomeOf(chinese, { ...english, pages: "302-310" })).toBe("two records");
  });
});

test("a slip in a long title of one issue is read as the word, although the year was misread too", () => {
  const misread = { ...inIssue, title: TITLE.replace("recharge", "rechrage"), year: 2014 };
  expect(outcomeOf(inIssue, { ...misread, authors: initials })).toBe("one record");
  const contrast = { ...misread, title: TITLE.replace("shallow", "deep") };
  expect(outcomeOf(inIssue, contrast)).not.toBe("one record");
});

test("initials that a program parted from their family name are no author more", () => {
  const parted = ["Okafor, N", "Dos Santos", "H B", "Brandt, U"];
  const whole = ["Okafor, N", "Dos Santos, H B", "Brandt, U"];
  const { year: _, ...undated } = { ...placeless, authors: whole };
  expect(outcomeOf(undated, { ...printed, authors: parted })).toBe("one record");
});
