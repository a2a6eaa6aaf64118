import type { NamedTerms } from "../criteria/index.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { PlacedYaml } from "./places.ts";
import type { Criterion, CriterionExample } from "./protocol.ts";
import { readQuery } from "./queries.ts";
import type { ProtocolEntries } from "./schema.ts";

/** The criteria with their queries parsed; a repeated id or a faulty query is a problem. */
export function readCriteria(
  { criteria: entries }: ProtocolEntries,
  terms: NamedTerms,
  yaml: PlacedYaml,
): Criterion[] {
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
      queryText === undefined ? undefined : readQuery(queryText, dialect, terms, at, yaml);
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
