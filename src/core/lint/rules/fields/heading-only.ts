import type { MeaningName } from "../../../criteria/index.ts";
import type { LintRule } from "../../rule.ts";
import { meaningsOf } from "../../search-string/linted-string.ts";

/** Databases with a thesaurus. */
const INDEXED: ReadonlySet<string> = new Set(["pubmed", "ovid", "embase", "cochrane", "ebsco"]);
const HEADINGS: ReadonlySet<MeaningName> = new Set(["heading", "exploded", "major", "subheading"]);
/** A string with fewer terms is a part of a search. */
const WHOLE = 6;

export const headingOnly: LintRule = {
  code: "search/heading-or-words-only",
  finds: "subject headings without words of the text, or words without any heading",
  why: "Records that are not indexed yet have no headings, and others do not use your words; missed headings were in 44.4 % of strategies (Sampson and McGowan 2006).",
  severity: "warning",
  *find({ levels, terms, dialect, text }) {
    if (dialect === undefined || !INDEXED.has(dialect.name)) return;
    const headings = levels
      .flatMap(({ operands }) => operands)
      .filter((one) => one.kind === "whole" && meaningsOf(one).some((name) => HEADINGS.has(name)));
    const [first] = headings;
    if (first !== undefined && terms.length === 0)
      yield {
        start: first.start,
        end: first.end,
        message: "Only subject headings are looked for; records without them are not found.",
        hint: "Add words of the title and abstract with OR.",
      };
    if (first === undefined && terms.length >= WHOLE && !/\[tw\]|\.mp\./i.test(text))
      yield {
        start: 0,
        end: Math.min(text.length, terms[0]!.end),
        message: `No subject heading is looked for, although ${dialect.title} has a thesaurus.`,
        hint: "Add the headings of each concept with OR, or say why there are none.",
      };
  },
};
