import { type QueryError, QuerySyntaxError } from "../query.ts";

/** A construct of another search language, with its counterpart in criteria. */
export interface Construct {
  /** As the string writes it. */
  readonly written: string;
  readonly ours: string;
  /** What a reviewer should know: how the database counts, or what no source confirms. */
  readonly note?: string;
}

/** A search string of a database in slr's language, or the place that has no counterpart in it. */
export type Translation =
  | {
      readonly ok: true;
      readonly query: string;
      /** The constructs that were translated, in the order of the string, each once. */
      readonly constructs: readonly Construct[];
      /** Differences in what the database and the translation find, for any string. */
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly error: QueryError };

/** A place in the string that is translated. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Ends a translation at a place that has no counterpart in criteria. */
export function refuseToTranslate(text: string, place: Span, why: string, hint: string): never {
  const { start, end } = place;
  const written = text.slice(start, end).trim().replace(/\s+/g, " ");
  const shown = written.length > 60 ? `${written.slice(0, 60)}…` : written;
  throw new QuerySyntaxError({
    message: `Unexpected \`${shown}\`, ${why}.`,
    start,
    end,
    hint,
  });
}
