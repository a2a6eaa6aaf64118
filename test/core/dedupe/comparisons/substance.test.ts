import { expect, test } from "vitest";
import {
  compareSubstance,
  type SharedPlace,
} from "../../../../src/core/dedupe/comparisons/substance.ts";

const alone = (a: string, b: string, shared: SharedPlace = "nothing") => {
  const { onlyA, onlyB } = compareSubstance(a.split(" "), b.split(" "), shared);
  return [onlyA, onlyB];
};

test.each<[note: string, a: string, b: string]>([
  ["a plural", "risk of falls", "risks of fall"],
  ["an irregular plural", "health of a child", "health of children"],
  ["small words", "effect of the drug", "effects of a drug"],
  ["other articles", "etude d un effet de l age", "etude de l effet d age"],
  ["a typing slip", "mesothelima of the pleura", "mesothelioma of the pleura"],
  ["two letters in the other order", "behavoir of fish", "behavior of fish"],
  ["letters that look alike", "the gioss server", "the gloss server"],
  ["an umlaut written out", "preise fuer wohnraum in muenchen", "preise fur wohnraum in munchen"],
  ["a word in two parts", "health care for all", "healthcare for all"],
  ["an English agent noun", "role of the adviser", "role of the advisor"],
  ["a Greek plural", "analysis of hypothesis", "analyses of hypotheses"],
  [
    "a last word of a long title that was cut off",
    "barriers to the uptake of long acting injections among women in the commun",
    "barriers to the uptake of long acting injections among women in the community",
  ],
])("%s is no other word", (_, a, b) => {
  expect(alone(a, b)).toEqual([0, 0]);
  expect(alone(b, a)).toEqual([0, 0]);
});

test.each<[a: string, b: string]>([
  ["outcomes in men", "outcomes in women"],
  ["adherence to metformin", "adherence to insulin"],
  ["formal carers", "informal carers"],
  ["symptomatic infection", "asymptomatic infection"],
  ["unilateral deafness", "bilateral deafness"],
  ["hypertension in rats", "hypotension in rats"],
  ["endogenous ligands", "exogenous ligands"],
  ["prenatal screening", "perinatal screening"],
  ["report on iran", "report on iraq"],
  ["trial in adults", "trial in children"],
  ["surgery with mesh", "surgery without mesh"],
  ["lectura con apoyo", "lectura sin apoyo"],
  ["serum before surgery", "serum after surgery"],
  ["bugs in java", "bugs in python"],
  ["vitamin a for children", "vitamin d for children"],
  ["multifoods case a", "multifoods case b"],
  ["survey of t cells", "survey of b cells"],
  ["generic drift", "genetic drift"],
  ["causal inference", "casual inference"],
  ["removal of nitrate", "removal of nitrite"],
  ["removal of sulfides", "removal of sulfites"],
  ["adsorption of butane", "adsorption of butene"],
  ["lactose in infants", "lactase in infants"],
  ["retinol in serum", "retinal in serum"],
  ["secretion of insulin", "secretion of insulinoma"],
  ["child mortality in niger", "child mortality in nigeria"],
  ["ansiedad en alumnos", "ansiedad en alumnas"],
  ["burnout en trabajadores", "burnout en trabajadoras"],
  ["sport nei ragazzi", "sport nei ragazze"],
  ["tabac chez les etudiants", "tabac chez les etudiantes"],
  ["адаптация студентов", "адаптация студенток"],
  ["stres kod ucenika", "stres kod ucenica"],
])("%s is another work than %s", (a, b) => {
  const [one, other] = alone(a, b);
  expect(Math.min(one!, other!)).toBeGreaterThanOrEqual(1);
});

test("the more is known of the place, the more a word may be misread", () => {
  expect(alone("technology adaption model", "technology adaptation model")).toEqual([1, 1]);
  expect(alone("technology adaption model", "technology adaptation model", "issue")).toEqual([
    0, 0,
  ]);
  expect(alone("radioactive phsophorous", "radioactive phosphorus", "issue")).toEqual([1, 1]);
  expect(alone("radioactive phsophorous", "radioactive phosphorus", "page")).toEqual([0, 0]);
  expect(alone("formal carers", "informal carers", "page")).toEqual([1, 1]);
});

test.each<[a: string, b: string, atOneEnd: boolean]>([
  ["early mobilisation", "early mobilisation a randomised trial", true],
  ["early mobilisation", "project report early mobilisation", true],
  ["early mobilisation", "early safe mobilisation", false],
  ["effect of rest", "early effect of long rest", false],
])("what %s lacks of %s stands at one end: %s", (a, b, atOneEnd) => {
  expect(compareSubstance(a.split(" "), b.split(" "), "nothing").atOneEnd).toBe(atOneEnd);
  expect(compareSubstance(b.split(" "), a.split(" "), "nothing").atOneEnd).toBe(atOneEnd);
});
