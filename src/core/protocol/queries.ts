import {
  caretUnder,
  type NamedTerms,
  type ParsedQuery,
  parseQuery,
  type Query,
  type QueryError,
  TERM_NAME,
} from "../criteria/index.ts";
import type { Problem } from "../records/problem.ts";
import { type PlacedYaml, placeInScalar } from "./places.ts";
import { parseQueryText } from "./query-text.ts";
import type { ProtocolEntries } from "./schema.ts";

/** The named sub-queries of slr.yaml. Each must be a query by itself, so that an error in it is told where it stands. */
export function readTerms({ terms: named = {} }: ProtocolEntries, yaml: PlacedYaml): NamedTerms {
  const terms: NamedTerms = new Map(Object.entries(named));
  for (const [name, text] of terms) {
    if (!TERM_NAME.test(name))
      yaml.report(
        "protocol/term-name",
        yaml.offsetOfKey(["terms"], name),
        `Unexpected name \`${name}\` under \`terms\`, expected a letter, then letters, digits, \`-\` and \`_\`, such as \`llm\`.`,
      );
    reported(parseQuery(text, terms), text, { path: ["terms", name], whose: `@${name}` }, yaml);
  }
  return terms;
}

/** Where a query stands in slr.yaml, and whose it is in messages. */
interface QueryPlace {
  readonly path: readonly PropertyKey[];
  readonly whose: string;
}

/** Reads the query of a criterion or a class; undefined if it is none, which is reported at its place. */
export function readQuery(
  text: string,
  dialect: string | undefined,
  terms: NamedTerms,
  place: QueryPlace,
  yaml: PlacedYaml,
): Query | undefined {
  return reported(parseQueryText(text, dialect, terms), text, place, yaml);
}

/** The query, if it is one; what is wrong in it and what may be misread is reported at its place. */
function reported(
  parsed: ParsedQuery,
  text: string,
  { path, whose }: QueryPlace,
  yaml: PlacedYaml,
): Query | undefined {
  const report = (error: QueryError, severity: Problem["severity"]) =>
    reportQuery(whose, text, error, severity, yaml.offsetOf(path), yaml);
  if (!parsed.ok) {
    report(parsed.error, "error");
    return undefined;
  }
  for (const warning of parsed.query.warnings) report(warning, "warning");
  return parsed.query;
}

/** Reports a problem in a query that begins at this offset, under the line of the file. */
function reportQuery(
  whose: string,
  query: string,
  error: QueryError,
  severity: Problem["severity"],
  offset: number,
  yaml: PlacedYaml,
): void {
  const hint = error.hint === undefined ? "" : `\nhint: ${error.hint}`;
  const start = placeInScalar(yaml.text, offset, query, error.start);
  const last = placeInScalar(yaml.text, offset, query, Math.max(error.start, error.end - 1));
  // Where the place is not found in the file, the query itself shows it.
  const shown =
    start === offset && error.start > 0
      ? caretUnder(query, error)
      : caretUnder(yaml.text, { ...error, start, end: Math.max(start, last) + 1 });
  yaml.report("protocol/query", start, `${whose}: ${error.message}`, {
    severity,
    detail: `${shown}${hint}`,
  });
}
