import type {
  FieldMark,
  ItemView,
  MarkedField,
  RecordView,
  VoteView,
} from "../../../core/decide/page-data.ts";
import type { Stage } from "../../../core/records/model.ts";
import {
  beside,
  columnWidth,
  type Line,
  line,
  type Style,
  wrapLine,
  wrapMarked,
} from "./styled-text.ts";

/** An item of a session at this width. */
export function itemLines(item: ItemView, stage: Stage | undefined, width: number): Line[] {
  switch (item.kind) {
    case "record":
      return recordLines(item.record, stage, width);
    case "conflict":
      return [...voteLines(item.votes, stage, width), ...recordLines(item.record, stage, width)];
    case "pair":
      return pairLines(item, width);
  }
}

/** A record: title, authors, venue and year, identifiers, what rules say, abstract, keywords. */
function recordLines(view: RecordView, stage: Stage | undefined, width: number): Line[] {
  const facts = [venueLine(view), identifierLine(view), view.sources.join(", ")];
  const rules = view.criteria
    .filter((criterion) => criterion.stage === stage && criterion.says !== "")
    .map(({ says }) => says)
    .join("; ");
  return [
    ...(view.title === undefined
      ? [line("(no title)", "strong")]
      : wrapMarked(styled(view.title), width, "strong")),
    ...authorLines(view.authors, width),
    ...facts.filter((fact) => fact !== "").flatMap((fact) => wrapLine(fact, width, "faint")),
    ...(view.fullText === undefined || stage !== "full-text"
      ? []
      : wrapLine(`Full text: ${view.fullText.file}`, width)),
    ...(rules === "" ? [] : wrapLine(`Rules: ${rules}`, width)),
    [],
    ...(view.abstract === undefined
      ? [line("(no abstract)", "faint")]
      : wrapMarked(styled(view.abstract), width)),
    ...keywordLines(view, width),
  ];
}

const STYLES = {
  include: "wanted",
  exclude: "unwanted",
  differs: "differs",
} as const satisfies Readonly<Record<FieldMark["kind"], Style>>;

/** The text with its marks as styles, each moved by this many letters. */
export function styled({ text, marks }: MarkedField, by = 0) {
  return {
    text,
    marks: marks.map(({ start, end, kind }) => ({
      start: start + by,
      end: end + by,
      style: STYLES[kind],
    })),
  };
}

/** Consortia have hundreds of authors; the first ones and the number are enough. */
const AUTHORS_SHOWN = 8;

function authorLines(authors: RecordView["authors"], width: number): Line[] {
  if (authors.length === 0) return [line("(no authors)", "faint")];
  const more = authors.length - AUTHORS_SHOWN;
  const shown = authors.slice(0, AUTHORS_SHOWN).join("; ");
  return wrapLine(`${shown}${more > 0 ? ` and ${more} more` : ""}`, width);
}

function venueLine({ venue, year, type, place }: RecordView): string {
  return [venue ?? "(no venue)", year === undefined ? "(no year)" : String(year), place, type]
    .filter((part) => part !== undefined && part !== "")
    .join(", ");
}

function identifierLine({ key, identifiers }: RecordView): string {
  const hasDoi = identifiers[0]?.startsWith("doi:") === true;
  return [key, ...(hasDoi ? [] : ["(no DOI)"]), ...identifiers].join("  ");
}

function keywordLines({ keywords }: RecordView, width: number): Line[] {
  if (keywords === undefined) return [];
  const label = "Keywords: ";
  const { text, marks } = styled(keywords, label.length);
  return [[], ...wrapMarked({ text: label + text, marks }, width)];
}

/** Narrower columns cannot be read. */
const MIN_COLUMN = 22;

/** Two records side by side, field by field, with the words that only one of them has. */
function pairLines(
  { why, a, b, fields }: ItemView & { readonly kind: "pair" },
  width: number,
): Line[] {
  const stacked = columnWidth(2, width) < MIN_COLUMN;
  const own = stacked ? width : columnWidth(2, width);
  const both = (left: readonly Line[], right: readonly Line[]) =>
    stacked ? [...left, ...right] : beside([left, right], width);
  const headOf = ({ key, sources }: typeof a) =>
    wrapLine(`${key} ${sources.join(", ")}`, own, "strong");
  const column = (marked: MarkedField): Line[] =>
    marked.text === "" ? [line("(none)", "faint")] : wrapMarked(styled(marked), own);
  return [
    ...wrapLine(`Why: ${why}`, width, "faint"),
    ...both(headOf(a), headOf(b)),
    ...fields.flatMap(({ field, finding, a: one, b: other }): Line[] => [
      ruledLine(`${field}: ${finding}`, width),
      ...both(column(one), column(other)),
    ]),
  ];
}

export function ruledLine(label: string, width: number): Line {
  const text = label === "" ? "" : `-- ${label} `;
  return line(`${text}${"-".repeat(Math.max(0, width - text.length))}`.slice(0, width), "faint");
}

const SIDES = {
  include: "wanted",
  exclude: "unwanted",
  unclear: "differs",
} as const satisfies Readonly<Record<VoteView["side"], Style>>;

/** The votes on a record side by side, each with its reasons, its tags and its note. */
function voteLines(votes: readonly VoteView[], stage: Stage | undefined, width: number): Line[] {
  const stacked = columnWidth(votes.length, width) < MIN_COLUMN;
  const own = stacked ? width : columnWidth(votes.length, width);
  const columns = votes.map((vote): Line[] => [
    ...wrapLine(`${vote.reviewer}${vote.kind === "automation" ? " (program)" : ""}`, own, "strong"),
    ...wrapLine(vote.verdict, own, SIDES[vote.side]),
    ...vote.reasons.flatMap((reason) => wrapLine(reason, own)),
    ...(vote.note === "" ? [] : wrapLine(`"${vote.note}"`, own)),
    ...(vote.tags.length === 0 ? [] : wrapLine(`tags: ${vote.tags.join("; ")}`, own)),
    ...(vote.decidedAt === "" ? [] : wrapLine(vote.decidedAt, own, "faint")),
  ]);
  return [
    ruledLine(`votes at ${stage === "full-text" ? "full text" : "title/abstract"}`, width),
    ...(stacked ? columns.flat() : beside(columns, width)),
    ruledLine("", width),
  ];
}
