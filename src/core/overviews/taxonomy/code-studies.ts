import { evaluateQuery, IndexedSubject } from "../../criteria/index.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import type { Coding } from "../../records/coding.ts";
import type { RecordKey } from "../../records/model.ts";
import { compareText, type Problem, sortProblems } from "../../records/problem.ts";
import type { ScreenedReview } from "../../review/review.ts";
import type { IncludedReport } from "../../screening/results.ts";
import { anyOfCodes, type Code } from "./code.ts";
import { type ClassVote, votesByClass } from "./code-rows.ts";
import { type ClassAgreement, coderAgreement } from "./coder-agreement.ts";
import { type PlacedClass, placeClasses } from "./placed-classes.ts";
import { reportFinder } from "./report-finder.ts";
import { type SettledClass, settleClass } from "./settle-class.ts";

/** The code of a study for one class. */
export interface StudyCode {
  readonly code: Code;
  /** Who gave it: coders, the query of the class, or its sub-classes; nobody where nothing tells. */
  readonly by: "people" | "query" | "sub-class" | "nobody";
  /** The coders on whose rows it rests, in alphabetical order. */
  readonly coders: readonly string[];
  /** The words that the query found. */
  readonly words: readonly string[];
}

/** An included study with a code for every class. */
export interface CodedStudy {
  readonly study: string;
  readonly reports: readonly RecordKey[];
  readonly title: string;
  readonly authors: string;
  readonly doi: string;
  /** The year of its earliest report; absent if no report has one. */
  readonly year?: number;
  /** By the index of the class. */
  readonly codes: readonly StudyCode[];
}

