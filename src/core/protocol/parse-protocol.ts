import { DEFAULT_POLICY } from "../dedupe/relations/index.ts";
import type { Limits } from "../records/limits.ts";
import { STAGES, type Stage } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import { stoppingRuleOf } from "../stopping/index.ts";
import type { Acknowledgement } from "./acknowledged.ts";
import { readCriteria } from "./criteria.ts";
import { type ProtocolDays, readDays } from "./days.ts";
import { PlacedYaml } from "./places.ts";
import {
  type Criterion,
  type PreviousVersions,
  type Protocol,
  type PublishedVersion,
  RESULT_FORMS,
  type SearchRound,
  type SourcePlan,
  type StagePolicy,
  type StopPlan,
} from "./protocol.ts";
import { readTerms } from "./queries.ts";
import { type ProtocolEntries, ProtocolSchema } from "./schema.ts";
import { describeUnknownKeys, reportIssues } from "./schema-problems.ts";
import { readTaxonomy } from "./taxonomy.ts";

export type ParsedProtocol =
  | { readonly ok: true; readonly protocol: Protocol; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads slr.yaml. Every problem has its line; a syntax error in a criterion has a caret below its
 * place.
 */
export function parseProtocol(text: string, file: string): ParsedProtocol {
  const yaml = new PlacedYaml(text, file);
  const { problems } = yaml;
  if (yaml.hasErrors) return { ok: false, problems };

  const parsed = ProtocolSchema.safeParse(yaml.data(), { error: describeUnknownKeys });
  if (!parsed.success) {
    reportIssues(parsed.error.issues, yaml);
    return { ok: false, problems };
  }

  const entries = parsed.data;
  const terms = readTerms(entries, yaml);
  const criteria = readCriteria(entries, terms, yaml);
  const taxonomy = readTaxonomy(entries, terms, yaml);
  const days = readDays(entries, yaml);
  const sources = readSources(entries, days, yaml);
  for (const stage of STAGES) checkReviewers(entries, stage, yaml);
  checkHierarchy(entries, criteria, yaml);
  checkVersions(previousOf(entries), yaml);
  if (yaml.hasErrors) return { ok: false, problems };
  return {
    ok: true,
    problems,
    protocol: protocolOf(entries, { criteria, taxonomy, sources }, days, yaml),
  };
}

/** The sources as the review plans them; two sources with one name are a problem. */
function readSources(
  { sources = [] }: ProtocolEntries,
  { searched }: ProtocolDays,
  yaml: PlacedYaml,
): SourcePlan[] {
  const names = new Set<string>();
  return sources.map((source, index): SourcePlan => {
    if (names.has(source.name))
      yaml.report(
        "protocol/repeated-source",
        yaml.offsetOf(["sources", index, "name"]),
        `A source above already has the name \`${source.name}\`. List all files of a source under one name.`,
      );
    names.add(source.name);
    const { files = [], searched: _, query, limits, expected, searches, ...plan } = source;
    const rounds = searches ?? [{ files, query, limits, expected }];
    return withoutAbsent<SourcePlan>({
      platform: undefined,
      coverage: undefined,
      seeds: undefined,
      columns: undefined,
      unique: undefined,
      sheet: undefined,
      encoding: undefined,
      by: undefined,
      rows: undefined,
      dialect: undefined,
      ...plan,
      searches: rounds.map((round, at): SearchRound => {
        const path = ["sources", index, ...(searches ? ["searches", at] : [])];
        const days = searched[index] ?? [];
        reportOrder(days, at, source.name, yaml, yaml.offsetOf(path));
        return withoutAbsent<SearchRound>({
          files: round.files,
          searched: days[at],
          query: round.query,
          queryLine: round.query === undefined ? undefined : yaml.lineOf([...path, "query"]),
          limits: round.limits,
          expected: round.expected,
          line: yaml.lineOf(path),
        });
      }),
      line: yaml.lineOf(["sources", index]),
    });
  });
}

/** Reports a search that is earlier than the one above it. */
function reportOrder(
  days: readonly (string | undefined)[],
  at: number,
  name: string,
  yaml: PlacedYaml,
  offset: number,
): void {
  const [before = "", day = ""] = [days[at - 1], days[at]];
  if (![before, day].every((one) => /^\d{4}-\d{2}-\d{2}$/.test(one)) || before <= day) return;
  yaml.report(
    "protocol/search-order",
    offset,
    `This search of ${name} on ${day} stands below the one of ${before}. List the searches of a source oldest first, because entries are numbered in this order.`,
    { severity: "warning" },
  );
}

/** Reports problems with the reviewers that a stage names. */
function checkReviewers(
  { screening, reviewers: listed = {} }: ProtocolEntries,
  stage: Stage,
  yaml: PlacedYaml,
): void {
  const { reviewers = [], "per-record": perRecord = 1 } = screening?.[stage] ?? {};
  if (reviewers.length === 0) return;
  // `reviewers` need not list people; but if it lists some, an unlisted name may be mistyped.
  const listsPeople = Object.values(listed).some((reviewer) => reviewer?.kind !== "automation");
  for (const [at, name] of reviewers.entries()) {
    const offset = yaml.offsetOf(["screening", stage, "reviewers", at]);
    if (reviewers.indexOf(name) !== at)
      yaml.report(
        "protocol/repeated-reviewer",
        offset,
        `\`${name}\` is named twice. Name each reviewer once.`,
      );
    else if (listsPeople && !Object.hasOwn(listed, name))
      yaml.report(
        "protocol/unknown-reviewer",
        offset,
        `Unexpected reviewer \`${name}\`, expected one of ${Object.keys(listed).join(", ")}, whom \`reviewers\` lists.`,
        { severity: "warning" },
      );
  }
  if (perRecord > reviewers.length)
    yaml.report(
      "protocol/too-few-reviewers",
      yaml.offsetOf(["screening", stage, "per-record"]),
      `\`per-record: ${perRecord}\` asks for more reviewers than the ${reviewers.length} that the stage names. Name more reviewers, or lower the number.`,
    );
}

/** The protocol with its defaults filled in. */
function protocolOf(
  entries: ProtocolEntries,
  read: Pick<Protocol, "criteria" | "taxonomy" | "sources">,
  days: ProtocolDays,
  yaml: PlacedYaml,
): Protocol {
  const { criteria } = read;
  const stop = stopOf(entries, days, yaml);
  return {
    title: entries.title,
    question: entries.question ?? "",
    ...read,
    databases: new Map(Object.entries(entries.databases ?? {})),
    terms: entries.terms ?? {},
    reviewers: new Map(
      Object.entries(entries.reviewers ?? {}).map(([name, reviewer]) => [
        name,
        reviewer?.kind ?? "person",
      ]),
    ),
    adjudicators: entries.adjudicators ?? [],
    screening: {
      "title-abstract": {
        ...policyOf("title-abstract", entries, criteria),
        ...(stop !== undefined && { stop }),
      },
      "full-text": policyOf("full-text", entries, criteria),
    },
    reasonHierarchy: hierarchyOf(entries),
    otherMethods: entries.flow?.["other-methods"] ?? "separate",
    flowTemplate: entries.flow?.template ?? "prisma-2020",
    resultForms: RESULT_FORMS.filter((form) => entries.results?.[form] === true),
    previous: previousOf(entries),
    knownRelevant: (entries["known-relevant"] ?? []).map((entry, index) => ({
      reference: typeof entry === "string" ? entry : entry.record,
      ...(typeof entry !== "string" && entry.seed === true && { isSeed: true as const }),
      line: yaml.lineOf(["known-relevant", index]),
    })),
    ratingSeed: entries.rating?.seed ?? 1,
    ratingVectors: entries.rating?.vectors,
    decisionTables: entries.decisions ?? [],
    ledgers: entries.duplicates ?? [],
    versions: { ...DEFAULT_POLICY, ...entries.versions },
    statements: withoutAbsent(entries.methods ?? {}),
    checks: new Map(
      Object.entries(entries.checks ?? {}).map(([id, severity]) => [
        id,
        { severity, line: yaml.lineOf(["checks", id]) },
      ]),
    ),
    limits: limitsOf(entries),
    isPublished: entries.published ?? false,
    acknowledged: (entries.acknowledged ?? []).map((entry, index) =>
      withoutAbsent<Acknowledgement>({
        file: undefined,
        line: undefined,
        record: undefined,
        ...entry,
        at: yaml.lineOf(["acknowledged", index]),
      }),
    ),
  };
}

/** The limits in the units in which files are read. */
function limitsOf({ limits = {} }: ProtocolEntries): Limits {
  const { entry, unpacked, depth } = limits;
  return withoutAbsent<Limits>({
    entry: entry === undefined ? undefined : entry * 1024 * 1024,
    unpacked: unpacked === undefined ? undefined : unpacked * 1024 * 1024,
    depth,
  });
}

/** The versions before this one; one that has no name is called by its place in the list. */
function previousOf({ previous = {} }: ProtocolEntries): PreviousVersions {
  const [entry, listed] = Array.isArray(previous) ? [{}, previous] : [previous, [previous]];
  return {
    studies: entry.studies ?? 0,
    reports: entry.reports ?? 0,
    versions: listed.flatMap(({ lock, name, date }, at): PublishedVersion[] =>
      lock === undefined
        ? []
        : [{ lock, name: name ?? `Version ${at + 1}`, ...(date !== undefined && { date }) }],
    ),
  };
}

/** Reports published versions with one name or one lock, and those that are not oldest first. */
function checkVersions({ versions }: PreviousVersions, yaml: PlacedYaml): void {
  for (const [at, { name, lock }] of versions.entries()) {
    const twin = versions.slice(0, at).find((one) => one.name === name || one.lock === lock);
    if (twin === undefined) continue;
    yaml.report(
      "protocol/repeated-version",
      yaml.offsetOf(["previous", at]),
      twin.lock === lock
        ? `The version above already has the lock ${lock}. Give each version its own.`
        : `A version above is called \`${name}\`, too. Give each version a name of its own.`,
    );
  }
  for (const [at, { date = "" }] of versions.entries()) {
    const before = versions[at - 1]?.date ?? "";
    if (before === "" || date === "" || before <= date) continue;
    yaml.report(
      "protocol/version-order",
      yaml.offsetOf(["previous", at]),
      `This version of ${date} stands below the one of ${before}. List the versions oldest first, because this version of the review updates the last one.`,
    );
  }
}

/** Who decides at a stage: if slr.yaml does not say, rules go first if the stage has any. */
function policyOf(
  stage: Stage,
  { screening }: ProtocolEntries,
  criteria: readonly Criterion[],
): StagePolicy {
  const entry = screening?.[stage];
  const hasRules = criteria.some(
    (criterion) => criterion.stage === stage && criterion.query !== undefined,
  );
  return {
    by: entry?.by ?? (hasRules ? "rules-then-reviewers" : "reviewers"),
    perRecord: entry?.["per-record"] ?? 1,
    reviewers: entry?.reviewers ?? [],
    pilot: entry?.pilot ?? 0,
  };
}

/** The order in which reasons are primary; empty where the first violated one is. */
function hierarchyOf({ screening }: ProtocolEntries): readonly string[] {
  const { reasons } = screening ?? {};
  return reasons === undefined || typeof reasons === "string" ? [] : reasons.hierarchy;
}

/** Reports reasons of the hierarchy that are no criteria, or stand there twice. */
function checkHierarchy(
  entries: ProtocolEntries,
  criteria: readonly Criterion[],
  yaml: PlacedYaml,
): void {
  const hierarchy = hierarchyOf(entries);
  for (const [at, id] of hierarchy.entries()) {
    const offset = yaml.offsetOf(["screening", "reasons", "hierarchy", at]);
    if (!criteria.some((criterion) => criterion.id === id))
      yaml.report(
        "protocol/unknown-criterion",
        offset,
        `Unexpected reason \`${id}\`, expected the id of a criterion: ${criteria.map((one) => one.id).join(", ")}.`,
      );
    else if (hierarchy.indexOf(id) !== at)
      yaml.report(
        "protocol/repeated-reason",
        offset,
        `\`${id}\` stands twice in the hierarchy. Name each reason once.`,
      );
  }
}

/** The rule by which title/abstract screening may end early. */
function stopOf(
  { screening }: ProtocolEntries,
  { ended }: ProtocolDays,
  yaml: PlacedYaml,
): StopPlan | undefined {
  const stop = screening?.["title-abstract"]?.stop;
  return (
    stop &&
    withoutAbsent<StopPlan>({
      rule: stoppingRuleOf(stop),
      ended,
      line: yaml.lineOf(["screening", "title-abstract", "stop"]),
    })
  );
}
