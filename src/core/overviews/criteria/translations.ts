import {
  dialectNamed,
  dialectOfSource,
  type Translation,
  translate,
} from "../../criteria/index.ts";
import type { Protocol } from "../../protocol/protocol.ts";

/** A search string of a review in slr's language. */
export interface TranslatedString {
  /** Whose it is: a source with the day of the search, or a criterion. */
  readonly of: string;
  /** The database in whose language it is written. */
  readonly database: string;
  readonly text: string;
  /** Line in slr.yaml. */
  readonly line: number;
  readonly translation: Translation;
}

/**
 * The search strings of slr.yaml that are written in the language of a database: the queries of
 * sources, whose dialect their name or `dialect` says, and of criteria with `dialect`.
 */
export function translatedStrings({
  sources,
  criteria,
}: Pick<Protocol, "sources" | "criteria">): TranslatedString[] {
  const ofSources = sources.flatMap(({ name, dialect: said, searches }) => {
    const dialect = said === undefined ? dialectOfSource(name) : dialectNamed(said);
    if (dialect === undefined) return [];
    return searches.flatMap(({ query: text, searched, line }) =>
      text === undefined || text.trim() === ""
        ? []
        : [
            {
              of: searches.length > 1 && searched !== undefined ? `${name}, ${searched}` : name,
              database: dialect.title,
              text,
              line,
              translation: translate(text, dialect),
            },
          ],
    );
  });
  const ofCriteria = criteria.flatMap(({ id, dialect: said, queryText: text, line = 0 }) => {
    const dialect = said === undefined ? undefined : dialectNamed(said);
    if (dialect === undefined || text === undefined) return [];
    const translation = translate(text, dialect);
    return [{ of: id, database: dialect.title, text, line, translation }];
  });
  return [...ofSources, ...ofCriteria];
}
