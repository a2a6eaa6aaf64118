import { type Dialect, dialectNamed, dialectOfSource } from "../criteria/index.ts";
import { type Protocol, SEARCHED_KINDS } from "../protocol/protocol.ts";
import type { Found, LintContext, LintRule } from "./rule.ts";
import { LINT_RULES } from "./rules/index.ts";
import { readString } from "./search-string/linted-string.ts";

/** What a rule found in a string. */
export interface Finding extends Found {
  readonly rule: LintRule;
}

/** A search string with what the rules found in it, the weightiest first. */
export interface LintedSearch {
  /** The source, with the day of the search where there are several; empty for a string alone. */
  readonly name: string;
  readonly text: string;
  /** Line of slr.yaml on which it begins, or its block; absent for a string alone. */
  readonly line?: number;
  readonly database?: string;
  readonly findings: readonly Finding[];
}

/** Applies every rule to a search string, in the order of their weight, then of the string. */
export function lintString(
  text: string,
  dialect: Dialect | undefined,
  context: LintContext,
): Finding[] {
  const string = readString(text, dialect);
  return LINT_RULES.flatMap((rule) =>
    [...rule.find(string, context)]
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .map((found) => ({ ...found, rule })),
  );
}

/** Lints the search strings of slr.yaml, each beside those of the other sources. */
export function lintProtocol(protocol: Protocol): LintedSearch[] {
  const strings = protocol.sources
    .filter(({ kind, dialect }) => SEARCHED_KINDS.has(kind) || dialect !== undefined)
    .flatMap(({ name: source, dialect: said, searches }) => {
      const dialect = said === undefined ? dialectOfSource(source) : dialectNamed(said);
      return searches.flatMap(({ query: text, queryLine, searched, limits, line: of }) => {
        if (text === undefined || text.trim() === "") return [];
        const isOneOfSeveral = searches.length > 1 && searched !== undefined;
        const name = isOneOfSeveral ? `${source}, ${searched}` : source;
        const line = queryLine ?? of;
        return [{ source, name, text, line, limits, dialect, string: readString(text, dialect) }];
      });
    });
  return strings.map(({ source, name, text, line, limits, dialect }) => ({
    name,
    text,
    line,
    ...(dialect !== undefined && { database: dialect.title }),
    findings: lintString(text, dialect, {
      protocol,
      ...(limits !== undefined && { limits }),
      others: strings.filter((other) => other.source !== source),
    }),
  }));
}
