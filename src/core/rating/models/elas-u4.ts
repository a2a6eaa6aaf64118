import type { ModelDefinition } from "./model-definition.ts";

/**
 * ELAS u4, the default of ASReview 3: TF-IDF of words and word pairs in title and abstract, a
 * linear SVM with C = 0.11, and a ratio of 9.8 to 1 between the weights of included and excluded.
 * It is here for comparison.
 */
export const elasU4: ModelDefinition = {
  name: "elas-u4",
  description: "ASReview's default model",
  threshold: { outcomes: 10, includes: 5, excludes: 5 },
  machines: [
    {
      view: {
        of: "words",
        terms: {
          texts: "title and abstract",
          titleTimes: 1,
          stems: false,
          stopWords: true,
          shortestWord: 2,
          pairs: true,
          mostCommon: 0.95,
        },
      },
      weight: 1,
    },
  ],
  cost: 0.11,
  includeRatio: 9.8,
};
