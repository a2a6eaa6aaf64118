import type { Token } from "./lexer.ts";
import type { NamedTerms } from "./named-terms.ts";
import type { QueryError } from "./query.ts";
import { cut } from "./words/text-index.ts";

/** The parser's position in a query, and its findings so far. */
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
  /** The names of the sub-queries around the parser, from the outside in. */
  readonly open: readonly string[];
  /** How many sub-queries were inserted so far. */
  readonly references: { count: number };
}

/** The token `ahead` of the next one; after the last one every token is `end`. */
export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[cursor.position + ahead] ?? cursor.tokens.at(-1)!;
}

/** Returns the next token and moves past it. */
export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.position += 1;
  return token;
}

/** The token before the next one. */
export function previous(cursor: Cursor): Token | undefined {
  return cursor.tokens[cursor.position - 1];
}

/** A token in the words of a message. */
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
