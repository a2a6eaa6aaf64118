import type { LintContext, LintRule } from "../../rule.ts";
import { type LintedString, meaningsOf, type Operand } from "../../search-string/linted-string.ts";

const LIMITS = [
  {
    meaning: "year",
    noun: "date",
    named: /\b(?:19|20)\d\d\b|\byears?\b|\bdates?\b|published|publication period/i,
    said: /\b(?:19|20)\d\d\b|\byears?\b|\bdate\b/i,
    field: "year",
  },
  {
    meaning: "language",
    noun: "language",
    named:
      /\blanguages?\b|\benglish\b|\bgerman\b|\bfrench\b|\bspanish\b|\bchinese\b|\bportuguese\b|\bhungarian\b/i,
    said: /\blanguages?\b|\benglish\b|\bgerman\b|\bfrench\b|\bspanish\b|\bchinese\b|\bportuguese\b|\bhungarian\b/i,
    field: "language",
  },
] as const;

export const limitNotInProtocol: LintRule = {
  code: "search/limit-not-in-protocol",
  finds: "a date or language limit that no criterion of the protocol names",
  why: "A limit of the search excludes reports that no criterion excludes; language limits were a mistake in 3 of 70 Cochrane reviews (Franco 2018), and PRISMA-S item 9 asks for the reason.",
  severity: "warning",
  *find(string, { protocol, limits }) {
    if (protocol === undefined) return;
    for (const { meaning, noun, named, said, field } of LIMITS) {
      if (isNamed(protocol, named, field)) continue;
      const [place] = operandsOf(string).filter((one) => meaningsOf(one).includes(meaning));
      if (place === undefined && !said.test(limits ?? "")) continue;
      const { start, end } = place ?? { start: 0, end: string.text.trimEnd().length };
      yield {
        start,
        end,
        message:
          place === undefined
            ? `\`limits\` beside the string limits the ${noun}, and no criterion names one.`
            : `This limits the ${noun}, and no criterion of slr.yaml names one.`,
        hint: "Add the criterion, so that the limit is reported, or search without it.",
      };
    }
  },
};

/** Operands that are no parentheses. */
function operandsOf({ levels }: LintedString): Operand[] {
  return levels.flatMap(({ operands }) => operands.filter(({ kind }) => kind !== "level"));
}

function isNamed(
  { criteria, question, title }: NonNullable<LintContext["protocol"]>,
  named: RegExp,
  field: string,
): boolean {
  return (
    criteria.some(
      ({ text, reason, query }) =>
        named.test(text) || named.test(reason ?? "") || query?.fields.includes(field) === true,
    ) || named.test(`${title} ${question}`)
  );
}
