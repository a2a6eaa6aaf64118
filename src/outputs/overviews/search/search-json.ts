import type { SearchOverview } from "../../../core/overviews/search/search-overview.ts";
import type { Interval } from "../../../core/statistics/exact-interval.ts";
import type { SearchPart } from "./search-tables.ts";

/** What the searches found and missed, as JSON. */
export function searchJson(overview: SearchOverview, parts: readonly SearchPart[]): string {
  const { overlap, strings, recall, missed, terms, searches } = overview;
  const all: Readonly<Record<SearchPart, object>> = {
    overlap: {
      sources: overlap.sources.map(({ includedAlone, ...source }) => ({
        ...source,
        included_alone: includedAlone,
      })),
      combinations: overlap.combinations,
    },
    recall: {
      strings: strings.map(({ name, line, database, refused, headings, fields, ...counts }) => ({
        string: name,
        line,
        database: database ?? null,
        refused: refused?.message ?? null,
        headings,
        fields,
        matches: counts.matches,
        unknown: counts.unknown,
        returned: counts.returned,
        returned_matches: counts.returnedMatches,
      })),
      recall: recall.map(({ set, bySource, byString }) => ({
        of: set.name,
        reports: set.members.length,
        seeds_left_out: set.seeds,
        by_source: bySource.map(({ interval, ...one }) => ({
          ...one,
          ...shareOf(one.found, one.of, interval),
        })),
        by_string: byString.map(({ share, returnedOnly, ...one }) => ({
          ...one,
          returned_only: returnedOnly,
          recall: share === undefined ? null : [share.least, share.most].map(rounded),
          interval: share?.interval.map(rounded) ?? null,
        })),
      })),
    },
    missed: { missed: missed ?? null },
    terms: {
      terms: terms.map(({ costs, ...term }) => ({
        ...term,
        gains: costs.map((cost, at) => ({ string: strings[at]!.name, ...cost })),
      })),
    },
    sources: { searches },
  };
  return JSON.stringify(Object.assign({}, ...parts.map((part) => all[part])), null, 2);
}

function shareOf(found: number, of: number, interval: Interval | undefined) {
  return interval === undefined
    ? { recall: null, interval: null }
    : { recall: rounded(found / of), interval: interval.map(rounded) };
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}
