import type { Protocol } from "../../protocol/protocol.ts";
import type { SourceKind } from "../../records/model.ts";
import { compareText } from "../../records/problem.ts";
import { withoutAbsent } from "../../records/without-absent.ts";
import type { ScreenedReview } from "../../review/review.ts";

/**
 * A search as PRISMA-S wants it reported: items 1 (database and platform), 2 and 5 (other sources),
 * 8 (strategy as run), 9 (limits), 12 (updates), 13 (dates). An absent value is one that slr.yaml
 * does not say.
 *
 * Source: Rethlefsen ML et al. PRISMA-S. Syst Rev 2021;10:39.
 */
export interface DescribedSearch {
  readonly source: string;
  readonly kind: SourceKind;
  readonly platform?: string;
  readonly coverage?: string;
  readonly searched?: string;
  readonly query?: string;
  readonly limits?: string;
  readonly seeds?: readonly string[];
  /** The hit count that the database showed, as slr.yaml says it. */
  readonly hits?: number;
  /** Entries in the exports of the search. */
  readonly exported: number;
  /** The files of the search. */
  readonly files: readonly string[];
  /** For a library: the sources that its entries count for in the flow, the one with most entries first. */
  readonly holds?: readonly { readonly name: string; readonly entries: number }[];
}

/** Every search of slr.yaml, in its order, and sources of exports that it does not describe. */
export function describedSearches(
  { identified }: Pick<ScreenedReview, "identified">,
  { sources }: Pick<Protocol, "sources">,
): DescribedSearch[] {
  const described = sources.flatMap(({ name, kind, platform, coverage, seeds, searches }) =>
    searches.map(({ searched, query, limits, expected }, round): DescribedSearch => {
      const files = identified.files.filter(
        ({ file }) => file.source?.name === name && (file.round ?? 0) === round,
      );
      return withoutAbsent<DescribedSearch>({
        source: name,
        kind,
        platform,
        coverage,
        searched,
        query,
        limits,
        seeds,
        hits: expected,
        exported: files.reduce((sum, { entries }) => sum + entries, 0),
        files: files.map(({ path }) => path),
        holds: heldSources(name, files),
      });
    }),
  );
  const rest = new Map<string, { kind: SourceKind; exported: number; files: Set<string> }>();
  for (const { file, source, kind } of identified.entries) {
    const { path, file: opened } = identified.files[file]!;
    if (opened.source !== undefined) continue;
    const known = rest.get(source) ?? { kind, exported: 0, files: new Set() };
    known.exported += 1;
    known.files.add(path);
    rest.set(source, known);
  }
  return [
    ...described,
    ...[...rest].map(([source, one]) => ({ source, ...one, files: [...one.files] })),
  ];
}

/** What a library holds; undefined if all entries count for the source itself. */
function heldSources(
  own: string,
  files: ScreenedReview["identified"]["files"],
): DescribedSearch["holds"] {
  const held = new Map<string, number>();
  for (const { name, entries } of files.flatMap(({ sources }) => sources))
    held.set(name, (held.get(name) ?? 0) + entries);
  if ([...held.keys()].every((name) => name === own)) return undefined;
  return [...held]
    .map(([name, entries]) => ({ name, entries }))
    .sort((a, b) => b.entries - a.entries || compareText(a.name, b.name));
}
