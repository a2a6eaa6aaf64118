import { suggest } from "../../criteria/suggest.ts";
import type { Coding } from "../../records/coding.ts";
import { type Decision, type Verdict, WITHDRAWN } from "../../records/decision.ts";
import type { RecordKey } from "../../records/model.ts";
import type { Problem } from "../../records/problem.ts";
import { descendants, type PlacedClass } from "./placed-classes.ts";

/** What a row of codes/ says of one class: in the words of decisions, whose rules settle it. */
export interface ClassVote {
  readonly report: RecordKey;
  readonly decision: Decision;
}

/**
 * The votes in the rows of coders, by class: include where the row names the class or one of its
 * sub-classes, exclude where it does not, maybe where the coder cannot tell. Of the sub-classes of a
 * named class a row says nothing if it names none of them. A row that names an unknown class is not
 * applied and is a problem.
 *
 * @param reportOf the included report that a row names
 */
export function votesByClass(
  codings: readonly Coding[],
  classes: readonly PlacedClass[],
  reportOf: (coding: Coding) => RecordKey | undefined,
): { votes: ReadonlyMap<number, readonly ClassVote[]>; problems: Problem[] } {
  const votes = new Map<number, ClassVote[]>();
  const problems: Problem[] = [];
  const indexOf = new Map(classes.map(({ id }, at) => [id.toLowerCase(), at]));
  for (const coding of codings) {
    const found = namedClasses(coding, classes, indexOf, problems);
    if (found === undefined) continue;
    const report = reportOf(coding);
    if (report === undefined) continue;
    for (const at of found.scope) {
      const verdict = verdictOn(at, coding, found, classes);
      if (verdict === undefined) continue;
      const vote = { report, decision: decisionOf(coding, verdict) };
      const known = votes.get(at);
      if (known === undefined) votes.set(at, [vote]);
      else known.push(vote);
    }
  }
  return { votes, problems };
}

/** The classes that a row speaks of, and those that it names, by index. */
interface NamedClasses {
  readonly scope: readonly number[];
  readonly yes: ReadonlySet<number>;
  readonly unclear: ReadonlySet<number>;
}

function namedClasses(
  { classes: written, unclear, within, place }: Coding,
  classes: readonly PlacedClass[],
  indexOf: ReadonlyMap<string, number>,
  problems: Problem[],
): NamedClasses | undefined {
  const report = (name: string, column: string, expected: readonly string[], why = "") => {
    const near = suggest(name, expected);
    problems.push({
      severity: "error",
      code: "codes/unknown-class",
      ...place,
      message: `Unexpected class \`${name.slice(0, 60)}\` in \`${column}\`, expected ${why}${expected.slice(0, 20).join(", ")}${expected.length > 20 ? ", …" : ""}.${near === undefined ? "" : ` Did you mean \`${near}\`?`} The row is not applied.`,
    });
    return undefined;
  };
  const ids = (some: readonly number[]) => some.map((at) => classes[at]!.id);
  const all = classes.map((_, at) => at);
  const parents = all.filter((at) => classes[at]!.children.length > 0);
  const parent = within === undefined ? undefined : indexOf.get(within.toLowerCase());
  if (within !== undefined && (parent === undefined || !parents.includes(parent)))
    return report(within, "within", ids(parents), "a class with sub-classes: ");
  const scope = parent === undefined ? all : descendants(classes, parent);
  const yes = new Set<number>();
  const maybe = new Set<number>();
  const lists: readonly (readonly [readonly string[], Set<number>])[] = [
    [written === WITHDRAWN ? [] : written, yes],
    [unclear, maybe],
  ];
  for (const [names, into] of lists)
    for (const name of names) {
      const at = indexOf.get(name.toLowerCase());
      if (at === undefined || !scope.includes(at)) return report(name, "classes", ids(scope));
      into.add(at);
    }
  return { scope, yes, unclear: maybe };
}

/** What a row says of a class; undefined if it says nothing of it. */
function verdictOn(
  at: number,
  { classes: written }: Coding,
  { yes, unclear, scope }: NamedClasses,
  classes: readonly PlacedClass[],
): Verdict | typeof WITHDRAWN | undefined {
  if (written === WITHDRAWN) return WITHDRAWN;
  const family = [at, ...descendants(classes, at)];
  if (family.some((one) => yes.has(one))) return "include";
  if (family.some((one) => unclear.has(one))) return "maybe";
  // Whoever names a class and none of its sub-classes has not sorted the study into them.
  for (let above = classes[at]!.parent; above !== undefined; above = classes[above]!.parent) {
    if (!scope.includes(above)) break;
    const named = yes.has(above) || unclear.has(above);
    const sorted = descendants(classes, above).some((one) => yes.has(one) || unclear.has(one));
    if (named && !sorted) return yes.has(above) ? undefined : "maybe";
    if (named || sorted) break;
  }
  return "exclude";
}

function decisionOf(
  { place, reviewer, reference, resolves, note, decidedAt }: Coding,
  verdict: Decision["verdict"],
): Decision {
  // A class is coded from the report, for which maybe is no include.
  const stage = "full-text";
  const said = { verdict, reasons: [], resolves, note, tags: [] };
  return { place, reviewer, reference, stage, ...said, decidedAt };
}
