export { caretUnder } from "./caret.ts";
export { type Evaluation, evaluateQuery, type WordsInPlace } from "./evaluate.ts";
export { CRITERION_FIELDS } from "./fields.ts";
export { CRITERION_FUNCTIONS } from "./functions/index.ts";
export { findMarks, type Mark } from "./marks.ts";
export { type NamedTerms, TERM_NAME } from "./named-terms.ts";
export { parseQuery } from "./parser.ts";
export type { ParsedQuery, Query, QueryError } from "./query.ts";
export type { CriterionSubject } from "./subject.ts";
export { CRITERION_SYNTAX } from "./syntax.ts";
export { readable } from "./text-index.ts";
export {
  DIALECTS,
  dialectNamed,
  dialectOfSource,
  type Translation,
  translate,
} from "./translate/index.ts";
