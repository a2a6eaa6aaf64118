import type { Token } from "./lexer.ts";
import type { NamedTerms } from "./named-terms.ts";
import type { QueryError } from "./query.ts";
import { cut } from "./words/text-index.ts";

/** Where the parser is in a query, and what it has noticed on the way. */
export interface Cursor {
  readonly tokens: readonly Token[];
  position: number;
  /** Names of the fields that the query looks at. */
  readonly fields: Set<string>;
  readonly warnings: QueryError[];
  /** Whether its functions are in capitals, as Scopus writes them. */
  readonly isLikeScopus: boolean;
  /** Sub-queries that it can refer to. */
  readonly terms: NamedTerms;
  /** The names of the sub-queries in which the parser is, from the outside in. */
  readonly open: readonly string[];
  /** How many sub-queries were put in so far. */
  readonly references: { count: number };
}

/** The token `ahead` of the next one; behind the last one everything is `end`. */
export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[cursor.position + ahead] ?? cursor.tokens.at(-1)!;
}

/** The next token, which is then behind the cursor. */
export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.position += 1;
  return token;
}

/** The token before the next one. */
export function previous(cursor: Cursor): Token | undefined {
  return cursor.tokens[cursor.position - 1];
}

/** A token as a message names it. */
export function named(token: Token): string {
  if (token.kind === "end") return "end of the query";
  if (token.kind === "regex") return "regular expression";
  if (token.kind === "phrase") return `"${shorten(token.text)}"`;
  return `\`${shorten(token.text)}\``;
}

/** Enough of a long text to recognise it. */
export function shorten(text: string): string {
  return text.length > 40 ? `${cut(text, 40)}…` : text;
}
