import { describe, expect, test } from "vitest";
import { readAuthors } from "../../../src/formats/bibtex/names.ts";
import { authorsOf, byGuess, bySemicolon, namesIn } from "../../../src/formats/fields/authors.ts";

describe("namesIn", () => {
  test.each([
    ["Doe, J.; Roe, R.", ["Doe, J.", "Roe, R."]],
    ["M&uuml;ller, J.; Roe, R.", ["Müller, J.", "Roe, R."]],
    ["Doe J, Roe RA, Poe K", ["Doe J", "Roe RA", "Poe K"]],
    ["Doe, J., Roe, R.A.", ["Doe, J.", "Roe, R.A."]],
    ["Jane Doe, John Roe, Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]],
    ["Doe, K and Roe, R and Poe, PE", ["Doe, K", "Roe, R", "Poe, PE"]],
    ["J. Doe, R. Roe", ["J. Doe", "R. Roe"]],
    ["Doe, Jane, Roe, Rita", ["Doe, Jane", "Roe, Rita"]],
    ["['Doe, Jane', 'World Health Organization']", ["Doe, Jane", "{World Health Organization}"]],
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
    ["Jane Doe et al.", ["Doe, Jane"]],
    ["Doe, Jane and {et al.}", ["Doe, Jane"]],
    ["Doe, J., Roe, R., and Poe, E. A.", ["Doe, J.", "Roe, R.", "Poe, E. A."]],
    ["Department of Health and Human Services", ["Department of Health and Human Services"]],
    [
      "Food and Agriculture Organization and World Bank and WHO and UNICEF Network",
      ["Food and Agriculture Organization", "World Bank", "WHO", "UNICEF Network"],
    ],
    ["ATLAS Collaboration and Jane Doe", ["ATLAS Collaboration", "Doe, Jane"]],
    ["Jose Ortega y Gasset", ["Ortega y Gasset, Jose"]],
    ["M{\\\"u}ller, J{\\'e}r{\\^o}me", ["Müller, Jérôme"]],
  ])("%s", (value, names) => {
    const written = readAuthors(value).map(({ family, given }) =>
      given === undefined ? family : `${family}, ${given}`,
    );
    expect(written).toEqual(names);
  });
});

describe("the authors of a cell", () => {
  const DOE_AND_ROE = ["Doe, Jane", "Roe, R."];
  test.each([
    '[{"given": "Jane", "family": "Doe"}, {"given": "R.", "family": "Roe"}]',
    "[{'firstName': 'Jane', 'lastName': 'Doe', 'orcid': None}, {'first': 'R.', 'last': 'Roe'}]",
    "[{'authorId': '12', 'name': 'Jane Doe'}, {'authorId': '13', 'name': 'R. Roe'}]",
    '{"given": "Jane", "family": "Doe"}; {"given": "R.", "family": "Roe"}',
    '[{"author": {"id": "A1", "display_name": "Jane Doe"}}, {"raw_author_name": "R. Roe"}]',
    '[["Doe", "Jane", ""], ["Roe", "R.", ""]]',
    "[Author(name='Jane Doe'), Author(name='R. Roe')]",
    "('Jane Doe', \"R. Roe\")",
    "['Jane Doe' 'R. Roe']",
    "array(['Jane Doe', 'R. Roe'], dtype=object)",
    'c("Doe, Jane", "Roe, R.")',
    "[Jane Doe, R. Roe]",
    // A spreadsheet cut the cell.
    "[{'name': 'Jane Doe'}, {'name': 'R. Roe'}, {'name': 'Po",
    "Doe, Jane / Roe, R.",
    "Doe, Jane; Roe, R., and others",
  ])("%s", (cell) => {
    for (const split of [byGuess, bySemicolon]) {
      if (/ \/ |, and|^\[J/.test(cell) && split === bySemicolon) continue;
      const names = authorsOf(cell, split).map(({ family, given }) => `${family}, ${given}`);
      expect(names).toEqual(DOE_AND_ROE);
    }
  });

  test.each([
    ['[{"literal": "World Health Organization"}]', [{ family: "World Health Organization" }]],
    [
      '[{"collab": "BICEP"}, {"surname": "Doe", "suffix": "Jr."}]',
      [{ family: "BICEP" }, { family: "Doe", given: "Jr." }],
    ],
    ["[{'prefix': 'van', 'family': 'Doe'}]", [{ family: "van Doe" }]],
    ["'t Hooft, G", [{ family: "'t Hooft", given: "G" }]],
    ["{World Health Organization}", [{ family: "World Health Organization" }]],
    [
      "Doe J, Roe R, and others",
      [
        { family: "Doe", given: "J" },
        { family: "Roe", given: "R" },
      ],
    ],
    ["[Anonymous]", []],
    ["[No authors listed]", []],
    ["[]", []],
  ])("%s", (cell, authors) => {
    expect(authorsOf(cell, byGuess)).toEqual(authors);
  });
});
