export { caretUnder } from "./caret.ts";
export { type Evaluation, evaluateQuery, type WordContext, type WordsInPlace } from "./evaluate.ts";
export { CRITERION_FIELDS } from "./fields/index.ts";
export { CRITERION_FUNCTIONS } from "./functions/index.ts";
export { IndexedSubject } from "./indexed-subject.ts";
export { type NamedTerms, TERM_NAME } from "./named-terms.ts";
export { parseQuery } from "./parser.ts";
export { printQuery } from "./print-query.ts";
export type { ParsedQuery, Query, QueryError } from "./query.ts";
export type { CriterionSubject } from "./subject.ts";
export { CRITERION_SYNTAX } from "./syntax.ts";
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
