import { expect, test } from "vitest";
import {
  isMarkedRetracted,
  withoutRetractionMark,
} from "../../../src/core/records/retraction-marks.ts";

test.each([
  "RETRACTED: Sepsis in neonates",
  "RETRACTED ARTICLE: Sepsis in neonates",
  "[Retracted] Sepsis in neonates",
  "(RETRACTED) Sepsis in neonates",
  "WITHDRAWN: Sepsis in neonates",
  "Withdrawn article: Sepsis in neonates",
  "Retracted - Sepsis in neonates",
  "Sepsis in neonates (Retracted article. See vol. 12, pg. 3, 2010)",
  "Sepsis in neonates [RETRACTED]",
  "Sepsis in neonates (Retracted)",
])("%s says that its report was retracted", (title) => {
  expect(isMarkedRetracted(title)).toBe(true);
  expect(withoutRetractionMark(title)).toBe("Sepsis in neonates");
});

test.each([
  "Retraction note: Sepsis in neonates",
  "Retraction: Sepsis in neonates",
  "Notice of retraction: Sepsis in neonates",
  "Retracted publications in neonatology",
  "Withdrawn patients: a survey",
  "Why papers are retracted",
  "RETRACTED:",
])("%s does not", (title) => {
  expect(isMarkedRetracted(title)).toBe(false);
});
