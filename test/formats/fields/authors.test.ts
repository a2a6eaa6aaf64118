import { describe, expect, test } from "vitest";
import { readAuthors } from "../../../src/formats/bibtex/names.ts";
import { namesIn } from "../../../src/formats/fields/authors.ts";

describe("namesIn", () => {
  test.each([
    ["Doe, J.; Roe, R.", ["Doe, J.", "Roe, R."]],
    ["M&uuml;ller, J.; Roe, R.", ["Müller, J.", "Roe, R."]],
    ["Doe J, Roe RA, Poe K", ["Doe J", "Roe RA", "Poe K"]],
    ["Doe, J., Roe, R.A.", ["Doe, J.", "Roe, R.A."]],
    ["Jane Doe, John Roe, Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]],
    ["Doe, K and Roe, R and Poe, PE", ["Doe, K", "Roe, R", "Poe, PE"]],
    ["张三;李四;王小五", ["张三", "李四", "王小五"]],
    ["张三，李四", ["张三", "李四"]],
    ["张三,王小五", ["张三", "王小五"]],
  ])("%s is a list", (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  test.each([
    "Doe, Jane",
    "Garcia Marquez, Gabriel Jose",
    "King, M. L., Jr.",
    "Kinter III, James L",
    "Department of Health, Education and Welfare",
    "Marks and Spencer",
    "王,小明",
    "欧阳,小明",
    "佐藤, 太郎",
  ])("%s is one name", (text) => {
    expect(namesIn(text)).toEqual([text]);
  });
});

describe("the authors of BibTeX", () => {
  test.each([
    ["Doe E, Roe G, Poe KA, Noe M", ["Doe, E", "Roe, G", "Poe, KA", "Noe, M"]],
    ["Doe, Jane and others,", ["Doe, Jane"]],
    ["Doe, Jane and et al.", ["Doe, Jane"]],
    ["Maria Teresa de la Cruz Lopez", ["de la Cruz Lopez, Maria Teresa"]],
    ["Jose Ortega y Gasset", ["Ortega y Gasset, Jose"]],
    ["M{\\\"u}ller, J{\\'e}r{\\^o}me", ["Müller, Jérôme"]],
  ])("%s", (value, names) => {
    const written = readAuthors(value).map(({ family, given }) =>
      given === undefined ? family : `${family}, ${given}`,
    );
    expect(written).toEqual(names);
  });
});
