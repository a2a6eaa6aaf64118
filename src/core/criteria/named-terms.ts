import type { Cursor } from "./cursor.ts";
import { named } from "./cursor.ts";
import type { Token } from "./lexer.ts";
import { refuse } from "./query.ts";
import { suggest } from "./suggest.ts";

/** Named sub-queries that criteria share, by name: `terms:` in slr.yaml. */
export type NamedTerms = ReadonlyMap<string, string>;

/** A name that can follow `@`. */
export const TERM_NAME = /^[\p{L}_][\p{L}\p{N}_-]{0,60}$/u;

/**
 * The most references in one query, including those in sub-queries, so that a few of them never
 * make millions of terms.
 */
const MAX_REFERENCES = 1_000;

/** The name that a word refers to: `@llm`. */
export function referenceOf(token: Token): string | undefined {
  return token.kind === "word" && token.text.startsWith("@") ? token.text.slice(1) : undefined;
}

/** The sub-query that a word refers to; refused if there is none, or if it refers to itself. */
export function subQuery(token: Token, name: string, cursor: Cursor): string {
  const text = cursor.terms.get(name);
  if (text === undefined) {
    const names = [...cursor.terms.keys()];
    const meant = suggest(name, names);
    refuse(
      token,
      `Unexpected ${named(token)}, expected \`@\` and a name under \`terms\` in slr.yaml.`,
      meant !== undefined
        ? `Did you mean @${meant}?`
        : names.length > 0
          ? `There are ${names.map((one) => `@${one}`).join(", ")}.`
          : `Add it: terms: { ${TERM_NAME.test(name) ? name : "llm"}: '"language model*" OR LLM*' }. For the sign itself use quotes.`,
    );
  }
  if (cursor.open.includes(name))
    refuse(
      token,
      `Unexpected ${named(token)} inside of its own sub-query (${[...cursor.open, name].map((one) => `@${one}`).join(" → ")}), expected another one.`,
    );
  cursor.references.count += 1;
  if (cursor.references.count > MAX_REFERENCES)
    refuse(
      token,
      `Unexpected reference, expected at most ${MAX_REFERENCES} in a query, those in sub-queries included.`,
    );
  return text;
}
