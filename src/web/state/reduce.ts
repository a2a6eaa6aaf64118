import { type Action, RATING_SHOWN } from "../../core/decide/keymap.ts";
import type {
  AnswerMessage,
  AnswerSaved,
  ItemView,
  WorkState,
} from "../../core/decide/page-data.ts";
import { sayingText } from "../../core/decide/saying-text.ts";
import type { Saying } from "../../core/decide/session.ts";
import { formatCount } from "../../core/records/text/plural.ts";
import { withPace } from "./pace.ts";
import {
  draftOf,
  type Notice,
  type PageEffect,
  type PageEvent,
  type PageState,
  type PageStep,
  type Prompt,
  saidOf,
  shownId,
  startPage,
  type Unsaved,
} from "./page-state.ts";

const NO_PROMPT: Prompt = { kind: "none" };
const NO_NOTICE: Notice = { text: "", tone: "plain", undo: false };

/** As many of the next items are asked for ahead, so that work goes on while a server is away. */
const AHEAD = 100;
/** Items are asked for when fewer than this many are at hand. */
const LOW = 60;
/** The server answers one question for at most this many items. */
const AT_ONCE = 50;

/** The state after an event, and what the shell must do. */
export function reduce(state: PageState, event: PageEvent): PageStep {
  switch (event.kind) {
    case "begin":
      return toNext(state, event.at);
    case "do":
      return act(state, event.action, event);
    case "exclude":
      return exclude(state, event.reasons, event);
    case "reason-number": {
      const reason = state.plan.reasons[event.number - 1];
      if (reason === undefined) return tell(state, `There is no reason ${event.number}.`);
      return exclude(state, [reason.id], event);
    }
    case "typed":
      return typed(state, event.text, event);
    case "close":
      return close(state, event);
    case "revise":
      return revise(state, event.id, event.at);
    case "answer-alike":
      return answerAlike(state, event);
    case "ask-order":
      return askOrder(state, event.order);
    case "found":
      return narrowTo(
        state,
        event.text,
        event.found.found.map(({ id }) => id),
      );
    case "opened":
      return opened(state, event);
    case "items":
      return haveItems(state, event.items, event.at);
    case "no-items":
      return still({ ...state, fetching: without(state.fetching, event.ids) });
    case "answers":
      return still(withAnswers(state, event.answers));
    case "say":
      return tell(state, event.text, event.tone);
    default:
      return delivered(state, event);
  }
}

/** What the desk says about answers on their way. */
function delivered(
  state: PageState,
  event: Extract<
    PageEvent,
    {
      kind:
        | "insist"
        | "unsaved"
        | "kept"
        | "saved"
        | "stale"
        | "refused"
        | "unreachable"
        | "signed-out"
        | "retry";
    }
  >,
): PageStep {
  switch (event.kind) {
    case "unsaved":
      return foundUnsaved(state, event.messages);
    case "kept":
      return kept(state, event.uuid, event.at);
    case "saved":
      return saved(state, event.saved, event.at);
    case "stale":
      return still({
        ...state,
        prompt: { kind: "stale", mine: messageOf(state, event.stale.uuid)!, theirs: event.stale },
      });
    case "insist":
      return insist(state, event.uuid);
    case "refused":
      return refused(state, event.uuid, event.message);
    case "unreachable":
      return unreachable(state, event.at);
    case "signed-out":
      return still({
        ...state,
        link: "signed-out",
        writing: undefined,
        notice: { text: event.message, tone: "error", undo: false },
      });
    case "retry": {
      const first = state.unsaved[0];
      if (state.link !== "offline" || state.prompt.kind === "stale") return still(state);
      // Without an answer to send, the page asks for items, which tells whether the server is back.
      if (first === undefined)
        return { state, effects: [{ kind: "fetch", ids: wanted(state, 2) }] };
      return { state, effects: [{ kind: "write", message: first.message, send: true }] };
    }
  }
}

interface Stamp {
  readonly at: number;
  readonly uuid: string;
}

function still(state: PageState, effects: readonly PageEffect[] = []): PageStep {
  return { state, effects };
}

