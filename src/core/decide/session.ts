import type { PAIR_VERDICTS, Verdict, WITHDRAWN } from "../records/decision.ts";
import { REASON_LABELS, type Task } from "./keymap.ts";
import {
  type DecisionList,
  decidedIds,
  FIRST_OF_LIST,
  keepAsSaid,
  pressInList,
} from "./own-decisions.ts";
import { sayingText } from "./saying-text.ts";
import { allWaiting, type Narrowed } from "./search.ts";

/**
 * A key as the terminal reports it: its name (`up`, `return`, `ctrl-c`, `paste`) and the text that
 * it types.
 */
export interface Key {
  readonly name: string;
  /** Empty for keys that type nothing. */
  readonly text: string;
}

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

/** The input that the terminal waits for. */
export type Prompt =
  | { readonly kind: "answer" }
  | { readonly kind: "reason" }
  | { readonly kind: "text"; readonly for: "note" | "reason" | "search"; readonly text: string }
  | DecisionList
  /**
   * Asks whether the previous pair's answer holds for these pairs, too, which are asked about for
   * the same reason.
   */
  | { readonly kind: "batch"; readonly answer: Saying["verdict"]; readonly ids: readonly string[] }
  | { readonly kind: "help" };

/** An answered item, and the reviewer's answer about it before. */
interface Done {
  readonly id: string;
  readonly before: Saying | undefined;
  /** Whether it was chosen from the list of decisions, so that it did not wait before. */
  readonly revised?: true;
}

/**
 * The state of a session between two keys. Items are records, identified by their key, or pairs,
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
  readonly prompt: Prompt;
  /** A message to the reviewer about what happened last. */
  readonly notice: string;
  /** The first visible line of the item that is shown. */
  readonly scroll: number;
}

/** What the shell must do after a key, in this order, before the next item is shown. */
export type Effect =
  /** Write an answer down; undefined takes back the answer before. */
  | { readonly kind: "say"; readonly id: string; readonly saying: Saying | undefined }
  | { readonly kind: "open"; readonly id: string }
  /** Find the waiting items that have these words, and narrow the session to them. */
  | { readonly kind: "search"; readonly text: string }
  | { readonly kind: "suspend" }
  | { readonly kind: "end" };

/** The last line to which the shown item can be scrolled. */
export interface View {
  readonly page: number;
  readonly last: number;
}

export interface Step {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

type KeyHelp = readonly [key: string, does: string];

const MOVES: readonly KeyHelp[] = [
  ["u", "undo"],
  ["s", "skip"],
];
const LISTS: readonly KeyHelp[] = [
  ["/", "search"],
  ["l", "list yours"],
  ["q", "quit"],
  ["?", "help"],
];

/** The keys of a task, as the last lines of the screen and the help print them. */
export function keysOf({ task, canMissReports }: SessionPlan): readonly KeyHelp[] {
  if (task === "pairs")
    return [
      ["y", "yes, the same"],
      ["d", "different"],
      ["a", "same answer for all alike"],
      ...MOVES,
      ["o", "open pages"],
      ...LISTS,
    ];
  return [
    ["i", "include"],
    ["e", "exclude"],
    ["1-9", "exclude for this reason"],
    ...(task === "screen" ? [["m", "maybe"] as const] : []),
    ...(canMissReports ? [["x", "not retrieved"] as const] : []),
    ...MOVES,
    ["n", "note"],
    ["o", canMissReports ? "open PDF" : "open page"],
    ...LISTS,
  ];
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
    prompt: { kind: "answer" },
    notice,
    scroll: 0,
  };
}

/** The effect of a key. */
export function press(session: Session, key: Key, plan: SessionPlan, view: View): Step {
  if (key.name === "ctrl-c" || key.name === "ctrl-d" || key.name === "closed")
    return { session, effects: [{ kind: "end" }] };
  if (key.name === "ctrl-z") return { session, effects: [{ kind: "suspend" }] };
  switch (session.prompt.kind) {
    case "help":
      return pressInHelp(session, key, view);
    case "text":
      return pressInText(session, session.prompt, key, plan);
    case "reason":
      return pressReason(session, key, plan);
    case "batch":
      return pressBatch(session, session.prompt, key);
    case "list":
      return { session: pressInList(session, session.prompt, key, plan, view), effects: [] };
    case "answer":
      return pressAnswer(session, key, plan, view);
  }
}

function stay(session: Session, notice = session.notice): Step {
  return { session: { ...session, notice }, effects: [] };
}

function pressInHelp(session: Session, key: Key, view: View): Step {
  const scroll = scrollBy(key, session.scroll, view);
  if (scroll !== undefined) return stay({ ...session, scroll });
  return stay({ ...session, prompt: { kind: "answer" }, notice: "", scroll: 0 });
}

