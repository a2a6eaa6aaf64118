import { describe, expect, test } from "vitest";
import {
  ACCENTS,
  decodeLatex,
  decodeLink,
  FORMATTING,
  SYMBOLS,
} from "../../../src/formats/text/latex.ts";

test.each([...SYMBOLS])("\\%s prints %s", (name, symbol) => {
  expect(decodeLatex(`a{\\${name}}b`)).toBe(`a${symbol}b`);
  expect(decodeLatex(`a\\${name}{}b`)).toBe(`a${symbol}b`);
  expect(symbol.normalize("NFC")).toBe(symbol);
});

test.each([...ACCENTS])(
  "the accent \\%s puts U+%s on a letter, however it is written",
  (accent, mark) => {
    const expected = `xa${mark}x`.normalize("NFC");
    expect(decodeLatex(`x\\${accent}{a}x`)).toBe(expected);
    expect(decodeLatex(`x{\\${accent}{a}}x`)).toBe(expected);
    expect(decodeLatex(`x{\\${accent} a}x`)).toBe(expected);
  },
);

test.each([...FORMATTING])("\\%s leaves its argument", (name) => {
  expect(decodeLatex(`a \\${name}{b} c`)).toBe("a b c");
  expect(decodeLatex(`a {\\${name} b} c`)).toBe("a b c");
});

test.each([
  // In tabbing, `\\a'` is what `\\'` is elsewhere.
  ["Caf\\a'e \\a`{a} \\a{=}o \\a{'}{\\i}", "Café à ō í"],
  ["\\'{\\I}ris", "Íris"],
  ["sets \\{0,1\\} and $\\{x\\}$", "sets {0,1} and {x}"],
  ["frogs and\\/or toads", "frogs and/or toads"],
  ["{\\em leaf\\/}let", "leaflet"],
])("%s is %s", (text, plain) => {
  expect(decodeLatex(text)).toBe(plain);
});

test.each([
  ['M{\\"u}ller M\\"{u}ller M\\"uller', "Müller Müller Müller"],
  ["\\'{\\i} {\\'\\i} \\'\\i", "í í í"],
  ["\\~{n} \\~n {\\~n}", "ñ ñ ñ"],
  ["{\\ss} Stra\\ss e \\o{} {\\O}", "ß Straße ø Ø"],
  ["\\c{c} \\c c \\v{s} \\k{a} \\H{o} \\r{a}", "ç ç š ą ő å"],
  ["\\'{\\^o}", "ố"],
  ["\\.{I} \\=a", "İ ā"],
  ["\\~{} \\^{}", "~ ^"],
  ["5\\% of A \\& B \\_ \\# \\$", "5% of A & B _ # $"],
  ["1--2 --- 3", "1–2 — 3"],
  ["Fig.~1, 100~kg, about ~50, (~5)", "Fig. 1, 100 kg, about ~50, (~5)"],
  ["``a'' and `b'", "“a” and `b'"],
  ["author\\textquoteright s", "author’s"],
  ["$\\mu$m and $\\mu m$", "μm and μm"],
  ["$O(n^2)$ and $x_1$ and $10^{-3}$", "O(n²) and x₁ and 10⁻³"],
  ["$5^{th}$, 30$^\\circ$C, $a^{bc}$", "5th, 30°C, a^bc"],
  ["$\\alpha = 0.05$, $p < 0.05$", "α = 0.05, p < 0.05"],
  ["H$_2$O, H\\textsubscript{2}O, 5\\textsuperscript{th}", "H₂O, H₂O, 5th"],
  ["$$x$$", "x"],
  ["$5 and $10; US$5-US$10; $5/$10; cost in $", "$5 and $10; US$5-US$10; $5/$10; cost in $"],
  ["$\\frac{1}{2}$", "1/2"],
  ["\\emph{In} {\\em out} \\textit{of} {DNA} {{BERT}}", "In out of DNA BERT"],
  ["\\url{https://example.org/~a_b}", "https://example.org/~a_b"],
  ["\\href{https://example.org}{Example}", "Example"],
  ["\\noopsort{1973}1974", " 1974"],
  ["\\unknown{kept} \\unknown", "kept \\unknown"],
  ["{\\{001\\}} planes", "{001} planes"],
  ["a\\\\b\\,c\\-d", "a b cd"],
  ["\\ud835\\udf07J, \\u00e9, \\ud835", "𝜇J, é, \\ud835"],
  ["plain text, with 50% and a@b", "plain text, with 50% and a@b"],
  ["ends with \\", "ends with \\"],
])("%s is %s", (latex, expected) => {
  expect(decodeLatex(latex)).toBe(expected);
});

test("a command that every object has is no symbol", () => {
  expect(decodeLatex("\\constructor{x} \\toString")).toBe("x \\toString");
});

describe("a link", () => {
  test.each([
    ["https://example.org/a\\_b{\\_}c\\%20d\\&e\\#f", "https://example.org/a_b_c%20d&e#f"],
    ["\\url{https://example.org/~x--y}", "https://example.org/~x--y"],
    ["https://example.org/\\~{}x/{\\textasciitilde}y/$\\sim$z", "https://example.org/~x/~y/~z"],
    [" 10.1000/a~b ", "10.1000/a~b"],
  ])("%s is %s", (latex, expected) => {
    expect(decodeLink(latex)).toBe(expected);
  });
});
