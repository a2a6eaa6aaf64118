import type { AnswerMessage, OwnAnswer, WorkState, WorkView } from "../../core/decide/page-data.ts";
import type { PageEvent } from "../state/page-state.ts";

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

/**
 * What the browser keeps, in a database of its own. Every write is on the disk before it counts
 * (`durability: "strict"`): localStorage loses what it was given in the last seconds when a browser
 * dies.
 */
export interface Store {
  /** Adds an entry after all others, and returns its number. */
  add(table: Table, value: unknown): Promise<number>;
  put(table: Table, number: number, value: unknown): Promise<void>;
  remove(table: Table, number: number): Promise<void>;
  /** All entries in the order in which they were added. */
  all(table: Table): Promise<readonly (readonly [number: number, value: unknown])[]>;
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
}

/** Answers as they were given, one after the other. */
export type Table = "answers";
