import { expect, test } from "vitest";
import { comparableNames, readNames } from "../../../../src/core/dedupe/fields/names.ts";
import { parseAuthor } from "../../../../src/core/records/normalize.ts";

const comparable = (printed: string) =>
  comparableNames(printed.split(";").flatMap((name) => parseAuthor(name) ?? []));

test.each<[note: string, printed: string, names: string | undefined]>([
  ["a list in its order", "Kang, Si-Hyun; Kim, D. K.", "kang|si hyun;kim|d k"],
  ["initials written together", "Kim, DK", "kim|d k"],
  ["a short given name is no initials", "Kim, Ja", "kim|ja"],
  ["initials with a hyphen", "Kim, J.-H.", "kim|j h"],
  ["the given names first", "P. J. van der Berg", "van der berg|p j"],
  ["particles", "van der Berg, P.J.", "van der berg|p j"],
  ["accents", "Müller-Lüdenscheidt, Ä.", "muller ludenscheidt|a"],
  ["letters that have no accents", "Łuczak, Øystein", "luczak|oystein"],
  ["an apostrophe", "O’Brien, J.; D'Angelo, M.", "obrien|j;dangelo|m"],
  ["capitals", "SMITH, JOHN", "smith|j o h n"],
  ["a family name alone", "Smith", "smith|"],
  ["`null` for a given name that is not known", "Kang, null", "kang|"],
  ["a name without Latin letters", "李明", "李明|"],
  ["what stood behind a name", "Cariño, F.; Jr.; Kostamaa, P.; MD", "carino|f;kostamaa|p"],
  ["a group", "WHO Study Group", "who study group|"],
  ["`others`", "Smith, J.; others", "smith|j"],
  ["`et al.`", "Smith, J.; et al.", "smith|j"],
  ["`et al`", "Smith, J.; et al", "smith|j"],
  ["`Anonymous`", "Anonymous", undefined],
  ["`Anonymous, A.`", "Anonymous, A.", undefined],
  ["`NA`", "NA", undefined],
  ["`null`", "null", undefined],
  ["`NA, null`", "NA, null", undefined],
  ["a person of the name of Na", "Na, Young; Kim, D.", "na|young;kim|d"],
  ["a person of the name of Null", "Null, J. A.", "null|j a"],
  ["nobody", "", undefined],
])("%s", (_, printed, names) => {
  expect(comparable(printed)).toBe(names);
});

test("a list of authors is read up to the fortieth", () => {
  const list = Array.from({ length: 60 }, (_, at) => ({ family: `Name${"abcdef"[at % 6]}` }));
  expect(comparableNames(list)?.split(";")).toHaveLength(40);
});

test("names are read as they were written", () => {
  expect(readNames("van der berg|p j;kang|si hyun;smith|;who study group|")).toEqual([
    { family: "vanderberg", initials: "pj", words: ["van", "der", "berg"] },
    { family: "kang", initials: "sh", words: ["kang", "hyun"] },
    { family: "smith", initials: "", words: ["smith"] },
    { family: "whostudygroup", initials: "", words: ["who", "study", "group"] },
  ]);
  expect(readNames("соловьев|юрии;παπαδοπουλος|γ")).toEqual([
    { family: "solovev", initials: "i", words: ["solovev", "iurii"] },
    { family: "papadopoulos", initials: "g", words: ["papadopoulos"] },
  ]);
  expect(readNames(undefined)).toEqual([]);
});
