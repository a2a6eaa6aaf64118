import type { LintRule } from "../../rule.ts";
import { ALIKE, coverOf, WILDCARD } from "../../search-string/term-patterns.ts";

/** Beginnings after which people write a hyphen or nothing. */
const JOINED =
  /^(?:anti|auto|bi|bio|co|counter|cyber|de|e|eco|hyper|inter|intra|macro|meta|micro|multi|neuro|non|over|post|pre|pseudo|psycho|re|self|semi|socio|sub|super|tele|trans|ultra|un|under)$/u;
/** After these the joined form is not written. */
const APART: ReadonlySet<string> = new Set(["self"]);

export const hyphen: LintRule = {
  code: "search/hyphen",
  finds: "a word with a hyphen without its form with a blank, or in one word",
  why: "Whether a hyphen finds the form with a blank differs by database, and none finds the form in one word; missed spellings were in 20.6 % of strategies (Sampson and McGowan 2006).",
  severity: "warning",
  *find(string) {
    const { terms, dialect } = string;
    const isCovered = coverOf(string);
    const written = new Set(terms.map(({ text }) => text.toLowerCase()));
    const seen = new Set<string>();
    for (const { text, start, end } of terms) {
      const lower = text.toLowerCase();
      const found = /(?<=^|\s)(?<first>[\p{L}\p{N}]+)-(?<second>[\p{L}][\p{L}\p{N}]*)/u.exec(lower);
      if (found === null || seen.has(lower)) continue;
      seen.add(lower);
      const { first = "", second = "" } = found.groups ?? {};
      const rest = (middle: string) =>
        `${lower.slice(0, found.index)}${first}${middle}${second}${lower.slice(found.index + found[0].length)}`;
      const isJoined = JOINED.test(first) && !APART.has(first);
      const joined = rest("");
      if (isJoined && !isCovered(joined.split(/[\s-]+/)) && !written.has(joined))
        yield {
          start,
          end,
          message: `\`${text}\` is here without \`${joined}\`.`,
          hint: `Add \`${joined}\` with OR: a hyphen finds no word written together.`,
        };
      else if (
        dialect !== undefined &&
        !ALIKE.has(dialect.name) &&
        !WILDCARD.test(found[0]) &&
        !written.has(rest(" "))
      )
        yield {
          start,
          end,
          message: `\`${text}\` is here without \`${rest(" ")}\`, and no source says that ${dialect.title} finds both.`,
          hint: `Add "${rest(" ")}" with OR.`,
        };
    }
  },
};
