export { caretUnder } from "./caret.ts";
export { type Evaluation, evaluateQuery, type WordContext, type WordsInPlace } from "./evaluate.ts";
export { CRITERION_FIELDS } from "./fields/index.ts";
export { EBSCO_CODES } from "./foreign/ebsco.ts";
export { EMBASE_CODES } from "./foreign/embase.ts";
export { ACM_FIELDS, ENGINE_PREFIXES, IEEE_FIELDS } from "./foreign/engines.ts";
export type { MeaningName } from "./foreign/meanings.ts";
export { OVID_CODES } from "./foreign/ovid.ts";
export { PROQUEST_FUNCTIONS } from "./foreign/proquest.ts";
export { PUBMED_TAGS } from "./foreign/pubmed.ts";
export { SCOPUS_FUNCTIONS, SCOPUS_NAMES } from "./foreign/scopus.ts";
export { WEB_OF_SCIENCE_CODES } from "./foreign/web-of-science.ts";
export { CRITERION_FUNCTIONS } from "./functions/index.ts";
export { IndexedSubject } from "./indexed-subject.ts";
export { type NamedTerms, TERM_NAME } from "./named-terms.ts";
export { parseQuery } from "./parser.ts";
export { printQuery } from "./print-query.ts";
export type { ParsedQuery, Query, QueryError } from "./query.ts";
export type { CriterionSubject } from "./subject.ts";
export { CRITERION_SYNTAX } from "./syntax.ts";
export type { Dialect } from "./translate/dialect.ts";
export { historyOf } from "./translate/history.ts";
export {
  DIALECTS,
  dialectNamed,
  dialectOfSource,
  type Translation,
  translate,
  translateToRun,
} from "./translate/index.ts";
export { unlessIndexed } from "./unless-indexed.ts";
export { findMarks, type Mark } from "./words/marks.ts";
export { readable } from "./words/text-index.ts";
export { numbersOf, spellingsOf } from "./words/variants.ts";
