// npm run train:duplicates [folder]: learns the pair model from labelled sets and writes
// models/duplicates.json. The same sets give the same file.
import { writeFileSync } from "node:fs";
import { readSet } from "./labelled-sets.js";
import { examplesOf, learn, OPTIONS } from "./training.js";
import { TRAINING_SETS } from "./training-sets.js";

const folder = process.argv[2] ?? "../shared/duplicates";
const examples = TRAINING_SETS.flatMap((name) => examplesOf(readSet(folder, name)));
const { features, start, trees } = learn(examples);
const lines = [
  "{",
  `  "about": "Whether two entries are records of one report: log-odds as a sum of decision trees. A node [feature, border, left, right] goes left where the value of the feature is at most the border; [-1, value] is a leaf. What the features mean: src/core/dedupe/comparisons.",`,
  `  "trainedOn": ${JSON.stringify({ sets: TRAINING_SETS, examples: examples.length, ...OPTIONS })},`,
  `  "features": [\n${features.map((name) => `    ${JSON.stringify(name)}`).join(",\n")}\n  ],`,
  `  "start": ${start},`,
  `  "trees": [\n${trees.map((tree) => `    ${JSON.stringify(tree)}`).join(",\n")}\n  ]`,
  "}",
];
writeFileSync(new URL("../../models/duplicates.json", import.meta.url), `${lines.join("\n")}\n`);
console.log(`${examples.length} pairs of ${TRAINING_SETS.length} sets, ${trees.length} trees`);
