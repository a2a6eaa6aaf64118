import type { ToolDecision } from "../../core/overviews/import/import-decisions.ts";
import type { Reference, Verdict } from "../../core/records/decision.ts";
import type { BibRecord } from "../../core/records/model.ts";
import { ownValue } from "../../core/records/own-value.ts";
import type { Problem } from "../../core/records/problem.ts";
import { NO_TIME } from "../../core/records/time.ts";
import { isRayyanLog, type LoggedDecision, readRayyanLog } from "./rayyan-log.ts";
import { hasRayyanNotes, parseRayyanNotes, type RayyanNotes } from "./rayyan-notes.ts";
import {
  columnsOf,
  recordsOf,
  type ScreeningTool,
  said,
  type ToolContents,
  type ToolFile,
  type ToolRecord,
  valuesOf,
} from "./screening-tool.ts";

/**
 * Rayyan: `articles.csv`, `.ris` or `.bib` with decisions in the notes, and
 * `customizations_log.csv`, which adds when and by whom. The log has e-mail addresses, the notes
 * have names: if both give the same votes on the same articles, they are one person.
 */
export const rayyan: ScreeningTool<"rayyan"> = {
  id: "rayyan",
  recognizes: (file) =>
    isRayyanLog(file.head) || hasRayyanNotes(file.head) || hasRayyanColumns(columnsOf(file)),
  read,
};

function hasRayyanColumns(columns: readonly string[]): boolean {
  return ["key", "notes", "pubmedid", "pmcid"].every((name) => columns.includes(name));
}

const VERDICTS: Readonly<Record<string, Verdict>> = {
  Included: "include",
  Excluded: "exclude",
  Maybe: "maybe",
};

/** A record of Rayyan with the content of its notes. */
interface Article extends ToolRecord {
  readonly id?: string;
  readonly notes?: RayyanNotes;
}

async function read(files: readonly ToolFile[]): Promise<ToolContents> {
  const problems: Problem[] = [];
  const articles: Article[] = [];
  const logs: (LoggedDecision & { readonly file: string })[] = [];
  for (const file of files) {
    if (isRayyanLog(file.head)) {
      const logged = await readRayyanLog(file, problems);
      logs.push(...logged.map((one) => ({ ...one, file: file.file })));
      continue;
    }
    for await (const found of recordsOf(file, problems)) articles.push(articleOf(found));
  }
  const hasVotes = articles.some(
    ({ notes }) => notes !== undefined && (notes.verdicts.size > 0 || notes.broken !== undefined),
  );
  const reading =
    hasVotes || logs.length === 0
      ? fromNotes(articles, logs, problems)
      : fromLog(articles, logs, problems);
  return { ...reading, problems };
}

function articleOf({ place, record, reference }: ToolRecord): Article {
  const key = valuesOf(record, "key", "an").concat(entryKey(record));
  const id = key.map((text) => /^rayyan-(\d+)$/.exec(text.trim())?.[1]).find((one) => one);
  const text = record.original
    .map(([, value]) => value)
    .filter(mayHoldNotes)
    .join("\n");
  const notes = parseRayyanNotes(text);
  return {
    place,
    // The rest of the record is no longer needed, and abstracts are long.
    record: { authors: [], issn: [], keywords: [], mesh: [], original: [] },
    reference,
    ...(id !== undefined && { id }),
    ...(notes !== undefined && { notes }),
  };
}

/** A BibTeX entry has its key in its first line. */
function entryKey({ original }: BibRecord): string[] {
  return original.filter(([tag]) => tag.startsWith("@")).map(([, key]) => key);
}