function tell(state: PageState, text: string, tone: Notice["tone"] = "plain"): PageStep {
  return still({ ...state, notice: { text, tone, undo: false } });
}

function without(ids: ReadonlySet<string>, gone: readonly string[]): ReadonlySet<string> {
  const left = new Set(ids);
  for (const id of gone) left.delete(id);
  return left;
}

/** What a key or a button does while an item is shown. */
function act(state: PageState, action: Action, stamp: Stamp): PageStep {
  switch (action) {
    case "undo":
      return takeBack(state, stamp);
    case "list":
      return state.answers.size === 0
        ? tell(state, "You have decided nothing here yet.")
        : still({ ...state, prompt: { kind: "list" }, notice: NO_NOTICE });
    case "search":
      return still({ ...state, prompt: { kind: "text", for: "search" }, notice: NO_NOTICE });
    case "help":
      return still({ ...state, prompt: { kind: "help" }, notice: NO_NOTICE });
    case "highlight":
      return still(state, [{ kind: "highlight" }]);
    case "quit":
      return still(state);
  }
  const id = shownId(state);
  if (state.writing !== undefined) return tell(state, "Wait: the last answer is being saved.");
  if (id === undefined) return tell(state, "Nothing is left here.");
  if (!state.items.has(id)) return tell(state, "Wait: the record is being read.");
  switch (action) {
    case "include":
    case "maybe":
    case "not-retrieved":
    case "same":
    case "different":
      return say(state, id, action, [], stamp);
    case "exclude": {
      const { reasons, reasonRequired } = state.plan;
      if (reasons.length === 0 && !reasonRequired) return say(state, id, "exclude", [], stamp);
      const prompt: Prompt =
        reasons.length === 0 ? { kind: "text", for: "reason" } : { kind: "reason" };
      return still({ ...state, prompt, notice: NO_NOTICE });
    }
    case "other-reason":
      return still({ ...state, prompt: { kind: "text", for: "reason" }, notice: NO_NOTICE });
    case "note":
    case "tags":
      return still({ ...state, prompt: { kind: "text", for: action }, notice: NO_NOTICE });
    case "why":
      return still({
        ...state,
        ratingShown: new Set(state.ratingShown).add(id),
        notice: NO_NOTICE,
      });
    case "open":
      return still(state, [{ kind: "open", id }]);
    case "skip":
      return skip(state, id);
    case "alike":
      return offerAlike(state);
  }
}

const REASON_NEEDED = "An exclusion at full text needs a reason: PRISMA requires one.";

function exclude(state: PageState, reasons: readonly string[], stamp: Stamp): PageStep {
  const id = shownId(state);
  if (id === undefined || state.writing !== undefined || !state.items.has(id)) return still(state);
  if (reasons.length === 0 && state.plan.reasonRequired) return tell(state, REASON_NEEDED, "error");
  return say(state, id, "exclude", reasons, stamp);
}

/** A text that was typed for what the prompt asks. */
function typed(state: PageState, written: string, stamp: Stamp): PageStep {
  if (state.prompt.kind !== "text") return still(state);
  const text = written.replace(/\s+/g, " ").trim();
  const closed: PageState = { ...state, prompt: NO_PROMPT };
  if (state.prompt.for === "search") {
    if (text !== "") return still(closed, [{ kind: "search", text }]);
    const notice = { ...NO_NOTICE, text: state.narrowed ? "Everything that waits is shown." : "" };
    return toNext({ ...closed, narrowed: undefined, notice }, stamp.at);
  }
  const id = shownId(state);
  if (id === undefined) return still(closed);
  const parts = text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (state.prompt.for === "reason") return exclude(closed, parts, stamp);
  const draft = draftOf(state, id);
  const changed =
    state.prompt.for === "note" ? { ...draft, note: text } : { ...draft, tags: parts };
  return still({ ...closed, drafts: new Map(state.drafts).set(id, changed) });
}

