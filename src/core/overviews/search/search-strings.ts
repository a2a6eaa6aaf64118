import {
  dialectNamed,
  dialectOfSource,
  evaluateQuery,
  type IndexedSubject,
  parseQuery,
  type Query,
  type QueryError,
  translateToRun,
  unlessIndexed,
} from "../../criteria/index.ts";
import { type Protocol, SEARCHED_KINDS, type SourcePlan } from "../../protocol/protocol.ts";

/** A search string of slr.yaml, as far as slr can run it on records. */
export interface SearchString {
  readonly source: string;
  /** Which of the searches of the source it is, counted from 0. */
  readonly round: number;
  /** The source, with the day of the search where there are several. */
  readonly name: string;
  readonly text: string;
  /** Line of slr.yaml. */
  readonly line: number;
  /** The database in whose language it is; absent for a language that slr does not read. */
  readonly database?: string;
  /** Why it cannot be run, so that what it finds is unknown. */
  readonly refused?: Pick<QueryError, "message"> & Partial<QueryError>;
  /** Subject headings in it, which exports of other databases do not carry. */
  readonly headings: readonly string[];
  /** Codes of fields that reach further than title, abstract and keywords. */
  readonly fields: readonly string[];
  /** Absent where it cannot be run. */
  readonly query?: Query;
}

/** The search strings of a review, in the order of slr.yaml. */
export function searchStrings({ sources }: Pick<Protocol, "sources">): SearchString[] {
  return sources
    .filter(({ kind, dialect }) => SEARCHED_KINDS.has(kind) || dialect !== undefined)
    .flatMap((source) =>
      source.searches.flatMap(({ query, searched, line }, round) => {
        if (query === undefined || query.trim() === "") return [];
        const isOneOfSeveral = source.searches.length > 1 && searched !== undefined;
        const name = isOneOfSeveral ? `${source.name}, ${searched}` : source.name;
        return [
          { source: source.name, round, name, text: query, line, ...readString(query, source) },
        ];
      }),
    );
}

function readString(
  text: string,
  { name, dialect: said }: SourcePlan,
): Pick<SearchString, "database" | "refused" | "headings" | "fields" | "query"> {
  const dialect = said === undefined ? dialectOfSource(name) : dialectNamed(said);
  if (dialect === undefined)
    return {
      refused: { message: "slr does not read the search language of this source." },
      headings: [],
      fields: [],
    };
  const translation = translateToRun(text, dialect);
  const { headings, fields } = translation;
  const known = { database: dialect.title, headings, fields };
  if (!translation.ok) return { ...known, refused: translation.error };
  const parsed = parseQuery(translation.query);
  return parsed.ok
    ? { ...known, query: unlessIndexed(parsed.query) }
    : { ...known, refused: parsed.error };
}

/** What a string says of a record: found, not found, or unknown. */
export type Found = "found" | "not-found" | "unknown";

const FOUND = { true: "found", false: "not-found", unknown: "unknown" } as const;

/** Runs a string on the texts of a record. */
export function runString({ query }: SearchString, subject: IndexedSubject): Found {
  return query === undefined ? "unknown" : FOUND[evaluateQuery(query, subject).truth];
}
