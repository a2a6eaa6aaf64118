import type { CriterionSubject } from "../criteria/index.ts";
import type { MergedRecord } from "../dedupe/merge.ts";
import { criteriaTextOf } from "../protocol/criteria-text.ts";
import { createCorpus } from "../rating/text/corpus.ts";
import { detachAll } from "../records/detach.ts";
import type { BibRecord, Stage } from "../records/model.ts";
import { plural } from "../records/plural.ts";
import { compareText, type Problem, sortProblems } from "../records/problem.ts";
import { conclude, type Outcome, violated } from "../screening/conclude.ts";
import { countFlow, type FlowRow, imbalances } from "../screening/flow.ts";
import { type CriterionJudgement, judgeCriteria } from "../screening/judge-criteria.ts";
import {
  type Box,
  type ExcludedReport,
  type IncludedReport,
  type JudgementRow,
  type LedgerRow,
  type RecordSummary,
  type ScreenedRecord,
  summaryOf,
} from "../screening/results.ts";
import { type ScreeningProgress, screeningProgress } from "../screening/screening-progress.ts";
import type { Clustered } from "./cluster-records.ts";
import { duplicateRows, linkedRows, possibleRows } from "./duplicate-rows.ts";
import type { Identified } from "./identify.ts";
import { type MatchedDecisions, matchDecisions } from "./match-decisions.ts";
import {
  gatherTexts,
  type RateableRecord,
  type RatingOptions,
  rateRecords,
} from "./rate-review.ts";
import { readRecords } from "./read-records.ts";
import type { ReviewInput, ScreenedReview } from "./review.ts";

/** Where a record ended and how it got there. */
interface Assessed {
  readonly summary: RecordSummary;
  readonly box: Box;
  readonly reasons: readonly string[];
  readonly by: readonly string[];
  readonly automation: boolean;
  readonly titleAbstract?: Outcome;
  readonly fullText?: Outcome;
  readonly judgements: readonly CriterionJudgement[];
  /** Row in the rating's corpus; absent for what was removed before screening. */
  readonly row?: number;
  /** The whole record, kept only for reports that are listed in full. */
  readonly record?: BibRecord;
  readonly provenance: MergedRecord["provenance"];
}

