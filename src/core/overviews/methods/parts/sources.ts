import type { SourceKind } from "../../../records/model.ts";
import { formatCount, plural } from "../../../records/text/plural.ts";
import { type DescribedSearch, describedSearches } from "../../search/described-searches.ts";
import { type DescribedMethods, type MethodsPart, paragraphOf, stated } from "../methods-part.ts";
import {
  dayInWords,
  inWords,
  listed,
  type Piece,
  type Sentence,
  say,
  several,
} from "../sentence.ts";

/** Where records were identified, when, and how many there were. */
export const sourcesPart: MethodsPart = {
  heading: "Information sources",
  says: "each database, register, website, organisation and citation search with its platform, coverage, dates and number of records; hits that were not exported",
  items: "PRISMA 2020 item 6; PRISMA-S 1, 3, 4, 5, 12, 13, 15",
  leaves:
    "platform, date of a search, seeds of a citation search; contacts and other methods (PRISMA-S 6, 7)",
  write(methods) {
    const { review, protocol } = methods;
    const all = describedSearches(review, protocol);
    // A library is no database: the flow counts its entries for the databases that they name.
    const libraries = new Set(all.flatMap(({ source, holds }) => (holds ? [source] : [])));
    const searches = all.filter(({ source }) => !libraries.has(source));
    const { previous_studies: studies, previous_reports: reports } = review.results.flow;
    return paragraphOf([
      ...(studies > 0 || reports > 0
        ? [
            say`This is an update of a review of ${plural(studies, "study")} in ${plural(reports, "report")}.`,
          ]
        : []),
      ...KINDS.flatMap((kind) =>
        sentencesOf(
          kind,
          searches.filter((search) => search.kind === kind),
        ),
      ),
      ...librarySentences(all.filter(({ source }) => libraries.has(source))),
      ...notExported(all),
      stated(methods, "contacts"),
    ]);
  },
};

const KINDS: readonly SourceKind[] = [
  "database",
  "register",
  "website",
  "organisation",
  "citation-searching",
];

function sentencesOf(kind: SourceKind, searches: readonly DescribedSearch[]): Sentence[] {
  if (searches.length === 0) return [];
  const items = itemsOf(searches);
  const many = items.length;
  const opening: Readonly<Record<SourceKind, string>> = {
    database: `Records were identified in ${several(many, "database")}`,
    register: `Records were identified in ${several(many, "register")}`,
    website: `Records were identified on ${several(many, "website")}`,
    organisation: `Records were identified through ${several(many, "organisation")}`,
    "citation-searching": "Records were identified by citation searching",
  };
  return [say`${opening[kind]}: ${listed(items, "; ")}.`];
}

function librarySentences(searches: readonly DescribedSearch[]): Sentence[] {
  if (searches.length === 0) return [];
  const items = itemsOf(searches);
  const many = items.length === 1 ? "a library" : `${inWords(items.length)} libraries`;
  return [
    say`Records of several databases came in ${many}, and each counts for the database that it names: ${listed(items, "; ")}.`,
  ];
}

/** The sources of these searches, each with its searches. */
function itemsOf(searches: readonly DescribedSearch[]): Sentence[] {
  const sources = [...new Set(searches.map(({ source }) => source))];
  return sources.map((source) =>
    sourceWords(searches.filter((search) => search.source === source)),
  );
}

/** `Scopus (platform: Elsevier; searched on 25 May 2024, 28 records)` */
function sourceWords(searches: readonly DescribedSearch[]): Sentence {
  const [{ source, kind, platform, coverage, seeds }] = searches as [DescribedSearch];
  const isHosted = kind === "database" || kind === "register";
  const facts: Sentence[] = [
    ...(platform !== undefined
      ? [say`platform: ${platform}`]
      : isHosted
        ? [
            say`platform: ${{ gap: `platform of ${source}`, where: `\`platform\` of the source ${source} in slr.yaml` }}`,
          ]
        : []),
    ...(coverage === undefined ? [] : [say`coverage: ${coverage}`]),
    ...(kind !== "citation-searching"
      ? []
      : seeds === undefined
        ? [
            say`seeds: ${{ gap: `reports from which citations were followed in ${source}`, where: `\`seeds\` of the source ${source} in slr.yaml` }}`,
          ]
        : [say`seeds: ${seeds.join(", ")}`]),
    ...searches.map((search, at) => searchWords(search, at, searches.length)),
  ];
  return [`${source} (`, ...listed(facts, "; "), ")"];
}

function searchWords(
  { source, searched, exported, holds }: DescribedSearch,
  at: number,
  rounds: number,
): Sentence {
  const which = rounds > 1 ? `search ${at + 1} of ${source}` : `the search of ${source}`;
  const day: Piece =
    searched === undefined
      ? { gap: `date of ${which}`, where: `\`searched\` of the source ${source} in slr.yaml` }
      : dayInWords(searched);
  const held =
    holds === undefined
      ? []
      : [": ", ...listed(holds.map(({ name, entries }) => `${formatCount(entries)} of ${name}`))];
  return say`${at === 0 ? "searched" : "searched again"} on ${day}, ${plural(exported, "record")}${held}`;
}

/** Records that a database showed and that did not reach the review. */
function notExported(searches: readonly DescribedSearch[]): Sentence[] {
  return searches
    .filter(({ hits, exported }) => hits !== undefined && hits !== exported)
    .map(
      ({ source, hits = 0, exported }) =>
        say`${source} showed ${plural(hits, "hit")}, of which the export has ${formatCount(exported)}.`,
    );
}

/** The searches that ask for a string: who was asked and what was followed has none. */
export function searchesWithString(methods: DescribedMethods): DescribedSearch[] {
  return describedSearches(methods.review, methods.protocol).filter(
    ({ kind }) => kind === "database" || kind === "register" || kind === "website",
  );
}