/** Goes back from a prompt, or from an item that was chosen from the list. */
function close(state: PageState, _event: PageEvent): PageStep {
  if (state.prompt.kind === "stale") return dropMine(state, state.prompt.mine);
  if (state.prompt.kind !== "none") return still({ ...state, prompt: NO_PROMPT });
  if (state.revising === undefined) return still(state);
  const notice = { ...NO_NOTICE, text: `${state.revising}: stays as it was.` };
  return still({ ...state, revising: undefined, notice });
}

function revise(state: PageState, id: string, at: number): PageStep {
  if (state.writing !== undefined) return tell(state, "Wait: the last answer is being saved.");
  const said = saidOf(state, id);
  const text =
    said === undefined ? "" : `${id}: you said ${sayingText(said)}. Decide again, or Esc keeps it.`;
  return toNext({ ...state, prompt: NO_PROMPT, revising: id, notice: { ...NO_NOTICE, text } }, at);
}

/** Brings an answer on its way: at once in a file, with the server's word otherwise. */
function say(
  state: PageState,
  id: string,
  verdict: Saying["verdict"],
  reasons: readonly string[],
  { at, uuid }: Stamp,
): PageStep {
  const { note, tags } = draftOf(state, id);
  const shown = state.ratingShown.has(id) && !tags.includes(RATING_SHOWN) ? [RATING_SHOWN] : [];
  const saying: Saying = { verdict, reasons, note, tags: [...tags, ...shown] };
  const before = saidOf(state, id);
  const revised = state.revising === id;
  const answered = answerLocally(
    { ...state, pace: withPace(state, at), done: [...state.done, { id, before, revised }] },
    id,
    saying,
    true,
  );
  const notice: Notice = { text: `${id}: ${sayingText(saying)}`, tone: "plain", undo: true };
  return send({ ...answered, notice }, id, saying, before, uuid);
}

/** The state as if the answer stood: out of the queue, in the list of one's own. */
function answerLocally(
  state: PageState,
  id: string,
  saying: Saying | undefined,
  leavesQueue: boolean,
): PageState {
  const answers = new Map(state.answers);
  const label = state.answers.get(id)?.label ?? state.items.get(id)?.label ?? "";
  answers.delete(id);
  if (saying !== undefined) answers.set(id, { id, said: saying, label });
  const items = state.home === "server" ? withSaid(state.items, id, saying) : state.items;
  const rest = (ids: readonly string[]) => ids.filter((other) => other !== id);
  const drafts = new Map(state.drafts);
  if (saying !== undefined) drafts.delete(id);
  const left = leavesQueue ? rest(state.queue) : state.queue;
  const narrowed = state.narrowed && { ...state.narrowed, ids: rest(state.narrowed.ids) };
  return {
    ...state,
    answers,
    items,
    queue: left,
    narrowed: narrowed?.ids.length === 0 ? undefined : narrowed,
    revising: undefined,
    drafts,
    prompt: NO_PROMPT,
  };
}

function withSaid(
  items: PageState["items"],
  id: string,
  saying: Saying | undefined,
): PageState["items"] {
  const item = items.get(id);
  if (item === undefined) return items;
  const { said: _, ...rest } = item;
  const answered = (saying === undefined ? rest : { ...rest, said: saying }) as ItemView;
  return new Map(items).set(id, answered);
}

function send(
  state: PageState,
  id: string,
  saying: Saying | undefined,
  before: Saying | undefined,
  uuid: string,
): PageStep {
  const seen = state.items.get(id)?.seen ?? 0;
  const message: AnswerMessage = { uuid, key: id, seen, saying: saying ?? null };
  const unsaved = [...state.unsaved, { message, before }];
  const online = state.home === "server" && state.link === "ready";
  return still({ ...state, unsaved, link: online ? "writing" : state.link, writing: id }, [
    { kind: "write", message, send: online },
  ]);
}