/** Reads the exports a second time, judges every unique record and puts everything into its box. */
export async function screenRecords(
  input: ReviewInput,
  identified: Identified,
  clustered: Clustered,
): Promise<ScreenedReview> {
  const { protocol } = input;
  const problems: Problem[] = [...input.problems, ...identified.problems, ...clustered.problems];
  const people = matchDecisions(input, protocol, clustered);
  problems.push(...people.problems);

  const isUnread = leftUnread(protocol, identified, clustered);
  const corpus = createCorpus();
  const known = new Set(
    protocol.knownRelevant.map(({ reference }) => recordNamed(reference, clustered)),
  );
  const knownTexts: string[] = [];
  const assessed: Assessed[] = new Array(clustered.records.length);
  for await (const { at, key, merged, subject } of readRecords(input, identified, clustered)) {
    const one = assess(at, key, subject, isUnread(at), protocol, people, problems);
    const removed = one.box === "removed-automation";
    const listed = one.box === "included" || one.box === "excluded-full-text";
    if (known.has(at)) knownTexts.push(textOf(merged.record));
    assessed[at] = {
      ...one,
      summary: detachAll(summaryOf(merged.record)),
      provenance: merged.provenance,
      ...(!removed && { row: corpus.add(merged.record) }),
      ...(listed && { record: detachAll(merged.record) }),
    };
  }

  input.progress?.("Rating");
  const order = clustered.records
    .map(({ key }, at) => ({ key, at }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ at }) => at);
  const rateable = order.map((at): RateableRecord => {
    const { summary, ...one } = assessed[at]!;
    return { ...one, key: clustered.records[at]!.key, title: summary.title };
  });
  const reading = screeningProgress(
    rateable.flatMap(({ key, titleAbstract }, place) => {
      const at = order[place]!;
      if (titleAbstract === undefined) return [];
      const ballot = people.ballot(at, "title-abstract");
      return [{ key, titleAbstract, ballot, known: known.has(at) }];
    }),
  );
  problems.push(...stopProblems(protocol, reading));
  const texts = gatherTexts(rateable, corpus, [
    ...criteriaTextOf(protocol),
    // In an order that does not depend on files.
    ...knownTexts.sort(compareText),
  ]);
  const options: RatingOptions = { model: "default", seed: protocol.ratingSeed };
  const rating = rateRecords(rateable, texts, options);
  const { ratings, report, doubleCheck } = rating;

  const studyOf = (at: number) => people.study.get(at) ?? clustered.records[at]!.key;
  const { ledger, flowRows } = ledgerRows(identified, clustered, assessed, studyOf);
  const flow = countFlow(flowRows, protocol);
  for (const imbalance of imbalances(flow)) {
    problems.push({
      severity: "error",
      code: "flow/imbalance",
      message: `The flow does not balance: ${imbalance}.`,
    });
  }
  problems.push(...knownRelevantProblems(input, clustered, assessed));

  const sourcesOf = (at: number) =>
    [
      ...new Set(
        clustered.records[at]!.members.map((member) => identified.entries[member]!.source),
      ),
    ].sort(compareText);
  const described = (at: number) => {
    const { summary, provenance } = assessed[at]!;
    return { title: summary.title, provenance };
  };
  const records = order.map((at): ScreenedRecord => {
    const { summary, box, titleAbstract, fullText } = assessed[at]!;
    const { key, members } = clustered.records[at]!;
    const own = ratings.get(key);
    return {
      key,
      summary,
      sources: sourcesOf(at),
      entries: members.map((member) => identified.entries[member]!.id),
      box,
      ...(titleAbstract && { titleAbstract }),
      ...(fullText && { fullText }),
      ...(own && { rating: own }),
    };
  });
  const listed = (box: Box) => order.filter((at) => assessed[at]!.box === box);
  const indexOf = new Map(clustered.records.map(({ key }, at) => [key, at]));
  return {
    identified,
    ballot: (key, stage) => people.ballot(indexOf.get(key) ?? -1, stage),
    read: (keys) => {
      const wanted = new Set([...keys].flatMap((key) => indexOf.get(key) ?? []));
      return readRecords(input, identified, clustered, wanted);
    },
    files: identified.files.map(({ file: _, ...report }) => report),
    find(reference) {
      const at = recordNamed(reference, clustered);
      return at === undefined ? undefined : clustered.records[at]!.key;
    },
    rating: report,
    rate: (asked) =>
      asked.model === options.model && asked.seed === options.seed
        ? rating
        : rateRecords(rateable, texts, asked),
    texts,
    reading,
    results: {
      title: protocol.title,
      flow,
      ledger,
      records,
      duplicates: duplicateRows(identified, clustered, order, described),
      possibleDuplicates: possibleRows(clustered, described),
      linkedVersions: linkedRows(clustered, described, people.study),
      included: listed("included").map(
        (at): IncludedReport => ({
          key: clustered.records[at]!.key,
          study: studyOf(at),
          record: assessed[at]!.record!,
          sources: sourcesOf(at),
        }),
      ),
      excludedFullText: listed("excluded-full-text").map(
        (at): ExcludedReport => ({
          key: clustered.records[at]!.key,
          record: assessed[at]!.record!,
          reasons: assessed[at]!.reasons,
          by: assessed[at]!.by,
          sources: sourcesOf(at),
        }),
      ),
      judgements: order.flatMap((at) =>
        assessed[at]!.judgements.map(
          ({ criterion, verdict, words }): JudgementRow => ({
            record: clustered.records[at]!.key,
            criterion,
            verdict,
            words,
          }),
        ),
      ),
      doubleCheck,
      problems: sortProblems(problems),
    },
  };
}

/**
 * Which records are left unread where nobody has voted on them: all, once slr.yaml says that a stopping
 * rule ended screening; but for those that only searches of a later day have found, because nobody
 * knew of them then.
 */
function leftUnread(
  { screening, sources }: ReviewInput["protocol"],
  identified: Identified,
  clustered: Clustered,
): (at: number) => boolean {
  const ended = screening["title-abstract"].stop?.ended;
  if (ended === undefined) return () => false;
  const later = new Set(
    sources.flatMap(({ name, searched = "" }) =>
      /^\d{4}-\d{2}-\d{2}$/.test(searched) && searched > ended ? [name] : [],
    ),
  );
  return (at) =>
    clustered.records[at]!.members.some((member) => !later.has(identified.entries[member]!.source));
}

/** What is wrong where slr.yaml says that a stopping rule ended screening, and the rule says otherwise. */
function stopProblems(
  { screening }: ReviewInput["protocol"],
  reading: ScreeningProgress,
): Problem[] {
  const { stop } = screening["title-abstract"];
  if (stop?.ended === undefined || reading.read === reading.records || stop.rule.met(reading))
    return [];
  const guessed =
    reading.withoutTime === 0
      ? ""
      : ` ${plural(reading.withoutTime, "decision")} have no time, so that the order of reading is a guess.`;
  return [
    {
      severity: reading.withoutTime === 0 ? "error" : "warning",
      code: "screening/stop-not-met",
      file: "slr.yaml",
      line: stop.line,
      message: `Unexpected end of title/abstract screening by ${stop.rule.name} after ${plural(reading.read, "record")}, expected that the rule is met: ${stop.rule.says(reading)}.${guessed}`,
    },
  ];
}

