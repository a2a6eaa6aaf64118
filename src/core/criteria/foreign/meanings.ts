import type { Explanation } from "./form.ts";

interface Meaning {
  readonly is: string;
  readonly write: string;
}

/** The meanings of the field codes of databases, and how criteria write them. */
const MEANINGS = {
  title: { is: "the title", write: "Write title(…) around the terms." },
  abstract: { is: "the abstract", write: "Write abstract(…) around the terms." },
  titleAbstract: {
    is: "the title and the abstract",
    write: "Write title-abs(…) around the terms.",
  },
  titleAbstractKeywords: {
    is: "the title, the abstract and the authors' keywords",
    write: "Write title-abs-authkey(…) around the terms.",
  },
  topic: {
    is: "the title, the abstract and all keywords",
    write: "Write title-abs-key(…) around the terms.",
  },
  authorKeywords: {
    is: "the authors' keywords",
    write: "Write author-keywords(…) around the terms; keywords(…) looks in index terms, too.",
  },
  indexTerms: {
    is: "index terms",
    write:
      "Write index-terms(…) around the terms; keywords(…) looks in the authors' keywords, too.",
  },
  addedKeywords: {
    is: "keywords that the database has added",
    write: "slr does not tell them from the authors' keywords: keywords(…) looks in both.",
  },
  everywhere: {
    is: "more fields than a record has here",
    write: "Say which fields you mean: title-abs-key(…), title-abs(…), full-text(…).",
  },
  heading: {
    is: "a subject heading",
    write:
      "Write the whole heading as a regular expression, such as index-terms ~ /^Asthma(\\/|$)/i",
  },
  exploded: {
    is: "a subject heading with all narrower ones",
    write:
      'slr does not know the narrower headings. List those that you mean: keywords("…" OR "…").',
  },
  major: {
    is: "a main subject heading",
    write: "Exports do not say which headings are main ones. keywords(…) looks in all of them.",
  },
  subheading: {
    is: "a subheading",
    write: "slr does not know what belongs to a subheading. keywords(…) looks in all keywords.",
  },
  authors: { is: "the authors", write: 'Write authors("Family G*").' },
  venue: { is: "the journal or book", write: 'Write venue = "The Lancet" or venue(…).' },
  venueShort: {
    is: "the journal, by its abbreviation",
    write: 'slr compares names as the record writes them: venue = "The Lancet".',
  },
  year: { is: "the year", write: "Write year = 2019, year >= 2019 or year in 2010..2019." },
  language: { is: "the language", write: "Write language = en or language in (en, de)." },
  type: { is: "the type of document", write: "Write type = review or type in (article, review)." },
  doi: { is: "the DOI", write: "Write doi = 10.1136/bmj.n71" },
  absent: {
    is: "a field that slr does not search",
    write: "Leave it out, or leave this criterion to reviewers.",
  },
} as const satisfies Record<string, Meaning>;

/** The meaning of a field code in words, and how criteria write it. */
export function meaningOf(name: MeaningName): Meaning {
  return MEANINGS[name];
}

export type MeaningName = keyof typeof MEANINGS;

/** Codes of one database, in lower case. */
export type Codes = Readonly<Record<string, MeaningName>>;

/** Explains a field code by its meaning. */
export function explainCode(whose: string, meaning: MeaningName): Explanation {
  const { is, write } = MEANINGS[meaning];
  return { what: `${whose} (${is})`, hint: write };
}

/** The names of codes for a pattern, the longest first. */
export function alternatives(codes: Codes): string {
  return Object.keys(codes)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((code) => code.replace(/[.+]/g, "\\$&"))
    .join("|");
}

/** The joint meaning of several codes: `.ti,ab.` is the title and the abstract. */
export function together(meanings: readonly MeaningName[]): MeaningName {
  const [first = "absent"] = meanings;
  if (meanings.length === 1) return first;
  const parts = new Set(meanings);
  const rest = meanings.filter(
    (meaning) => !["title", "abstract", "titleAbstract"].includes(meaning),
  );
  if (rest.length === 0) return parts.size > 1 ? "titleAbstract" : first;
  const isKeywords = rest.every((meaning) => meaning === "authorKeywords");
  return isKeywords && parts.size > 1 ? "titleAbstractKeywords" : rest[0]!;
}