/** Takes back the last answer, of this window or of an earlier one. */
function takeBack(state: PageState, { uuid }: Stamp): PageStep {
  if (state.writing !== undefined) return tell(state, "Wait: the last answer is being saved.");
  const last = state.done.at(-1);
  const earlier = last === undefined ? [...state.answers.keys()].at(-1) : undefined;
  const id = last?.id ?? earlier;
  if (id === undefined) return tell(state, "There is nothing to take back.");
  const said = saidOf(state, id);
  const before = last?.before;
  const revised = last?.revised ?? false;
  const answers = answerLocally(state, id, before, revised);
  const queue = revised ? answers.queue : [id, ...answers.queue.filter((other) => other !== id)];
  const keeps = said !== undefined && !revised && (said.note !== "" || said.tags.length > 0);
  const tags = said?.tags.filter((tag) => tag !== RATING_SHOWN) ?? [];
  const drafts = keeps
    ? new Map(answers.drafts).set(id, { note: said.note, tags })
    : answers.drafts;
  const text =
    before !== undefined && revised
      ? `${id}: ${sayingText(before)} again, as before.`
      : `${id}: taken back, decide again.`;
  return send(
    {
      ...answers,
      queue,
      drafts,
      done: state.done.slice(0, -1),
      narrowed: revised ? answers.narrowed : undefined,
      notice: { text, tone: "plain", undo: false },
    },
    id,
    before,
    said,
    uuid,
  );
}

function skip(state: PageState, id: string): PageStep {
  if (state.revising === id) return close(state, { kind: "close" });
  const ids = state.narrowed?.ids ?? state.queue;
  if (ids.length < 2) return tell(state, "It is the only one left.");
  const last = (queue: readonly string[]) => [...queue.filter((other) => other !== id), id];
  const notice = { ...NO_NOTICE, text: `${id}: skipped, it comes again at the end.` };
  const skipped: PageState = {
    ...state,
    notice,
    queue: last(state.queue),
    narrowed: state.narrowed && { ...state.narrowed, ids: last(state.narrowed.ids) },
  };
  const asks = state.home === "server" && state.link === "ready" && state.narrowed === undefined;
  const next = toNext(skipped, state.shownAt);
  return still(next.state, [...(asks ? [{ kind: "skip" as const, id }] : []), ...next.effects]);
}

/** The pairs at hand that are asked about for the same reason as the pair answered last. */
function offerAlike(state: PageState): PageStep {
  const last = state.items.get(state.done.at(-1)?.id ?? "");
  const said = last && saidOf(state, last.id);
  const causeOf = (item: ItemView | undefined) => (item?.kind === "pair" ? item.cause : undefined);
  const cause = causeOf(last);
  const ids = state.queue.filter(
    (id) => cause !== undefined && causeOf(state.items.get(id)) === cause,
  );
  if (said === undefined || ids.length === 0)
    return tell(
      state,
      "Answer a pair first: then the same answer can be given to all pairs that are asked for the same reason.",
    );
  return still({ ...state, prompt: { kind: "batch", verdict: said.verdict, ids } });
}

function answerAlike(state: PageState, { at, uuid }: Stamp): PageStep {
  if (state.prompt.kind !== "batch") return still(state);
  const { verdict, ids } = state.prompt;
  const effects: PageEffect[] = [];
  let next: PageState = { ...state, prompt: NO_PROMPT };
  const { link } = next;
  for (const [place, id] of ids.entries()) {
    const step = say({ ...next, link, writing: undefined }, id, verdict, [], {
      at,
      uuid: `${uuid}-${place}`,
    });
    next = step.state;
    // The first one is sent; each acknowledgement sends the next.
    effects.push(
      ...step.effects.map((effect) =>
        effect.kind === "write" ? { ...effect, send: effect.send && place === 0 } : effect,
      ),
    );
  }
  const text = `${formatCount(ids.length)} pairs: ${verdict}. Undo takes them back one by one.`;
  return still({ ...next, notice: { text, tone: "plain", undo: true } }, effects);
}

function askOrder(state: PageState, order: WorkState["order"]): PageStep {
  if (order === state.work.order) return still(state);
  if (state.home === "server") {
    if (state.link !== "ready") return tell(state, "The order changes when the server is back.");
    return still(state, [{ kind: "order", order }]);
  }
  return still(state, [{ kind: "order", order }]);
}