/** The included studies of a review, coded by its taxonomy. */
export interface CodedReview {
  readonly title: string;
  readonly classes: readonly PlacedClass[];
  readonly studies: readonly CodedStudy[];
  /** How well coders agree on each class; empty where nobody coded what another did. */
  readonly agreement: readonly ClassAgreement[];
  readonly coders: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Codes every included study by the taxonomy: by the queries of the classes, which people's codes
 * override class by class. Coders' rows are settled as decisions are: the last row of each counts,
 * coders who disagree are a conflict, and a later row with `resolves` settles it.
 */
export async function codeStudies(
  review: ScreenedReview,
  protocol: Protocol,
  codings: readonly Coding[],
): Promise<CodedReview> {
  const classes = placeClasses(protocol.taxonomy);
  const { included } = review.results;
  const byQuery = await codesByQuery(review, included, classes);
  const studies = byStudy(included);
  const settled = settleCodes(review, protocol, codings);
  const coded = [...studies].map(([study, reports]) =>
    codedStudy(study, reports, classes, byQuery, settled.of),
  );
  return {
    title: review.results.title,
    classes,
    studies: coded.sort(
      (a, b) => (a.year ?? 1e6) - (b.year ?? 1e6) || compareText(a.study, b.study),
    ),
    agreement: coderAgreement(classes, [...studies.keys()], settled.of),
    coders: [...new Set(codings.map(({ reviewer }) => reviewer))].sort(compareText),
    problems: settled.problems,
  };
}

/** What people say of each study and class, and the problems of their rows. */
export function settleCodes(
  review: Pick<ScreenedReview, "found" | "results">,
  protocol: Protocol,
  codings: readonly Coding[],
): { readonly of: SettledOf; readonly problems: readonly Problem[] } {
  const classes = placeClasses(protocol.taxonomy);
  const [first] = codings;
  if (classes.length === 0) {
    const problems: Problem[] =
      first === undefined
        ? []
        : [
            {
              severity: "warning",
              code: "codes/no-taxonomy",
              ...first.place,
              message:
                "slr.yaml has no taxonomy, so no row of codes/ counts. List the classes under `taxonomy`.",
            },
          ];
    return { of: () => undefined, problems };
  }
  const found = reportFinder(review);
  const { votes, problems } = votesByClass(codings, classes, found.reportOf);
  const settled = settleAll(byStudy(review.results.included), votes, classes.length, protocol);
  return {
    of: settled.of,
    problems: sortProblems([...problems, ...found.problems, ...settled.problems]),
  };
}

function byStudy(included: readonly IncludedReport[]): Map<string, IncludedReport[]> {
  const studies = new Map<string, IncludedReport[]>();
  for (const report of included) {
    const its = studies.get(report.study);
    if (its === undefined) studies.set(report.study, [report]);
    else its.push(report);
  }
  return studies;
}

/** What the query of each class says of each report. */
async function codesByQuery(
  review: ScreenedReview,
  included: readonly IncludedReport[],
  classes: readonly PlacedClass[],
): Promise<ReadonlyMap<RecordKey, readonly (StudyCode | undefined)[]>> {
  const { fullText } = review.found.input;
  const readsFullText = classes.some(({ of }) => of.query?.fields.includes("full-text"));
  const codes = new Map<RecordKey, readonly (StudyCode | undefined)[]>();
  const keys = included.map(({ key }) => key);
  for await (const { key, subject } of review.read(keys)) {
    const text =
      readsFullText && subject.fullText === undefined
        ? await fullText(review.fullTextName(key))
        : undefined;
    const indexed = new IndexedSubject(
      text === undefined ? subject : { ...subject, fullText: text },
    );
    codes.set(
      key,
      classes.map(({ of: { query } }) => {
        if (query === undefined) return undefined;
        const { truth, words } = evaluateQuery(query, indexed);
        const code = truth === "true" ? "yes" : truth === "false" ? "no" : "unknown";
        return { code, by: "query", coders: [], words: code === "yes" ? words : [] };
      }),
    );
  }
  return codes;
}

type SettledOf = (study: string, at: number) => SettledClass | undefined;

/** Settles what people say of each study and class. One row names many classes, so a problem of it is told once. */
function settleAll(
  studies: ReadonlyMap<string, readonly IncludedReport[]>,
  votes: ReadonlyMap<number, readonly ClassVote[]>,
  classes: number,
  protocol: Protocol,
): { of: SettledOf; problems: Problem[] } {
  const studyOf = new Map(
    [...studies].flatMap(([study, reports]) => reports.map(({ key }) => [key, study] as const)),
  );
  const settled = new Map<string, SettledClass>();
  const problems = new Map<string, Problem>();
  for (let at = 0; at < classes; at += 1) {
    const ofStudy = new Map<string, ClassVote[]>();
    for (const vote of votes.get(at) ?? []) {
      const study = studyOf.get(vote.report);
      if (study === undefined) continue;
      ofStudy.set(study, [...(ofStudy.get(study) ?? []), vote]);
    }
    for (const [study, its] of ofStudy) {
      const one = settleClass(its, protocol);
      for (const problem of one.problems)
        problems.set(`${problem.file}:${problem.line} ${problem.message}`, problem);
      settled.set(`${at} ${study}`, one);
    }
  }
  return { of: (study, at) => settled.get(`${at} ${study}`), problems: [...problems.values()] };
}

function codedStudy(
  study: string,
  reports: readonly IncludedReport[],
  classes: readonly PlacedClass[],
  byQuery: ReadonlyMap<RecordKey, readonly (StudyCode | undefined)[]>,
  settledOf: SettledOf,
): CodedStudy {
  const codes: StudyCode[] = new Array(classes.length);
  // Sub-classes stand behind their class, and their codes count for it.
  for (let at = classes.length - 1; at >= 0; at -= 1) {
    const people = settledOf(study, at);
    const own =
      people?.code === undefined
        ? queryCode(reports.map(({ key }) => byQuery.get(key)?.[at]))
        : { code: people.code, by: "people" as const, coders: people.coders, words: [] };
    const below = classes[at]!.children.map((child) => codes[child]!.code);
    const whole = own === undefined ? anyOfCodes(below) : anyOfCodes([own.code, ...below]);
    codes[at] =
      own !== undefined && whole === own.code
        ? own
        : below.length > 0
          ? { code: whole, by: "sub-class", coders: [], words: [] }
          : { code: "unknown", by: "nobody", coders: [], words: [] };
  }
  const main = reports[0]!.record;
  const years = reports.flatMap(({ record }) => record.year ?? []);
  return {
    study,
    reports: reports.map(({ key }) => key),
    title: main.title ?? "",
    authors: main.authors.map(({ family }) => family).join("; "),
    doi: main.doi ?? "",
    ...(years.length > 0 && { year: Math.min(...years) }),
    codes,
  };
}

/** A study is in a class if any of its reports is. */
function queryCode(codes: readonly (StudyCode | undefined)[]): StudyCode | undefined {
  const given = codes.filter((code) => code !== undefined);
  if (given.length === 0) return undefined;
  const code = anyOfCodes(given.map((one) => one.code));
  const words = [...new Set(given.flatMap((one) => one.words))];
  return { code, by: "query", coders: [], words: code === "yes" ? words : [] };
}
