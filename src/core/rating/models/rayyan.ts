import type { ModelDefinition } from "./model-definition.ts";

/**
 * A model after Rayyan's, by what Rayyan has published of it: an SVM on words and word pairs, without
 * stop words and stemmed, and on MeSH headings, from 50 decisions with 5 of each kind on. Kernel, C and
 * weighting are not published; a linear kernel, C = 1 without class weights and TF-IDF stand in.
 */
export const rayyan: ModelDefinition = {
  name: "rayyan",
  description: "one linear SVM on Rayyan's published features, from 50 decisions on",
  threshold: { outcomes: 50, includes: 5, excludes: 5 },
  machines: [
    {
      terms: {
        texts: "all",
        titleTimes: 2,
        stems: true,
        stopWords: false,
        shortestWord: 1,
        pairs: true,
        mostCommon: 1,
      },
      weight: 1,
    },
  ],
  cost: 1,
};
