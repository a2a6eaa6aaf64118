import { describe, expect, test } from "vitest";
import { comparableDoi, findDoi } from "../../../../src/core/records/identifiers/doi.ts";

describe("a DOI is found and decoded", () => {
  test.each([
    // As it stands.
    ["10.1000/ABC", "10.1000/abc"],
    ["doi:10.1000/abc", "10.1000/abc"],
    ["10.1000/abc [doi]", "10.1000/abc"],
    ["10.1000/abc[doi]", "10.1000/abc"],
    ["https://doi.org/10.1000/abc", "10.1000/abc"],
    ["http://dx.doi.org/10.1000/abc", "10.1000/abc"],
    ["10.1000.10/123", "10.1000.10/123"],
    ["(see 10.1000/abc).", "10.1000/abc"],
    ["10.1016/S0140-6736(05)67394-4", "10.1016/s0140-6736(05)67394-4"],
    ["10.1000/abc, 10.1000/def", "10.1000/abc"],
    ["10.1000/abc;10.1000/def", "10.1000/abc"],
    ["10.1000/abc; https://example.org", "10.1000/abc"],
    ["10.1000/abc|10.1000/def", "10.1000/abc"],
    ["10.1000/abc<br>", "10.1000/abc"],
    ["<jats:p>10.1000/abc</jats:p>", "10.1000/abc"],
    // Serial item identifiers hold `<`, `>`, `;` and `:`.
    [
      "10.1175/1520-0493(1990)118<0999:BWOMP>2.0.CO;2",
      "10.1175/1520-0493(1990)118<0999:bwomp>2.0.co;2",
    ],
    [
      "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
      "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
    ],
    [
      "10.1641/0006-3568(2001)051[0933:TEOTWA]2.0.CO;2",
      "10.1641/0006-3568(2001)051[0933:teotwa]2.0.co;2",
    ],
    // In a list of identifiers.
    ["10.1000/abc,PMID:31", "10.1000/abc"],
    ["10.1000/abc; PMCID: PMC31", "10.1000/abc"],
    ["10.1000/abc;pii 31", "10.1000/abc"],
    ["10.1000/pmid:31", "10.1000/pmid:31"],
    // Escaped, in braces of TeX, and as East Asian keyboards type it.
    ["10.1002/\\(SICI\\)1097\\<1::AID-X\\>3.0.CO\\;2", "10.1002/(sici)1097<1::aid-x>3.0.co;2"],
    ["10.1007/978-3_{12}", "10.1007/978-3_12"],
    ["\\href{https://doi.org/10.1000/abc}{10.1000/abc}", "10.1000/abc"],
    ["１０．１０００／ＡＢ-1", "10.1000/ab-1"],
    // Encoded.
    ["10.1016%2F0021-9681%2887%2990171-8", "10.1016/0021-9681(87)90171-8"],
    [
      "https://doi.org/10.1175/1520-0493(1990)118%3C0999:BWOMP%3E2.0.CO;2",
      "10.1175/1520-0493(1990)118<0999:bwomp>2.0.co;2",
    ],
    [
      "10.1175/1520-0493(1990)118&lt;0999:BWOMP&gt;2.0.CO;2",
      "10.1175/1520-0493(1990)118<0999:bwomp>2.0.co;2",
    ],
    [
      "10.1175/1520-0493(1990)118&amp;lt;0999:BWOMP&amp;gt;2.0.CO;2",
      "10.1175/1520-0493(1990)118<0999:bwomp>2.0.co;2",
    ],
    [
      "10.1641/0006-3568(2001)051%5B0933%3ATEOTWA%5D2.0.CO%3B2",
      "10.1641/0006-3568(2001)051[0933:teotwa]2.0.co;2",
    ],
    ["10.1007/978-3-642-12345-6\\_7", "10.1007/978-3-642-12345-6_7"],
    ["10.1007/978-3-642-12345-6{\\_}7", "10.1007/978-3-642-12345-6_7"],
    ["10.1007/978‐3‑642–12345−6", "10.1007/978-3-642-12345-6"],
    ["10.1000/a\u200bb\u00adc", "10.1000/abc"],
    ["10.1000/a#b", "10.1000/a#b"],
    ["10.1000/a%23b", "10.1000/a#b"],
    // In a link, what belongs to the page goes.
    [
      "https://www.frontiersin.org/articles/10.3389/fpsyg.2020.00001/full",
      "10.3389/fpsyg.2020.00001",
    ],
    ["https://onlinelibrary.wiley.com/doi/abs/10.1002/cd.123?casa_token=x", "10.1002/cd.123"],
    ["https://onlinelibrary.wiley.com/doi/pdf/10.1002/cd.123#page=2", "10.1002/cd.123"],
    ["https://journals.example.org/10.1000/abc.pdf", "10.1000/abc"],
    ["https://doi.org/10.1000/abc/", "10.1000/abc"],
    ["https://example.org/doi/10.1000/abc;jsessionid=9A8B?x=1", "10.1000/abc"],
    ["http://resolver.example.org/?rft_id=info:doi/10.1000/abc&rft.date=2020", "10.1000/abc"],
    ["https://doi.org/10.1000/full", "10.1000/full"],
    // Alone, it is kept.
    ["10.1000/abc/full", "10.1000/abc/full"],
    ["10.1000/abc.pdf", "10.1000/abc.pdf"],
    ["10.1000/abc?x", "10.1000/abc?x"],
  ])("%s", (text, doi) => {
    expect(findDoi(text)).toBe(doi);
  });

  test.each([
    "",
    "10.",
    "10.1/abc",
    "10.1000",
    "10.1000/",
    "10.5555/12345",
    "110.1000/abc",
    "1.10.1000/1",
    "10.12345",
    "10.1000/abc...",
    "10.1000/abc…",
  ])("`%s` holds none", (text) => {
    expect(findDoi(text)).toBeUndefined();
  });

  test("what was found is found again, unchanged", () => {
    for (const doi of ["10.1000/a#b", "10.1/…", "10.1175/1520-0493(1990)118<0999:bwomp>2.0.co;2"]) {
      const found = findDoi(doi);
      if (found !== undefined) expect(findDoi(found)).toBe(found);
    }
  });
});

test("DOIs that differ in writing only are compared as one", () => {
  for (const written of [
    "10.1000/abc/",
    "10.1000/abc.pdf",
    "10.1000/abc/full",
    "10.1000/abc/pdf",
    "10.1000/abc?x=1",
    "10.1000/abc#s1",
    "10.1000/abc/full/html",
  ])
    expect(comparableDoi(written)).toBe("10.1000/abc");
  expect(comparableDoi("10.1000/a%28b%29")).toBe("10.1000/a(b)");
  expect(comparableDoi("10.1000/full")).toBe("10.1000/full");
});
