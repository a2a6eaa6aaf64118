import type { Explanation } from "./form.ts";

/** Terms with a sign that are not syntax of any database. */
const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...[
    "tcp/ip",
    "hiv/aids",
    "and/or",
    "either/or",
    "he/she",
    "she/he",
    "his/her",
    "him/her",
    "s/he",
  ],
  ...["n/a", "km/h", "mg/kg", "mg/dl", "24/7", "vs."],
]);

/** Forms that only terms have. */
const KNOWN_FORMS: readonly RegExp[] = [
  // Two abbreviations: HIV/AIDS, I/O.
  /^[\p{Lu}\p{N}]{1,12}(?:\/[\p{Lu}\p{N}]{1,12}){1,3}s?$/u,
  // A ratio of two elements: C:N, Na:K.
  /^\p{Lu}\p{Ll}?(?::\p{Lu}\p{Ll}?){1,3}$/u,
  // R&D, AT&T.
  /^\p{Lu}{1,2}&\p{Lu}{1,2}$/u,
  // U.S.A., e.g., E.coli.
  /^(?:\p{L}\.){1,6}\p{L}?$/u,
  /^\p{Lu}\.\p{Ll}{3,40}$/u,
  // C#.
  /^\p{Lu}#$/u,
];

const HISTORY = "A number alone is a line of a search history in most databases.";

/** The meaning of a sign in other databases, and how criteria write it. */
const SIGNS: Readonly<Record<string, string>> = {
  $: "`$` is a wildcard of Ovid (any ending) and of Web of Science and Embase (one letter or none). Any ending is `*` here; one letter or none is an OR: (nurse OR nurse?).",
  "#": "`#` is a wildcard of Ovid (exactly one letter, `?` here) and of EBSCOhost (one letter or none: (color OR colo?r) here).",
  "&": "Between terms write AND.",
  "|": "Between terms write OR.",
  "^": "`^` is a sign of search engines and of Cochrane, and means nothing here.",
  "%": "`%` is a wildcard of some library catalogues and a sign of web addresses, and means nothing here. Any ending is `*`.",
  ":": "`:` is a field code or a range of other databases, and a wildcard of Ovid. Fields are functions here, title(…); ranges are comparisons, year in 2010..2019; any ending is `*`.",
  "/": "`/` belongs to a heading, a date or a line in other databases. Alternatives are an OR here: (a OR b).",
  ".": "`.` belongs to a field code in Ovid and to a number. Fields are functions here: title(…).",
};

/** Signs that may be part of a term, so that putting the term in quotes keeps its meaning. */
const PART_OF_TERMS = /^[./&]$/;

/** Subheadings as Embase and PubMed write them after a heading. */
const SUBHEADINGS: ReadonlySet<string> = new Set([
  ...["therapy", "diagnosis", "etiology", "aetiology", "epidemiology", "prevention", "surgery"],
  ...["complications", "complication", "rehabilitation", "genetics", "mortality", "psychology"],
  ...["pathology", "physiopathology", "metabolism", "pharmacology", "toxicity", "nursing"],
  ...["economics", "history", "methods", "education", "standards", "trends", "statistics"],
  ...["radiotherapy", "immunology", "blood", "urine", "chemistry", "analysis", "classification"],
]);

/**
 * Explains why an unquoted word with signs, or a number, is refused. It could be syntax of another
 * database, so the user must say what it is.
 */
export function explainSigns(word: string): Explanation | undefined {
  if (
    KNOWN_WORDS.has(word.toLowerCase().replace(/[*?]/g, "")) ||
    KNOWN_FORMS.some((form) => form.test(word))
  )
    return undefined;
  if (/^[-+‐‑–—−]/u.test(word)) {
    const isMinus = !word.startsWith("+");
    return {
      what: `a word with a leading \`${[...word][0]}\`, as search engines ${isMinus ? "exclude" : "demand"} it`,
      hint: isMinus ? "Write NOT before a term to exclude it." : "Write AND between terms.",
    };
  }
  if (/^[\p{Nd}.,\p{Pd}:/]+$/u.test(word)) {
    const range = /^(\d{4})[-–:/](\d{4})$/.exec(word);
    if (/^\d{4}\/\d{1,2}/.test(word))
      return {
        what: "a date that stands where a term must be",
        hint: "Records have years only: year in 2019..2020.",
      };
    return {
      what: "a number that stands where a term must be",
      hint:
        range !== null
          ? `For years write year in ${range[1]}..${range[2]}. For the words themselves write "${word}".`
          : /^\d{4}$/.test(word)
            ? `For a year write year = ${word}. For the number itself write "${word}".`
            : `${HISTORY} For the number itself write "${word}".`,
    };
  }
  if (/[*?]\d{1,3}$/u.test(word))
    return {
      what: "a wildcard with a number, as Ovid writes it",
      hint: "slr's `*` stands for any number of letters. At most one more letter is an OR: (nurse OR nurse?).",
    };
  const sign = /[$#&|^%:/.]/u.exec(word)?.[0];
  if (sign === undefined) return undefined;
  const [, subheading = ""] = /^[\p{L}-]+\/(\p{L}+)$/u.exec(word) ?? [];
  if (SUBHEADINGS.has(subheading.toLowerCase()))
    return {
      what: "a heading with a subheading of Embase or PubMed",
      hint: "slr does not know what belongs to a subheading. keywords(…) looks in all keywords.",
    };
  const quoting = PART_OF_TERMS.test(sign)
    ? ` If the sign is part of the term, put it in quotes: "${word}".`
    : "";
  return {
    what: `a word with \`${sign}\`, which is syntax in other databases`,
    hint: `${SIGNS[sign] ?? ""}${quoting}`.trim(),
  };
}

/**
 * Explains operators and brackets inside quotes, where they would be read as words or as blanks.
 */
export function explainQuoted(
  phrase: string,
): (Explanation & { readonly start: number; readonly end: number }) | undefined {
  const place = (match: RegExpExecArray) => ({
    start: match.index,
    end: match.index + match[0].length,
  });
  const operator =
    /(?<=\S\s)(?:AND|OR|NOT|NEXT|ADJ\d{0,2})(?=\s\S)|^NOT(?=\s)/u.exec(phrase) ??
    /(?<=\s)(?:adj\d{1,2}|(?:near|pre|onear|next|[wnp])\/\d{1,3})(?=\s)/iu.exec(phrase);
  if (operator !== null)
    return {
      ...place(operator),
      what: "an operator inside quotes, where it would be searched as a word",
      hint: "Put quotes around each phrase only, and operators between them. Write a word that is not an operator in lower case.",
    };
  const bracket = /[()[\]{}]/u.exec(phrase);
  if (bracket !== null)
    return {
      ...place(bracket),
      what: "a bracket inside quotes, where it is not searched",
      hint: "Put brackets and field codes outside the quotes. If the bracket is part of the term, write a blank in its place: brackets count as blanks.",
    };
  const heading = /^\s*exp\s.{1,200}\/\s*$/iu.exec(phrase);
  return heading === null
    ? undefined
    : {
        ...place(heading),
        what: "a heading of Ovid in quotes, where it would be words to look for",
        hint: 'slr does not know narrower headings. List them: keywords("…" OR "…").',
      };
}
