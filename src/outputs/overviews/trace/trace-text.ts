import type {
  RecordTrace,
  TracedEntry,
  TracedStage,
  UnreadableEntry,
} from "../../../core/overviews/trace/trace-record.ts";
import { hanging } from "../../text/hanging.ts";
import { plainText } from "../../text/plain-text.ts";
import { criteriaText, type TracePaint } from "./criteria-text.ts";

/** A record from its box back to the raw lines: decisions, judgements, duplicates, entries. */
export function traceText(
  trace: RecordTrace,
  through: string | undefined,
  paint: TracePaint,
): string {
  const { stages, criteria, entries, related, retrieval } = trace;
  const { width, heading } = paint;
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", heading(title), ...lines];
  return [
    ...(through === undefined ? [] : [...hanging("", `${through}.`, width), ""]),
    ...headLines(trace, paint),
    ...part("Decisions", [
      ...stages.flatMap((stage) => stageLines(stage, width)),
      ...(retrieval === undefined
        ? []
        : hanging(
            "  ",
            `retrieval: ${retrieval.status} (${retrieval.file}:${retrieval.line})`,
            width,
          )),
    ]),
    ...part("Criteria", criteriaText(criteria, paint)),
    ...part(
      "Entries",
      entries.flatMap((entry) => entryLines(entry, width)),
    ),
    ...part(
      "Other records",
      related.flatMap(({ record, title, box, relation }) =>
        hanging(`  ${record}  `, `${title}: ${box}; ${relation}`, width),
      ),
    ),
  ].join("\n");
}

/** The record and where it ended. */
export function headLines(
  { record, summary, box, reasons, by, study, studyRow }: RecordTrace,
  { width, heading }: TracePaint,
): string[] {
  const { authors, year, venue, doi, pmid } = summary;
  const [first = "", ...others] = authors.split("; ");
  const facts = [
    ...(first === "" ? [] : [others.length === 0 ? first : `${first} et al.`]),
    ...(year === undefined ? [] : [String(year)]),
    ...(venue === "" ? [] : [venue]),
    ...(doi === "" ? [] : [`doi:${doi}`]),
    ...(pmid === "" ? [] : [`pmid:${pmid}`]),
  ];
  const why = [
    ...(reasons.length === 0 ? [] : [reasons.join("; ")]),
    ...(by.length === 0 ? [] : [`by ${by.join(", ")}`]),
    ...(study === undefined ? [] : [`study ${study}`]),
    ...(studyRow === undefined ? [] : [`${studyRow.file}:${studyRow.line}`]),
  ];
  const blank = " ".repeat(record.length + 2);
  const [title = "", ...more] = hanging(`${record}  `, summary.title || "(no title)", width);
  return [
    heading(title),
    ...more,
    ...(facts.length === 0 ? [] : hanging(blank, facts.join(", "), width)),
    ...hanging(blank, `${box}${why.length === 0 ? "" : `: ${why.join("; ")}`}`, width),
  ];
}

function stageLines(
  { stage, outcome, reasons, by, decisions }: TracedStage,
  width: number,
): string[] {
  const why = [
    ...(reasons.length === 0 ? [] : [reasons.join("; ")]),
    ...(by.length === 0 ? [] : [`by ${by.join(", ")}`]),
  ];
  return [
    ...hanging(
      "  ",
      `${stage}: ${outcome ?? "no effect, as the record did not come so far"}${why.length === 0 ? "" : ` (${why.join(", ")})`}`,
      width,
    ),
    ...decisions.flatMap((decision) => {
      const { reviewer, kind, verdict, decidedAt, note, resolves, file, line } = decision;
      const text = [
        verdict,
        ...(decision.reasons.length === 0 ? [] : [`for ${decision.reasons.join("; ")}`]),
        ...(resolves ? ["which settles a conflict"] : []),
        ...(kind === "automation" ? ["by a program"] : []),
        ...(decidedAt === "" ? [] : [decidedAt]),
        ...(note === "" ? [] : [`"${note}"`]),
      ].join(", ");
      return hanging(`    ${plainText(reviewer)}  `, `${text} (${file}:${line})`, width);
    }),
  ];
}

function entryLines(
  { entry, file, line, format, sha256, kept, rule, similarity, said }: TracedEntry,
  width: number,
): string[] {
  const like = similarity === undefined ? "" : `; similarity ${Math.floor(similarity * 100)} %`;
  return [
    ...hanging(`  ${plainText(entry)}  `, `${kept ? "kept" : `duplicate: ${rule}${like}`}`, width),
    ...hanging("    ", `${file}:${line} (${format})`, width),
    `    sha256 ${sha256}`,
    ...(said.length === 0
      ? []
      : hanging(
          "    ",
          `as written on ${said.map((row) => `${row.file}:${row.line}`).join(", ")}`,
          width,
        )),
  ];
}

/** An entry without a record: it was identified, and ended in a box all the same. */
export function unreadableText({ box, problems }: UnreadableEntry, through: string): string {
  return [`${plainText(through)}.`, `${box}: unreadable.`, ...problems.map(plainText)].join("\n");
}
