import { expect, test } from "vitest";
import { comparableLink, linksOf } from "../../../../src/core/records/identifiers/links.ts";

test.each([
  [
    "https://a.org/x;jsessionid=9A8B?id=77&lang=en",
    ["https://a.org/x;jsessionid=9A8B?id=77&lang=en"],
  ],
  ["https://a.org/x;https://b.org/y", ["https://a.org/x", "https://b.org/y"]],
  ["https://a.org/x; https://b.org/y;", ["https://a.org/x", "https://b.org/y"]],
  ["https://a.org/x, http://b.org/y|www.c.org", ["https://a.org/x", "http://b.org/y", "www.c.org"]],
  ["https://a.org/x https://b.org/y", ["https://a.org/x", "https://b.org/y"]],
  ["['https://a.org/1', 'https://b.org/2']", ["https://a.org/1", "https://b.org/2"]],
  ["https://proxy.org/?url=https://a.org/x", ["https://proxy.org/?url=https://a.org/x"]],
  ["See <https://a.org/x>.", ["https://a.org/x"]],
  ["no link", []],
])("`%s`", (text, links) => {
  expect(linksOf(text)).toEqual(links);
});

test("two links to one page are compared as one", () => {
  for (const link of ["https://www.a.org/x/", "http://A.org/x", "a.org/x#part", "https://a.org/x"])
    expect(comparableLink(link)).toBe("a.org/x");
  expect(comparableLink("https://a.org/x?id=1")).not.toBe(comparableLink("https://a.org/x?id=2"));
});
