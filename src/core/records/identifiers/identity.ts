import { hash } from "node:crypto";
import type { BibRecord, RecordKey } from "../model.ts";
import { fold, normalizeTitle } from "../normalize.ts";
import { comparableDoi } from "./doi.ts";

/**
 * The identifiers of an entry, strongest first: its DOI, PMID, arXiv id (also from a 10.48550 DOI)
 * and its title with year and first author. They are the same on every machine.
 */
export type Anchor = `doi:${string}` | `pmid:${string}` | `arxiv:${string}` | `title:${string}`;

type Identifiers = Pick<BibRecord, "doi" | "pmid" | "arxiv" | "title" | "year" | "authors">;

const ARXIV_DOI = /^10\.48550\/arxiv\.(.+)$/;

/** The arXiv id inside a DOI that arXiv registered, without version. */
export function arxivIdOfDoi(doi: string): string | undefined {
  return ARXIV_DOI.exec(doi)?.[1]?.replace(/v\d+$/, "");
}

export function anchorsOf(record: Identifiers): Anchor[] {
  const anchors: Anchor[] = [];
  const arxivByDoi = record.doi === undefined ? undefined : arxivIdOfDoi(record.doi);
  if (record.doi !== undefined && arxivByDoi === undefined)
    anchors.push(`doi:${comparableDoi(record.doi)}`);
  if (record.pmid !== undefined) anchors.push(`pmid:${record.pmid}`);
  const arxiv = record.arxiv ?? arxivByDoi;
  if (arxiv !== undefined) anchors.push(`arxiv:${arxiv}`);
  const byTitle = titleAnchorOf(record);
  if (byTitle !== undefined) anchors.push(byTitle);
  return anchors;
}

/** The last of an entry's anchors, if it has a title. */
export function titleAnchorOf({
  title,
  year,
  authors,
}: Pick<Identifiers, "title" | "year" | "authors">): Anchor | undefined {
  const words = title === undefined ? "" : normalizeTitle(title);
  return words === "" ? undefined : titleAnchor(words, year, authors[0]?.family);
}

/**
 * The weakest anchor: the words of the title, the year and the first author, as far as they are
 * known.
 */
export function titleAnchor(
  normalizedTitle: string,
  year: number | undefined,
  firstFamily: string | undefined,
): Anchor {
  return `title:${normalizedTitle}|${year ?? ""}|${fold(firstFamily ?? "").replace(/[^\p{L}]+/gu, "")}`;
}

const RANK: Readonly<Record<string, number>> = { doi: 0, pmid: 1, arxiv: 2, title: 3 };

/** Orders anchors by strength, then by their text. */
export function compareAnchors(a: Anchor, b: Anchor): number {
  const rank = (anchor: Anchor) => RANK[anchor.slice(0, anchor.indexOf(":"))] ?? 4;
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Base32 characters (RFC 4648, lower case) of bytes, without what is left of the last one. */
function base32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let out = "";
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return out;
}

/** The key that people type: eight base32 characters of the hash of an anchor. */
export function keyOfAnchor(anchor: string): RecordKey {
  const digest = hash("sha256", anchor, "buffer");
  // Eight characters take five bytes; nearly always the first five give the key.
  for (let start = 0; start + 5 <= digest.length; start += 5) {
    const key = base32(digest.subarray(start, start + 5));
    // A spreadsheet would read 23456723 or 2345e672 as a number and write another one back.
    if (!/^\d+(?:e\d+)?$/.test(key)) return key;
  }
  return base32(digest).slice(-8);
}

/** Four characters made from a title, which distinguish records that share a key. */
export function suffixOf(text: string): string {
  return keyOfAnchor(`suffix:${text}`).slice(0, 4);
}

/** A full key, or a key with its suffix. */
export const KEY_PATTERN = /^[a-z2-7]{8}(?:-[a-z2-7]{4,})?$/;
