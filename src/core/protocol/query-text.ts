import {
  dialectNamed,
  type NamedTerms,
  type ParsedQuery,
  parseQuery,
  translate,
} from "../criteria/index.ts";

/** A query in slr's language, or in that of a database, which is translated. */
export function parseQueryText(
  text: string,
  name: string | undefined,
  terms: NamedTerms,
): ParsedQuery {
  const dialect = name === undefined ? undefined : dialectNamed(name);
  if (dialect === undefined) return parseQuery(text, terms);
  const translation = translate(text, dialect);
  return translation.ok ? parseQuery(translation.query) : translation;
}