function narrowTo(state: PageState, text: string, found: readonly string[]): PageStep {
  const waiting = new Set(state.queue);
  const isKnown = (id: string) => !state.unsaved.some(({ message }) => message.key === id);
  const ids = found.filter((id) => (state.home === "file" ? waiting.has(id) : isKnown(id)));
  if (ids.length === 0) return tell(state, `Nothing that waits has all of: ${text}`);
  const notice = {
    ...NO_NOTICE,
    text: `Found ${formatCount(ids.length)}. An empty search shows everything again.`,
  };
  return toNext({ ...state, narrowed: { text, ids }, notice }, state.shownAt);
}

/** A work that was opened anew: after a skip, another order, or when the server came back. */
function opened(state: PageState, { work, at }: Extract<PageEvent, { kind: "opened" }>): PageStep {
  const fresh = startPage(state.home, work, at);
  return toNext(
    {
      ...state,
      plan: work.plan,
      work: work.state,
      items: new Map([...state.items, ...fresh.items]),
      queue: queueAfter(state.unsaved, work.state),
      link: state.link === "offline" && state.unsaved.length === 0 ? "ready" : state.link,
      notice: work.notice === "" ? state.notice : { ...NO_NOTICE, text: work.notice },
    },
    at,
  );
}

/** The queue of the desk without what was answered here and is not confirmed yet. */
function queueAfter(unsaved: readonly Unsaved[], { upcoming }: WorkState): readonly string[] {
  if (unsaved.length === 0) return upcoming;
  const last = new Map(unsaved.map(({ message }) => [message.key, message.saying]));
  const undone = [...last].filter(([, saying]) => saying === null).map(([id]) => id);
  return [...undone, ...upcoming.filter((id) => !last.has(id))];
}

function haveItems(state: PageState, items: readonly ItemView[], at: number): PageStep {
  const ids = items.map(({ id }) => id);
  const unsent = new Set(state.unsaved.map(({ message }) => message.key));
  const known = new Map(state.items);
  for (const item of items) if (!unsent.has(item.id)) known.set(item.id, item);
  const before = shownId(state);
  const wasShown = before !== undefined && state.items.has(before);
  // An answer to a question for items tells that the server is back.
  const back = state.link === "offline" && state.unsaved.length === 0;
  return still({
    ...state,
    items: known,
    fetching: without(state.fetching, ids),
    shownAt: wasShown ? state.shownAt : at,
    ...(back && { link: "ready" as const }),
  });
}

/** Answers of earlier windows; those of this window are newer. */
function withAnswers(
  state: PageState,
  earlier: Extract<PageEvent, { kind: "answers" }>["answers"],
): PageState {
  const own = state.answers;
  const taken = new Set(
    state.unsaved
      .filter(({ message }) => message.saying === null)
      .map(({ message }) => message.key),
  );
  // The desk lists the newest first.
  const older = earlier.toReversed().filter(({ id }) => !own.has(id) && !taken.has(id));
  return { ...state, answers: new Map([...older.map((one) => [one.id, one] as const), ...own]) };
}

/** Answers that an earlier window could not send, the oldest first. */
function foundUnsaved(state: PageState, messages: readonly AnswerMessage[]): PageStep {
  if (messages.length === 0) return still(state);
  let next = state;
  for (const message of messages) {
    const before = saidOf(next, message.key);
    const saying = message.saying ?? undefined;
    next = {
      ...answerLocally(next, message.key, saying, saying !== undefined),
      unsaved: [...next.unsaved, { message, before }],
    };
  }
  const text = `${countOf(messages.length)} of an earlier window is sent now.`;
  return still({ ...next, link: "offline", notice: { ...NO_NOTICE, text } }, [
    { kind: "retry-soon" },
  ]);
}

function countOf(n: number): string {
  return n === 1 ? "1 unsaved answer" : `${formatCount(n)} unsaved answers`;
}

