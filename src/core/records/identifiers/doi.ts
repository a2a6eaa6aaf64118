import { ownValue } from "../own-value.ts";
/**
 * Everything that slr knows about DOIs: how to find one in a text, how to decode it, and when two
 * of them name one thing. A DOI is stored as the source meant it, decoded and in lower case.
 */

import { withoutInvisible } from "../text/invisible.ts";

/** Longer texts are links with an embedded picture, or garbage. */
const LONGEST_TEXT = 4000;
/** Crossref sets no limit; the longest DOI that it holds has some 230 characters. */
const LONGEST_DOI = 500;

const PREFIX = /10\.\d{4,9}(?:\.\d{1,9}){0,3}\//g;
const PREFIX_ENCODED = /(10\.\d{4,9}(?:\.\d{1,9}){0,3})%2f/gi;

/** Characters for the entities that replace them in exports of DOIs. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  gt: ">",
  lt: "<",
  quot: '"',
  lpar: "(",
  rpar: ")",
  semi: ";",
  num: "#",
};

/** `‐`, `‑`, `‒`, `–`, `—`, `―`, `−`, `﹣` and `－` replace the hyphen that was typed. */
const HYPHENS = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/** `１０．` and `／` of East Asian keyboards: digits, letters, full stop and slash. */
const FULL_WIDTH = /[\uff0e-\uff19\uff21-\uff3a\uff41-\uff5a]/g;

/** What follows a DOI in a list of identifiers: another DOI, a link, `PMID:1`. */
const NEXT_IDENTIFIER =
  /^.\s*(?:10\.\d{4}|doi|https?:|(?:pmid|pmcid|pii|eid|issn|isbn|arxiv)[ :])/i;

/** Endings that publishers' sites add to a DOI in the addresses of their pages. */
const PAGE_ENDING =
  /(?:\/(?:full(?:text|\/html)?|abstract|abs|summary|pdf|epdf|pdfdirect|html?|epub|meta|references|issuetoc)|\.(?:full(?:\.pdf|\.html|-text)?|abstract|pdf)|\/)$/;
/** The same in a link, where a folder may follow: `/pdf/chapter.pdf`, `/asset/figure1.jpg`. */
const PAGE_IN_LINK =
  /\/(?:full|fulltext|abstract|abs|pdf|epdf|pdfdirect|html|meta|asset|summary)(?:\/[\s\S]*)?$/;

/**
 * The bare, lower-case DOI in a text such as `https://doi.org/10.1000/ABC`, `doi:10.1000/abc` or
 * `10.1000/abc [doi]`. Percent-encoding, entities, TeX's backslashes and typographic hyphens are
 * decoded. Query, fragment and the endings of publishers' pages (`/full`, `.pdf`) are removed from
 * a DOI in a link, and kept if the DOI stands alone.
 *
 * @returns undefined if the text has none, and for 10.5555, which is no registrant: ACM uses it for
 *   items without a DOI, and Crossref for tests.
 */
