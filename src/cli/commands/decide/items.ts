import { compareRecords } from "../../../core/overviews/compare-records.ts";
import type { Criterion } from "../../../core/protocol/protocol.ts";
import type { BibRecord } from "../../../core/records/model.ts";
import { formatAuthor } from "../../../core/records/normalize.ts";
import type { CriterionJudgement } from "../../../core/screening/judge-criteria.ts";
import { judgementText } from "../../../core/screening/judgement-text.ts";
import { type Ballot, votedWords } from "../../../core/votes/ballot.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { markDifferences, markField } from "./marked-fields.ts";
import {
  beside,
  columnWidth,
  type Line,
  line,
  type MarkedText,
  wrapLine,
  wrapMarked,
} from "./styled-text.ts";

/** Everything that the screen shows of a record. */
export interface RecordView {
  readonly key: string;
  readonly record: BibRecord;
  readonly sources: readonly string[];
  /** The judgements of the stage's criteria. */
  readonly judgements: readonly CriterionJudgement[];
  /** The file of its full text, if the review has it. */
  readonly fullText?: string;
}

/** A record: title, authors, venue and year, identifiers, what rules say, abstract, keywords. */
export function recordLines(
  view: RecordView,
  criteria: readonly Criterion[],
  width: number,
): Line[] {
  const { record, sources, judgements, fullText } = view;
  const facts = [venueLine(record), identifierLine(view), sources.map(plainText).join(", ")];
  const effects = new Map(criteria.map(({ id, effect }) => [id, effect]));
  const rules = judgements
    .map((judgement) => ruleText(judgement, effects.get(judgement.criterion)))
    .join("; ");
  return [
    ...titleLines(record, criteria, width),
    ...authorLines(record.authors, width),
    ...facts.filter((fact) => fact !== "").flatMap((fact) => wrapLine(fact, width, "faint")),
    ...(fullText === undefined ? [] : wrapLine(`Full text: ${plainText(fullText)}`, width)),
    ...(rules === "" ? [] : wrapLine(`Rules: ${plainText(rules)}`, width)),
    [],
    ...abstractLines(record.abstract, criteria, width),
    ...keywordLines(record, criteria, width),
  ];
}

function titleLines({ title }: BibRecord, criteria: readonly Criterion[], width: number): Line[] {
  return title === undefined
    ? [line("(no title)", "strong")]
    : wrapMarked(markField("title", title, criteria), width, "strong");
}

/** Consortia have hundreds of authors; the first ones and the number are enough. */
const AUTHORS_SHOWN = 8;

function authorLines(authors: BibRecord["authors"], width: number): Line[] {
  if (authors.length === 0) return [line("(no authors)", "faint")];
  const shown = authors.slice(0, AUTHORS_SHOWN).map((author) => plainText(formatAuthor(author)));
  const more = authors.length - shown.length;
  return wrapLine(`${shown.join("; ")}${more > 0 ? ` and ${more} more` : ""}`, width);
}

function venueLine({ venue, year, type, volume, issue, pages }: BibRecord): string {
  const number = [volume, issue === undefined ? undefined : `(${issue})`].filter(Boolean).join("");
  return plainText(
    [venue ?? "(no venue)", year === undefined ? "(no year)" : String(year), number, pages, type]
      .filter((part) => part !== undefined && part !== "")
      .join(", "),
  );
}

function identifierLine({ key, record: { doi, pmid, arxiv } }: RecordView): string {
  return plainText(
    [
      key,
      doi === undefined ? "(no DOI)" : `doi:${doi}`,
      ...(pmid === undefined ? [] : [`pmid:${pmid}`]),
      ...(arxiv === undefined ? [] : [`arxiv:${arxiv}`]),
    ].join("  "),
  );
}

function ruleText(judgement: CriterionJudgement, effect: Criterion["effect"]): string {
  const { disagreements } = judgement;
  const why = disagreements.length > 0 ? ` (entries disagree on ${disagreements.join(", ")})` : "";
  return `${judgementText(judgement, effect)}${why}`;
}

