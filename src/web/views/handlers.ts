import type { Action } from "../../core/decide/keymap.ts";
import type { WorkState } from "../../core/decide/page-data.ts";
import type { Settings } from "../state/settings.ts";

/** What buttons and fields of the page do. */
export interface Handlers {
  act(action: Action): void;
  exclude(reasons: readonly string[]): void;
  typed(text: string): void;
  close(): void;
  revise(id: string): void;
  answerAlike(): void;
  insist(): void;
  order(order: WorkState["order"]): void;
  change(settings: Settings): void;
  /** The reviewer has read what is said about this browser. */
  understood(): void;
  /** Back to the dashboard; a file has none. */
  readonly home?: () => void;
  /** The answers as a file, and an earlier file taken back in; a server needs neither. */
  readonly csv?: { save(): void; load(file: File): void };
}

/** What the page tells about the place that keeps the answers. */
export interface KeepInfo {
  /** What is wrong with the storage of this browser; empty if nothing is. */
  readonly warning: string;
  /** Answers that are in no saved CSV yet; 0 with a server. */
  readonly unsavedRows: number;
}
