import type { ItemView } from "./page-data.ts";
import type { Saying, Session, Step } from "./session.ts";

/**
 * What a session needs from the review: it shows items as data, and writes answers down. The
 * terminal and the server work on the same desk.
 */
export interface Desk {
  /** Whether the item can be shown at once. */
  isReady(id: string): boolean;
  /** Prepares the first item of the queue, reads ahead, and returns the item. */
  prepare(queue: readonly string[]): Promise<ItemView>;
  /** Any items, in this order. */
  view(ids: readonly string[]): Promise<readonly ItemView[]>;
  /** Writes an answer down; it is on the disk when this returns. */
  say(id: string, saying: Saying | undefined): Promise<void>;
  /** The order in which the queue should go on after the answers so far. */
  arrange(queue: readonly string[]): readonly string[];
  /** The items among these that have all words of a search. */
  search(text: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Learns the order from all decisions, where an earlier rating gave the order so far. */
  catchUp?(): Promise<void>;
  /** The rating of an item in words, with what made it. */
  why(id: string): string;
  /** Opens the item's pages, and returns the message for the reviewer. */
  open(id: string): Promise<string>;
}

/**
 * The session after a step whose answers are on the disk. If one of them cannot be written, this
 * throws and the session stays as it was.
 */
export async function advance(step: Step, desk: Pick<Desk, "say" | "arrange">): Promise<Session> {
  const said = step.effects.filter((effect) => effect.kind === "say");
  for (const { id, saying } of said) await desk.say(id, saying);
  return said.length === 0
    ? step.session
    : { ...step.session, queue: desk.arrange(step.session.queue) };
}
