import { type CriterionSubject, IndexedSubject } from "../criteria/index.ts";
import { compareRecords } from "../overviews/duplicates/compare-records.ts";
import { LEVELS } from "../overviews/rating/rating-queue.ts";
import { linksTo } from "../overviews/reports/report-links.ts";
import type { Criterion, Protocol } from "../protocol/protocol.ts";
import type { TermWeight } from "../rating/term-weight.ts";
import type { BibRecord, Stage } from "../records/model.ts";
import { formatAuthor } from "../records/normalize.ts";
import { plainText } from "../records/text/plain-text.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import { type CriterionJudgement, judgeCriteria } from "../screening/judge-criteria.ts";
import { judgementText } from "../screening/judgement-text.ts";
import type { PossibleDuplicate, Rating, ScreenedRecord } from "../screening/results.ts";
import { type Ballot, votedWords } from "../votes/ballot.ts";
import { markDifferences, markField } from "./marked-fields.ts";
import type {
  CriterionView,
  FullTextView,
  MarkedField,
  PairField,
  PairSide,
  RatingView,
  RecordLink,
  RecordView,
  VoteView,
} from "./page-data.ts";

/** What a view of a record is made from. */
export interface RecordToView {
  readonly key: string;
  readonly subject: CriterionSubject;
  readonly sources: readonly string[];
  readonly fullText?: FullTextView | undefined;
  readonly rating?: RatingView | undefined;
}

/** Everything that a reviewer may see of a record at a stage; texts are without control characters. */
export function recordView(
  { key, subject, sources, fullText, rating }: RecordToView,
  { criteria }: Pick<Protocol, "criteria">,
  stage: Stage,
): RecordView {
  const { record } = subject;
  const inView = criteria.filter((one) => one.stage === stage || one.stage === "title-abstract");
  const keywords = [...record.keywords, ...record.mesh];
  const marked = (field: "title" | "abstract" | "keywords", text: string | undefined) =>
    text === undefined ? undefined : markField(field, text, inView);
  return withoutAbsent<RecordView>({
    key,
    title: marked("title", record.title),
    abstract: marked("abstract", record.abstract),
    keywords: marked("keywords", keywords.length === 0 ? undefined : keywords.join("; ")),
    authors: record.authors.map((author) => plainText(formatAuthor(author))),
    venue: cleaned(record.venue),
    year: record.year,
    type: record.type,
    place: placeOf(record),
    language: record.language,
    identifiers: identifiersOf(record),
    sources: sources.map(plainText),
    links: linksOf(record),
    fullText,
    criteria: criteriaViews(inView, subject),
    rating,
  });
}

function cleaned(text: string | undefined): string | undefined {
  const plain = plainText(text ?? "");
  return plain === "" ? undefined : plain;
}

/** `12(3), 45-67` */
function placeOf({ volume, issue, pages }: BibRecord): string | undefined {
  const number = [volume, issue === undefined ? undefined : `(${issue})`].filter(Boolean).join("");
  return cleaned([number, pages].filter(Boolean).join(", "));
}

function identifiersOf({ doi, pmid, arxiv }: BibRecord): string[] {
  return [
    ...(doi === undefined ? [] : [`doi:${doi}`]),
    ...(pmid === undefined ? [] : [`pmid:${pmid}`]),
    ...(arxiv === undefined ? [] : [`arxiv:${arxiv}`]),
  ].map(plainText);
}

/** Every page that is known of a record, each once; an export may hold any text as a link. */
export function linksOf(record: BibRecord): RecordLink[] {
  const { doi, pmid, arxiv, accession, url } = record;
  const one = (label: string, of: Parameters<typeof linksTo>[0]) =>
    linksTo(of).map((link) => ({ label, url: link }));
  const links = [
    ...(doi === undefined ? [] : one("DOI", { doi })),
    ...(pmid === undefined ? [] : one("PubMed", { pmid })),
    ...(arxiv === undefined ? [] : one("arXiv", { arxiv })),
    ...(accession === undefined ? [] : one(plainText(accession), { accession })),
    ...(url === undefined ? [] : one("Page", { url })),
  ];
  return links.filter(({ url: link }, at) => links.findIndex((other) => other.url === link) === at);
}

