import type { MeaningName } from "../../criteria/index.ts";

/** A place in the string that is linted. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A piece of a search string as its database reads it. */
export type Token = Place &
  (
    | { readonly kind: "open" | "close" }
    | { readonly kind: "word" }
    /** `isClosed`: whether its closing quote is there. */
    | { readonly kind: "phrase"; readonly inside: string; readonly isClosed: boolean }
    | { readonly kind: "operator"; readonly operator: "and" | "or" | "not" }
    | {
        readonly kind: "near";
        readonly name: string;
        readonly isOrdered: boolean;
        readonly hasNumber: boolean;
      }
    /** A field code before or behind what it belongs to. */
    | {
        readonly kind: "field";
        readonly side: "before" | "after";
        readonly meanings: readonly MeaningName[];
      }
    /** A subject heading, a limit or a comparison: an operand with its own field. */
    | { readonly kind: "whole"; readonly meanings: readonly MeaningName[] }
    /** Lines of the search history that it stands for. */
    | { readonly kind: "reference"; readonly lines: readonly number[] }
  );
