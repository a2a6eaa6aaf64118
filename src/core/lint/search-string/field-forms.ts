import {
  ACM_FIELDS,
  EBSCO_CODES,
  EMBASE_CODES,
  ENGINE_PREFIXES,
  IEEE_FIELDS,
  type MeaningName,
  OVID_CODES,
  PROQUEST_FUNCTIONS,
  PUBMED_TAGS,
  SCOPUS_FUNCTIONS,
  SCOPUS_NAMES,
  WEB_OF_SCIENCE_CODES,
} from "../../criteria/index.ts";
import { ownValue } from "../../records/own-value.ts";

type Groups = Readonly<Record<string, string | undefined>>;

/** How a database writes fields, headings and limits. */
export interface FieldForm {
  /** Sticky. */
  readonly pattern: RegExp;
  readonly kind: "before" | "after" | "whole";
  /** What it looks in; `undefined` where the match is no field after all. */
  read(groups: Groups): readonly MeaningName[] | undefined;
}

type Codes = Readonly<Record<string, MeaningName>>;

const listed = (codes: Codes, text = ""): MeaningName[] =>
  text
    .toLowerCase()
    .split(/,\s?/)
    .map((code) => ownValue(codes, code.trim()) ?? "absent");

const SCOPUS_CODES: Codes = {
  ...SCOPUS_FUNCTIONS,
  ...SCOPUS_NAMES,
  key: "topic",
  srctitle: "venue",
};
const COCHRANE_CODES: Codes = {
  ti: "title",
  ab: "abstract",
  kw: "authorKeywords",
  au: "authors",
  so: "venue",
  pt: "type",
};

const LIMIT_WORDS: readonly (readonly [word: RegExp, meaning: MeaningName])[] = [
  [/\blanguage\b|\benglish\b/i, "language"],
  [/\byr\s*=|\d{4}/i, "year"],
  [/\babstracts?\b/i, "abstract"],
];
const limitsIn = (text = ""): MeaningName[] => {
  const found = LIMIT_WORDS.flatMap(([word, meaning]) => (word.test(text) ? [meaning] : []));
  return found.length === 0 ? ["absent"] : found;
};