function criteriaViews(
  criteria: readonly Criterion[],
  subject: CriterionSubject,
): readonly CriterionView[] {
  const indexed = new IndexedSubject(subject);
  const judgements = new Map(
    (["title-abstract", "full-text"] as const)
      .filter((stage) => criteria.some((one) => one.stage === stage && one.query !== undefined))
      .flatMap((stage) => judgeCriteria({ criteria }, stage, indexed))
      .map((judgement) => [judgement.criterion, judgement]),
  );
  return criteria.map((criterion) => {
    const { id, text, effect, stage } = criterion;
    const judgement = judgements.get(id);
    const view = { id, text: plainText(text), effect, stage: stage as Stage };
    if (judgement === undefined) return { ...view, matched: undefined, words: [], says: "" };
    return { ...view, ...found(judgement, effect) };
  });
}

function found(judgement: CriterionJudgement, effect: Criterion["effect"]) {
  const { verdict, words, disagreements } = judgement;
  const matched =
    verdict === "unknown" ? undefined : (verdict === "violated") === (effect === "exclude");
  const why = disagreements.length > 0 ? ` (entries disagree on ${disagreements.join(", ")})` : "";
  return {
    matched,
    words: matched === true ? words.map(plainText) : [],
    says: plainText(`${judgementText(judgement, effect)}${why}`),
  };
}

/** As many words of a rating are enough to see what made it. */
const TERMS_SHOWN = 12;

/** The rating of a record with the words that made it. */
export function ratingView(
  rating: Rating | undefined,
  terms: readonly TermWeight[],
  learnedFrom: string,
): RatingView {
  const shown = terms
    .slice(0, TERMS_SHOWN)
    .map(({ term, weight }) => ({ term: plainText(term), weight }));
  if (rating === undefined)
    return { terms: shown, says: `There are too few decisions for a level. ${learnedFrom}` };
  const { level, score } = rating;
  const { name } = LEVELS.find((one) => one.level === level)!;
  return { level, score, terms: shown, says: `${name}, score ${score.toFixed(2)}. ${learnedFrom}` };
}

/** A rating in one line: `4, likely to include, score 0.71. …: + pruning, - survey`. */
export function ratingText({ level, terms, says }: RatingView): string {
  const words = terms.map(({ term, weight }) => `${weight < 0 ? "-" : "+"} ${term}`).join(", ");
  return `Rating${level === undefined ? "" : ` ${level}`}: ${says}${words === "" ? "" : ` Words: ${words}.`}`;
}

/** The votes on a record, each with its reasons and its note. */
export function voteViews({ votes, rows }: Ballot): VoteView[] {
  return votes.map(({ reviewer, kind, verdict, reasons, decidedAt }) => {
    const last = rows.findLast((row) => row.reviewer === reviewer && !row.resolves);
    const noted = rows.findLast(
      (row) => row.reviewer === reviewer && !row.resolves && row.note !== "",
    );
    return {
      reviewer: plainText(reviewer),
      kind,
      verdict: votedWords(verdict),
      side:
        verdict === "exclude"
          ? "exclude"
          : verdict === "both" || verdict === "unclear"
            ? "unclear"
            : "include",
      reasons: reasons.map(plainText),
      note: plainText(noted?.note ?? ""),
      tags: (last?.tags ?? []).map(plainText),
      decidedAt: plainText(decidedAt.written),
    };
  });
}

/** Why two records may be one, in words. */
export function pairWhy({ rule, similarity }: PossibleDuplicate): string {
  return `${plainText(rule)}; one report with a probability of ${Math.floor(similarity * 100)} %`;
}

export function pairSide(
  key: string,
  record: BibRecord,
  screened: Pick<ScreenedRecord, "sources"> | undefined,
): PairSide {
  return { key, sources: (screened?.sources ?? []).map(plainText), links: linksOf(record) };
}

/** Two records field by field, with the words that only one of them has. */
export function pairFields(a: BibRecord, b: BibRecord): PairField[] {
  return compareRecords(a, b).map(({ field, finding, a: one, b: other }) => {
    const [left, right] = [plainText(one), plainText(other)];
    const side = (text: string, against: string): MarkedField => markDifferences(text, against);
    return { field, finding, a: side(left, right), b: side(right, left) };
  });
}
