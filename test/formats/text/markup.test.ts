import { describe, expect, test } from "vitest";
import { decodeMarkup, decodeReferences } from "../../../src/formats/text/markup.ts";

const decoded = (text: string) => decodeMarkup(text, { tex: true });

describe("decodeMarkup", () => {
  test.each([
    // Entities by name and number, encoded once or several times.
    ["pond frogs &amp; toads", "pond frogs & toads"],
    ["pond frogs &amp;amp;amp; toads", "pond frogs & toads"],
    ["M&uuml;ller&#39;s &#x3b2;-test &OHgr; &Ccaron;apek", "Müller's β-test Ω Čapek"],
    ["1990&#150;1999", "1990–1999"],
    ["first&#x0D;&nbsp; second", "first second"],
    ["&lt;p&gt;Of &lt;i&gt;Rana&lt;/i&gt; (&amp;gt;56 kb).&lt;/p&gt;", "Of Rana (>56 kb)."],
    // HTML, JATS and MathML.
    ["CO<sub>2</sub> in 10<sup>-3</sup> m<sup>2</sup>", "CO₂ in 10⁻³ m²"],
    ["H<inf>2</inf>O and Ca<jats:sup>2+</jats:sup>", "H₂O and Ca²⁺"],
    ["V<sub>max</sub>, the 4<sup>th</sup> week", "Vmax, the 4th week"],
    ["&lt;sub&gt;2&lt;/sub&gt;", "₂"],
    ['<jats:p xml:lang="en">One.</jats:p><jats:p>Two.</jats:p>', "One. Two."],
    ["<jats:title>Abstract</jats:title><jats:p>Ponds.</jats:p>", "Ponds."],
    ["<h4>Aim</h4>Ponds<br/>and <SPAN class='x'>frogs</SPAN>", "Aim Ponds and frogs"],
    ["<mml:math><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn></mml:math>", "x=2"],
    [
      "<inline-formula><tex-math>$$x$$</tex-math><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>-axis",
      "x-axis",
    ],
    ["<![CDATA[Ponds <b>now</b>]]>", "Ponds now"],
    ["Ponds<!-- draft -->", "Ponds"],
    // TeX that stands in other formats.
    ['na\\"{\\i}ve, na\\"\\i ve, caf\\a\'e', "naïve, naïve, café"],
    ["the set \\{a\\}", "the set {a}"],
    ["Ponds of M{\\'e}xico and {\\\"U}ber", "Ponds of México and Über"],
    ["G\\\"odel\\'s \\v{S}koda", "Gödel\\'s Škoda"],
    ["A $k$-means of $\\alpha$ and \\beta", "A k-means of α and β"],
    ["Ponds \\& \\textit{Rana}", "Ponds & Rana"],
    ["``low polluted,{''} with {[}figures]", "“low polluted,” with [figures]"],
  ])("%s is %s", (text, expected) => {
    expect(decoded(text)).toBe(expected);
  });

  test.each([
    "p < 0.05 and q > 0.1",
    "p<b and c>d",
    "arrays a[b[0]]> 3",
    "R&D of AT&T; ponds & frogs",
    "the <111> and <正> planes",
    "&unknown; &#0; &#xd800;",
    "costs of $5 and $10, A$297, A$244, A$104 and US$ 3",
    "the children\\'s pond, l\\'analyse, \\\"quoted\\\" words",
    "C:\\temp\\new and {a, b} ~ c -- d",
    "List<String> and <canvas>",
  ])("%s stays as it is", (text) => {
    expect(decoded(text)).toBe(text);
  });

  test("leaves TeX alone where the format has decoded it already", () => {
    expect(decodeMarkup("\\{\\'e} &amp; $x$", { tex: false })).toBe("\\{\\'e} & $x$");
  });

  // A quadratic pattern would run into the limit of the test.
  test.each([
    "<",
    "<sub>",
    "<tex-math>",
    "<!--",
    "<![CDATA[",
    "&",
    "{\\",
    "$",
    "\\a{",
    "<a b=",
    "``",
    "<i x=1 ",
  ])("20,000 times %s takes no time", (piece) => {
    expect(decoded(`${piece.repeat(20_000)} frogs`)).toMatch(/frogs$/);
  });
});

test("decodeReferences decodes what was encoded twice and keeps names that nobody knows", () => {
  expect(decodeReferences("M&amp;uuml;ller &foo; &lt;")).toBe("Müller &foo; <");
});
