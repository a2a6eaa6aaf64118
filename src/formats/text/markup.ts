import { ownValue } from "../../core/records/own-value.ts";
import { decodeLatex, SUBSCRIPTS, SUPERSCRIPTS, translated } from "./latex.ts";

/** The one decoder of markup that exports leave in their fields: entities, HTML, JATS, MathML, TeX. */

/** Latin-1 from U+00A0 on, in order. */
const LATIN_1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/** The other names of HTML 4, each with its character behind it. */
const OTHERS =
  "quot \" amp & lt < gt > apos ' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ upsih ϒ piv ϖ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d lrm \u200e rlm \u200f ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦";

/** Names of the ISO sets, which publishers' databases write and HTML 4 does not have. */
const ISO =
  "lcub { rcub } lsqb [ rsqb ] lpar ( rpar ) semi ; colon : comma , period . excl ! quest ? num # percnt % dollar $ ast * plus + equals = lowbar _ hyphen ‐ dash ‐ horbar ― verbar | vert | sol / bsol \\ commat @ grave ` ap ≈ lap ⪅ gap ⪆ ges ⩾ les ⩽ ell ℓ hbar ℏ angst Å ohm Ω deg ° check ✓ star ☆ numsp \u2007 puncsp \u2008 hairsp \u200a inodot ı jnodot ȷ lstrok ł Lstrok Ł dstrok đ Dstrok Đ hstrok ħ Hstrok Ħ tstrok ŧ Tstrok Ŧ eng ŋ ENG Ŋ agr α bgr β ggr γ dgr δ egr ε zgr ζ eegr η thgr θ igr ι kgr κ lgr λ mgr μ ngr ν xgr ξ ogr ο pgr π rgr ρ sgr σ sfgr ς tgr τ ugr υ phgr φ khgr χ psgr ψ ohgr ω Agr Α Bgr Β Ggr Γ Dgr Δ Egr Ε Zgr Ζ EEgr Η THgr Θ Igr Ι Kgr Κ Lgr Λ Mgr Μ Ngr Ν Xgr Ξ Ogr Ο Pgr Π Rgr Ρ Sgr Σ Tgr Τ Ugr Υ PHgr Φ KHgr Χ PSgr Ψ OHgr Ω epsi ε epsiv ϵ phiv ϕ thetav ϑ rhov ϱ sigmav ς kappav ϰ";

/** What follows a letter in a name such as `ccaron`, with its combining mark. */
const MARKS: Readonly<Record<string, string>> = {
  acute: "\u0301",
  grave: "\u0300",
  circ: "\u0302",
  uml: "\u0308",
  tilde: "\u0303",
  caron: "\u030c",
  cedil: "\u0327",
  ogon: "\u0328",
  macr: "\u0304",
  breve: "\u0306",
  dot: "\u0307",
  dblac: "\u030b",
  ring: "\u030a",
};

/** The characters that HTML 4, XML and the ISO sets call by a name: `eacute` is `é`. */
export const NAMED_CHARACTERS: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.split(" ").map((name, at): [string, string] => [name, String.fromCharCode(0xa0 + at)]),
  ...[ISO, OTHERS].flatMap((names) =>
    names
      .split(" ")
      .flatMap((name, at, all): [string, string][] =>
        at % 2 === 0 ? [[name, all[at + 1] ?? ""]] : [],
      ),
  ),
]);

/** `ccaron`: a letter and its mark, where Unicode has both in one. */
function letterNamed(name: string): string | undefined {
  const mark = ownValue(MARKS, name.slice(1));
  if (mark === undefined) return undefined;
  const letter = (name.charAt(0) + mark).normalize("NFC");
  return letter.length === 1 ? letter : undefined;
}

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,31}));/gi;
/** Programs encode what is encoded already: `&amp;amp;lt;`. */
const MOST_ENCODINGS = 3;

