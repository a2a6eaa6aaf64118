import { describe, expect, test } from "vitest";
import type { Imprint } from "../../src/core/records/imprint.ts";
import { imprintOf } from "../../src/formats/imprint.ts";
import { detectFormat } from "../../src/formats/index.ts";
import { readText } from "./contract.ts";

/** What the entries of an export say of editors and publishers, as entries of one record. */
async function imprintIn(text: string, file = "export.txt"): Promise<Imprint> {
  const format = detectFormat(text, { file })!;
  const { entries } = await readText(format, text, file);
  const records = entries.flatMap((entry) => (entry.kind === "record" ? [entry.record] : []));
  return imprintOf(records, records[0]!);
}

const CHAPTER: Imprint = {
  editors: [
    { family: "Jones", given: "B." },
    { family: "King", given: "C." },
  ],
  publisher: "Carp Press",
  place: "Pondville",
  isbn: ["978-3-16-148410-0"],
  edition: "2nd",
};

describe("editors, publisher, place, edition and ISBN of a chapter", () => {
  test.each([
    [
      "BibTeX",
      "@incollection{b1,\n title={A chapter},\n author={Smith, A.},\n editor={Jones, B. and King, C.},\n booktitle={Handbook},\n publisher={{Carp} Press},\n address={Pondville},\n edition={2nd},\n year={2001},\n isbn={978-3-16-148410-0}}\n",
    ],
    [
      "RIS",
      "TY  - CHAP\nTI  - A chapter\nAU  - Smith, A.\nA2  - Jones, B.\nA2  - King, C.\nT2  - Handbook\nPB  - Carp Press\nCY  - Pondville\nET  - 2nd\nPY  - 2001\nSN  - 978-3-16-148410-0\nER  - \n",
    ],
    [
      "ENW",
      "%0 Book Section\n%T A chapter\n%A Smith, A.\n%E Jones, B.\n%E King, C.\n%B Handbook\n%I Carp Press\n%C Pondville\n%7 2nd\n%D 2001\n%@ 978-3-16-148410-0\n",
    ],
    [
      "a table",
      'Title,Author,Editor,Publisher,Place,Edition,ISBN,Year\nA chapter,"Smith, A.","Jones, B.; King, C.",Carp Press,Pondville,2nd,978-3-16-148410-0,2001\n',
    ],
    [
      "CSL-JSON",
      '[{"id":"a","type":"chapter","title":"A chapter","author":[{"family":"Smith","given":"A."}],"editor":[{"family":"Jones","given":"B."},{"family":"King","given":"C."}],"publisher":"Carp Press","publisher-place":"Pondville","edition":"2nd","ISBN":"978-3-16-148410-0"}]',
    ],
    [
      "EndNote XML",
      '<?xml version="1.0"?><xml><records><record><ref-type name="Book Section">5</ref-type><contributors><authors><author>Smith, A.</author></authors><secondary-authors><author>Jones, B.</author><author>King, C.</author></secondary-authors></contributors><titles><title>A chapter</title></titles><edition>2nd</edition><pub-location>Pondville</pub-location><publisher>Carp Press</publisher><isbn>978-3-16-148410-0</isbn></record></records></xml>',
    ],
  ])("%s", async (_, text) => {
    expect(await imprintIn(text)).toEqual(CHAPTER);
  });
});

test("the school of a thesis and its degree", async () => {
  expect(
    await imprintIn(
      "@phdthesis{a, title={Carp}, author={Rey, A}, school={Universit{\\'e} de la Carpe}}",
    ),
  ).toMatchObject({ school: "Université de la Carpe", degree: "doctoral" });
  expect(
    await imprintIn("@mastersthesis{a, title={Carp}, author={Rey, A}, school={Carp University}}"),
  ).toMatchObject({ degree: "master" });
  expect(
    await imprintIn(
      "TY  - THES\nTI  - Carp\nAU  - Rey, A\nM3  - Ph.D.\nPB  - Carp University\nER  - \n",
    ),
  ).toMatchObject({ publisher: "Carp University", degree: "doctoral" });
  expect((await imprintIn("@thesis{a, title={Carp}, author={Rey, A}}")).degree).toBeUndefined();
});

test("what other formats write under the same tags is none of it", async () => {
  // The date of a conference, an ISSN, an edition that is a date.
  expect(
    await imprintIn(
      "TY  - CONF\nTI  - Carp\nAU  - Rey, A\nCY  - MAY 01-03, 2018\nSN  - 1234-5679\nET  - 2004/04/24\nER  - \n",
    ),
  ).toEqual({ editors: [], isbn: [] });
});

test("editors who stand in for authors are not editors as well", async () => {
  expect(
    (await imprintIn("@book{a, title={Carp}, editor={Rey, Anna}, year={2001}}")).editors,
  ).toEqual([]);
});
