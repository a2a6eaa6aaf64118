import { expect, test } from "vitest";
import { likenessOfVenues } from "../../../../src/core/dedupe/comparisons/venue.ts";
import { venueForms } from "../../../../src/core/dedupe/fields/venue.ts";
import { measure } from "./measured.ts";

const likeness = (a: string, b: string) =>
  likenessOfVenues(venueForms(a).telling, venueForms(b).telling);

test.each<[a: string, b: string]>([
  ["Journal of Clinical Oncology", "J Clin Oncol"],
  ["Journal of Clinical Oncology", "J. Clin. Oncol."],
  ["The Lancet", "Lancet (London, England)"],
  ["Proceedings of the National Academy of Sciences", "Proc Natl Acad Sci"],
  ["International Journal of Neuropsychopharmacology", "Int J Neuropsychopharmacol"],
  ["Journal of Machine Learning Research", "JMLR"],
  ["European Journal of Information Systems", "EJIS"],
  ["International Conference on Software Engineering", "ICSE 2018"],
  ["Diseases of the Colon & Rectum", "Dis Colon Rectum"],
  ["Deutsches Ärzteblatt", "Deutsches Arzteblatt"],
  ["Paediatrics", "Paediatrics."],
  ["BMJ", "BMJ (Clinical research ed.)"],
  ["Quarterly Journal of Psychology", "Qrtly J Psychol"],
])("%s and %s are one venue", (a, b) => {
  expect(likeness(a, b)).toBeGreaterThanOrEqual(0.9);
  expect(likeness(b, a)).toBe(likeness(a, b));
});

test.each<[a: string, b: string]>([
  ["Journal of Clinical Oncology", "Annals of Surgery"],
  ["Diabetologia", "Diabetes Care"],
  ["ICSE", "ICML"],
  ["Brain", "Pain"],
  ["Journal of Clinical Oncology", "Lancet Oncology"],
])("%s and %s are two", (a, b) => {
  expect(likeness(a, b)).toBeLessThan(0.5);
  expect(likeness(b, a)).toBe(likeness(a, b));
});

test("a misprint leaves a venue what it is", () => {
  expect(likeness("Neuropsychopharmacology", "Neuropsychopharmcology")).toBeGreaterThan(0.95);
});

test("venues that are not known are not alike and do not begin with other letters", () => {
  const value = measure({ title: "A title" }, { title: "A title", venue: "Pain" });
  expect(value("venue: likeness, abbreviations included")).toBe(-1);
  expect(value("venue: begins with the same letters")).toBe(0);
});

test.each<[a: string, b: string, begins: number]>([
  ["Journal of Pain", "J Pain", -1],
  ["Lancet", "The Lancet Oncology", 1],
  ["Brain", "Pain", -1],
])("%s and %s begin with the same letters: %i", (a, b, begins) => {
  expect(measure({ venue: a }, { venue: b })("venue: begins with the same letters")).toBe(begins);
});