function messageOf(state: PageState, uuid: string): AnswerMessage | undefined {
  return state.unsaved.find(({ message }) => message.uuid === uuid)?.message;
}

/** The browser has kept an answer; in a file it counts as saved, offline the next record shows. */
function kept(state: PageState, uuid: string, at: number): PageStep {
  if (state.link === "writing") return still(state);
  const unsaved =
    state.home === "file"
      ? state.unsaved.filter(({ message }) => message.uuid !== uuid)
      : state.unsaved;
  const isLast = state.unsaved.at(-1)?.message.uuid === uuid;
  if (!isLast) return still({ ...state, unsaved });
  return toNext({ ...state, unsaved, writing: undefined }, at);
}

function saved(state: PageState, answer: AnswerSaved, at: number): PageStep {
  const { uuid, key, seen, items, state: work } = answer;
  const mine = messageOf(state, uuid);
  const effects: PageEffect[] = [{ kind: "forget", uuid }];
  const unsaved = state.unsaved
    .filter(({ message }) => message.uuid !== uuid)
    // A second answer about the item follows the first one.
    .map(({ message, before }) => ({
      message: message.key === key ? { ...message, seen } : message,
      before,
    }));
  const unsent = new Set(unsaved.map(({ message }) => message.key));
  const known = new Map(state.items);
  for (const item of items) if (!unsent.has(item.id)) known.set(item.id, item);
  const item = known.get(key);
  if (item !== undefined) known.set(key, { ...item, seen });
  const queue = queueAfter(unsaved, work);
  const undone = mine?.saying === null && queue.includes(key);
  const next: PageState = {
    ...state,
    work,
    unsaved,
    items: trimmed(known, queue, state),
    queue: undone ? [key, ...queue.filter((id) => id !== key)] : queue,
  };
  const first = unsaved[0];
  if (first !== undefined)
    return still(next, [...effects, { kind: "write", message: first.message, send: true }]);
  const wasOffline = state.link === "offline";
  const online: PageState = {
    ...next,
    link: "ready",
    writing: undefined,
    notice: wasOffline
      ? { ...NO_NOTICE, text: "The server is back, and all answers are saved." }
      : state.notice,
  };
  const step = wasOffline && state.writing === undefined ? still(online) : toNext(online, at);
  return still(step.state, [...effects, ...step.effects]);
}

/** The most items that a page keeps when it works with a server. */
const MOST_ITEMS = 1500;

/** The items without those that neither wait nor were answered a moment ago. */
function trimmed(
  items: ReadonlyMap<string, ItemView>,
  queue: readonly string[],
  { done, narrowed }: PageState,
): ReadonlyMap<string, ItemView> {
  if (items.size <= MOST_ITEMS) return items;
  const needed = new Set([
    ...queue.slice(0, AHEAD * 2),
    ...(narrowed?.ids.slice(0, AHEAD) ?? []),
    ...done.slice(-AHEAD).map(({ id }) => id),
  ]);
  return new Map([...items].filter(([id]) => needed.has(id)));
}

/** The answer that stands elsewhere is left as it is. */
function dropMine(state: PageState, mine: AnswerMessage): PageStep {
  if (state.prompt.kind !== "stale") return still(state);
  const { item, state: work } = state.prompt.theirs;
  const answers = new Map(state.answers);
  answers.delete(item.id);
  if (item.said !== undefined)
    answers.set(item.id, { id: item.id, said: item.said, label: item.label });
  const unsaved = state.unsaved.filter(({ message }) => message.uuid !== mine.uuid);
  const text =
    item.said === undefined
      ? `${item.id}: your answer is dropped.`
      : `${item.id}: ${sayingText(item.said)} stands.`;
  const next: PageState = {
    ...state,
    prompt: NO_PROMPT,
    answers,
    unsaved,
    work,
    queue: queueAfter(unsaved, work),
    done: state.done.filter(({ id }) => id !== item.id),
    items: new Map(state.items).set(item.id, item),
    link: unsaved.length === 0 ? "ready" : state.link,
    writing: unsaved.length === 0 ? undefined : state.writing,
    notice: { ...NO_NOTICE, text },
  };
  const first = unsaved[0];
  return still(next, [
    { kind: "forget", uuid: mine.uuid },
    ...(first === undefined
      ? []
      : [{ kind: "write" as const, message: first.message, send: true }]),
  ]);
}

