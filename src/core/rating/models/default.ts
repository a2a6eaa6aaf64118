import type { TermSettings } from "../text/term-sequences.ts";
import type { ModelDefinition } from "./model-definition.ts";
import type { ViewSettings } from "./view-settings.ts";

const EVERY_TEXT = {
  texts: "all",
  titleTimes: 2,
  stopWords: true,
  shortestWord: 1,
  mostCommon: 0.95,
} as const;
const STEM_TERMS: TermSettings = { ...EVERY_TEXT, stems: true, pairs: false };

const PHRASES: ViewSettings = {
  of: "words",
  terms: { ...EVERY_TEXT, stems: false, pairs: true },
};
const STEMS: ViewSettings = { of: "words", terms: STEM_TERMS };
const TOPICS: ViewSettings = { of: "topics", terms: STEM_TERMS, topics: 50 };
const TITLE: ViewSettings = {
  of: "words",
  terms: { ...STEM_TERMS, texts: "title", titleTimes: 1 },
};
const TABLE: ViewSettings = { of: "table", titleTimes: 2 };

/**
 * slr's own model. Four machines view the same decisions through words and word pairs, the table of
 * word vectors, topics and the title; the criteria count as an included record, and undecided
 * records as presumed excluded ones. Weights and settings were chosen on eight reviews
 * (bench/rating.js names them), where the optimum is flat in all of them. Stop words are kept,
 * because they show how a study is reported.
 */
export const defaultModel: ModelDefinition = {
  name: "default",
  description:
    "four linear SVMs on phrases, word vectors, topics and titles, with the text of the protocol",
  threshold: { outcomes: 10, includes: 5, excludes: 5 },
  machines: [
    { view: PHRASES, weight: 1 },
    { view: TABLE, weight: 1 },
    { view: TOPICS, weight: 0.7 },
    { view: TITLE, weight: 0.3 },
    { view: { of: "own vectors" }, weight: 1 },
  ],
  cost: 0.15,
  includeRatio: 20,
  presumed: { records: 100, half: 30 },
  criteria: {
    weight: 1,
    likeness: [
      { view: STEMS, weight: 0.3, half: 50 },
      { view: TOPICS, weight: 0.3, half: 50 },
      { view: TABLE, weight: 0.3, half: 50 },
    ],
  },
  withoutAbstract: { share: 0.5, half: 200 },
};