function pressAnswer(session: Session, key: Key, plan: SessionPlan, view: View): Step {
  const scrolled = scrollBy(key, session.scroll, view);
  if (scrolled !== undefined) return stay({ ...session, scroll: scrolled, notice: "" });
  if (key.name === "paste") return stay(session, "Pasted text decides nothing. Press a key.");
  if (key.text === "q") return { session, effects: [{ kind: "end" }] };
  if (key.text === "?")
    return stay({ ...session, prompt: { kind: "help" }, notice: "", scroll: 0 });
  if (key.text === "u") return takeBack(keepAsSaid(session));
  if (key.text === "/") return stay(askForSearch(keepAsSaid(session)));
  if (key.text === "l") return openList(keepAsSaid(session));
  if (session.revising !== undefined && (key.name === "escape" || key.text === "s"))
    return stay(keepAsSaid(session));
  const id = session.queue[0];
  if (id === undefined) {
    if (session.narrowed === undefined && (key.name === "return" || key.name === "escape"))
      return { session, effects: [{ kind: "end" }] };
    return stay(session, "Nothing is left. q quits, u takes the last answer back.");
  }
  switch (key.text) {
    case "s":
      return skip(session);
    case "o":
      return { session: { ...session, notice: "" }, effects: [{ kind: "open", id }] };
    case "":
      return stay(session);
  }
  if (plan.task === "pairs") {
    if (key.text === "y") return say(session, id, "same", []);
    if (key.text === "d") return say(session, id, "different", []);
    if (key.text === "a") return offerBatch(session, plan);
    return unknownKey(session, key, plan);
  }
  if (key.text === "i") return say(session, id, "include", []);
  if (key.text === "m" && plan.task === "screen") return say(session, id, "maybe", []);
  if (key.text === "x" && plan.canMissReports) return say(session, id, "not-retrieved", []);
  if (key.text === "n") {
    const text = session.notes.get(id) ?? "";
    return stay({ ...session, prompt: { kind: "text", for: "note", text }, notice: "" });
  }
  if (key.text === "e") {
    if (plan.reasons.length === 0 && !plan.reasonRequired) return say(session, id, "exclude", []);
    const prompt: Prompt =
      plan.reasons.length === 0 ? { kind: "text", for: "reason", text: "" } : { kind: "reason" };
    return stay({ ...session, prompt, notice: "" });
  }
  if (/^[1-9]$/.test(key.text)) {
    const reason = plan.reasons[Number(key.text) - 1];
    return reason === undefined
      ? stay(session, `There is no reason ${key.text}.`)
      : say(session, id, "exclude", [reason.id]);
  }
  if (key.text === "0")
    return stay({ ...session, prompt: { kind: "text", for: "reason", text: "" }, notice: "" });
  return unknownKey(session, key, plan);
}

function askForSearch(session: Session): Session {
  const text = session.narrowed?.text ?? "";
  return { ...session, prompt: { kind: "text", for: "search", text }, notice: "" };
}