/** Takes one record through the stages of the review. */
function assess(
  at: number,
  key: string,
  subject: CriterionSubject,
  isUnread: boolean,
  protocol: ReviewInput["protocol"],
  people: MatchedDecisions,
  problems: Problem[],
): Omit<Assessed, "summary" | "provenance"> {
  const order = protocol.criteria.map(({ id }) => id);
  const before = judgeCriteria(protocol, "before-screening", subject);
  noteDisagreements(key, before, problems);
  const removedBy = violated(before);
  const ballots = {
    "title-abstract": people.ballot(at, "title-abstract"),
    "full-text": people.ballot(at, "full-text"),
  };
  const skipped = (stage: Stage, why: string) => {
    for (const { place } of ballots[stage].rows) {
      problems.push({
        severity: "error",
        code: "decisions/stage-skipped",
        ...place,
        message: `Unexpected ${stage} decision on ${key}: ${why}. The row moves nothing.`,
      });
    }
  };
  if (removedBy.length > 0) {
    skipped("title-abstract", `it was removed before screening (${removedBy.join(";")})`);
    skipped("full-text", `it was removed before screening (${removedBy.join(";")})`);
    return {
      box: "removed-automation",
      reasons: removedBy,
      by: ["rules"],
      automation: true,
      judgements: before,
    };
  }

  const stage = (name: Stage): { outcome: Outcome; judgements: CriterionJudgement[] } => {
    const judgements = judgeCriteria(protocol, name, subject);
    noteDisagreements(key, judgements, problems);
    const outcome = conclude(name, protocol.screening[name], ballots[name], judgements, order);
    noteOutcome(key, name, outcome, ballots[name].rows.at(-1)?.place, problems);
    return { outcome, judgements };
  };
  const first = stage("title-abstract");
  const judgements = [...before, ...first.judgements];
  const result = (box: Box, outcome: Outcome): Omit<Assessed, "summary" | "provenance"> => ({
    box,
    reasons: outcome.reasons,
    by: outcome.by,
    automation: outcome.outcome === "exclude" && outcome.decidedBy === "automation",
    titleAbstract: first.outcome,
    judgements,
  });
  if (first.outcome.outcome !== "include") {
    const said = { exclude: "excluded", pending: "pending", conflict: "in conflict" }[
      first.outcome.outcome
    ];
    skipped("full-text", `it is ${said} at title/abstract`);
    const boxes = {
      exclude: "excluded-title-abstract",
      pending: "pending-title-abstract",
      conflict: "conflict-title-abstract",
    } as const;
    const box = boxes[first.outcome.outcome];
    const { rule } = protocol.screening["title-abstract"].stop ?? {};
    if (isUnread && box === "pending-title-abstract" && ballots["title-abstract"].rows.length === 0)
      return result("unread", { ...first.outcome, reasons: [rule?.name ?? ""] });
    return result(box, first.outcome);
  }

  const retrieval = people.retrieval.get(at);
  const second = stage("full-text");
  const decided = ballots["full-text"].rows.length > 0;
  if (retrieval !== undefined && !decided) {
    if (retrieval.status === "not-retrieved")
      return result("not-retrieved", { ...first.outcome, reasons: [], by: [] });
    if (retrieval.status === "sought")
      return result("pending-retrieval", { ...first.outcome, reasons: [], by: [] });
  } else if (retrieval !== undefined && retrieval.status !== "retrieved") {
    problems.push({
      severity: "error",
      code: "retrieval/decided",
      ...retrieval.row.place,
      message: `Unexpected \`${retrieval.status}\` for ${key}, which has a full-text decision; expected \`retrieved\`. The decision counts.`,
    });
  }
  const boxes = {
    include: "included",
    exclude: "excluded-full-text",
    pending: "pending-full-text",
    conflict: "conflict-full-text",
  } as const;
  const end = result(boxes[second.outcome.outcome], second.outcome);
  return { ...end, fullText: second.outcome, judgements: [...judgements, ...second.judgements] };
}

