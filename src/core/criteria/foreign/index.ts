import { refuse } from "../query.ts";
import { EBSCO } from "./ebsco.ts";
import { EMBASE } from "./embase.ts";
import { ENGINES } from "./engines.ts";
import type { ForeignForm, Found } from "./form.ts";
import { gateOf } from "./gate.ts";
import { maskLiterals } from "./mask.ts";
import { OVID } from "./ovid.ts";
import { PROQUEST } from "./proquest.ts";
import { PROXIMITY } from "./proximity.ts";
import { PUBMED } from "./pubmed.ts";
import { SCOPUS } from "./scopus.ts";
import { SEARCH_HISTORY } from "./search-history.ts";
import { WEB_OF_SCIENCE } from "./web-of-science.ts";

/** Every construct that is recognised. Where two match at one place, the first explains it. */
export const FOREIGN_FORMS: readonly ForeignForm[] = [
  ...SEARCH_HISTORY,
  ...EMBASE,
  ...ENGINES,
  ...PUBMED,
  ...OVID,
  ...WEB_OF_SCIENCE,
  ...SCOPUS,
  ...EBSCO,
  ...PROQUEST,
  ...PROXIMITY,
];

/** The gates of the patterns, made for the first query. */
let gates: readonly RegExp[] | undefined;

/** Characters that gates do not know; the last one stands for what is masked. */
const BEYOND_GATES = /[^\0-\x7f\uE000]/;

/** The neighbouring word is looked for in this many characters on either side. */
const NEIGHBOURHOOD = 60;

/**
 * Refuses a query that holds a field code, a heading, an operator or a line reference of another
 * database, at the first of them. Read as words, they would match nothing, and the criterion would
 * exclude every record or none.
 */
export function refuseForeign(text: string): void {
  const masked = maskLiterals(text);
  let first: { start: number; end: number; message: string; hint: string } | undefined;
  gates ??= FOREIGN_FORMS.map(({ pattern }) => gateOf(pattern));
  const isGated = !BEYOND_GATES.test(masked);
  for (const [at, { pattern, explain }] of FOREIGN_FORMS.entries()) {
    if (isGated && !gates[at]!.test(masked)) continue;
    for (const match of masked.matchAll(pattern)) {
      const [start, end] = placeOf(match);
      if (first !== undefined && start >= first.start) break;
      const explanation = explain(foundAt(text, masked, start, end, match.groups ?? {}));
      if (explanation === undefined) continue;
      const written = text.slice(start, end).trim().replace(/\s+/g, " ");
      first = {
        start,
        end,
        message: `Unexpected \`${written}\`, ${explanation.what}, expected slr's own syntax.`,
        hint: explanation.hint,
      };
      break;
    }
  }
  if (first !== undefined) refuse(first, first.message, first.hint);
}

function placeOf(match: RegExpExecArray): readonly [number, number] {
  const at = match.groups?.at;
  // The group stands where its text first occurs behind the start: patterns put only blanks and
  // names before it.
  const start = match.index + (at === undefined ? 0 : match[0].indexOf(at));
  return [start, start + (at ?? match[0].trimEnd()).length];
}

function foundAt(
  text: string,
  masked: string,
  start: number,
  end: number,
  groups: Found["groups"],
): Found {
  const before = masked.slice(Math.max(0, start - NEIGHBOURHOOD), start);
  const after = masked.slice(end, end + NEIGHBOURHOOD);
  return {
    text: text.slice(start, end),
    groups,
    before: before.trimEnd().split(/[\s(]/u).at(-1)?.toLowerCase() ?? "",
    after: /^\s*([^\s)]+)/u.exec(after)?.[1]?.toLowerCase() ?? "",
  };
}
