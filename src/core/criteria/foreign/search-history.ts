import type { Explanation, ForeignForm } from "./form.ts";

const PASTE = "Put the query of that line in its place.";

const line = (whose: string) => (): Explanation => ({
  what: `a line of a search history of ${whose}`,
  hint: PASTE,
});

/** References to lines of a search history, and text that is copied together with a search. */
export const SEARCH_HISTORY: readonly ForeignForm[] = [
  {
    pattern: /(?:^|\n)[^\S\n]{0,9}(?<at>\d{1,3}[.)])\s{1,9}(?=\S)/gu,
    explain: line("Ovid or another database"),
  },
  {
    pattern: /(?<![\p{L}\p{N}&#])#\d{1,4}(?![\p{L}\p{N}])/gu,
    explain: line("PubMed, Web of Science, Embase or Cochrane"),
  },
  {
    pattern: /(?<![\p{L}\p{N}])(?:or|and)\/\d{1,4}(?:\s?[-,]\s?\d{1,4}){0,50}/giu,
    explain: line("Ovid"),
  },
  {
    pattern: /(?<![\p{L}\p{N}])limit\s{1,5}\d{1,4}\s{1,5}to(?![\p{L}\p{N}])/giu,
    explain: () => ({
      what: "a limit of Ovid",
      hint: "Write a comparison: language = en, year >= 2010, type = review.",
    }),
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])(?:remove\s{1,3}duplicates\s{1,3}from|from\s{1,3}\d{1,4}\s{1,3}keep)(?![\p{L}\p{N}])/giu,
    explain: () => ({
      what: "a command of Ovid",
      hint: "Leave it out: slr finds duplicates itself.",
    }),
  },
  {
    pattern: /(?<![^\s(])S\d{1,3}(?![^\s)])/gu,
    explain: ({ text }) => ({
      what: "a line of a search history of EBSCOhost",
      hint: `${PASTE} For the word itself write "${text}".`,
    }),
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])(?:filters?|sort by|limits?)(?:\s{1,3}(?:applied|activated))?\s?:/giu,
    explain: () => ({
      what: "a line that a database prints beside a search",
      hint: "Leave it out, or write a comparison: language = en, year >= 2010.",
    }),
  },
  {
    pattern: /&(?:quot|amp|lt|gt|apos|#\d{1,5});|%[0-9a-f]{2}/giu,
    explain: () => ({
      what: "a character as web pages and addresses write it",
      hint: "Write the character itself.",
    }),
  },
];