export function findDoi(text: string): string | undefined {
  if (!text.includes("10.") && !text.includes("１０")) return undefined;
  const plain = withoutInvisible(withoutEntities(text.slice(0, LONGEST_TEXT)))
    .replace(HYPHENS, "-")
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    // TeX: `\_`, `\&`, `{\_}`, `\textless`.
    .replace(/\\text(less|greater)\b(?:\{\})? ?/g, (_, name) => (name === "less" ? "<" : ">"))
    .replace(/\{?\\([_&%#$<>{}()[\]~^:;/.-])\}?/g, "$1")
    // `10.1007/978-3_{12}`: braces of TeX inside of a DOI.
    .replace(/(?<=[\w./()-])\{(?!10\.)([\w.()-]{1,60})\}/g, "$1")
    .replace(PREFIX_ENCODED, "$1/");
  PREFIX.lastIndex = 0;
  for (let match = PREFIX.exec(plain); match !== null; match = PREFIX.exec(plain)) {
    const before = plain[match.index - 1] ?? " ";
    // `110.1000/1` and `1.10.1000/1` are not DOIs.
    if (/[\d.]/.test(before)) continue;
    const linked = isLinked(plain, match.index);
    const doi = endOf(plain.slice(match.index, match.index + 2 * LONGEST_DOI), linked);
    if (doi !== undefined) return doi;
  }
  return undefined;
}

/**
 * The DOI by which two records are compared. DOIs that differ only in a page's ending, a query, a
 * fragment, encoding or a closing slash are equal.
 *
 * @param doi a DOI as `findDoi` returns it
 */
export function comparableDoi(doi: string): string {
  let bare = doi.includes("%") ? percentDecoded(doi).toLowerCase() : doi;
  if (bare.includes("?")) bare = bare.slice(0, bare.indexOf("?"));
  if (bare.includes("#")) bare = bare.slice(0, bare.indexOf("#"));
  return withoutPageEnding(bare);
}

/**
 * Tells whether the place in a text is inside an address: there is no blank since `http://`,
 * `doi.org/` or `www.`.
 */
function isLinked(text: string, at: number): boolean {
  const head = text.slice(Math.max(0, at - 500), at);
  const word = head.split(/\s/).at(-1) ?? "";
  return /(?:https?:\/\/|\bdoi\.org\/|\bwww\.)/i.test(word);
}

/** The DOI at the beginning of a text, up to its end. */
function endOf(text: string, linked: boolean): string | undefined {
  let end = 0;
  while (end < text.length && end < LONGEST_DOI) {
    const char = text[end] as string;
    if (/[\s"{}|\\^`]/.test(char)) break;
    if (char === "<") {
      const closed = sourceItem(text, end);
      if (closed === 0) break;
      end += closed;
      continue;
    }
    if (char === ">") break;
    if (linked && (char === "?" || char === "#" || char === "&")) break;
    // The DOI is followed by another DOI or link in a list, or by a session id in an address.
    if (/[;,]/.test(char) && NEXT_IDENTIFIER.test(text.slice(end, end + 20))) break;
    if (linked && char === ";" && /^;jsessionid/i.test(text.slice(end, end + 11))) break;
    end += 1;
  }
  let doi = text.slice(0, end);
  // A DOI that somebody has shortened names nothing, or another article.
  if (/(?:\u2026|\.{3})$/.test(doi)) return undefined;
  if (doi.includes("%")) doi = percentDecoded(doi);
  doi = withoutClosing(doi.toLowerCase().replace(/\[doi\]$/, ""));
  if (linked) {
    const bare = doi.replace(PAGE_IN_LINK, "");
    doi = withoutPageEnding(/^10\.[\d.]+\/.+/.test(bare) ? bare : doi);
  }
  return /^10\.(?!5555\/)\d{4,9}(?:\.\d+)*\/.+/.test(doi) ? doi : undefined;
}

/**
 * The length of `<0999:BWOMP>` or `<::AID-X>`, the middle of a serial item identifier; 0 for other
 * brackets.
 */
function sourceItem(text: string, at: number): number {
  const close = text.indexOf(">", at);
  if (close < 0 || close - at > 60) return 0;
  const inside = text.slice(at + 1, close);
  return /^[\w.,()/-]*:[\w.,:()/-]*$/.test(inside) && !/^\/|^jats:/i.test(inside)
    ? close - at + 1
    : 0;
}

/** A page's ending is removed only if a DOI is left: `10.1000/full` is one. */
function withoutPageEnding(doi: string): string {
  let bare = doi;
  for (;;) {
    const shorter = bare.replace(PAGE_ENDING, "");
    if (shorter === bare || !/^10\.[\d.]+\/.+/.test(shorter)) return bare;
    bare = shorter;
  }
}

/**
 * Punctuation that closes a sentence is not part of the DOI; a bracket is only if it was opened
 * inside.
 */
function withoutClosing(doi: string): string {
  let end = doi.length;
  const count = (char: string) => doi.slice(0, end).split(char).length;
  while (end > 0) {
    const last = doi[end - 1] as string;
    const open = { ")": "(", "]": "[", ">": "<" }[last];
    if (/[.,;:'’*]/.test(last) || (open !== undefined && count(open) < count(last))) end -= 1;
    else break;
  }
  return doi.slice(0, end);
}

/** `%28` becomes `(`; codes of unprintable characters stay as they are. */
function percentDecoded(text: string): string {
  let decoded = text;
  // Addresses inside addresses are encoded twice.
  for (let round = 0; round < 2; round += 1) {
    decoded = decoded.replace(/%([2-7][0-9a-f])/gi, (whole, hex) => {
      const code = Number.parseInt(hex, 16);
      return code > 0x20 && code < 0x7f ? String.fromCharCode(code) : whole;
    });
  }
  return decoded;
}

function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:amp;)?(?:#(x[0-9a-f]{1,4}|\d{1,5})|([a-z]{2,5}));/gi,
    (whole, number, name) => {
      if (name !== undefined) return ownValue(ENTITIES, name.toLowerCase()) ?? whole;
      const code = Number.parseInt(number.replace(/^x/i, ""), /^x/i.test(number) ? 16 : 10);
      return code > 0x20 ? String.fromCharCode(code) : whole;
    },
  );
}