/** The reviewer's own answer replaces the one from elsewhere. */
function insist(state: PageState, uuid: string): PageStep {
  if (state.prompt.kind !== "stale") return still(state);
  const { mine, theirs } = state.prompt;
  const message: AnswerMessage = { ...mine, uuid, seen: theirs.item.seen };
  const unsaved = state.unsaved.map((one) =>
    one.message.uuid === mine.uuid ? { message, before: theirs.item.said } : one,
  );
  const items = new Map(state.items).set(theirs.item.id, theirs.item);
  return still({ ...state, prompt: NO_PROMPT, unsaved, items }, [
    { kind: "write", message, send: true },
    { kind: "forget", uuid: mine.uuid },
  ]);
}

/** The desk cannot take an answer: the same record stays, with everything that was typed. */
function refused(state: PageState, uuid: string, why: string): PageStep {
  const notice: Notice = { text: `Not saved: ${why}`, tone: "error", undo: false };
  if (state.link === "offline") {
    // Answers of a time without the server are kept until they can be sent.
    return still({ ...state, notice }, [{ kind: "retry-soon" }]);
  }
  const at = state.unsaved.findIndex(({ message }) => message.uuid === uuid);
  if (at < 0) return still({ ...state, notice });
  const failed = state.unsaved.slice(at).toReversed();
  let next: PageState = { ...state, unsaved: state.unsaved.slice(0, at) };
  for (const { message, before } of failed) {
    const { key, saying } = message;
    const answered = answerLocally(next, key, before, false);
    const last = next.done.at(-1);
    const isRevised = saying !== null && last?.id === key && last.revised;
    const queue = next.queue.filter((id) => id !== key);
    next = {
      ...answered,
      queue: saying === null || isRevised ? queue : [key, ...queue],
      revising: isRevised ? key : undefined,
      done:
        saying === null
          ? [...next.done, { id: key, before: undefined, revised: false }]
          : next.done.slice(0, -1),
      drafts:
        saying === null
          ? answered.drafts
          : new Map(answered.drafts).set(key, { note: saying.note, tags: saying.tags }),
    };
  }
  return still({ ...next, link: "ready", writing: undefined, notice }, [
    ...failed.map(({ message }) => ({ kind: "forget" as const, uuid: message.uuid })),
  ]);
}

/** The server does not answer: the browser has the answer, and the next record shows. */
function unreachable(state: PageState, at: number): PageStep {
  const wasOffline = state.link === "offline";
  const offline: PageState = {
    ...state,
    link: "offline",
    writing: wasOffline ? state.writing : undefined,
    fetching: new Set(),
    shownAt: wasOffline ? state.shownAt : at,
  };
  return still(offline, [{ kind: "retry-soon" }]);
}

/** Shows what comes next, and asks ahead for the items after it. */
function toNext(state: PageState, at: number): PageStep {
  const next: PageState = { ...state, shownAt: at };
  const ids = wanted(next, LOW);
  if (ids.length === 0) return still(next);
  return still({ ...next, fetching: new Set([...next.fetching, ...ids]) }, [
    { kind: "fetch", ids },
  ]);
}

/** The ids to ask for: none while enough of the next items are at hand. */
function wanted(state: PageState, low: number): readonly string[] {
  if (state.home === "file") return [];
  const ids = state.narrowed?.ids ?? state.queue;
  const needed = [
    ...(state.revising === undefined ? [] : [state.revising]),
    ...ids.slice(0, AHEAD),
  ];
  const missing = needed.filter((id) => !state.items.has(id));
  const soon = needed.slice(0, low).some((id) => !state.items.has(id) && !state.fetching.has(id));
  if (!soon && state.link !== "offline") return [];
  return missing.filter((id) => !state.fetching.has(id)).slice(0, AT_ONCE);
}
