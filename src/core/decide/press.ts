import {
  ACTION_INFO,
  type Action,
  actionOf,
  offers,
  PRESETS,
  RATING_SHOWN,
  REASON_LABELS,
} from "./keymap.ts";
import { decidedIds, FIRST_OF_LIST, keepAsSaid, pressInList } from "./own-decisions.ts";
import type { Key, Prompt, View } from "./prompt.ts";
import {
  act,
  type Effect,
  type Saying,
  type Session,
  type SessionPlan,
  type Step,
  sayingOf,
  stay,
  tagsOf,
} from "./session.ts";

type KeyHelp = readonly [key: string, does: string];

/** The actions in the order in which the screen and the help print their keys. */
const PRINTED: readonly (Action | "reasons")[] = [
  "include",
  "exclude",
  "reasons",
  "maybe",
  "not-retrieved",
  "same",
  "different",
  "alike",
  "undo",
  "skip",
  "note",
  "tags",
  "why",
  "open",
  "search",
  "list",
  "quit",
  "help",
];

/** The keys of a task, as the last lines of the screen and the help print them. */
export function keysOf(plan: SessionPlan): readonly KeyHelp[] {
  const { task, canMissReports } = plan;
  return PRINTED.flatMap((action): KeyHelp[] => {
    if (action === "reasons") return task === "pairs" ? [] : [["1-9", "exclude for this reason"]];
    if (!offers(action, plan)) return [];
    const label =
      action === "open" && task === "pairs"
        ? "open pages"
        : action === "open" && canMissReports
          ? "open PDF"
          : ACTION_INFO[action].label;
    return [[PRESETS.slr[action], label]];
  });
}

type AskedText = (Prompt & { readonly kind: "text" })["for"];

/** The step that a key makes. */
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

function pressInHelp(session: Session, key: Key, view: View): Step {
  const scroll = scrollBy(key, session.scroll, view);
  if (scroll !== undefined) return stay({ ...session, scroll });
  return stay({ ...session, prompt: { kind: "answer" }, notice: "", scroll: 0 });
}

function pressAnswer(session: Session, key: Key, plan: SessionPlan, view: View): Step {
  const scrolled = scrollBy(key, session.scroll, view);
  if (scrolled !== undefined) return stay({ ...session, scroll: scrolled, notice: "" });
  if (key.name === "paste") return stay(session, "Pasted text decides nothing. Press a key.");
  const action = actionOf(key.text, PRESETS.slr, plan);
  const anytime = typeof action === "string" ? pressAnytime(session, action) : undefined;
  if (anytime !== undefined) return anytime;
  if (session.revising !== undefined && (key.name === "escape" || action === "skip"))
    return act(session, { kind: "keep" });
  const id = session.queue[0];
  if (id === undefined) {
    if (session.narrowed === undefined && (key.name === "return" || key.name === "escape"))
      return { session, effects: [{ kind: "end" }] };
    return stay(session, "Nothing is left. q quits, u takes the last answer back.");
  }
  if (key.text === "") return stay(session);
  return (
    (typeof action === "object"
      ? pressNumber(session, id, action.reason, plan)
      : pressOnItem(session, id, action, plan)) ?? unknownKey(session, key, plan)
  );
}

/** Actions that need no item. */
function pressAnytime(session: Session, action: Action): Step | undefined {
  switch (action) {
    case "quit":
      return { session, effects: [{ kind: "end" }] };
    case "help":
      return stay({ ...session, prompt: { kind: "help" }, notice: "", scroll: 0 });
    case "undo":
      return act(session, { kind: "undo" });
    case "search": {
      const kept = keepAsSaid(session);
      return stay(askFor(kept, "search", kept.narrowed?.text ?? ""));
    }
    case "list":
      return openList(keepAsSaid(session));
    default:
      return undefined;
  }
}

function pressOnItem(
  session: Session,
  id: string,
  action: Action | undefined,
  plan: SessionPlan,
): Step | undefined {
  switch (action) {
    case "include":
    case "maybe":
    case "not-retrieved":
    case "same":
    case "different":
      return say(session, id, action, []);
    case "exclude":
      if (plan.reasons.length === 0)
        return plan.reasonRequired
          ? stay(askFor(session, "reason", ""))
          : say(session, id, "exclude", []);
      return stay({ ...session, prompt: { kind: "reason" }, notice: "" });
    case "other-reason":
      return stay(askFor(session, "reason", ""));
    case "skip":
      return act(session, { kind: "skip", id });
    case "open":
      return { session: { ...session, notice: "" }, effects: [{ kind: "open", id }] };
    case "note":
      return stay(askFor(session, "note", session.notes.get(id) ?? ""));
    case "tags":
      return stay(askFor(session, "tags", ownTags(tagsOf(session, id)).join("; ")));
    case "why":
      return showWhy(session, id);
    case "alike":
      return offerBatch(session, plan);
    default:
      return undefined;
  }
}

/** Shows the rating, and marks the decision that follows as made after it. */
function showWhy(session: Session, id: string): Step {
  const tags = [...ownTags(tagsOf(session, id)), RATING_SHOWN];
  return { ...act(session, { kind: "tags", id, tags }), effects: [{ kind: "why", id }] };
}

/** The tags that the reviewer gave. */
function ownTags(tags: readonly string[]): string[] {
  return tags.filter((tag) => tag !== RATING_SHOWN);
}

function pressNumber(session: Session, id: string, number: number, plan: SessionPlan): Step {
  const reason = plan.reasons[number - 1];
  return reason === undefined
    ? stay(session, `There is no reason ${number}.`)
    : say(session, id, "exclude", [reason.id]);
}

function askFor(session: Session, what: AskedText, text: string): Session {
  return { ...session, prompt: { kind: "text", for: what, text }, notice: "" };
}

function openList(session: Session): Step {
  if (decidedIds(session).length === 0) return stay(session, "You have decided nothing here yet.");
  return stay({ ...session, prompt: FIRST_OF_LIST }, "");
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
    const said = say(step, id, answer, []);
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
  if (prompt.for === "note") return act(back, { kind: "note", id, note: text });
  if (prompt.for === "tags") {
    const shown = tagsOf(session, id).filter((tag) => tag === RATING_SHOWN);
    return act(back, { kind: "tags", id, tags: [...new Set([...parts(text), ...shown])] });
  }
  if (text === "" && plan.reasonRequired)
    return stay(session, "An exclusion at full text needs a reason: PRISMA requires one.");
  return say(back, id, "exclude", parts(text));
}

/** Typed reasons or tags in the form that a cell of them has: `;` joins them. */
function parts(text: string): string[] {
  return text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function say(
  session: Session,
  id: string,
  verdict: Saying["verdict"],
  reasons: readonly string[],
): Step {
  return act(session, { kind: "say", id, saying: sayingOf(session, id, verdict, reasons) });
}
