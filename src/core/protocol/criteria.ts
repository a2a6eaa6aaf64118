import {
  caretUnder,
  dialectNamed,
  type NamedTerms,
  type ParsedQuery,
  parseQuery,
  type QueryError,
  TERM_NAME,
  translate,
} from "../criteria/index.ts";
import type { Problem } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import { type PlacedYaml, placeInScalar } from "./places.ts";
import type { Criterion, CriterionExample } from "./protocol.ts";
import type { ProtocolEntries } from "./schema.ts";

/** The criteria with their queries parsed; a repeated id or a faulty query is a problem. */
export function readCriteria(
  { criteria: entries, terms: named = {} }: ProtocolEntries,
  yaml: PlacedYaml,
): Criterion[] {
  const terms: NamedTerms = new Map(Object.entries(named));
  checkTerms(terms, yaml);
  const ids = new Set<string>();
  return (entries ?? []).map((entry, index): Criterion => {
    const { id, text, reason, stage, dialect, exclude, include, examples } = entry;
    const path = ["criteria", index];
    if (ids.has(id))
      yaml.report(
        "protocol/repeated-id",
        yaml.offsetOf([...path, "id"]),
        `A criterion above already has the id \`${id}\`. Give each criterion its own id.`,
      );
    ids.add(id);
    const effect =
      exclude !== undefined ? "exclude" : include !== undefined ? "include" : undefined;
    const queryText = exclude ?? include;
    const at = { path: effect === undefined ? path : [...path, effect], whose: id };
    if (effect === undefined && stage === "before-screening")
      yaml.report(
        "protocol/no-query",
        yaml.offsetOf(path),
        `Criterion \`${id}\` has no query, but before screening only rules decide. Add \`exclude:\` or \`include:\`, or choose another stage.`,
      );
    if (effect === undefined && examples !== undefined)
      yaml.report(
        "protocol/no-query",
        yaml.offsetOf([...path, "examples"]),
        `Criterion \`${id}\` has examples but no query that they could test. Add \`exclude:\` or \`include:\`, or take them out.`,
      );
    const query =
      queryText === undefined
        ? undefined
        : reported(readQuery(queryText, dialect, terms), queryText, at, yaml);
    return withoutAbsent<Criterion>({
      id,
      text,
      reason,
      stage,
      effect,
      query,
      queryText,
      dialect,
      examples: examplesOf(examples, [...path, "examples"], yaml),
      line: yaml.lineOf(at.path),
    });
  });
}

type Examples = NonNullable<NonNullable<ProtocolEntries["criteria"]>[number]["examples"]>;

function examplesOf(
  examples: Examples | undefined,
  path: readonly PropertyKey[],
  yaml: PlacedYaml,
): readonly CriterionExample[] | undefined {
  if (examples === undefined) return undefined;
  return (["match", "no-match"] as const).flatMap((kind) =>
    (examples[kind] ?? []).map((of, at) => ({
      of,
      mustMatch: kind === "match",
      line: yaml.lineOf([...path, kind, at]),
    })),
  );
}

/** Each named sub-query must be one by itself, so that an error in it is told where it stands. */
function checkTerms(terms: NamedTerms, yaml: PlacedYaml): void {
  for (const [name, text] of terms) {
    if (!TERM_NAME.test(name))
      yaml.report(
        "protocol/term-name",
        yaml.offsetOfKey(["terms"], name),
        `Unexpected name \`${name}\` under \`terms\`, expected a letter, then letters, digits, \`-\` and \`_\`, such as \`llm\`.`,
      );
    reported(parseQuery(text, terms), text, { path: ["terms", name], whose: `@${name}` }, yaml);
  }
}

/** A query in slr's language, or in that of a database, which is translated. */
function readQuery(text: string, name: string | undefined, terms: NamedTerms): ParsedQuery {
  const dialect = name === undefined ? undefined : dialectNamed(name);
  if (dialect === undefined) return parseQuery(text, terms);
  const translation = translate(text, dialect);
  return translation.ok ? parseQuery(translation.query) : translation;
}

/** The query, if it is one; what is wrong in it and what may be misread is reported at its place. */
function reported(
  parsed: ParsedQuery,
  text: string,
  { path, whose }: { readonly path: readonly PropertyKey[]; readonly whose: string },
  yaml: PlacedYaml,
) {
  const report = (error: QueryError, severity: Problem["severity"]) =>
    reportQuery(whose, text, error, severity, yaml.offsetOf(path), yaml);
  if (!parsed.ok) {
    report(parsed.error, "error");
    return undefined;
  }
  for (const warning of parsed.query.warnings) report(warning, "warning");
  return parsed.query;
}

/** Reports a problem in the query of a criterion that begins at this offset, under the line of the file. */
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