/** The forms of each dialect, the longest first. */
const FORMS: Readonly<Record<string, readonly FieldForm[]>> = {
  pubmed: [
    {
      pattern:
        /["“]?\d{4}(?:\/\d{1,2}){0,2}["”]?(?:\s?\[[^\]\n]{1,30}\])?\s?:\s?["“]?\d{4}(?:\/\d{1,2}){0,2}["”]?\s?\[[^\]\n]{1,30}\]/uy,
      kind: "whole",
      read: () => ["year"],
    },
    { pattern: /hasabstract(?!\p{L})/iuy, kind: "whole", read: () => ["abstract"] },
    {
      pattern: /\s?\[(?<tag>[^[\]\n]{1,60})\]/uy,
      kind: "after",
      read: ({ tag = "" }) => listed(PUBMED_TAGS, tag.replace(/:~\d+$/, "")),
    },
  ],
  ovid: [
    {
      pattern: /limit\s+\d{1,3}\s+to\s+(?<what>[^\n]+)/iuy,
      kind: "whole",
      read: ({ what }) => limitsIn(what),
    },
    { pattern: /yr\s*=\s*["“]?\d{4}[^"”)\n]{0,20}["”]?/iuy, kind: "whole", read: () => ["year"] },
    { pattern: /\s?\/freq\s*=\s*\d+/iuy, kind: "after", read: () => [] },
    {
      pattern:
        /(?<exp>exp\s+)?\*?["“']?(?:(?!\s(?:and|or|not|adj\d*)\s)[^()/\n"“”:=.]){1,120}["”']?\/(?:[a-z]{2}(?:,\s?[a-z]{2}){0,9})?(?=[\s)]|$)/iuy,
      kind: "whole",
      read: ({ exp }) => [exp === undefined ? "heading" : "exploded"],
    },
    {
      pattern: new RegExp(
        `\\s?\\.(?<codes>(?:${Object.keys(OVID_CODES).join("|")})(?:,\\s?(?:${Object.keys(OVID_CODES).join("|")})){0,20})(?:\\.(?![\\p{L}\\p{N}])|(?=[\\s)]|$))`,
        "iuy",
      ),
      kind: "after",
      read: ({ codes }) => listed(OVID_CODES, codes),
    },
  ],
  scopus: [
    {
      pattern: /pubyear\s*(?:=|<|>|aft|bef|is)\s*\d+/iuy,
      kind: "whole",
      read: () => ["year"],
    },
    {
      pattern: /(?:limit-to|exclude)\s*\(\s*(?<field>[\p{L}-]+)\s*,[^()]*\)/iuy,
      kind: "whole",
      read: ({ field }) => listed(SCOPUS_CODES, field),
    },
    {
      pattern: /(?<name>\p{L}+(?:-\p{L}+)*)\s*(?=\()/uy,
      kind: "before",
      read: ({ name = "" }) =>
        /^(?:and|or|not)$/i.test(name) ? undefined : listed(SCOPUS_CODES, name),
    },
  ],
  "web-of-science": [
    { pattern: /\d{4}\s?-\s?\d{4}(?!\d)/uy, kind: "whole", read: () => ["year"] },
    {
      pattern: new RegExp(
        `(?<code>${Object.keys(WEB_OF_SCIENCE_CODES).join("|")})\\s?=\\s*`,
        "iuy",
      ),
      kind: "before",
      read: ({ code }) => listed(WEB_OF_SCIENCE_CODES, code),
    },
  ],
  embase: [
    {
      pattern: /\[(?<what>[^[\]\n]{1,60})\]\/(?:lim|py)/iuy,
      kind: "whole",
      read: ({ what }) => limitsIn(what),
    },
    {
      pattern: /\/(?<code>exp\/mj|mj|exp|de|dm|br|syn)(?!\p{L})/iuy,
      kind: "after",
      read: ({ code }) => [code?.toLowerCase() === "exp" ? "exploded" : "heading"],
    },
    {
      pattern: /:(?<codes>[a-z]{2,3}(?:,\s?[a-z]{2,3}){0,20})(?![\p{L}\p{N}])/iuy,
      kind: "after",
      read: ({ codes }) => listed(EMBASE_CODES, codes),
    },
  ],
  cochrane: [
    {
      pattern: /\[mh\s+(?<sign>\^)?[^[\]\n]{1,120}\]/iuy,
      kind: "whole",
      read: ({ sign }) => [sign === undefined ? "exploded" : "heading"],
    },
    {
      pattern: /:(?<codes>[a-z]{2}(?:,\s?[a-z]{2}){0,9})(?![\p{L}\p{N}])/iuy,
      kind: "after",
      read: ({ codes }) => listed(COCHRANE_CODES, codes),
    },
  ],
  ebsco: [
    {
      pattern: /(?:MH|MM|DE)\s+["“(]{1,2}[^"”()\n]{1,120}["”)]{1,2}/uy,
      kind: "whole",
      read: () => ["heading"],
    },
    {
      pattern: new RegExp(
        `(?<code>${Object.keys(EBSCO_CODES).join("|").toUpperCase()})(?:\\s+|(?=[("“]))`,
        "uy",
      ),
      kind: "before",
      read: ({ code }) => listed(EBSCO_CODES, code),
    },
  ],
  proquest: [
    {
      pattern: /(?<name>\p{L}+(?:[.,]\p{L}+)*)(?=\()/uy,
      kind: "before",
      read: ({ name = "" }) => {
        if (/^(?:and|or|not)$/i.test(name)) return undefined;
        return [ownValue(PROQUEST_FUNCTIONS, name.toLowerCase()) ?? "absent"];
      },
    },
  ],
  ieee: [
    {
      pattern: /["“](?<name>[^"“”\n]{1,60})["”]\s?:\s*/uy,
      kind: "before",
      read: ({ name }) => listed(IEEE_FIELDS, name),
    },
  ],
  acm: [
    {
      pattern: /(?<name>\p{L}+(?: \p{L}+)?)\s?:\s*/uy,
      kind: "before",
      read: ({ name }) => listed(ACM_FIELDS, name),
    },
  ],
};

/** arXiv, Lens, OpenAlex and other engines, of which slr knows no more than their prefixes. */
const ENGINES: readonly FieldForm[] = [
  {
    pattern: /(?<name>[\p{L}_.]{1,40}):(?=\S)/uy,
    kind: "before",
    read: ({ name }) => listed(ENGINE_PREFIXES, name),
  },
];

/** The forms of a dialect by its name, or of search engines that slr does not translate. */
export function fieldForms(dialect: string | undefined): readonly FieldForm[] {
  return dialect === undefined ? ENGINES : (FORMS[dialect] ?? []);
}
