import type { DedupeKeys } from "../dedupe/keys.ts";
import type { EarlierFields } from "../records/identifiers/earlier-fields.ts";
import { type Anchor, keyOfAnchor } from "../records/identifiers/identity.ts";
import type { RecordKey } from "../records/model.ts";

/**
 * The keys that version 0.1.0 gave. `retrieval.csv`, `studies.csv` and `fulltext/` name a record by
 * its key alone, so a record must keep its old key after slr has learned to read identifiers,
 * titles and names better.
 *
 * A key is a hash, so the text that 0.1.0 read cannot be recovered from it. But there are few ways
 * in which 0.1.0 read less well, so slr tries each: a DOI that was cut or left encoded, a title
 * with its markup, a first author whose family name was taken from another place, a year that was
 * not found. A key has 40 bits, so a wrong try hits the key of another record about once in 10
 * million records.
 */
export function keysOfVersion010({
  anchors,
  names,
  year,
  earlier = {},
}: Pick<DedupeKeys, "anchors" | "names" | "year" | "earlier">): Set<RecordKey> {
  const keys = new Set<RecordKey>();
  for (const anchor of anchors) {
    if (anchor.startsWith("doi:")) {
      for (const doi of doisAsRead(anchor.slice(4))) keys.add(keyOfAnchor(`doi:${doi}`));
    } else if (anchor.startsWith("title:")) {
      for (const read of titleAnchorsAsRead(anchor, names, year, earlier))
        keys.add(keyOfAnchor(read));
    }
    keys.delete(keyOfAnchor(anchor));
  }
  return keys;
}

/** Endings that publishers' sites add to a DOI; 0.1.0 kept them. */
const PAGE_ENDINGS = ["/", "/full", "/abstract", "/abs", "/pdf", "/epdf", "/html", "/meta", ".pdf"];

/** How 0.1.0 may have read a DOI that is read as `doi` today. */
function doisAsRead(doi: string): Set<string> {
  const encoded = (chars: RegExp) =>
    doi.replace(chars, (char) => `%${char.charCodeAt(0).toString(16)}`);
  const written = [
    doi,
    encoded(/[()]/g),
    encoded(/[[\]]/g),
    encoded(/[()[\];:<>]/g),
    encoded(/[^\w./%-]/g),
    encoded(/#/g),
    doi.replace(/</g, "&lt;").replace(/>/g, "&gt;"),
    doi.replace(/_/g, "\\_"),
    ...["\u2010", "\u2011", "\u2013", "\u2212"].map((hyphen) => doi.replaceAll("-", hyphen)),
    ...PAGE_ENDINGS.map((ending) => doi + ending),
  ];
  return new Set(written.flatMap((text) => doiOfVersion010(text) ?? []));
}

// Frozen: this is the expression of 0.1.0, and keys that people have written down depend on it.
const DOI_OF_010 =
  /10\.\d{4,9}\/(?:[^\s"<>{}|\\^`]{1,200}<\d[^\s"<>{}|\\^`]{0,20}::[^\s"<>{}|\\^`]{1,40}>[^\s"<>{}|\\^`]{1,40}|[^\s"<>{}|\\^`]{1,500})/;

function doiOfVersion010(text: string): string | undefined {
  const decoded = /10\.\d{4,9}%2f/i.test(text) ? text.replace(/%2f/gi, "/") : text;
  let doi = DOI_OF_010.exec(decoded)?.[0];
  if (doi === undefined) return undefined;
  doi = doi.replace(/%3c/gi, "<").replace(/%3e/gi, ">").toLowerCase();
  for (;;) {
    const last = doi.at(-1) ?? "";
    const open = last === ")" ? "(" : last === "]" ? "[" : "";
    const unopened = open !== "" && doi.split(open).length < doi.split(last).length;
    if (/[.,;:'’]/.test(last) || unopened) doi = doi.slice(0, -1);
    else break;
  }
  return doi;
}

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
};
const GREEK_LETTER = /[αβγδεζηθκλμπρστφχψω]/g;

/** How 0.1.0 may have read title, year and first author that are read as `anchor` today. */
function* titleAnchorsAsRead(
  anchor: Anchor,
  names: string | undefined,
  year: number | undefined,
  earlier: EarlierFields,
): Generator<Anchor> {
  const [title = "", , family = ""] = anchor.slice("title:".length).split("|");
  const titles = new Set([
    title,
    earlier.title ?? title,
    // TeX and entities were read as words or ignored.
    title.replace(GREEK_LETTER, (letter) => GREEK[letter] ?? ""),
    title
      .replace(GREEK_LETTER, (letter) => ` ${GREEK[letter]} `)
      .replace(/ +/g, " ")
      .trim(),
    title
      .replace(/[^\p{ASCII}]+/gu, " ")
      .replace(/ +/g, " ")
      .trim(),
  ]);
  const families = new Set([family, earlier.family ?? "", ""]);
  const first = names?.split(";")[0] ?? "";
  const words = first.split(/[| ]/).filter((word) => word !== "");
  for (let start = 0; start < Math.min(words.length, 12); start += 1) {
    families.add(words[start] ?? "");
    families.add(words.slice(start).join(""));
    families.add(words.slice(0, start + 1).join(""));
  }
  for (const one of titles) {
    for (const when of new Set([String(year ?? ""), ""])) {
      for (const name of families) yield `title:${one}|${when}|${name}`;
    }
  }
}
