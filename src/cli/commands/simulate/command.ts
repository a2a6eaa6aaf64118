import { MODEL_NAMES, MODELS } from "../../../core/rating/models/index.ts";
import { STARTS } from "../../../core/simulate/simulate.ts";
import * as stopping from "../../../core/stopping/index.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, count, flag, oneOf, path, seed, someOf, text, words } from "../../usage/option.ts";
import { SIMULATION_FORMATS, simulate } from "./simulate.ts";

export const usage = defineUsage({
  description:
    "Simulates screening by the rating, record by record, on reviews whose outcome is known, and measures how early the included records would have been found. A labelled review is any export with a column or notes that say which records were included, or a review folder with decisions.",
  options: {
    criteria: path(
      "--criteria <file>",
      "the criteria: text, slr.yaml, or JSON for each set (default: criteria.json beside a file)",
    ),
    label: text("--label <column>", "the column of the labels (default: ASReview's names)"),
    start: someOf(
      "--start <start>",
      "what is known at the start; several with commas (default: each)",
      byName(STARTS),
    ),
    priors: text(
      "--priors <column>",
      "the column that marks the records known at the start priors (default: drawn at random)",
    ),
    model: someOf(
      "--model <model>",
      "how records are rated; several with commas are compared in pairs (default: default)",
      words(MODEL_NAMES),
    ),
    seeds: count("--seeds <count>", "how many random draws", "5"),
    seed: seed("--seed <seed>", "seed of the bootstrap intervals (default: 1)"),
    stop: flag("--stop", "what each stopping rule would have cost and missed"),
    format: oneOf(
      "-f, --format <format>",
      "the form (default: by the file extension of --output, or text); svg draws recall curves",
      SIMULATION_FORMATS,
    ),
    output: path("-o, --output <file>", "write it to a file instead of stdout; - is stdout"),
  },
  notes: [
    ["Starts", STARTS.map(({ name, means }) => [name, means])],
    ["Models", MODEL_NAMES.map((name) => [name, MODELS[name].description])],
    ["Stopping", stopping.STOPPING_RULES.map(({ name }) => name).join(", ")],
    [
      "Labels",
      "label_included, included, asreview_label, …, or RIS notes such as ASReview_relevant; 1/0, yes/no, included/excluded. Records without a label are left out and counted.",
    ],
    [
      "Figures",
      "recall@10 and recall@20 (% of the records), WSS@95 and @100, average time to discovery, normalised loss, nDCG; more in --format csv",
    ],
  ],
  examples: [
    ["slr simulate labelled.csv --criteria protocol.txt"],
    ["slr simulate sets/*.csv --criteria criteria.json --seeds 10 --format json"],
    ["slr simulate sets/*.csv --model default,elas-u4", "which model is better, and by how much"],
    ["slr simulate -C my-review --stop", "what stopping would have missed"],
    ["slr simulate labelled.ris -o recall.svg"],
  ],
  exitCodes: "0 done; 1 some set or label cannot be used; 2 could not run.",
  run: ({ files, options, io }) => simulate(files, options, io),
});
