import type { Action } from "../../core/decide/keymap.ts";
import type {
  AnswerMessage,
  AnswerSaved,
  AnswerStale,
  Found,
  ItemView,
  OwnAnswer,
  WorkPlan,
  WorkState,
  WorkView,
} from "../../core/decide/page-data.ts";
import type { Saying } from "../../core/decide/session.ts";

/** What the page asks the reviewer at the moment, above the record. */
export type Prompt =
  | { readonly kind: "none" }
  | { readonly kind: "reason" }
  | { readonly kind: "text"; readonly for: "note" | "tags" | "reason" | "search" }
  | { readonly kind: "list" }
  | { readonly kind: "help" }
  /** Whether the previous pair's answer holds for these pairs, too. */
  | { readonly kind: "batch"; readonly verdict: Saying["verdict"]; readonly ids: readonly string[] }
  /** The item was answered elsewhere since it was shown here. */
  | { readonly kind: "stale"; readonly mine: AnswerMessage; readonly theirs: AnswerStale };

/**
 * Whether answers arrive: `ready`; `writing` while one is on its way, so that the next record waits;
 * `offline` while the server does not answer and answers stay in the browser; `signed-out` if the
 * server does not know the reviewer any more.
 */
export type Link = "ready" | "writing" | "offline" | "signed-out";

/** An answer that is not confirmed yet, with the one that it replaces. */
export interface Unsaved {
  readonly message: AnswerMessage;
  readonly before: Saying | undefined;
}

/** An answer of this window, to be taken back. */
export interface Done {
  readonly id: string;
  readonly before: Saying | undefined;
  /** Whether it was chosen from the list, so that it did not wait before. */
  readonly revised: boolean;
}

/** What the page tells about what happened last. */
export interface Notice {
  readonly text: string;
  readonly tone: "plain" | "error";
  /** Whether the last answer can be taken back from here. */
  readonly undo: boolean;
}

/** A note and tags that wait for the answer that they belong to. */
export interface Draft {
  readonly note: string;
  readonly tags: readonly string[];
}

/** Everything that the page knows of a reviewer's work. It changes by `reduce` only. */
export interface PageState {
  /** Whether a server keeps the answers, or the browser does. */
  readonly home: "server" | "file";
  readonly reviewer: string;
  readonly title: string;
  readonly plan: WorkPlan;
  /** Progress as the desk last told it; answers that are not confirmed are not in it. */
  readonly work: WorkState;
  /** The items that the page has, by id. */
  readonly items: ReadonlyMap<string, ItemView>;
  /** Ids that were asked for and have not come. */
  readonly fetching: ReadonlySet<string>;
  /** What waits, the first one shown first, without what was answered here. */
  readonly queue: readonly string[];
  /** The search that left only some items in view. */
  readonly narrowed: { readonly text: string; readonly ids: readonly string[] } | undefined;
  /** An item that is shown out of its turn: one that is decided anew. */
  readonly revising: string | undefined;
  /** The reviewer's answers that stand, the oldest first. */
  readonly answers: ReadonlyMap<string, OwnAnswer>;
  /** The answers of this window, the newest last. */
  readonly done: readonly Done[];
  readonly drafts: ReadonlyMap<string, Draft>;
  /** The items whose rating was shown before they were answered. */
  readonly ratingShown: ReadonlySet<string>;
  readonly unsaved: readonly Unsaved[];
  readonly link: Link;
  /** The item whose answer is on its way. */
  readonly writing: string | undefined;
  readonly prompt: Prompt;
  readonly notice: Notice;
  /** Seconds that the last answers took, without pauses, the newest last. */
  readonly pace: readonly number[];
  /** When the shown item appeared, in milliseconds. */
  readonly shownAt: number;
}

