import { expect, test } from "vitest";
import { areTwoWords } from "../../../../src/core/dedupe/comparisons/near-words.ts";

test.each([
  ["genetic", "generic"],
  ["neural", "neutral"],
  ["tomography", "topography"],
  ["dairy", "diary"],
  ["sulfides", "sulfites"],
  ["propane", "propene"],
  ["maltose", "maltase"],
  ["enfermeros", "enfermeras"],
  ["infirmiers", "infirmieres"],
  ["grenada", "granada"],
])("%s and %s are two words", (a, b) => {
  expect(areTwoWords(a, b)).toBe(true);
  expect(areTwoWords(b, a)).toBe(true);
});

test.each([
  ["mesothelioma", "mesothelima"],
  ["hierarchical", "hierarchial"],
  ["independent", "independant"],
  ["processor", "processer"],
  ["analyses", "analysis"],
  ["pazienti", "paziente"],
  ["through", "though"],
])("%s and %s may be spellings of one", (a, b) => {
  expect(areTwoWords(a, b)).toBe(false);
  expect(areTwoWords(b, a)).toBe(false);
});
