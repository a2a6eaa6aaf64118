import { type CriterionSubject, evaluateQuery, IndexedSubject } from "../../criteria/index.ts";
import type { Criterion, CriterionExample, ExampleRecord } from "../../protocol/protocol.ts";
import { findDoi } from "../../records/identifiers/doi.ts";
import type { BibRecord, RecordKey } from "../../records/model.ts";
import { normalizeLanguage, normalizeTitle } from "../../records/normalize.ts";
import { withoutAbsent } from "../../records/without-absent.ts";
import type { ScreenedReview } from "../../review/review.ts";

/** How an example of a criterion came out. */
export interface TestedExample {
  readonly criterion: string;
  /** The example as slr.yaml writes it. */
  readonly example: string;
  readonly line: number;
  readonly mustMatch: boolean;
  /** What the query says of it; `absent` where no record has this DOI. */
  readonly outcome: "match" | "no-match" | "unknown" | "absent";
  readonly isAsExpected: boolean;
  /** The words that matched. */
  readonly words: readonly string[];
}

/**
 * Tests the examples of all criteria. A title that no record has is tried as a record that has this
 * title and nothing else. An example that must not match is as expected where the query is unknown,
 * too: unknown never excludes.
 */
export async function testExamples(
  review: Pick<ScreenedReview, "find" | "read" | "results">,
  criteria: readonly Criterion[],
): Promise<TestedExample[]> {
  const tested = criteria.flatMap((criterion) =>
    (criterion.examples ?? []).map((example) => ({ criterion, example })),
  );
  if (tested.length === 0) return [];
  const byTitle = new Map<string, RecordKey>();
  for (const { key, summary } of review.results.records)
    byTitle.set(normalizeTitle(summary.title), key);
  const keyOf = ({ of }: CriterionExample): RecordKey | undefined =>
    typeof of !== "string"
      ? undefined
      : (review.find(referenceOf(of)) ?? byTitle.get(normalizeTitle(of)));
  const subjects = new Map<RecordKey, CriterionSubject>();
  const wanted = tested.flatMap(({ example }) => keyOf(example) ?? []);
  for await (const { key, subject } of review.read(wanted)) subjects.set(key, subject);

  return tested.flatMap(({ criterion, example }): TestedExample[] => {
    const { of, mustMatch, line } = example;
    const { id, query } = criterion;
    if (query === undefined) return [];
    const known = subjects.get(keyOf(example) ?? "");
    const subject = known ?? madeUp(of);
    const said = { criterion: id, example: wordsOf(of), line, mustMatch };
    if (subject === undefined)
      return [{ ...said, outcome: "absent", isAsExpected: false, words: [] }];
    const { truth, words } = evaluateQuery(query, new IndexedSubject(subject));
    const outcome = { true: "match", false: "no-match", unknown: "unknown" } as const;
    const isAsExpected = mustMatch ? truth === "true" : truth !== "true";
    return [{ ...said, outcome: outcome[truth], isAsExpected, words }];
  });
}

function referenceOf(text: string): string {
  const doi = /^(?:doi:|https?:|10\.\d)/i.test(text) ? findDoi(text) : undefined;
  return doi === undefined ? text : `doi:${doi}`;
}

function wordsOf(of: string | ExampleRecord): string {
  return typeof of === "string" ? of : of.title;
}

/** A record with the fields of the example; none for a DOI that no record has. */
function madeUp(of: string | ExampleRecord): CriterionSubject | undefined {
  const empty = { authors: [], issn: [], keywords: [], mesh: [], original: [] };
  if (typeof of === "string")
    return referenceOf(of).startsWith("doi:") ? undefined : { record: { ...empty, title: of } };
  const { title, abstract, keywords = [], year, language, type, venue } = of;
  const said = { abstract, year, type, venue, language: language && normalizeLanguage(language) };
  return {
    record: { ...empty, title, keywords, ...withoutAbsent<Partial<BibRecord>>(said as never) },
  };
}
