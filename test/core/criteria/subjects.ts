import {
  type CriterionSubject,
  type Evaluation,
  evaluateQuery,
  IndexedSubject,
  parseQuery,
  type Query,
  type QueryError,
} from "../../../src/core/criteria/index.ts";
import type { BibRecord } from "../../../src/core/records/model.ts";

/** A record with the given fields and no others. */
export function record(fields: Partial<BibRecord> = {}): BibRecord {
  return { authors: [], issn: [], keywords: [], mesh: [], original: [], ...fields };
}

/** A record with a title and an abstract, so that nothing looked for in them is unknown. */
export function about(title: string, fields: Partial<BibRecord> = {}): BibRecord {
  return record({ title, abstract: "Nothing of note.", ...fields });
}

export function parsed(text: string): Query {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.query;
}

export function errorOf(text: string): QueryError {
  const result = parseQuery(text);
  if (result.ok) throw new Error(`${text} is a valid query`);
  return result.error;
}

export function judge(
  text: string,
  fields: BibRecord,
  more: Omit<CriterionSubject, "record"> = {},
): Evaluation {
  return evaluateQuery(parsed(text), new IndexedSubject({ record: fields, ...more }));
}

export function truth(
  text: string,
  fields: BibRecord,
  more: Omit<CriterionSubject, "record"> = {},
): string {
  return judge(text, fields, more).truth;
}