function abstractLines(
  abstract: string | undefined,
  criteria: readonly Criterion[],
  width: number,
): Line[] {
  return abstract === undefined
    ? [line("(no abstract)", "faint")]
    : wrapMarked(markField("abstract", abstract, criteria), width);
}

function keywordLines(
  { keywords, mesh }: BibRecord,
  criteria: readonly Criterion[],
  width: number,
): Line[] {
  const all = [...keywords, ...mesh];
  if (all.length === 0) return [];
  const { text, marks } = markField("keywords", all.join("; "), criteria);
  const label = "Keywords: ";
  const shifted = marks.map(({ start, end, style }) => ({
    start: start + label.length,
    end: end + label.length,
    style,
  }));
  return [[], ...wrapMarked({ text: label + text, marks: shifted }, width)];
}

/** Narrower columns cannot be read. */
const MIN_COLUMN = 22;

/** Two records side by side, field by field, with the words that only one of them has. */
export function pairLines(a: RecordView, b: RecordView, why: string, width: number): Line[] {
  const stacked = columnWidth(2, width) < MIN_COLUMN;
  const own = stacked ? width : columnWidth(2, width);
  const both = (left: readonly Line[], right: readonly Line[]) =>
    stacked ? [...left, ...right] : beside([left, right], width);
  return [
    ...wrapLine(plainText(why), width, "faint"),
    ...both(wrapLine(headOf(a), own, "strong"), wrapLine(headOf(b), own, "strong")),
    ...compareRecords(a.record, b.record).flatMap(
      ({ field, a: one, b: other, finding }): Line[] => {
        const [left, right] = [plainText(one), plainText(other)];
        const column = (marked: MarkedText): Line[] =>
          marked.text === "" ? [line("(none)", "faint")] : wrapMarked(marked, own);
        return [
          ruledLine(`${field}: ${finding}`, width),
          ...both(column(markDifferences(left, right)), column(markDifferences(right, left))),
        ];
      },
    ),
  ];
}

function headOf({ key, sources }: RecordView): string {
  return `${key} ${plainText(sources.join(", "))}`;
}

export function ruledLine(label: string, width: number): Line {
  const text = label === "" ? "" : `-- ${label} `;
  return line(`${text}${"-".repeat(Math.max(0, width - text.length))}`.slice(0, width), "faint");
}

/** The votes on a record side by side, each with its reasons and its note. */
export function voteLines(ballot: Ballot, stage: string, width: number): Line[] {
  const { votes, rows } = ballot;
  const stacked = columnWidth(votes.length, width) < MIN_COLUMN;
  const own = stacked ? width : columnWidth(votes.length, width);
  const columns = votes.map(({ reviewer, kind, verdict, reasons, decidedAt }): Line[] => {
    const style =
      verdict === "exclude"
        ? "unwanted"
        : verdict === "both" || verdict === "unclear"
          ? "differs"
          : "wanted";
    const notes = rows
      .filter((row) => row.reviewer === reviewer && !row.resolves && row.note !== "")
      .slice(-1)
      .map(({ note }) => note);
    return [
      ...wrapLine(
        plainText(`${reviewer}${kind === "automation" ? " (program)" : ""}`),
        own,
        "strong",
      ),
      ...wrapLine(votedWords(verdict), own, style),
      ...reasons.flatMap((reason) => wrapLine(plainText(reason), own)),
      ...notes.flatMap((note) => wrapLine(plainText(`"${note}"`), own)),
      ...(decidedAt.written === "" ? [] : wrapLine(plainText(decidedAt.written), own, "faint")),
    ];
  });
  return [
    ruledLine(`votes at ${stage}`, width),
    ...(stacked ? columns.flat() : beside(columns, width)),
    ruledLine("", width),
  ];
}
