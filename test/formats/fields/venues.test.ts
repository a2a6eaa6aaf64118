import { expect, test } from "vitest";
import { withoutEditors } from "../../../src/formats/fields/venues.ts";

test.each([
  [
    "In: Smith J, Jones K, editors. Proceedings of the Frog Society. Berlin: Springer; 2001. p. 3-9",
    "Proceedings of the Frog Society",
    "Smith J, Jones K",
  ],
  [
    "In: Smith J, editor. Proceedings of the Frog Society",
    "Proceedings of the Frog Society",
    "Smith J",
  ],
  ["Smith, J. (Ed.), Handbook of Ponds", "Handbook of Ponds", "Smith, J."],
  ["J. Smith & K. de Jong (Eds.), Handbook of Ponds", "Handbook of Ponds", "J. Smith & K. de Jong"],
  [
    "Smith, J. and Jones, K., eds. Handbook of Ponds",
    "Handbook of Ponds",
    "Smith, J. and Jones, K.",
  ],
  ["Handbook of Ponds, edited by J. Smith", "Handbook of Ponds", "J. Smith"],
  [
    "Handbook of Ponds / edited by J. Smith and K. Jones",
    "Handbook of Ponds",
    "J. Smith and K. Jones",
  ],
  ["Handbook of Ponds (eds. Smith J, Jones K)", "Handbook of Ponds", "Smith J, Jones K"],
])("%s", (text, venue, editors) => {
  expect(withoutEditors(text)).toEqual({ venue, editors });
});

test("a book without editors is a book, too", () => {
  expect(withoutEditors("In: Handbook of Ponds")).toEqual({ venue: "Handbook of Ponds" });
});

test.each([
  "Journal of Pond Studies",
  "The Editors' Journal",
  "Science Editor",
  "Medical Education (Ed. Brasil)",
  "In Practice",
  "Proceedings of the 3rd Conference on Ponds, Frogs, and Editors",
  "AIP Conference Proceedings",
  "Pesquisa Agropecuária (Brazil, Eds.)",
])("%s is the name of a venue as it is", (venue) => {
  expect(withoutEditors(venue)).toEqual({ venue });
});
