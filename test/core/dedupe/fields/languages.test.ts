import { expect, test } from "vitest";
import { inTwoLanguages } from "../../../../src/core/dedupe/fields/languages.ts";

test.each<[a: string, b: string, two: boolean]>([
  ["lernen in der schule", "learning in the school", true],
  ["etude de la qualite de vie", "a study of quality of life", true],
  ["estudio de los efectos del ejercicio", "effects of exercise on health", true],
  ["桥梁裂缝检测方法", "detection of cracks in bridges", true],
  ["связь дохода и здоровья", "income and health", true],
  ["effects of exercise on health", "a randomised trial of the programme", false],
  ["interventions for lumbar disc prolapse", "systematic review", false],
  ["systematic review", "meta analysis", false],
])("%s and %s are in two languages: %s", (a, b, two) => {
  expect(inTwoLanguages(a, b)).toBe(two);
  expect(inTwoLanguages(b, a)).toBe(two);
});
