import { describe, expect, test } from "vitest";
import { parseAuthor } from "../../../src/core/records/normalize.ts";

describe("parseAuthor", () => {
  test.each(["Mary Ann College", "Thomas More", "Jane Church", "Ann Banks", "Al Gore"])(
    "%s is a person",
    (name) => {
      const words = name.split(" ");
      expect(parseAuthor(name)).toEqual({
        family: words.at(-1),
        given: words.slice(0, -1).join(" "),
      });
    },
  );

  test.each([
    ["Doe, Jane", "Doe", "Jane"],
    // What stands beside a name: footnotes, titles, degrees, places, others.
    ["Doe, Jane*", "Doe", "Jane"],
    ["Jane Doe†‡", "Doe", "Jane"],
    ["Dr. Jane Doe", "Doe", "Jane"],
    ["Prof. J. Doe, PhD", "Doe", "J."],
    ["Doe, Jane, MD, MPH", "Doe", "Jane"],
    ["Doe J, MD", "Doe", "J"],
    ["Garcia Lopez, MD", "Garcia Lopez", "MD"],
    ["Jane Doe (University of Ponds)", "Doe", "Jane"],
    ["Doe, Jane (ORCID: 0000-0001-2345-6789)", "Doe", "Jane"],
    ["Jane Doe (Roe)", "Doe", "Jane (Roe)"],
    ["Doe J y otros", "Doe", "J"],
    ["Doe J u.a.", "Doe", "J"],
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
    // Derwent writes in capitals; a family name may have two letters.
    ["LI X", "LI", "X"],
    ["WU XY", "WU", "XY"],
    ["JP LEE", "LEE", "JP"],
    ["Smith, Jane et al.", "Smith", "Jane"],
    ["Smith J, et al", "Smith", "J"],
    ["Doe, Jane (jane.doe@example.org)", "Doe", "Jane"],
    ["Doe, Jane, E-mail: jane@example.org", "Doe", "Jane"],
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
    ["Pond Medicine Network for HIV/AIDS Studies", "Pond Medicine Network for HIV/AIDS Studies"],
    ["World Health Organization,", "World Health Organization"],
    ["Organization, World Health", "World Health Organization"],
    ["Bank, World", "World Bank"],
    ["Studies, Pond Medicine Network for HIV/AIDS", "Pond Medicine Network for HIV/AIDS Studies"],
    ["Institute of Ponds, Geneva", "Institute of Ponds, Geneva"],
    ["on behalf of the Frog Study Group", "Frog Study Group"],
  ])("%s is one name", (name, family) => {
    expect(parseAuthor(name)).toEqual({ family });
  });

  test.each([
    "",
    "  ",
    ",",
    "et al.",
    "et al",
    "others",
    "others,",
    "and others",
    "& 3 others",
    "Al., et",
    "[et al.]",
    "and 12 more",
    "等",
    "jane@example.org",
  ])("%j is nobody", (name) => {
    expect(parseAuthor(name)).toBeUndefined();
  });
});
