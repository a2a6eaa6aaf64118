import type { Verdict } from "../../core/records/decision.ts";
import type { BibRecord } from "../../core/records/model.ts";
import { readTime } from "../../core/records/time.ts";
import { isAsreviewProject, readAsreviewProject } from "./asreview-project.ts";
import { hasRayyanNotes } from "./rayyan-notes.ts";
import {
  columnsOf,
  readFromRecords,
  type ScreeningTool,
  said,
  valuesOf,
} from "./screening-tool.ts";

/** Columns for the label, newest version first. */
const LABELS = ["asreviewlabel", "included", "labelincluded"] as const;

/** A note in its RIS files, perhaps joined to another note or inside Zotero's `<p>`. */
const RIS_LABEL = /ASReview_(relevant|irrelevant|not_seen)(?![a-z])/g;

/** ASReview LAB: a column of labels in its tables, notes in its RIS files, a database in its projects. */
export const asreview: ScreeningTool<"asreview"> = {
  id: "asreview",
  isProject: isAsreviewProject,
  recognizes(file) {
    if (file.members !== undefined) return isAsreviewProject(file.members.map(({ name }) => name));
    const columns = columnsOf(file);
    if (columns.length === 0) return !hasRayyanNotes(file.head) && file.head.search(RIS_LABEL) >= 0;
    return (
      ["asreviewlabel", "asreviewprior", "asreviewranking", "labelincluded"].some((name) =>
        columns.includes(name),
      ) || ["recordid", "included"].every((name) => columns.includes(name))
    );
  },
  async read(files, options) {
    const readings = [
      await readTables(
        files.filter(({ members }) => members === undefined),
        options,
      ),
    ];
    for (const { file, members } of files)
      if (members !== undefined) readings.push(await readAsreviewProject(file, members));
    return {
      decisions: readings.flatMap(({ decisions }) => decisions),
      undecided: readings.reduce((sum, { undecided }) => sum + undecided, 0),
      problems: readings.flatMap(({ problems }) => problems),
    };
  },
};

const readTables = readFromRecords((file, _, report) => {
  const columns = columnsOf(file);
  const column = LABELS.find((name) => columns.includes(name));
  if (columns.length > 0 && column === undefined) {
    report(
      "asreview/no-labels",
      "The table has no labels: it needs a column asreview_label, included or label_included.",
    );
    return undefined;
  }
  return ({ record }) => {
    const labels =
      column === undefined ? asreviewNotes(record) : valuesOf(record, column).slice(0, 1);
    const verdicts = new Set(labels.map((label) => verdictOf(label.trim())));
    if (verdicts.size > 1 || verdicts.has("unknown")) {
      const found = labels.map((label) => `\`${label.trim().slice(0, 40)}\``).join(" and ");
      const message = `Unexpected label ${found}, expected 1, 0 or nothing. It is not applied.`;
      return { code: "asreview/label", message };
    }
    const [verdict] = verdicts;
    if (verdict === undefined || verdict === "unknown" || verdict === "unseen") return [];
    const notes = [
      ...(isPrior(record) ? ["prior knowledge"] : []),
      ...valuesOf(record, "asreviewnote", "exportednotes1"),
    ];
    const [time = ""] = valuesOf(record, "asreviewtime");
    return [said(verdict, { notes, decidedAt: readTime(time) })];
  };
});

/** The notes of its RIS files that hold decisions: `ASReview_relevant`. */
export function asreviewNotes({ original }: Pick<BibRecord, "original">): string[] {
  return original.flatMap(([, value]) => [...value.matchAll(RIS_LABEL)].map(([label]) => label));
}

function verdictOf(label: string): Verdict | "unseen" | "unknown" {
  if (/^(?:1(?:\.0)?|ASReview_relevant)$/.test(label)) return "include";
  if (/^(?:0(?:\.0)?|ASReview_irrelevant)$/.test(label)) return "exclude";
  return /^(?:|-1(?:\.0)?|nan|ASReview_not_seen)$/i.test(label) ? "unseen" : "unknown";
}

/** Whether the record was labelled before screening began, to train the model. */
function isPrior(record: BibRecord): boolean {
  return (
    valuesOf(record, "asreviewprior").some((value) => /^1(?:\.0)?$/.test(value.trim())) ||
    record.original.some(([, value]) => value.includes("ASReview_prior"))
  );
}