/**
 * The text with character references as characters, also where they were encoded several times;
 * names that nobody knows stay as they are.
 */
export function decodeReferences(text: string): string {
  let decoded = text;
  for (let round = 0; round < MOST_ENCODINGS && decoded.includes("&"); round += 1) {
    const next = decodedOnce(decoded);
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}

function decodedOnce(text: string): string {
  return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED_CHARACTERS.get(name) ?? letterNamed(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    if (!isCharacter(code)) return whole;
    return code < 0x20 ? " " : (WINDOWS.get(code) ?? String.fromCodePoint(code));
  });
}

/** Numbers of Windows-1252 that browsers read as their makers meant them: `&#150;` is a dash. */
const WINDOWS: ReadonlyMap<number, string> = new Map(
  [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"].map((character, at) => [
    0x80 + at,
    character,
  ]),
);

/** XML's characters: no controls, no half of a pair. */
function isCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

/** Elements that end a line or a cell, in HTML and in JATS. */
const BLOCK =
  /^(?:abstract|blockquote|br|caption|dd|def-list|disp-formula|div|dl|dt|h[1-6]|hr|label|li|list|list-item|ol|p|pre|sec|section|st|table|tbody|td|th|thead|title|tr|ul)$/;

/** Elements inside a line. */
const INLINE =
  /^(?:a|abbr|alternatives|b|big|bold|cite|code|del|em|email|emph|ext-link|fixed-case|font|i|inf|inline-formula|inline-graphic|ins|italic|italics|kbd|math|monospace|named-content|overline|q|roman|s|samp|sans-serif|sc|scp|small|span|strike|strong|styled-content|sub|sup|tex-math|tt|u|underline|uri|var|xref)$/;

/** Prefixes whose elements are all markup. */
const VOCABULARY = /^(?:jats|mml|ce|xhtml|html|ali|sb):$/;

