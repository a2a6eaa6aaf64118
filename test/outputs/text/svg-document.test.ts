import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowSvg } from "../../../src/outputs/flow/forms/flow-svg.ts";
import { recallCurveSvg } from "../../../src/outputs/overviews/simulation/recall-curve-svg.ts";
import { svgDocument } from "../../../src/outputs/text/svg-document.ts";
import { small } from "../example-flows.ts";

/** Everything that writes an SVG file, with a text of somebody else in each place that takes one. */
const WRITERS: Readonly<Record<string, (text: string) => string>> = {
  "the flow": (text) =>
    flowSvg.render(
      {
        ...small,
        database_specific_results: [{ name: text, n: 1204 }],
        dbr_excluded: [{ name: text, n: 40, text }],
      },
      { title: text },
    ),
  "the recall curve": (text) =>
    recallCurveSvg([
      { title: text, curves: [{ name: text, curve: Array.from({ length: 101 }, () => 1) }] },
    ]),
};

const HOSTILE = [
  '</title></svg><script>alert("1")</script>',
  '" onload="alert(1)',
  "<![CDATA[<image href='https://example.org/x.png'/>]]>",
  "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
  "<?xml-stylesheet href='https://example.org/x.css'?>",
  "<a href='javascript:alert(1)'>url(https://example.org)</a>",
  "\u001b]52;c;aGk=\u0007\u202e\u0000\ud800",
];

const ELEMENTS = new Set(
  "svg title desc metadata h:head h:meta defs marker path rect text tspan g".split(" "),
);

/** What no text may hold: control characters, the turns of bidirectional text, halves of characters. */
const NO_TEXT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be absent
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff]|\p{Surrogate}/u;

describe.each(Object.entries(WRITERS))("the SVG of %s", (_, write) => {
  test("carries its policy, and stays whole in a page of HTML", () => {
    const svg = write("A review");
    expect(svg).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'"`);
    // The parser of HTML ends a drawing where a `meta` or `head` without a prefix stands.
    expect(svg).not.toMatch(/<(?:meta|head)\b/);
  });

  test("runs nothing, loads nothing and leads nowhere, whatever the names", () => {
    const plain = shapesOf(write("A"));
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: "binary", maxLength: 80 }),
    );
    fc.assert(
      fc.property(text, (name) => {
        const svg = write(`A${name}`);
        const { elements, attributes, markup } = shapesOf(svg);
        for (const element of elements) expect(ELEMENTS).toContain(element);
        // A name adds text to a drawing, and no attribute that it has not without.
        for (const attribute of attributes) expect(plain.attributes).toContain(attribute);
        expect(markup).not.toMatch(/\son\w+=|href|style=|<[!?]|url\((?!#slr-)|javascript:/i);
        expect(svg).not.toMatch(NO_TEXT);
      }),
      { numRuns: 60 },
    );
  });
});

test("every SVG comes from one writer, which has the policy", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => readFileSync(`src/${file}`, "utf8").includes("<svg"));
  expect(sources.map((file) => file.replaceAll("\\", "/"))).toEqual([
    "outputs/text/svg-document.ts",
  ]);
  const empty = { id: "a", width: 1, height: 1, family: "Arial", fontSize: 1 };
  expect(svgDocument({ ...empty, title: "", description: "", shapes: [] })).toMatch(
    /^<svg .*<\/svg>\n$/s,
  );
});

/** The tags of a drawing without its text. */
function shapesOf(svg: string) {
  const tags = svg.match(/<[^>]*>/g) ?? [];
  const markup = tags.join("\n");
  return {
    markup,
    elements: new Set(tags.map((tag) => /^<\/?([^\s/>]+)/.exec(tag)?.[1] ?? tag)),
    attributes: new Set([...markup.matchAll(/\s([\w:-]+)="/g)].map(([, name]) => name ?? "")),
  };
}
