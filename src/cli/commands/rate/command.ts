import { MODEL_NAMES, MODELS } from "../../../core/rating/models/index.ts";
import { STOPPING_RULES } from "../../../core/stopping/index.ts";
import { defineUsage } from "../../usage/command.ts";
import { count, oneOf, seed, text, words } from "../../usage/option.ts";
import { RATE_FORMATS, rate } from "./rate.ts";

export const usage = defineUsage({
  description:
    "Orders the records that wait for a first decision, the most likely to include first, by a model that learned from what people have settled (each reviewer's own queue in slr decide learns from their own votes, too). It shows the words that the model uses, how good it is, terms that the searches may lack, the state of each stopping rule, and outcomes that deserve a second look. It never changes an outcome.",
  options: {
    explain: text("--explain <record>", "the words that raised or lowered the rating of a record"),
    audit: count("--audit <count>", "excluded records to read again, and how many were missed"),
    model: oneOf("--model <model>", "how records are rated", words(MODEL_NAMES), "default"),
    seed: seed(
      "--seed <seed>",
      "seed of the folds and the audit's sample (default: that of slr.yaml, or 1)",
    ),
    limit: count(
      "--limit <count>",
      "how many records of the queue (default: 20; in csv and json all)",
    ),
    format: oneOf("-f, --format <format>", "the form of the output", RATE_FORMATS, "text"),
  },
  notes: [
    [
      "Levels",
      "5 most likely to include (score from 0.8), 4 likely to include (0.6), 3 no recommendation, 2 likely to exclude (to 0.4), 1 most likely to exclude (to 0.2). The score is a probability in a review with as many includes as excludes; 0.5 is neutral.",
    ],
    ["Models", MODEL_NAMES.map((name) => [name, MODELS[name].description])],
    ["Stopping", STOPPING_RULES.map(({ name, promises }) => [name, promises])],
    [
      "Cold start",
      `before there are ${MODELS.default.threshold.includes} outcomes of each kind, the order comes from the title, question and inclusion criteria of slr.yaml, and from the outcomes there are; levels and scores follow.`,
    ],
  ],
  examples: [
    ["slr rate", "what to read next, and whether to stop"],
    ["slr rate --explain doi:10.1000/x", "why a record is where it is"],
    ["slr rate --format csv > queue.csv"],
    [
      "slr rate --audit 100",
      "excluded records to read again, drawn by lot, and how many studies were missed",
    ],
  ],
  exitCodes: "0 done; 2 could not run.",
  run: ({ options, io }) => rate(options, io),
});
