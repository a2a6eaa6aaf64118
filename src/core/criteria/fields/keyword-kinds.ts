import type { BibRecord } from "../../records/model.ts";
import { foldWord } from "../words/text-index.ts";

/** Who gave a keyword: the authors, a database, or an export that does not say. */
export type KeywordKind = "author" | "index" | "untold";

export type KeywordsByKind = Readonly<Record<KeywordKind, readonly string[]>>;

/** Tags and columns of exports that hold one kind only, in lower case and letters only. */
const AUTHOR_TAGS: ReadonlySet<string> = new Set([
  "authorkeywords",
  "authorkeyword",
  "authkeywords",
  "ot",
]);
const INDEX_TAGS: ReadonlySet<string> = new Set([
  ...["indexkeywords", "indexterms", "indexedkeywords", "keywordsplus"],
  ...["mh", "mesh", "meshterms", "meshheadings", "meshdescriptors", "meshsubjectheadings"],
  ...["ieeeterms", "inspeccontrolledterms", "inspecnoncontrolledterms"],
  ...["emtreedrugindextermsmajorfocus", "emtreedrugindexterms"],
  ...["emtreemedicalindextermsmajorfocus", "emtreemedicalindexterms"],
]);

/**
 * The keywords of a record by who gave them. Medical Subject Headings are index terms; a keyword
 * that both gave is of both kinds.
 */
export function keywordsByKind(record: BibRecord): KeywordsByKind {
  const { original } = record;
  // In Web of Science's exports DE are the authors' keywords and ID is Keywords Plus; elsewhere they mean other things.
  const isWebOfScience = original.some(([tag]) => tag === "UT");
  const author = new Set<string>();
  const index = new Set<string>();
  for (const [tag, value] of original) {
    const name = tag.toLowerCase().replace(/[^a-z]/g, "");
    if (AUTHOR_TAGS.has(name) || (isWebOfScience && tag === "DE")) addAll(value, author);
    else if (INDEX_TAGS.has(name) || (isWebOfScience && tag === "ID")) addAll(value, index);
  }
  const found: Record<KeywordKind, string[]> = { author: [], index: [...record.mesh], untold: [] };
  for (const keyword of record.keywords) {
    const folded = compared(keyword);
    if (author.has(folded)) found.author.push(keyword);
    if (index.has(folded)) found.index.push(keyword);
    if (!author.has(folded) && !index.has(folded)) found.untold.push(keyword);
  }
  return found;
}

/** The keywords of a value that may hold a list. */
function addAll(value: string, into: Set<string>): void {
  into.add(compared(value));
  for (const part of value.split(/[;|,\n]/)) into.add(compared(part));
  for (const part of value.split(/[;|\n]/)) into.add(compared(part));
}

/** Without what formats take away: case, blanks, signs. */
function compared(keyword: string): string {
  return foldWord(keyword.replace(/[*?]/g, ""));
}
