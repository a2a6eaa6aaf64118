import type { Dialect } from "../../../criteria/index.ts";
import type { LintRule } from "../../rule.ts";
import type { LintedString, Term } from "../../search-string/linted-string.ts";

export const unknownWildcard: LintRule = {
  code: "search/unknown-wildcard",
  finds: "a wildcard that the platform does not know, or not at this place",
  why: "A sign that stands for letters elsewhere is dropped or taken literally here, in silence, and the other spellings are lost; spelling variants were missed in 20.6 % of strategies (Sampson and McGowan 2006).",
  severity: "error",
  *find(string) {
    const { dialect, terms } = string;
    if (dialect === undefined) return;
    for (const term of terms) {
      const fault = faultOf(term, dialect, string);
      if (fault === undefined) continue;
      const { start, end } = term;
      yield { start, end, ...fault };
    }
  },
};

/** Characters that are a wildcard in some database. */
const SIGN = /[*?#$]/gu;

function faultOf(
  { text, isQuoted }: Term,
  { name, title, wildcards, wildcardsInQuotes }: Dialect,
  { text: whole }: LintedString,
): { readonly message: string; readonly hint: string } | undefined {
  const known = Object.keys(wildcards).map((sign) => sign[0]);
  // A sign between blanks, or behind a letter as in C#, is part of the term.
  const signs = [...text.matchAll(SIGN)].filter(
    ({ index, 0: sign }) =>
      /[\p{L}\p{N}]/u.test(text[index - 1] ?? text[index + 1] ?? "") &&
      !(sign === "#" && /^[A-Z]#/.test(text.slice(index - 1))),
  );
  const [unknown] = signs.filter(({ 0: sign }) => !known.includes(sign));
  if (unknown !== undefined)
    return {
      message: `\`${unknown[0]}\` in \`${text}\` is no wildcard in ${title}.`,
      hint: `${title} knows ${known.length === 0 ? "none" : [...new Set(known)].map((sign) => `\`${sign}\``).join(", ")}. Write the spellings with OR.`,
    };
  if (isQuoted && !wildcardsInQuotes && signs.length > 0)
    return {
      message: `In ${title} wildcards do not work inside of quotes: \`"${text}"\`.`,
      hint: "Join the words with NEXT: heart NEXT attack*.",
    };
  const leads = /(?:^|\s)[*?#$](?=[\p{L}\p{N}])/u.test(text);
  if (leads && ["ovid", "ebsco", "pubmed"].includes(name))
    return {
      message: `${title} takes no wildcard at the beginning of a word: \`${text}\`.`,
      hint: "Write the words that you mean.",
    };
  if (name === "pubmed" && /\*[\p{L}\p{N}]/u.test(text))
    return {
      message: `PubMed truncates at the end of a word only: \`${text}\`.`,
      hint: "Write the spellings with OR.",
    };
  if (name === "ebsco" && /\?(?:\s|$)/u.test(text) && whole.includes(text))
    return {
      message: `EBSCOhost drops a \`?\` at the end of a word: \`${text}\`.`,
      hint: "Write `#` for no letter or one, or `*`.",
    };
  return undefined;
}
