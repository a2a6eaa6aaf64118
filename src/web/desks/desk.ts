import type { AnswerMessage, OwnAnswer, WorkState, WorkView } from "../../core/decide/page-data.ts";
import type { PageEvent } from "../state/page-state.ts";
import type { Store } from "./store.ts";

/** Who keeps the answers of a work: a server, or the browser itself. */
export interface Desk {
  readonly home: "server" | "file";
  readonly store: Store;
  open(): Promise<{
    readonly work: WorkView;
    /** The reviewer's answers so far, the newest first. */
    readonly answers: readonly OwnAnswer[];
    /** Answers that an earlier window could not send, the oldest first. */
    readonly unsaved: readonly AnswerMessage[];
  }>;
  /** Keeps an answer in the browser, sends it if asked, and tells what became of it. */
  write(message: AnswerMessage, send: boolean): Promise<PageEvent>;
  /** Forgets a kept answer that is saved elsewhere, or dropped. */
  forget(uuid: string): Promise<void>;
  fetch(ids: readonly string[]): Promise<PageEvent>;
  search(text: string): Promise<PageEvent>;
  skip(id: string): Promise<PageEvent | undefined>;
  order(order: WorkState["order"]): Promise<PageEvent>;
}
