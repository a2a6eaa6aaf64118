import { expect, test } from "vitest";
import {
  comparableTitle,
  titleForms,
  titlesPlainlyDiffer,
  titleWords,
} from "../../../../src/core/dedupe/fields/title.ts";

const PLAIN = "Sepsis in preterm neonates";

test.each<[note: string, printed: string]>([
  ["the note `[Review]`", `${PLAIN} [Review]`],
  ["two notes", `${PLAIN} [Review] [33 refs]`],
  ["one reference", `${PLAIN}. [1 ref]`],
  ["a language in brackets", `${PLAIN}. [German]`],
  ["a language in round brackets", `${PLAIN} (Chinese)`],
  ["`in` a language", `${PLAIN} [in Hungarian]`],
  ["the author's translation", `${PLAIN} (author's transl)`],
  ["a bracket that the export cut off", `${PLAIN} [Spanish`],
  [
    "a note with brackets within it",
    `${PLAIN}.[Erratum appears in Am J. 2009;9:2205 Note: A [added]]`,
  ],
  ["a second note that was cut off", `${PLAIN}.[Review].[Erratum`],
  ["the place, in CINAHL", `${PLAIN}... N Engl J Med. 2009 Jan 29;360(5):544-6`],
  ["`[corrected]`", "Sepsis [corrected] in preterm neonates"],
  ["quotation marks around all of it", `"${PLAIN}"`],
  ["a demonstration", `${PLAIN} (Demonstration Description)`],
  ["`[Letter]`", `${PLAIN} [Letter]`],
  ["`[abstract only]`", `${PLAIN} [Abstract only]`],
  ["a tutorial session", `${PLAIN} (tutorial session)`],
  ["a note about an erratum", `${PLAIN} [published erratum appears in Lancet 2001;3:4]`],
  ["a note with an issue", `${PLAIN} [Erratum appears in Lancet. 2001 Jan 5;357(9249):152]`],
  ["a note with a date", `${PLAIN} [Retraction in Smith A. J Pain (2010 May)]`],
  ["a note and an erratum", `${PLAIN} [Review] [Correction appears in BMJ 1999;318(7):3]`],
  ["brackets of a translated title", `[${PLAIN}]`],
  ["brackets and a full stop", `[${PLAIN}].`],
  ["other letters", "SEPSIS IN PRETERM NEONATES."],
  ["markup", "<i>Sepsis</i> in preterm neonates"],
  ["other signs", "Sepsis – in «preterm» neonates"],
  ["`[Systematic Review]`", `${PLAIN} [Systematic Review]`],
  ["`[Meta-Analysis]`", `${PLAIN} [Meta-Analysis]`],
  ["`[Conference Abstract]`", `${PLAIN} [Conference Abstract]`],
  ["`[Clinical Trial]`", `${PLAIN} [Clinical Trial]`],
  ["`[Published online ahead of print]`", `${PLAIN} [Published online ahead of print]`],
  ["`[Electronic resource]`", `${PLAIN} [Electronic resource]`],
  ["`RETRACTED:`", `RETRACTED: ${PLAIN}`],
  ["`WITHDRAWN:`", `WITHDRAWN: ${PLAIN}`],
  ["`RETRACTED ARTICLE:`", `RETRACTED ARTICLE: ${PLAIN}`],
  ["`(Retracted article. See …)`", `${PLAIN} (Retracted article. See vol. 12, pg. 3, 2010)`],
  ["the mark of a footnote", `${PLAIN}¹`],
  ["a label in brackets before it", `[Research Article] ${PLAIN}`],
])("%s is no part of a title", (_, printed) => {
  expect(titleForms(printed)).toMatchObject({
    title: "sepsis in preterm neonates",
    others: [],
    remarks: [],
    notices: [],
    label: undefined,
    version: undefined,
  });
});

test.each([
  `${PLAIN} (vol 142, pg 310, 2003)`,
  `${PLAIN} (Lancet (2009) 360 (542-544))`,
  `${PLAIN} (Lancet (2009) 360:9342 (542-544), (S0140673620301525), (10.1016/S0140-6736(20)30152-5))`,
])("%s is a correction", (printed) => {
  expect(titleForms(printed)).toMatchObject({
    title: "sepsis in preterm neonates",
    notices: ["erratum"],
  });
});

test("a title says that the report has an erratum", () => {
  const note = "[Erratum appears in Lancet. 2001 Jan 5;357(9249):152]";
  expect(titleForms(`${PLAIN} ${note}`).hasErratum).toBe(true);
  expect(titleForms(`Erratum: ${PLAIN}`).hasErratum).toBe(false);
});