/** A tag; its attributes have values, because `p<b and c>d` is text. */
const TAG =
  /<(\/?)([a-z]\w{0,9}:)?([a-z][a-z\d-]{0,24})(?:\s{1,9}[\w:.-]{1,40}\s?=\s?(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[^\s"'<>]{1,200})){0,12}\s{0,9}\/?>/gi;

/**
 * Parts that readers do not see: comments, the second form of a formula, the heading "Abstract".
 */
const SILENT =
  /<!--[\s\S]{0,2000}?-->|<(mml:annotation|annotation|style|script)\b[^<>]{0,300}>[\s\S]{0,5000}?<\/\1>|<(?:jats:)?title>\s{0,9}(?:Abstract|Summary)\s{0,9}<\/(?:jats:)?title>/gi;
const TEX_BESIDE_MATHML =
  /<((?:jats:)?tex-math)\b[^<>]{0,300}>[\s\S]{0,5000}?<\/\1>(?=[\s\S]{0,300}<(?:mml:)?math\b)/gi;
const SCRIPT = /<((?:jats:)?(sub|sup|inf))>\s{0,9}([^<>]{1,40}?)\s{0,9}<\/\1>/gi;

/** The text between `<![CDATA[` and `]]>`; a section without an end is not a section. */
function withoutSectionMarks(text: string): string {
  let result = "";
  let from = 0;
  for (;;) {
    const open = text.indexOf("<![CDATA[", from);
    const close = open < 0 ? -1 : text.indexOf("]]>", open);
    if (close < 0) return result + text.slice(from);
    result += text.slice(from, open) + text.slice(open + 9, close);
    from = close + 3;
  }
}

function withoutTags(text: string): string {
  if (!text.includes("<")) return text;
  return withoutSectionMarks(text.replace(TEX_BESIDE_MATHML, "").replace(SILENT, ""))
    .replace(SCRIPT, (_, __, kind: string, inside: string) => scriptOf(kind, inside))
    .replace(TAG, (whole, _, prefix: string | undefined, name: string) => {
      const element = name.toLowerCase();
      if (BLOCK.test(element)) return " ";
      const isMarkup =
        INLINE.test(element) || (prefix !== undefined && VOCABULARY.test(prefix.toLowerCase()));
      return isMarkup ? "" : whole;
    });
}

/** `2` raised or lowered, if Unicode has such a form. */
function scriptOf(kind: string, inside: string): string {
  const small = translated(inside, kind.toLowerCase() === "sup" ? SUPERSCRIPTS : SUBSCRIPTS);
  return small ?? inside;
}

/**
 * TeX that stands in a text that is not TeX as a whole: accents, formulas, escaped signs, commands
 * with an argument. Everything around it stays: there `~`, `--` and braces mean themselves.
 */
const TEX_PIECES: readonly RegExp[] = [
  // `$\alpha$`, `$k$`
  /(?<![\w\\$])\$\$?(?=[^\s$])[^$]{1,200}\$\$?(?!\d)/g,
  // `\"{\i}`, `\"\i `, `\a'e`
  /\\["'`^~=.](?:\{\\[ij]\}|\\[ij](?![A-Za-z]) ?)|\\a(?:['`=]|\{['`=]\})\{?\p{L}\}?/gu,
  // `{\'e}`, `{\"{o}}`, `{\ss}`, `{\textit word}`
  /\{\\(?:[^{}]|\{[^{}]{0,20}\}){1,100}\}/g,
  // `\'{e}`, `\"{\i}`, `\v{s}`, `\textit{word}`, `\url{…}`
  /\\(?:["'`^~=.]|[A-Za-z]{1,20})\{(?:[^{}]|\{[^{}]{0,100}\}){0,300}\}/g,
  // `M\"uller`, `Guzm\'an`; not the quotation mark or the apostrophe that a program escaped
  /(?<=\p{L}{2}|[B-KO-RU-Z])\\["'`^~=.](?!(?:s|t|d|m|ll|re|ve)(?!\p{L}))\\?[aeiouyncszAEIOUYNCSZ](?=\p{L})/gu,
  // `\alpha`, `\leq`
  /\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|leq|geq|leqslant|geqslant|neq|approx|times|pm|infty|rightarrow|ldots|textendash|textemdash|textquoteright|textquoteleft|textquotedblleft|textquotedblright|textregistered|texttrademark|textdegree)(?![A-Za-z])(?:\{\})?/g,
  // `\&`, `\{`
  /\\[&%_#$](?=[\s\w)]|$)|\\[{}]/g,
  // The quotation mark whose other half is `{''}`
  /``(?=[^`{}]{1,300}\{''\})/g,
  // `{''}`, `{[}`, `{&}`
  /\{(?:''|``|"|\[|\]|&|%|_|#|\$|'|`)\}/g,
];

function withoutTex(text: string): string {
  if (!/[\\$]|\{\W/.test(text)) return text;
  return TEX_PIECES.reduce(
    (result, piece) => result.replace(piece, (found) => decodeLatex(found)),
    text,
  );
}

/** Tells whether a text has a character that begins any markup. */
const SUSPECT = /[&<\\$]|\{\W/;

/**
 * The text that a reader would see, on one line if anything was decoded. A bare `<` or `&` is text:
 * `p < 0.05`, `a<b`, `R&D`. `tex` says whether there may still be TeX in it.
 */
export function decodeMarkup(text: string, { tex }: { readonly tex: boolean }): string {
  if (!SUSPECT.test(text)) return text;
  let decoded = text;
  for (let round = 0; round < MOST_ENCODINGS; round += 1) {
    const next = decodedOnce(withoutTags(decoded));
    if (next === decoded) break;
    decoded = next;
  }
  decoded = withoutTags(decoded);
  if (tex) decoded = withoutTex(decoded);
  return decoded === text ? text : decoded.replace(/\s+/g, " ").trim().normalize("NFC");
}
