import type { ClassCounts, StudyCount } from "../../../core/overviews/taxonomy/class-counts.ts";
import type { CodedReview } from "../../../core/overviews/taxonomy/code-studies.ts";

/** The coded studies, their counts and the agreement of coders, for programs. */
export function taxonomyJson(coded: CodedReview, counts: ClassCounts): string {
  const { classes } = coded;
  const count = ({ total, byYear, noYear }: StudyCount) => ({
    studies: total,
    by_year: Object.fromEntries(counts.years.map((year, at) => [String(year), byYear[at]])),
    no_year: noYear,
  });
  const idOf = (at: number | undefined) => (at === undefined ? null : classes[at]!.id);
  const value = {
    title: coded.title,
    within: idOf(counts.within),
    coders: coded.coders,
    classes: counts.classes.map((one) => ({
      class: idOf(one.at),
      parent: idOf(classes[one.at]!.parent),
      text: classes[one.at]!.text,
      ...count(one),
      unknown: one.unknown,
      conflict: one.conflict,
    })),
    in_no_class: count(counts.none),
    uncoded: count(counts.uncoded),
    all: count(counts.studies),
    side_by_side: counts.siblings.map(({ parent, inOne, inSeveral, inNone, ...rest }) => ({
      parent: idOf(parent),
      studies: rest.studies,
      in_one: inOne,
      in_several: inSeveral,
      in_none: inNone,
      uncoded: rest.uncoded,
      sum: rest.sum,
    })),
    studies: coded.studies.map(({ study, reports, title, year, doi, codes }) => ({
      study,
      records: reports,
      title,
      year: year ?? null,
      doi,
      codes: Object.fromEntries(
        counts.classes.map(({ at }) => {
          const { code, by, coders, words } = codes[at]!;
          return [classes[at]!.id, { code, by, coders, words }];
        }),
      ),
    })),
    agreement: coded.agreement.map(({ at, pairs, alpha }) => ({
      class: idOf(at),
      pairs: pairs.map(({ first, second, figures, unclear }) => ({
        first,
        second,
        studies: figures.records,
        table: figures.table,
        observed: figures.observed ?? null,
        kappa: figures.kappa?.kappa ?? null,
        interval: figures.kappa?.interval ?? null,
        unclear,
      })),
      alpha: alpha?.alpha ?? null,
    })),
  };
  return JSON.stringify(value, null, 2);
}
