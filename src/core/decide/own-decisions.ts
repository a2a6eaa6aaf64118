import type { DecisionList, Key, View } from "./prompt.ts";
import { sayingText } from "./saying-text.ts";
import { lineMatcher } from "./search.ts";
import type { Session, SessionPlan } from "./session.ts";

/** The list as it opens. */
export const FIRST_OF_LIST: DecisionList = { kind: "list", cursor: 0, filter: "", typing: false };

/** A line of the list. */
export interface ListedDecision {
  readonly id: string;
  readonly said: string;
  readonly label: string;
}

/** What stands of everything that was answered, in this session or before, each item once. */
export function decidedIds({ done, said }: Session): string[] {
  const ids = new Set<string>();
  for (let at = done.length - 1; at >= 0; at -= 1) {
    const { id } = done[at]!;
    if (said.has(id)) ids.add(id);
  }
  return [...ids];
}

export function listedDecisions(
  session: Session,
  { labelOf }: SessionPlan,
  filter: string,
): readonly ListedDecision[] {
  const matches = lineMatcher(filter);
  return decidedIds(session)
    .map((id) => ({ id, said: sayingText(session.said.get(id)!), label: labelOf(id) }))
    .filter(({ id, said, label }) => filter === "" || matches(`${id} ${said} ${label}`));
}

/** What a key does in the list; `shown` where an item is to be decided again. */
export function pressInList(
  session: Session,
  list: DecisionList,
  key: Key,
  plan: SessionPlan,
  { page }: View,
): Session {
  const to = (change: Partial<DecisionList>): Session => ({
    ...session,
    prompt: { ...list, ...change },
    notice: "",
  });
  const back: Session = { ...session, prompt: { kind: "answer" }, notice: "" };
  if (list.typing) {
    if (key.name === "escape") return to({ filter: "", typing: false, cursor: 0 });
    if (key.name === "return") return to({ typing: false });
    if (key.name === "backspace")
      return to({ filter: list.filter.replace(/\P{M}\p{M}*$/u, ""), cursor: 0 });
    return to({ filter: list.filter + key.text.replace(/\p{Cc}+/gu, " "), cursor: 0 });
  }
  const items = listedDecisions(session, plan, list.filter);
  const moves: Readonly<Record<string, number>> = {
    up: list.cursor - 1,
    down: list.cursor + 1,
    pageup: list.cursor - page,
    pagedown: list.cursor + page,
    space: list.cursor + page,
    home: 0,
    end: items.length - 1,
  };
  const name = key.text === "k" ? "up" : key.text === "j" ? "down" : key.name;
  const target = moves[name];
  if (target !== undefined) return to({ cursor: Math.max(0, Math.min(items.length - 1, target)) });
  if (key.text === "/") return to({ typing: true });
  if (key.name === "escape" && list.filter !== "") return to({ filter: "", cursor: 0 });
  if (key.name === "escape" || key.text === "q" || key.text === "l") return back;
  if (key.name !== "return") return session;
  const chosen = items[list.cursor];
  return chosen === undefined ? back : showAgain(back, chosen.id);
}

/** Shows an item that was answered, in front of those that wait. */
export function showAgain(session: Session, id: string): Session {
  const said = session.said.get(id);
  if (said === undefined) return session;
  const notice = `${id}: you said ${sayingText(said)}. Decide again, or Esc keeps it.`;
  return { ...session, queue: [id, ...session.queue], revising: id, notice, scroll: 0 };
}

/** The session without the item that is shown again; what was said of it stands. */
export function keepAsSaid(session: Session): Session {
  const { revising, queue } = session;
  if (revising === undefined) return session;
  const notice = `${revising}: stays as it was.`;
  const rest = queue.filter((id) => id !== revising);
  return { ...session, queue: rest, revising: undefined, notice, scroll: 0 };
}
