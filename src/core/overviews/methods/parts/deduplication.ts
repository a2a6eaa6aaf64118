import { compareText } from "../../../records/problem.ts";
import { formatCount, plural } from "../../../records/text/plural.ts";
import { type ListedEntry, listedEntries } from "../../listed-entries.ts";
import { countedBefore } from "../../selection.ts";
import { type DescribedMethods, type MethodsPart, paragraphOf, stated } from "../methods-part.ts";
import { listed, type Sentence, say } from "../sentence.ts";

/** Rules under which a link is not slr's own finding. */
const BY_PEOPLE = "people: same";
const BY_LEDGER = "ledger of duplicates";
/** How many kinds of evidence the text names. */
const NAMED = 3;

/** How entries that are one record were found. */
export const deduplicationPart: MethodsPart = {
  heading: "Deduplication",
  says: "how many entries were duplicates; how many of them slr, a table kept elsewhere and reviewers found, with the most frequent evidence; pairs that reviewers settled or that are open; versions of one study that stay apart",
  items: "PRISMA-S 16; PRISMA 2020 item 16a (duplicates)",
  leaves: "how duplicates in tables kept elsewhere were found",
  write: (methods) =>
    paragraphOf([...foundSentences(methods), ...pairSentences(methods), ...versions(methods)]),
};

function foundSentences(methods: DescribedMethods): Sentence[] {
  const { review, version, protocol } = methods;
  const entries = listedEntries(review);
  const before = protocol.sources.filter(({ unique }) => unique === true);
  const removed = entries.filter(({ box }) => box === "duplicate");
  const by = (rule: string) => removed.filter(({ reason }) => reason === rule).length;
  const [byPeople, byLedger] = [by(BY_PEOPLE), by(BY_LEDGER)];
  const own = removed.length - byPeople - byLedger;
  const tables = protocol.ledgers.map(({ file }) => (typeof file === "string" ? file : file.file));
  return [
    ...(before.length === 0
      ? []
      : [
          say`${listed(before.map(({ name }) => name))} ${before.length === 1 ? "was" : "were"} deduplicated before, so slr merged none of ${before.length === 1 ? "its" : "their"} entries.`,
        ]),
    say`Of ${plural(entries.length, "entry")} ${countedBefore(review).size > 0 ? "that are new in this version" : "in the exports"}, ${removed.length} ${removed.length === 1 ? "was a duplicate" : "were duplicates"} of another.`,
    ...(own === 0
      ? []
      : [
          say`slr ${version} joined ${own} of them by comparing identifiers, titles, authors, years and other fields; the most frequent evidence was ${listed(evidence(removed))}.`,
        ]),
    ...(byLedger === 0
      ? []
      : [say`The table ${listed(tables)} of the review names ${byLedger} of them.`]),
    ...(byPeople === 0 ? [] : [say`Reviewers found ${byPeople} of them.`]),
    ...(byLedger > 0 || before.length > 0 ? [stated(methods, "duplicates")] : []),
  ];
}

function evidence(removed: readonly ListedEntry[]): string[] {
  const counts = new Map<string, number>();
  for (const { reason } of removed)
    if (reason !== BY_PEOPLE && reason !== BY_LEDGER)
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || compareText(a, b))
    .slice(0, NAMED)
    .map(([rule, n]) => `“${rule}” (${formatCount(n)})`);
}

function pairSentences({ review }: DescribedMethods): Sentence[] {
  const { pairs } = review.found.input;
  const said = (verdict: string) => pairs.filter((pair) => pair.verdict === verdict).length;
  const [same, different] = [said("same"), said("different")];
  const open = review.results.possibleDuplicates.length;
  return [
    ...(same + different === 0
      ? []
      : [
          say`Reviewers decided ${plural(same + different, "pair")} of records: ${same} the same, ${different} different.`,
        ]),
    ...(open === 0
      ? []
      : [
          say`${plural(open, "pair")} of records that may be duplicates ${open === 1 ? "has" : "have"} not been decided.`,
        ]),
  ];
}

function versions({ review }: DescribedMethods): Sentence[] {
  const linked = review.results.linkedVersions.length;
  return linked === 0
    ? []
    : [
        say`${plural(linked, "pair")} of versions of one study, such as a preprint and its article, ${linked === 1 ? "was" : "were"} kept as separate reports.`,
      ];
}
