import { expect, test } from "vitest";
import { type Fields, measure } from "./measured.ts";

const TITLE = "Efficient training of giant neural networks using pipeline parallelism";
const likeness = "title: likeness letter by letter";
const same = "title: the same";

test.each<[note: string, a: string, b: string]>([
  ["other letters and signs", TITLE, `${TITLE.toUpperCase()}.`],
  ["a note", TITLE, `${TITLE} [Review] [33 refs]`],
  ["brackets", TITLE, `[${TITLE}]`],
])("%s leave a title the same", (_, a, b) => {
  const value = measure({ title: a }, { title: b });
  expect([value(likeness), value(same)]).toEqual([1, 1]);
  expect(value("title: words that the shorter has alone")).toBe(0);
  expect(value("title: words that the longer has alone")).toBe(0);
});

test.each<[note: string, a: string, b: string]>([
  ["the original behind the translation", `[${TITLE}] TO: Effizientes Training`, TITLE],
  ["the translation behind the original", `Effizientes Training [${TITLE}]`, TITLE],
  [
    "both titles, the other way round",
    `Training efficace [${TITLE}]`,
    `[${TITLE}] TO: Training efficace`,
  ],
  ["a rubric", `Original article: ${TITLE}`, TITLE],
  [
    "the original on one side only",
    `[${TITLE}] TO: Effizientes Training grosser Netze`,
    "Effizientes Training großer Netze",
  ],
])("%s is nearly as good as the same title", (_, a, b) => {
  const value = measure({ title: a }, { title: b });
  expect(value(likeness)).toBe(1);
  expect(value(same)).toBe(a.startsWith("[") && b === TITLE ? 1 : 0.9);
});

test("a dropped subtitle is the beginning of the other title", () => {
  const value = measure({ title: TITLE }, { title: `${TITLE}: a study of cost and speed` });
  expect(value("title: one begins or ends the other")).toBeGreaterThan(0.7);
  expect(value("title: words that the shorter has alone")).toBe(0);
  expect(value("title: words that the longer has alone")).toBeGreaterThan(0.2);
});

test("a short title begins many others, and that says nothing", () => {
  const value = measure({ title: "Sepsis" }, { title: "Sepsis in preterm neonates of mothers" });
  expect(value("title: one begins or ends the other")).toBe(0);
});

test.each<[note: string, a: string, b: string, conflict: number, oneSided: number]>([
  ["the same numbers", "Trial 12 of phase 2", "Trials 12 of phase 2", 0, 0],
  ["other years", "Outbreaks in 2018", "Outbreaks in 2019", 1, 0],
  ["parts", "Theory of pain, part I", "Theory of pain, part II", 1, 0],
  ["Roman and other figures", "Theory of pain, part II", "Theory of pain: part 2", 0, 0],
  ["words and figures", "Two trials of pain", "2 trials of pain", 0, 0],
  ["a number on one side", "FlashAttention", "FlashAttention-2", 0, 1],
  ["one of two", "Phase 2 trial of 30 men", "Phase 2 trial of men", 0, 1],
  ["zeros before a number", "Agent 007", "Agent 7", 0, 0],
])("numbers: %s", (_, a, b, conflict, oneSided) => {
  const value = measure({ title: a }, { title: b });
  expect(value("title: numbers contradict")).toBe(conflict);
  expect(value("title: a number on one side only")).toBe(oneSided);
});

test.each<[a: string, b: string, kinds: number]>([
  [TITLE, TITLE, 0],
  [TITLE, `Erratum: ${TITLE}`, 1],
  [`Reply to: ${TITLE}`, `Erratum: ${TITLE}`, 2],
  [`Erratum: ${TITLE}`, `${TITLE}: erratum`, 0],
  [`Erratum to part I: ${TITLE}`, `Erratum: ${TITLE}`, 1],
])("%s, %s: %i kinds of notice on one side only", (a, b, kinds) => {
  expect(measure({ title: a }, { title: b })("title: kinds of notice on one side only")).toBe(
    kinds,
  );
});

test("a title that returns stands under many authors or years", () => {
  const column = (year: number): Fields => ({ title: "Trends in agents", year });
  const spread = "title: authors or years it stands under";
  expect(measure(column(2001), column(2001))(spread)).toBe(1);
  expect(measure(column(2001), column(2002), [column(2003), column(2004)])(spread)).toBe(4);
});

test.each<[title: string, generic: number]>([
  ["Editorial", 1],
  ["Sepsis", 1],
  [TITLE, 0],
])("%s is generic: %i", (title, generic) => {
  expect(measure({ title }, { title })("title: generic")).toBe(generic);
});

test("rare words say more than those that every title has", () => {
  const said = "title: how much its words say";
  const rare = measure(
    { title: "Lixisenatide atherosclerosis" },
    { title: "Lixisenatide atherosclerosis" },
  );
  const common = measure({ title: "Into the using of and" }, { title: "Into the using of and" });
  expect(rare(said)).toBeGreaterThan(10);
  expect(common(said)).toBeLessThan(1);
});
