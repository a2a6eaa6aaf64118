import { describe, expect, test } from "vitest";
import { languageOf, unknownLanguages } from "../../../src/core/rating/unknown-languages.ts";
import { corpusOf, inOrder, type Text, wordTable } from "./texts.ts";

const GERMAN =
  "Wirksamkeit von Bewegungstherapie bei Rückenschmerzen und die Zufriedenheit der Patienten";
const ENGLISH = "Effectiveness of exercise therapy for low back pain";

const languagesOf = (texts: readonly Text[], more = {}) =>
  unknownLanguages({
    ...{ corpus: corpusOf(texts), order: inOrder(texts.length), criteriaText: [], wordTable },
    ...more,
  });

describe("records that the word table does not know", () => {
  test("are those in other languages, with their names", () => {
    const texts = [{ title: ENGLISH }, { title: GERMAN }, { title: "腰痛に対する運動療法の効果" }];
    expect(languagesOf(texts)).toEqual({ records: 2, of: 3, languages: ["German", "Japanese"] });
    expect(languagesOf([{ title: ENGLISH }])).toEqual({ records: 0, of: 1, languages: [] });
  });

  test("are none if they have vectors of the user, and not known without a table", () => {
    const ownVectors = { width: 1, of: () => Float32Array.of(1) };
    expect(languagesOf([{ title: GERMAN }], { ownVectors })).toMatchObject({ records: 0 });
    expect(languagesOf([{ title: GERMAN }], { wordTable: undefined })).toBeUndefined();
  });

  test.each([
    ["Efficacité des exercices chez les patients avec une lombalgie dans la région", "French"],
    ["Eficacia de los ejercicios en pacientes con dolor lumbar y sus resultados", "Spanish"],
    ["Effectiviteit van oefentherapie bij patiënten met een lage rugpijn", "Dutch"],
    ["Эффективность лечебной физкультуры", "Russian or another in Cyrillic"],
    ["Kardiologie Aspirin", undefined],
  ])("%s", (text, language) => {
    expect(languageOf(text.toLowerCase().split(" "))).toBe(language);
  });
});
