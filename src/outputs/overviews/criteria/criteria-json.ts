import { printQuery } from "../../../core/criteria/index.ts";
import type { ChangedOutcome } from "../../../core/overviews/criteria/changes.ts";
import type { CriteriaOverview } from "./criteria-text.ts";

/** The same as the text, for programs, with every record that differs. */
export function criteriaJson({ criteria, coverage, examples, titleOf }: CriteriaOverview): string {
  const covered = new Map(coverage.criteria.map((one) => [one.id, one]));
  const withTitles = (records: readonly string[]) =>
    records.map((record) => ({ record, title: titleOf(record) }));
  return JSON.stringify(
    {
      criteria: criteria.map(({ id, text, stage, effect, queryText, query, dialect }) => {
        const of = covered.get(id);
        return {
          id,
          text,
          stage,
          ...(effect !== undefined && { effect, query: queryText }),
          ...(dialect !== undefined && { dialect }),
          ...(query !== undefined && { read_as: printQuery(query) }),
          ...(of !== undefined && {
            judged: of.judged,
            excluded: of.excluded.length,
            unknown: of.unknown,
            alone: of.alone,
            first: of.first,
            people: {
              both_exclude: of.people.bothExclude,
              both_pass: of.people.bothPass,
              only_rule: withTitles(of.people.onlyRule),
              only_people: withTitles(of.people.onlyPeople),
            },
          }),
          examples: examples
            .filter(({ criterion }) => criterion === id)
            .map(({ example, line, mustMatch, outcome, isAsExpected }) => ({
              example,
              line,
              must_match: mustMatch,
              outcome,
              as_expected: isAsExpected,
            })),
        };
      }),
      overlaps: coverage.overlaps.map(({ ids, records }) => ({ criteria: ids, records })),
    },
    undefined,
    2,
  );
}

export function changesJson(changes: readonly ChangedOutcome[], against: string): string {
  return JSON.stringify(
    {
      against,
      changes: changes.map(({ record, title, before, after, isIncluded, isReasonOnly }) => ({
        record,
        title,
        before,
        after,
        included: isIncluded,
        reason_only: isReasonOnly,
      })),
    },
    undefined,
    2,
  );
}
