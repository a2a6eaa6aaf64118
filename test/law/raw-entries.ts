/**
 * The entries of real exports as pieces of raw text, found by one plain mark for each format. It
 * shares nothing with what it checks: neither the readers nor the marks of the guard.
 */

/** How a format is cut. */
interface Cut {
  /** What begins an entry, at the beginning of a line. */
  readonly begins: RegExp;
  /** What must stand behind the last entry. */
  readonly closes?: string;
  /** What a file of it is known by. */
  readonly is: RegExp;
}

const CUTS: Readonly<Record<string, Cut>> = {
  ris: { is: /^\s*TY {2}- /, begins: /^TY {2}- /m },
  nbib: { is: /^\s*PMID- \d/, begins: /^PMID- \d/m },
  enw: { is: /^\s*%0 /, begins: /^%0 /m },
  "wos-plain": { is: /^FN (?:Clarivate|Thomson)/, begins: /^PT [A-Z]$/m, closes: "EF\n" },
  refworks: { is: /^RT [A-Z]/, begins: /^RT [A-Z]/m },
  // Cochrane's RIS has these marks above its entries, too; a text of both is no export of anybody.
  cochrane: {
    is: /^\s*Record #1 of(?![\s\S]{0,500}\nTY {2}- )/,
    begins: /^[^\S\n]*Record #\d+ of \d+[^\S\n]*$/m,
  },
  bibtex: {
    is: /^\s*@(?:article|book|inproceedings|misc)\{/i,
    begins: /^[^\S\n]*@(?!comment|string|preamble)\w+ ?[{(]/im,
  },
  "pubmed-xml": {
    is: /^<\?xml[^<]*<!DOCTYPE PubmedArticleSet/,
    begins: /^[^\S\n]*<PubmedArticle>/m,
    closes: "</PubmedArticleSet>\n",
  },
};

/** A file cut into what stands above its entries and the entries. */
export interface CutFile {
  readonly format: string;
  readonly head: string;
  readonly entries: readonly string[];
  readonly foot: string;
}

/** The file in pieces; nothing for a format that is not cut, and for one with text of other kinds. */
export function cutFile(text: string): CutFile | undefined {
  const lines = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  for (const [format, { is, begins, closes }] of Object.entries(CUTS)) {
    if (!is.test(lines.slice(0, 2000))) continue;
    const parts = lines.split(new RegExp(`(?=${begins.source})`, begins.flags));
    const head = begins.test(parts[0] ?? "") ? "" : (parts.shift() ?? "");
    const entries = parts.map((part) => {
      const whole = closes === undefined ? part : part.replace(closes.trim(), "");
      return whole.endsWith("\n") ? whole : `${whole}\n`;
    });
    return { format, head, entries, foot: closes ?? "" };
  }
  return undefined;
}

/** A file of some of these entries; one of it is counted for each of them. */
export function spliced({ head, foot }: CutFile, entries: readonly string[]): string {
  return `${head}${entries.map((entry) => entry.replace(/\n+$/, "\n\n")).join("")}${foot}`;
}
