export { caretUnder } from "./caret.ts";
export { type Evaluation, evaluateQuery } from "./evaluate.ts";
export { CRITERION_FIELDS } from "./fields.ts";
export { CRITERION_FUNCTIONS } from "./functions/index.ts";
export { parseQuery } from "./parser.ts";
export type { Query, QueryError } from "./query.ts";
export type { CriterionSubject } from "./subject.ts";
export { CRITERION_SYNTAX } from "./syntax.ts";