function mayHoldNotes(text: string): boolean {
  return hasRayyanNotes(text) || /(?:^|\|)\s*USER-NOTES:\s*\{/.test(text);
}

type Read = Omit<ToolContents, "problems">;

/** The decisions in the notes; the log adds times and reasons if it shows who is who. */
function fromNotes(
  articles: readonly Article[],
  logs: readonly LoggedDecision[],
  problems: Problem[],
): Read {
  const logged = new Map<string, LoggedDecision>();
  if (logs.length > 0) {
    const users = usersByName(articles, logs);
    if (users === undefined) {
      problems.push({
        severity: "warning",
        code: "rayyan/who-is-who",
        message:
          "The votes in the log differ from those in the notes. The notes count, without dates. For the dates, export both files at the same time.",
      });
    } else for (const log of logs) logged.set(`${users.get(log.user)} ${log.article}`, log);
  }
  const decisions: ToolDecision[] = [];
  let undecided = 0;
  for (const { place, reference, notes, id } of articles) {
    if (notes?.broken !== undefined) {
      problems.push({
        severity: "error",
        code: "rayyan/notes",
        ...place,
        message: `Unexpected \`${notes.broken.slice(0, 60)}\` in the notes, expected \`{"Name"=>"Included"}\`. It is not applied.`,
      });
    }
    if (notes === undefined || notes.verdicts.size === 0) {
      undecided += 1;
      if (notes !== undefined && notes.notes.size > 0) reportLostNotes(notes, place, problems);
      continue;
    }
    const excluding = [...notes.verdicts].filter(([, word]) => word === "Excluded");
    const attributed = [...notes.verdicts.keys()].some((name) => {
      const log = logged.get(`${name} ${id}`);
      return log !== undefined && log.reasons.length + log.labels.length > 0;
    });
    for (const [name, word] of notes.verdicts) {
      const verdict = ownValue(VERDICTS, word);
      if (verdict === undefined) {
        problems.push({
          severity: "error",
          code: "rayyan/verdict",
          ...place,
          message: `Unexpected verdict \`${word.slice(0, 40)}\`, expected Included, Excluded or Maybe. It is not applied.`,
        });
        continue;
      }
      const log = logged.get(`${name} ${id}`);
      // The notes do not say who gave a reason: the reviewers who excluded did, or else anybody.
      const gave = excluding.length === 0 || verdict === "exclude";
      const own = attributed ? log : gave ? notes : undefined;
      decisions.push({
        ...said(verdict, {
          reviewer: name,
          reasons: own?.reasons ?? [],
          labels: own?.labels ?? [],
          notes: notes.notes.get(name) ?? [],
          decidedAt: log?.decidedAt ?? NO_TIME,
        }),
        place,
        reference,
      });
    }
    const silent = [...notes.notes].filter(([name]) => !notes.verdicts.has(name));
    if (silent.length > 0) reportLostNotes({ notes: new Map(silent) }, place, problems);
  }
  return { decisions, undecided };
}

function reportLostNotes(
  { notes }: Pick<RayyanNotes, "notes">,
  place: { readonly file: string; readonly line: number },
  problems: Problem[],
): void {
  const text = [...notes.values()].flat().join("; ");
  problems.push({
    severity: "warning",
    code: "rayyan/note-without-vote",
    ...place,
    message: `A note by somebody who has not decided is left out: \`${text.slice(0, 80)}\`.`,
  });
}

/**
 * The name in the notes of each user of the log; `undefined` unless their votes are exactly the
 * same.
 */
function usersByName(
  articles: readonly Article[],
  logs: readonly LoggedDecision[],
): ReadonlyMap<string, string> | undefined {
  const votesByName = new Map<string, string[]>();
  for (const { id, notes } of articles) {
    for (const [name, word] of notes?.verdicts ?? []) {
      const votes = votesByName.get(name) ?? [];
      votes.push(`${id}=${ownValue(VERDICTS, word)}`);
      votesByName.set(name, votes);
    }
  }
  const listed = new Set(articles.map(({ id }) => id));
  const votesByUser = new Map<string, string[]>();
  for (const { article, user, verdict } of logs) {
    if (verdict === undefined || !listed.has(article)) continue;
    const votes = votesByUser.get(user) ?? [];
    votes.push(`${article}=${verdict}`);
    votesByUser.set(user, votes);
  }
  const names = new Map<string, string>();
  for (const [name, votes] of votesByName) {
    const signature = votes.sort().join(" ");
    if (names.has(signature)) return undefined;
    names.set(signature, name);
  }
  const users = new Map<string, string>();
  for (const [user, votes] of votesByUser) {
    const name = names.get(votes.sort().join(" "));
    if (name === undefined) return undefined;
    users.set(user, name);
  }
  return new Set(users.values()).size === users.size && users.size === votesByName.size
    ? users
    : undefined;
}

/** The decisions in the log alone, for an export without decisions in its notes. */
function fromLog(
  articles: readonly Article[],
  logs: readonly (LoggedDecision & { readonly file: string })[],
  problems: Problem[],
): Read {
  const references = new Map<string, Reference>();
  for (const { id, reference } of articles) if (id !== undefined) references.set(id, reference);
  const decisions: ToolDecision[] = [];
  const decided = new Set<string>();
  const unknown = new Set<string>();
  for (const { article, user, verdict, reasons, labels, decidedAt, file, line } of logs) {
    if (verdict === undefined) continue;
    const reference = references.get(article);
    if (reference === undefined) {
      if (!unknown.has(article) && articles.length > 0) {
        problems.push({
          severity: "error",
          code: "rayyan/no-article",
          file,
          line,
          message: `Article ${article} is not in the articles file. Its decisions are not applied.`,
        });
      }
      unknown.add(article);
      continue;
    }
    decided.add(article);
    decisions.push({
      ...said(verdict, { reviewer: user, reasons, labels, decidedAt }),
      place: { file, line },
      reference,
    });
  }
  if (articles.length === 0) {
    problems.push({
      severity: "error",
      code: "rayyan/no-articles",
      file: logs[0]!.file,
      message:
        "The log of decisions has no records. Import it together with the articles file of the same export.",
    });
  }
  return { decisions, undecided: articles.length - decided.size };
}
