import { describe, expect, test } from "vitest";
import {
  comparableTitle,
  isGenericTitle,
  titleForms,
  titleNumbers,
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
])("%s is no part of a title", (_, printed) => {
  expect(titleForms(printed)).toEqual({
    title: "sepsis in preterm neonates",
    others: [],
    notices: [],
  });
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
  ["RETRACTED: sepsis in neonates", ["retraction"]],
  ["Expression of concern: sepsis in neonates", ["retraction"]],
  ["Erratum to part II", ["erratum", "part"]],
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

test.each<[word: string, figure: string]>(
  "two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, at) => [word, String(at + 2)]),
)("the word %s is %s", (word, figure) => {
  expect(titleWords(word)).toEqual([figure]);
  expect(titleNumbers(titleWords(word))).toEqual([figure]);
});

test.each<[roman: string, figure: string]>(
  "i ii iii iv v vi vii viii ix x xi xii".split(" ").map((word, at) => [word, String(at + 1)]),
)("part %s has the number %s", (roman, figure) => {
  expect(titleNumbers(["part", roman, "theory"])).toEqual([figure]);
  expect(titleNumbers(["theory", roman])).toEqual([figure]);
});

test.each<[title: string, numbers: readonly string[]]>([
  ["phase ii trial", ["2"]],
  ["phase 3 trial of covid 19", ["3", "19"]],
  ["vitamin c", []],
  ["x ray of the hand", []],
  ["i robot", []],
  ["i", []],
  ["dose of 007 units", ["7"]],
  ["a 2x3 design", ["2", "3"]],
  ["flashattention2", ["2"]],
  ["0 and 00", ["0", "0"]],
  ["no numbers", []],
])("the numbers of `%s`", (title, numbers) => {
  expect(titleNumbers(titleWords(title))).toEqual(numbers);
});

describe("generic titles", () => {
  test.each(
    "editorial|guest editorial|editorial board|editorial introduction|editors comments|editors choice|chairs message|introduction|introduction to the special issue|preface|foreword|letter to the editor|letters|correspondence|book review|news|in this issue|table of contents|contents|index|reviewers|acknowledgements|obituary|abstracts|message from the general chair|front matter|back matter|title page|cover|committees|author index|keynote address on agents|panel discussion|proceedings of the workshop|welcome to the conference|copyright page|erratum|corrigendum|correction|reply|response|commentary|comment|in reply|authors reply|poster session two|oral presentations|sepsis".split(
      "|",
    ),
  )("%s is one", (title) => {
    expect(isGenericTitle(title)).toBe(true);
  });

  test.each([
    "sepsis in preterm neonates",
    "introduction of antibiotics in neonatal care",
    "correction of hyponatraemia in neonates",
    "editing genomes of neonates",
    "responses of neonates to pain",
  ])("%s is none", (title) => {
    expect(isGenericTitle(title)).toBe(false);
  });
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
