import type { ModelDefinition } from "./model-definition.ts";

/**
 * A model after Rayyan's, as far as Rayyan has published it: an SVM on words and word pairs,
 * stemmed and without stop words, and on MeSH headings, from 50 decisions with 5 of each kind on.
 * Kernel, C and weighting are not published, so this model uses a linear kernel, C = 1 without
 * class weights, and TF-IDF.
 */
export const rayyan: ModelDefinition = {
  name: "rayyan",
  description: "one linear SVM on Rayyan's published features, from 50 decisions on",
  threshold: { outcomes: 50, includes: 5, excludes: 5 },
  machines: [
    {
      view: {
        of: "words",
        terms: {
          texts: "all",
          titleTimes: 2,
          stems: true,
          stopWords: false,
          shortestWord: 1,
          pairs: true,
          mostCommon: 1,
        },
      },
      weight: 1,
    },
  ],
  cost: 1,
};