test.each<[printed: string, title: string]>([
  ["Letter", "letter"],
  ["[Review]", "review"],
  ["Sepsis [Review]", "sepsis review"],
])("a note is left where nothing else would be: %s", (printed, title) => {
  expect(titleForms(printed).title).toBe(title);
});

test.each<[printed: string, title: string, others: readonly string[]]>([
  [
    "[Sepsis in neonates] TO: Sepsis bei Neugeborenen",
    "sepsis in neonates",
    ["sepsis bei neugeborenen"],
  ],
  [
    "[Sepsis in neonates] Original Title: Sepsis bei Neugeborenen",
    "sepsis in neonates",
    ["sepsis bei neugeborenen"],
  ],
  [
    "Sepsis bei Neugeborenen [Sepsis in neonates]",
    "sepsis bei neugeborenen sepsis in neonates",
    ["sepsis bei neugeborenen", "sepsis in neonates"],
  ],
  [
    "Sepsis bei Neugeborenen = Sepsis in neonates",
    "sepsis bei neugeborenen sepsis in neonates",
    ["sepsis bei neugeborenen", "sepsis in neonates"],
  ],
  [
    "Sepsis bei Neugeborenen (Sepsis in preterm neonates)",
    "sepsis bei neugeborenen sepsis in preterm neonates",
    ["sepsis bei neugeborenen", "sepsis in preterm neonates"],
  ],
  ["Review: Sepsis in neonates", "review sepsis in neonates", ["sepsis in neonates"]],
  [
    "Original article - Sepsis in neonates",
    "original article sepsis in neonates",
    ["sepsis in neonates"],
  ],
  ["Case report: Sepsis in neonates", "case report sepsis in neonates", ["sepsis in neonates"]],
  ["Review of sepsis in neonates", "review of sepsis in neonates", []],
  ["Review: Sepsis", "review sepsis", []],
  ["Sepsis in neonates (NEOSEP)", "sepsis in neonates neosep", []],
])("%s may be called otherwise too", (printed, title, others) => {
  expect(titleForms(printed)).toMatchObject({ title, others });
});

test.each<[printed: string, title: string]>([
  ["TNF-α in sepsis", "tnf alpha in sepsis"],
  ["TNFα in sepsis", "tnf alpha in sepsis"],
  ["β-Blockers and µ-opioids", "beta blockers and mu opioids"],
  ["Γ-Secretase and ΔFosB", "gamma secretase and delta fosb"],
  ["Ο πόνος στην πλάτη", "ο πονος στην πλατη"],
  ["CO-sub-2 and CO<sub>2</sub>", "co2 and co2"],
  ["Efficacy & safety", "efficacy and safety"],
  ["Efficacy &amp; safety", "efficacy and safety"],
  ["Die Ärzte in Łódź", "die arzte in lodz"],
  ["大规模语言模型：推理", "大规模语言模型 推理"],
])("%s is compared as `%s`", (printed, title) => {
  expect(comparableTitle(printed)).toBe(title);
});

const LETTERS = "αβγδεζηθκλμνξπρστφχψω";

test.each([..."αβγδεζηθκλμνξπρστφχψω", "µ"])(
  "the symbol %s is a word of Latin letters",
  (letter) => {
    const title = comparableTitle(`The ${letter} isoform`);
    expect(title).toMatch(/^the [a-z]{2,7} isoform$/);
    expect(comparableTitle(`The${letter}isoform`)).toBe(title);
  },
);

test("each Greek letter has a name of its own", () => {
  expect(new Set([...LETTERS].map((letter) => comparableTitle(letter))).size).toBe(LETTERS.length);
});

