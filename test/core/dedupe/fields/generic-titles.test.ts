import { describe, expect, test } from "vitest";
import { isGenericTitle } from "../../../../src/core/dedupe/fields/generic-titles.ts";

describe("generic titles", () => {
  test.each(
    "editorial|guest editorial|editorial board|editorial introduction|editors comments|editors choice|chairs message|introduction|introduction to the special issue|preface|foreword|letter to the editor|letters|correspondence|book review|news|in this issue|table of contents|contents|index|reviewers|acknowledgements|obituary|abstracts|message from the general chair|front matter|back matter|title page|cover|committees|author index|keynote address on agents|panel discussion|proceedings of the workshop|welcome to the conference|copyright page|erratum|corrigendum|correction|reply|response|commentary|comment|in reply|authors reply|poster session two|oral presentations|sepsis".split(
      "|",
    ),
  )("%s is one", (title) => {
    expect(isGenericTitle(title)).toBe(true);
  });

  test.each([
    "issues and opinions",
    "special issue on sepsis",
    "vorwort",
    "carta al editor",
    "editoriale",
    "编者按",
  ])("%s is one in many journals", (title) => {
    expect(isGenericTitle(title)).toBe(true);
  });

  test.each([
    "sepsis in preterm neonates",
    "panel data on neonatal care",
    "基于深度学习的方法",
    "introduction of antibiotics in neonatal care",
    "correction of hyponatraemia in neonates",
    "editing genomes of neonates",
    "responses of neonates to pain",
  ])("%s is none", (title) => {
    expect(isGenericTitle(title)).toBe(false);
  });
});
