import type { PAIR_VERDICTS, Verdict, WITHDRAWN } from "../records/decision.ts";
import type { Task } from "./keymap.ts";
import { decidedIds, keepAsSaid, showAgain } from "./own-decisions.ts";
import type { Prompt } from "./prompt.ts";
import { sayingText } from "./saying-text.ts";
import { allWaiting, type Narrowed } from "./search.ts";

/**
 * A reviewer's answer about an item: a vote on a record, that its report could not be retrieved, or
 * whether a pair is one record.
 */
export interface Saying {
  readonly verdict:
    | Verdict
    | "not-retrieved"
    | Exclude<(typeof PAIR_VERDICTS)[number], typeof WITHDRAWN>;
  /** The primary reason first; empty unless it excludes. */
  readonly reasons: readonly string[];
  readonly note: string;
  /** Words by which the reviewer sorts records; empty for pairs. */
  readonly tags: readonly string[];
}

/** A reason for exclusion that has a number. */
export interface Reason {
  readonly id: string;
  readonly text: string;
}

/** The settings that do not change during a session. */
export interface SessionPlan {
  /** The kind of answers: votes on records, resolutions of conflicts, or answers about pairs. */
  readonly task: Task;
  readonly reasons: readonly Reason[];
  /** Whether an exclusion must have a reason, as at full text (PRISMA 2020, item 16b). */
  readonly reasonRequired: boolean;
  /** Whether the reviewer can say that a report could not be retrieved, as at full text. */
  readonly canMissReports: boolean;
  /** The line that stands for an item in the list of decisions. */
  labelOf(id: string): string;
  /** By pair, the reason why it is asked about; pairs with one reason can be answered together. */
  readonly causes?: ReadonlyMap<string, string>;
}

/** An answered item, and the reviewer's answer about it before. */
interface Done {
  readonly id: string;
  readonly before: Saying | undefined;
  /** Whether it did not wait before, as one chosen from the list of decisions. */
  readonly revised?: true;
}

/**
 * The state of a session between two commands. Items are records, identified by their key, or pairs,
 * identified by both keys.
 */
export interface Session {
  /** The items that are left; the first one is shown. */
  readonly queue: readonly string[];
  /** The answered items, newest last; answers are taken back from the end. */
  readonly done: readonly Done[];
  /** The search that left only some items in the queue. */
  readonly narrowed: Narrowed | undefined;
  /** The first item of the queue, where it comes from the list of decisions. */
  readonly revising: string | undefined;
  /** The reviewer's current answers, from this session and from earlier ones. */
  readonly said: ReadonlyMap<string, Saying>;
  /** Notes that wait for the answer they belong to. */
  readonly notes: ReadonlyMap<string, string>;
  /** Tags that wait for the answer they belong to. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  readonly prompt: Prompt;
  /** A message to the reviewer about what happened last. */
  readonly notice: string;
  /** The first visible line of the item that is shown. */
  readonly scroll: number;
}

/** What a reviewer can do, however it is asked for: by a key, a button or a message. */
export type Command =
  /** Answers an item, whether it waits or was answered before. */
  | { readonly kind: "say"; readonly id: string; readonly saying: Saying }
  /** Takes the last answer back; what was said before it stands again. */
  | { readonly kind: "undo" }
  /** Takes back whatever the reviewer said of an item, so that it waits. */
  | { readonly kind: "withdraw"; readonly id: string }
  | { readonly kind: "skip"; readonly id: string }
  /** Shows an answered item again, in front of those that wait. */
  | { readonly kind: "revise"; readonly id: string }
  /** Leaves an item that is shown again as it was. */
  | { readonly kind: "keep" }
  | { readonly kind: "note"; readonly id: string; readonly note: string }
  | { readonly kind: "tags"; readonly id: string; readonly tags: readonly string[] };

/** What the shell must do after a step, in this order, before the next item is shown. */
export type Effect =
  /** Write an answer down; undefined takes back the answer before. */
  | { readonly kind: "say"; readonly id: string; readonly saying: Saying | undefined }
  | { readonly kind: "open"; readonly id: string }
  /** Show the rating of an item and why. */
  | { readonly kind: "why"; readonly id: string }
  /** Find the waiting items that have these words, and narrow the session to them. */
  | { readonly kind: "search"; readonly text: string }
  | { readonly kind: "suspend" }
  | { readonly kind: "end" };