function openList(session: Session): Step {
  if (decidedIds(session).length === 0) return stay(session, "You have decided nothing here yet.");
  return stay({ ...session, prompt: FIRST_OF_LIST }, "");
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

/** The remaining pairs that are asked about for the same reason as the pair answered last. */
export function alikeLeft({ done, queue }: Session, { causes }: SessionPlan): readonly string[] {
  const cause = causes?.get(done.at(-1)?.id ?? "");
  return cause === undefined ? [] : queue.filter((id) => causes!.get(id) === cause);
}

function offerBatch(session: Session, plan: SessionPlan): Step {
  const ids = alikeLeft(session, plan);
  const answer = session.said.get(session.done.at(-1)?.id ?? "")?.verdict;
  if (answer === undefined || ids.length === 0)
    return stay(
      session,
      "Answer a pair first: a then gives the same answer to all pairs that are asked for the same reason.",
    );
  return stay({ ...session, prompt: { kind: "batch", answer, ids }, notice: "" });
}

function pressBatch(
  session: Session,
  { answer, ids }: Prompt & { readonly kind: "batch" },
  key: Key,
): Step {
  const back: Session = { ...session, prompt: { kind: "answer" }, notice: "" };
  if (key.text !== "y") return stay(back, "Nothing was answered.");
  const effects: Effect[] = [];
  let step = back;
  for (const id of ids) {
    const said = say(
      { ...step, queue: [id, ...step.queue.filter((other) => other !== id)] },
      id,
      answer,
      [],
    );
    step = said.session;
    effects.push(...said.effects);
  }
  const notice = `${ids.length} pairs: ${answer}. u takes them back one by one.`;
  return { session: { ...step, notice }, effects };
}

function unknownKey(session: Session, key: Key, plan: SessionPlan): Step {
  const keys = keysOf(plan)
    .map(([name]) => name)
    .join(" ");
  return stay(session, `The key ${key.text} does nothing here. Press one of ${keys}.`);
}

function scrollBy(key: Key, scroll: number, { page, last }: View): number | undefined {
  const to: Readonly<Record<string, number>> = {
    up: scroll - 1,
    down: scroll + 1,
    pageup: scroll - page,
    pagedown: scroll + page,
    space: scroll + page,
    home: 0,
    end: last,
  };
  const name = key.text === "k" ? "up" : key.text === "j" ? "down" : key.name;
  const target = to[name];
  return target === undefined ? undefined : Math.max(0, Math.min(last, target));
}

function pressReason(session: Session, key: Key, plan: SessionPlan): Step {
  const id = session.queue[0]!;
  const back: Session = { ...session, prompt: { kind: "answer" }, notice: "" };
  if (key.name === "escape") return stay(back);
  if (key.name === "return") {
    return plan.reasonRequired
      ? stay(session, "An exclusion at full text needs a reason: PRISMA requires one.")
      : say(back, id, "exclude", []);
  }
  if (key.text === "0")
    return stay({ ...session, prompt: { kind: "text", for: "reason", text: "" }, notice: "" });
  const reason = plan.reasons[REASON_LABELS.indexOf(key.text)];
  return reason === undefined ? stay(session) : say(back, id, "exclude", [reason.id]);
}

function pressInText(
  session: Session,
  prompt: Prompt & { readonly kind: "text" },
  key: Key,
  plan: SessionPlan,
): Step {
  const typed = (text: string): Step =>
    stay({ ...session, prompt: { ...prompt, text }, notice: "" });
  const back: Session = { ...session, prompt: { kind: "answer" }, notice: "" };
  if (key.name === "escape") return stay(back);
  if (key.name === "backspace") return typed(prompt.text.replace(/\P{M}\p{M}*$/u, ""));
  if (key.name === "ctrl-u") return typed("");
  if (key.name !== "return") return typed(prompt.text + key.text.replace(/\p{Cc}+/gu, " "));
  const text = prompt.text.trim();
  if (prompt.for === "search") return { session: back, effects: [{ kind: "search", text }] };
  const id = session.queue[0]!;
  if (prompt.for === "note") {
    const notes = new Map(session.notes);
    if (text === "") notes.delete(id);
    else notes.set(id, text);
    return stay({ ...back, notes });
  }
  if (text === "" && plan.reasonRequired)
    return stay(session, "An exclusion at full text needs a reason: PRISMA requires one.");
  return say(back, id, "exclude", reasonsIn(text));
}

/** Typed reasons in the form that a cell of reasons has: `;` joins them, the primary one first. */
function reasonsIn(text: string): string[] {
  return text
    .split(";")
    .map((reason) => reason.trim())
    .filter((reason) => reason !== "");
}

function say(
  session: Session,
  id: string,
  verdict: Saying["verdict"],
  reasons: readonly string[],
): Step {
  const before = session.said.get(id);
  const note = session.notes.get(id) ?? "";
  const saying: Saying = { verdict, reasons, note, tags: before?.tags ?? [] };
  const notes = new Map(session.notes);
  notes.delete(id);
  const answered: Done = { id, before, ...(session.revising === id && { revised: true }) };
  return {
    session: {
      ...session,
      queue: session.queue.slice(1),
      done: [...session.done, answered],
      revising: undefined,
      said: new Map(session.said).set(id, saying),
      notes,
      notice: `${id}: ${sayingText(saying)}. u takes it back.`,
      scroll: 0,
    },
    effects: [{ kind: "say", id, saying }],
  };
}

function skip(session: Session): Step {
  const [id, ...others] = session.queue;
  if (id === undefined || others.length === 0)
    return stay(session, "It is the only one left. q quits.");
  const notice = `${id}: skipped, it comes again at the end.`;
  return stay({ ...session, queue: [...others, id], notice, scroll: 0 });
}

function takeBack(session: Session): Step {
  const last = session.done.at(-1);
  if (last === undefined) return stay(session, "There is nothing to take back.");
  const { id, before, revised } = last;
  const note = session.said.get(id)?.note ?? "";
  const said = new Map(session.said);
  if (before === undefined) said.delete(id);
  else said.set(id, before);
  return {
    session: {
      ...session,
      queue: revised ? session.queue : [id, ...session.queue.filter((other) => other !== id)],
      done: session.done.slice(0, -1),
      said,
      notes: note === "" || revised ? session.notes : new Map(session.notes).set(id, note),
      notice:
        revised && before !== undefined
          ? `${id}: ${sayingText(before)} again, as before.`
          : `${id}: taken back, decide again.`,
      scroll: 0,
    },
    effects: [{ kind: "say", id, saying: before }],
  };
}