test.each<[title: string, notices: readonly string[]]>([
  ["Comment on: sepsis in neonates", ["comment"]],
  ["Letter to the article on sepsis", ["comment"]],
  ["Sepsis in neonates: a commentary on the trial", ["comment"]],
  ["Sepsis in neonates - comments", ["comment"]],
  ["Erratum: sepsis in neonates", ["erratum"]],
  ["Corrigendum to sepsis in neonates", ["erratum"]],
  ["Sepsis in neonates: correction", ["erratum"]],
  ["Author correction: sepsis in neonates", ["erratum"]],
  ["Addendum: sepsis in neonates", ["erratum"]],
  ["Sepsis in neonates, part II: therapy", ["part"]],
  ["Sepsis in neonates: part 3", ["part"]],
  ["Sepsis in neonates: study protocol", ["protocol"]],
  ["Sepsis in neonates: protocol for a randomised trial", ["protocol"]],
  ["Reply to: sepsis in neonates", ["reply"]],
  ["Sepsis in neonates: authors' reply", ["reply"]],
  ["Re: sepsis in neonates", ["reply"]],
  ["In response to sepsis in neonates", ["reply"]],
  ["Retraction notice to sepsis in neonates", ["retraction"]],
  ["Retraction note: sepsis in neonates", ["retraction"]],
  ["Notice of retraction: sepsis in neonates", ["retraction"]],
  ["Sepsis in neonates [Retraction of: J Pain 2010;3:4]", ["retraction"]],
  ["RETRACTED: sepsis in neonates", []],
  ["Expression of concern: sepsis in neonates", ["retraction"]],
  ["Erratum to part II", ["erratum", "part"]],
  ["Sepsis in neonates (vol 85, pg 553, 2010)", ["erratum"]],
  ["Sepsis in neonates (Lancet (2009) 360 (542-544))", ["erratum"]],
  ["Sepsis in neonates: guest editors' introduction", ["editorial"]],
  ["Guest editorial: sepsis in neonates", ["editorial"]],
  ["Sepsis in neonates", []],
  ["As part of routine care", []],
  ["Retractor blades in spinal surgery", []],
  ["Remote care", []],
  ["Commentary", ["comment"]],
])("%s: notices %j", (title, notices) => {
  expect(titleForms(title).notices).toEqual(notices);
});

test.each<[title: string, words: readonly string[]]>([
  ["", []],
  ["two of twelve mice", ["2", "of", "12", "mice"]],
  ["one mouse", ["one", "mouse"]],
  ["深度学习 in ml", ["深度", "度学", "学习", "in", "ml"]],
  ["学", ["学"]],
  ["学习", ["学习"]],
  ["한국어 문장", ["한국", "국어", "문장"]],
  ["カタカナ", ["カタ", "タカ", "カナ"]],
])("the words of `%s`", (title, words) => {
  expect(titleWords(title)).toEqual(words);
});

test.each<[a: string | undefined, b: string | undefined, differ: boolean]>([
  ["sepsis in preterm neonates", "sepsis in preterm neonates", false],
  ["sepsis in preterm neonates", "sepsis in pre term neonates", false],
  ["sepsis in preterm neonates of mothers", "sepsis in preterm neonates of mothers a trial", false],
  ["sepsis in preterm neonates", "dense retrieval for radiology", true],
  ["reply", "reply to the letter about sepsis", true],
  [undefined, "sepsis in preterm neonates", false],
  [undefined, undefined, false],
])("%s and %s plainly differ: %s", (a, b, differ) => {
  expect(titlesPlainlyDiffer(a, b)).toBe(differ);
  expect(titlesPlainlyDiffer(b, a)).toBe(differ);
});

test.each<[printed: string, version: string]>([
  [`${PLAIN} [arXiv]`, "preprint"],
  [`${PLAIN} [Technical Report]`, "preprint"],
  [`${PLAIN} [manuscript]`, "preprint"],
  [`${PLAIN} (thesis chapter)`, "thesis"],
  [`${PLAIN} [Dissertation]`, "thesis"],
  [`${PLAIN} (Habilitationsschrift)`, "thesis"],
  [`${PLAIN} [tesis doctoral]`, "thesis"],
  [`${PLAIN} (thèse)`, "thesis"],
  [`${PLAIN} [preprint version]`, "preprint"],
])("%s says that it is another version of the report", (printed, version) => {
  expect(titleForms(printed)).toMatchObject({ title: "sepsis in preterm neonates", version });
});

test.each<[printed: string, remarks: readonly string[]]>([
  [
    `${PLAIN} (results of a survey among midwives)`,
    ["sepsis in preterm neonates", "results of a survey among midwives"],
  ],
  [`${PLAIN} [a nationwide cohort]`, ["sepsis in preterm neonates", "a nationwide cohort"]],
])("what stands in the brackets of %s is no title by itself", (printed, remarks) => {
  expect(titleForms(printed)).toMatchObject({ others: [], remarks });
});

test.each<[british: string, american: string]>([
  ["Randomised trial of anaemia in tumour centres", "Randomized trial of anemia in tumor centers"],
  ["Modelling paediatric behaviour programmes", "Modeling pediatric behavior programs"],
  ["Oesophageal oedema: a catalogue of colour", "Esophageal edema: a catalog of color"],
  [
    "Analysing the labour of unionised fibre workers",
    "Analyzing the labor of unionized fiber workers",
  ],
])("%s is compared as in American spelling", (british, american) => {
  expect(comparableTitle(british)).toBe(comparableTitle(american));
});