/** What can happen to the page. Times come from outside, so that the same events give the same state. */
export type PageEvent =
  | { readonly kind: "begin"; readonly at: number }
  | { readonly kind: "do"; readonly action: Action; readonly at: number; readonly uuid: string }
  | {
      readonly kind: "exclude";
      readonly reasons: readonly string[];
      readonly at: number;
      readonly uuid: string;
    }
  | {
      readonly kind: "reason-number";
      readonly number: number;
      readonly at: number;
      readonly uuid: string;
    }
  | { readonly kind: "typed"; readonly text: string; readonly at: number; readonly uuid: string }
  | { readonly kind: "close" }
  | { readonly kind: "revise"; readonly id: string; readonly at: number }
  | { readonly kind: "answer-alike"; readonly at: number; readonly uuid: string }
  | { readonly kind: "insist"; readonly uuid: string }
  | { readonly kind: "ask-order"; readonly order: WorkState["order"] }
  | { readonly kind: "found"; readonly text: string; readonly found: Found }
  | { readonly kind: "opened"; readonly work: WorkView; readonly at: number }
  | { readonly kind: "items"; readonly items: readonly ItemView[]; readonly at: number }
  | { readonly kind: "no-items"; readonly ids: readonly string[] }
  | { readonly kind: "answers"; readonly answers: readonly OwnAnswer[] }
  | { readonly kind: "unsaved"; readonly messages: readonly AnswerMessage[] }
  | { readonly kind: "kept"; readonly uuid: string; readonly at: number }
  | { readonly kind: "saved"; readonly saved: AnswerSaved; readonly at: number }
  | { readonly kind: "stale"; readonly stale: AnswerStale }
  | { readonly kind: "refused"; readonly uuid: string; readonly message: string }
  | { readonly kind: "unreachable"; readonly at: number }
  | { readonly kind: "signed-out"; readonly message: string }
  | { readonly kind: "retry" }
  | { readonly kind: "say"; readonly text: string; readonly tone: Notice["tone"] };

/** What the shell does after an event, in this order. */
export type PageEffect =
  /** Keep an answer in the browser and, if asked, send it to the server. */
  | { readonly kind: "write"; readonly message: AnswerMessage; readonly send: boolean }
  /** Forget an answer that the browser kept. */
  | { readonly kind: "forget"; readonly uuid: string }
  | { readonly kind: "fetch"; readonly ids: readonly string[] }
  | { readonly kind: "search"; readonly text: string }
  | { readonly kind: "skip"; readonly id: string }
  | { readonly kind: "order"; readonly order: WorkState["order"] }
  | { readonly kind: "open"; readonly id: string }
  | { readonly kind: "highlight" }
  | { readonly kind: "retry-soon" };

export interface PageStep {
  readonly state: PageState;
  readonly effects: readonly PageEffect[];
}

const NO_NOTICE: Notice = { text: "", tone: "plain", undo: false };
const NO_PROMPT: Prompt = { kind: "none" };

/** The state of a work as it was opened. */
export function startPage(home: PageState["home"], view: WorkView, at: number): PageState {
  const state: PageState = {
    home,
    reviewer: view.reviewer,
    title: view.title,
    plan: view.plan,
    work: view.state,
    items: new Map(view.items.map((item) => [item.id, item])),
    fetching: new Set(),
    queue: view.state.upcoming,
    narrowed: undefined,
    revising: undefined,
    answers: new Map(),
    done: [],
    drafts: new Map(),
    ratingShown: new Set(),
    unsaved: [],
    link: "ready",
    writing: undefined,
    prompt: NO_PROMPT,
    notice: { ...NO_NOTICE, text: view.notice },
    pace: [],
    shownAt: at,
  };
  return state;
}

/** The id of the item on the screen; undefined if nothing waits. */
export function shownId(state: PageState): string | undefined {
  if (state.writing !== undefined) return state.writing;
  if (state.revising !== undefined) return state.revising;
  return (state.narrowed?.ids ?? state.queue)[0];
}

/** The item on the screen, if the page has it. */
export function shownItem(state: PageState): ItemView | undefined {
  const id = shownId(state);
  return id === undefined ? undefined : state.items.get(id);
}

/** The reviewer's answer that stands. */
export function saidOf(state: PageState, id: string): Saying | undefined {
  const said = state.answers.get(id)?.said;
  // The items of a file tell what was said at the time of the export.
  return said ?? (state.home === "server" ? state.items.get(id)?.said : undefined);
}

/** The note and tags for the shown item: what was typed, else what was said with it before. */
export function draftOf(state: PageState, id: string): Draft {
  const said = saidOf(state, id);
  return state.drafts.get(id) ?? { note: said?.note ?? "", tags: said?.tags ?? [] };
}

/** How far the reviewer is, with the answers that are not confirmed yet. */
export function progress({ work, unsaved, home, answers, queue }: PageState): {
  readonly decided: number;
  readonly left: number;
} {
  if (home === "file") {
    const again = queue.filter((id) => answers.has(id)).length;
    return { decided: answers.size - again, left: queue.length };
  }
  const fresh = unsaved.filter(({ message, before }) => message.saying !== null && !before).length;
  const undone = unsaved.filter(({ message, before }) => message.saying === null && before).length;
  return { decided: work.decided + fresh - undone, left: Math.max(0, work.left - fresh + undone) };
}
