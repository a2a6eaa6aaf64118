import type { DedupeKeys } from "../keys.ts";
import { conference } from "./conference.ts";
import { preprint } from "./preprint.ts";
import { registration } from "./registration.ts";
import type { Treatment } from "./relation.ts";
import { thesis } from "./thesis.ts";
import { translatedTitle } from "./translated-title.ts";
import { translation } from "./translation.ts";
import { update } from "./update.ts";

/** Every relation between reports of one study. If several hold, the first is named. */
export const RELATIONS = [
  registration,
  thesis,
  update,
  preprint,
  conference,
  translation,
  translatedTitle,
] as const;
export type RelationName = (typeof RELATIONS)[number]["name"];

/** What a review does with the reports of each relation: `versions` in slr.yaml. */
export type VersionPolicy = Readonly<Record<RelationName, Treatment>>;

/** PRISMA 2020: only records of the same report are duplicates. */
export const DEFAULT_POLICY = Object.fromEntries(
  RELATIONS.map(({ name, byDefault }) => [name, byDefault]),
) as VersionPolicy; // every name has its entry

/** Two entries are versions of one study, and what the review does with them. */
export interface RelatedVersions {
  readonly name: RelationName;
  readonly words: string;
  readonly treatment: Treatment;
}

/**
 * How two entries that are otherwise alike are related, if they are versions of one study. Of
 * several relations, one that keeps them apart comes first. Symmetric; missing data relates
 * nothing.
 *
 * @param sameReport whether they are records of one report as far as all of their fields tell
 */
export function relationOf(
  a: DedupeKeys,
  b: DedupeKeys,
  policy: VersionPolicy = DEFAULT_POLICY,
  sameReport = false,
): RelatedVersions | undefined {
  let found: RelatedVersions | undefined;
  for (const { name, holds, byPlace } of RELATIONS) {
    if (byPlace && sameReport) continue;
    const words = holds(a, b);
    if (words === undefined) continue;
    if (policy[name] === "separate") return { name, words, treatment: "separate" };
    found ??= { name, words, treatment: "merge" };
  }
  return found;
}
