import type { TermSettings } from "../text/term-sequences.ts";
import type { ModelDefinition } from "./model-definition.ts";

const EVERY_TEXT = {
  texts: "all",
  titleTimes: 2,
  stopWords: true,
  shortestWord: 1,
  mostCommon: 0.95,
} as const;
const PHRASES: TermSettings = { ...EVERY_TEXT, stems: false, pairs: true };
const STEMS: TermSettings = { ...EVERY_TEXT, stems: true, pairs: false };
const TITLE: TermSettings = { ...STEMS, texts: "title", titleTimes: 1 };

/**
 * slr's own model. Four machines view the same decisions through words and word pairs, stems,
 * topics and the title; the criteria count as an included record, and undecided records as presumed
 * excluded ones. Weights and settings were chosen on eight reviews (bench/rating.js names them),
 * where the optimum is flat in all of them. Stop words are kept, because they show how a study is
 * reported.
 */
export const defaultModel: ModelDefinition = {
  name: "default",
  description:
    "four linear SVMs on phrases, stems, topics and titles, with the text of the protocol",
  threshold: { outcomes: 10, includes: 5, excludes: 5 },
  machines: [
    { terms: PHRASES, weight: 1 },
    { terms: STEMS, weight: 0.5 },
    { terms: STEMS, topics: 50, weight: 0.7 },
    { terms: TITLE, weight: 0.3 },
  ],
  cost: 0.15,
  includeRatio: 20,
  presumed: { records: 100, half: 30 },
  criteria: { weight: 1, likeness: { terms: STEMS, weight: 0.3, half: 50 } },
};
