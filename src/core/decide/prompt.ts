import type { Saying } from "./session.ts";

/**
 * A key as the terminal reports it: its name (`up`, `return`, `ctrl-c`, `paste`) and the text that
 * it types.
 */
export interface Key {
  readonly name: string;
  /** Empty for keys that type nothing. */
  readonly text: string;
}

/** The list of what the reviewer has said, the newest first. */
export interface DecisionList {
  readonly kind: "list";
  /** The line that is chosen, counted from the newest. */
  readonly cursor: number;
  /** The words that the lines must have. */
  readonly filter: string;
  /** Whether keys are letters of the filter. */
  readonly typing: boolean;
}

/** The input that the terminal waits for. */
export type Prompt =
  | { readonly kind: "answer" }
  | { readonly kind: "reason" }
  | {
      readonly kind: "text";
      readonly for: "note" | "tags" | "reason" | "search";
      readonly text: string;
    }
  | DecisionList
  /**
   * Asks whether the previous pair's answer holds for these pairs, too, which are asked about for
   * the same reason.
   */
  | { readonly kind: "batch"; readonly answer: Saying["verdict"]; readonly ids: readonly string[] }
  | { readonly kind: "help" };

/** The last line to which the shown item can be scrolled. */
export interface View {
  readonly page: number;
  readonly last: number;
}