function noteDisagreements(
  key: string,
  judgements: readonly CriterionJudgement[],
  problems: Problem[],
): void {
  for (const { criterion, disagreements } of judgements) {
    if (disagreements.length === 0) continue;
    problems.push({
      severity: "warning",
      code: "criteria/disagreement",
      message: `The entries of ${key} disagree on its ${disagreements.join(" and ")}, so ${criterion} is unknown for it.`,
    });
  }
}

function noteOutcome(
  key: string,
  stage: Stage,
  outcome: Outcome,
  place: { file: string; line: number } | undefined,
  problems: Problem[],
): void {
  if (outcome.overridden.length > 0) {
    problems.push({
      severity: "warning",
      code: "screening/override",
      ...place,
      message: `People overrule ${outcome.overridden.join(";")} for ${key} at ${stage}.`,
    });
  }
  if (outcome.reasonsDiffer) {
    problems.push({
      severity: "warning",
      code: "decisions/reasons-differ",
      ...place,
      message: `Reviewers exclude ${key} at ${stage} for different reasons; ${outcome.reasons[0]} counts.`,
    });
  }
  if (stage === "full-text" && outcome.outcome === "exclude" && outcome.reasons.length === 0) {
    problems.push({
      severity: "error",
      code: "decisions/no-reason",
      ...place,
      message: `Unexpected exclusion of ${key} at full text without a reason; PRISMA wants one for every excluded report.`,
    });
  }
}

/** One row for every entry that was read: the conservation law. */
function ledgerRows(
  identified: Identified,
  clustered: Clustered,
  assessed: readonly Assessed[],
  studyOf: (at: number) => string,
): { ledger: LedgerRow[]; flowRows: FlowRow[] } {
  const rows = identified.entries.map((entry, position) => {
    const { source, kind } = entry;
    const { path } = identified.files[entry.file]!;
    const place = { entry: entry.id, source, file: path, line: entry.line };
    const at = clustered.recordOf[position]!;
    if (at < 0) {
      const row: LedgerRow = {
        ...place,
        record: "",
        box: "removed-other",
        reason: "unreadable",
        by: "slr",
      };
      return { row, flow: { box: row.box, source, kind, automation: false, reason: row.reason } };
    }
    const { key, members, links } = clustered.records[at]!;
    if (members[0] !== position) {
      const rule = links.get(position)?.rule ?? "same record";
      const row: LedgerRow = {
        ...place,
        record: key,
        box: "duplicate",
        reason: rule,
        by: rule.startsWith("people") ? "people" : "rules",
      };
      return { row, flow: { box: row.box, source, kind, automation: false, reason: row.reason } };
    }
    const { box, reasons, by, automation } = assessed[at]!;
    const row: LedgerRow = {
      ...place,
      record: key,
      box,
      reason: reasons.join(";"),
      by: by.join(";"),
    };
    const flow: FlowRow = {
      box,
      source,
      kind,
      automation,
      reason: reasons[0] ?? "",
      ...(box === "included" && { study: studyOf(at) }),
    };
    return { row, flow };
  });
  const number = ({ entry }: LedgerRow) => Number(entry.slice(entry.lastIndexOf("#") + 1));
  return {
    ledger: rows
      .map(({ row }) => row)
      .sort((a, b) => compareText(a.source, b.source) || number(a) - number(b)),
    flowRows: rows.map(({ flow }) => flow),
  };
}

/** What a model reads of a record. */
function textOf({ title = "", abstract = "" }: BibRecord): string {
  return `${title} ${abstract}`.trim();
}

/** Reports that the reviewers knew to be relevant must be found by the search and not be excluded. */
function knownRelevantProblems(
  input: ReviewInput,
  clustered: Clustered,
  assessed: readonly Assessed[],
): Problem[] {
  return input.protocol.knownRelevant.flatMap(({ reference, line }): Problem[] => {
    const place = { file: "slr.yaml", line };
    const found = recordNamed(reference, clustered);
    if (found === undefined) {
      return [
        {
          severity: "error",
          code: "known-relevant/not-found",
          ...place,
          message: `Unexpected absence of ${reference}, which is known to be relevant: no search found it.`,
        },
      ];
    }
    const { box, reasons } = assessed[found]!;
    if (!box.startsWith("excluded") && !box.startsWith("removed")) return [];
    return [
      {
        severity: "error",
        code: "known-relevant/excluded",
        ...place,
        message: `Unexpected exclusion of ${reference} (${clustered.records[found]!.key}), which is known to be relevant: ${box}${reasons.length > 0 ? `, ${reasons.join(";")}` : ""}.`,
      },
    ];
  });
}

function recordNamed(reference: string, clustered: Clustered): number | undefined {
  const found = clustered.resolve({ record: reference });
  return found.kind === "matched" ? found.target : undefined;
}