export interface Step {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

/** The state of a session at its start. */
export function startSession({
  queue,
  answered,
  said,
  notice,
}: {
  readonly queue: readonly string[];
  /** The answers of earlier sessions, oldest first, so that an undo can reach them. */
  readonly answered: readonly string[];
  /** Answers in force, to these items and to others that are in the queue nevertheless. */
  readonly said: ReadonlyMap<string, Saying>;
  readonly notice: string;
}): Session {
  return {
    queue,
    done: answered.map((id) => ({ id, before: undefined })),
    narrowed: undefined,
    revising: undefined,
    said,
    notes: new Map(),
    tags: new Map(),
    prompt: { kind: "answer" },
    notice,
    scroll: 0,
  };
}

/** The step that a command makes. */
export function act(session: Session, command: Command): Step {
  switch (command.kind) {
    case "say":
      return say(session, command.id, command.saying);
    case "undo":
      return undo(keepAsSaid(session));
    case "withdraw":
      return withdraw(session, command.id);
    case "skip":
      return skip(session, command.id);
    case "revise":
      return stay(showAgain(keepAsSaid(session), command.id));
    case "keep":
      return stay(keepAsSaid(session));
    case "note":
      return stay({ ...session, notes: withDetail(session.notes, command.id, command.note) });
    case "tags":
      return stay({ ...session, tags: new Map(session.tags).set(command.id, command.tags) });
  }
}

/** A step that only changes what is shown. */
export function stay(session: Session, notice = session.notice): Step {
  return { session: { ...session, notice }, effects: [] };
}

/** An answer with the note and the tags that wait for it. */
export function sayingOf(
  session: Session,
  id: string,
  verdict: Saying["verdict"],
  reasons: readonly string[],
): Saying {
  const note = session.notes.get(id) ?? "";
  // retrieval.csv has no tags.
  const tags = verdict === "not-retrieved" ? [] : tagsOf(session, id);
  return { verdict, reasons, note, tags };
}

/** The tags of an item: those that wait for an answer, otherwise those of the answer before. */
export function tagsOf({ tags, said }: Session, id: string): readonly string[] {
  return tags.get(id) ?? said.get(id)?.tags ?? [];
}

function withDetail(notes: Session["notes"], id: string, note: string): Session["notes"] {
  const changed = new Map(notes);
  if (note === "") changed.delete(id);
  else changed.set(id, note);
  return changed;
}

function say(session: Session, id: string, saying: Saying): Step {
  const notes = withDetail(session.notes, id, "");
  const tags = new Map(session.tags);
  if (saying.verdict !== "not-retrieved") tags.delete(id);
  const before = session.said.get(id);
  const revised = session.revising === id || !allWaiting(session).includes(id);
  const answered: Done = { id, before, ...(revised && { revised }) };
  return {
    session: {
      ...session,
      queue: session.queue.filter((other) => other !== id),
      done: [...session.done, answered],
      revising: undefined,
      said: new Map(session.said).set(id, saying),
      notes,
      tags,
      notice: `${id}: ${sayingText(saying)}. u takes it back.`,
      scroll: 0,
    },
    effects: [{ kind: "say", id, saying }],
  };
}

function skip(session: Session, id: string): Step {
  const others = session.queue.filter((other) => other !== id);
  if (others.length === session.queue.length || others.length === 0)
    return stay(session, "It is the only one left. q quits.");
  const notice = `${id}: skipped, it comes again at the end.`;
  return stay({ ...session, queue: [...others, id], notice, scroll: 0 });
}

function undo(session: Session): Step {
  const last = session.done.at(-1);
  if (last === undefined) return stay(session, "There is nothing to take back.");
  const { id, before, revised } = last;
  const { note = "", tags = [] } = session.said.get(id) ?? {};
  const said = new Map(session.said);
  if (before === undefined) said.delete(id);
  else said.set(id, before);
  return {
    session: {
      ...session,
      queue: revised ? session.queue : [id, ...session.queue.filter((other) => other !== id)],
      done: session.done.slice(0, -1),
      said,
      notes: note === "" || revised ? session.notes : withDetail(session.notes, id, note),
      tags: tags.length === 0 || revised ? session.tags : new Map(session.tags).set(id, tags),
      notice:
        revised && before !== undefined
          ? `${id}: ${sayingText(before)} again, as before.`
          : `${id}: taken back, decide again.`,
      scroll: 0,
    },
    effects: [{ kind: "say", id, saying: before }],
  };
}

function withdraw(session: Session, id: string): Step {
  if (!session.said.has(id)) return stay(session, "There is nothing to take back.");
  const said = new Map(session.said);
  said.delete(id);
  return {
    session: {
      ...session,
      queue: [id, ...session.queue.filter((other) => other !== id)],
      done: session.done.filter((one) => one.id !== id),
      said,
      notice: `${id}: taken back, decide again.`,
      scroll: 0,
    },
    effects: [{ kind: "say", id, saying: undefined }],
  };
}

/** The progress of a reviewer: how many items have which answer, and how many are left. */
export interface Progress {
  readonly decided: number;
  readonly verdicts: ReadonlyMap<Saying["verdict"], number>;
  readonly left: number;
}

export function progressOf(session: Session): Progress {
  const { revising, said } = session;
  const left = new Set(allWaiting(session));
  if (revising !== undefined) left.delete(revising);
  const verdicts = new Map<Saying["verdict"], number>();
  const decided = decidedIds(session).filter((id) => !left.has(id));
  for (const id of decided) {
    const { verdict } = said.get(id)!;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  return { decided: decided.length, verdicts, left: left.size };
}
