import { describe, expect, test } from "vitest";
import { parseAuthor } from "../../../src/core/records/normalize.ts";

describe("parseAuthor", () => {
  test.each([
    ["Doe, Jane", "Doe", "Jane"],
    ["Jane Doe", "Doe", "Jane"],
    ["Jane Q. Doe", "Doe", "Jane Q."],
    ["Doe JQ", "Doe", "JQ"],
    ["Doe J.", "Doe", "J."],
    ["J. Doe", "Doe", "J."],
    ["J. Q. Doe", "Doe", "J. Q."],
    // Scopus writes initials behind the name, however many.
    ["Andrade A.O.B.", "Andrade", "A.O.B."],
    ["van den Bosch M.A.A.J.", "van den Bosch", "M.A.A.J."],
    ["Lin Y.-H.", "Lin", "Y.-H."],
    ["Ivanov Yu.A.", "Ivanov", "Yu.A."],
    ["Doe J. M.", "Doe", "J. M."],
    ["Doe J M", "Doe", "J M"],
    ["S. -H. Li", "Li", "S. -H."],
    ["J LEE", "LEE", "J"],
    ["MARIA LEE", "LEE", "MARIA"],
    ["DOE JQ", "DOE", "JQ"],
    ["O'Neil S., Jr.", "O'Neil", "S. Jr."],
    ["Doe JQ Jr", "Doe", "JQ Jr"],
    ["Robert Doe Jr.", "Doe", "Robert Jr."],
    ["John Doe III", "Doe", "John III"],
    ["Ludwig van Beethoven", "van Beethoven", "Ludwig"],
    ["Remco de la Bree", "de la Bree", "Remco"],
    ["Van Nguyen", "Nguyen", "Van"],
  ])("%s is of the family %s, given %s", (name, family, given) => {
    expect(parseAuthor(name)).toEqual({ family, given });
  });

  test.each([
    ["Plato", "Plato"],
    ["van den Hoven", "van den Hoven"],
    ["{World Health Organization}", "World Health Organization"],
    ["Frog Study Group", "Frog Study Group"],
    ["Ministry of Ponds", "Ministry of Ponds"],
    ["COVID-19 Trial Investigators", "COVID-19 Trial Investigators"],
  ])("%s is one name", (name, family) => {
    expect(parseAuthor(name)).toEqual({ family });
  });

  test.each(["", "  ", ","])("%j is nobody", (name) => {
    expect(parseAuthor(name)).toBeUndefined();
  });
});
