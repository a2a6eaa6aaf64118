// npm run bench:rating -- [folder] [--seeds 3] [--sets a,b] [--starts priors,zero,rayyan] [--asreview python] [--no-speed]
//
// How well slr's model orders labelled reviews, beside a model after Rayyan's and ASReview's ELAS u4:
// the same sets, starts and seeds, and so the same priors and decisions. ELAS u4 runs in slr's engine;
// `--asreview` names a Python that has ASReview, which then reads the same sets from the same priors.
// Half of the sets were used to choose slr's settings; the figures that count are those of the others.
// These were looked at a few times meanwhile: the first look showed that the criteria weighed too much.
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import { shippedWordTable as wordTable } from "../dist/cli/shipped/word-table.js";
import { METRICS } from "../dist/core/metrics/index.js";
import { createRanker } from "../dist/core/rating/ranker.js";
import { rate } from "../dist/core/rating/rate.js";
import { createCorpus } from "../dist/core/rating/text/corpus.js";
import { createSimulator, meansOf, STARTS } from "../dist/core/simulate/simulate.js";
import { shuffled } from "../dist/core/simulate/simulated-screening.js";
import { bootstrapMean } from "../dist/core/statistics/mean.js";
import { createRandom } from "../dist/core/statistics/random.js";
import { joinedSet, readSets } from "./labelled-sets.js";

/** The sets that settings were chosen on. */
const TUNED_ON = [
  "SE_ESPLE",
  "SE_Kitchenham2010",
  "MI_CDSS_RO",
  "MED_SNHL",
  "MED_Cohen_ACEInhibitors",
  "MED_Cohen_NSAIDS",
  "MED_Cohen_Triptans",
  "MED_Kwok2020",
];
/** CPU seconds of one simulation of ASReview 3 (priors), measured once with ASReview itself. */
const PEER_SECONDS = { MED_Appenzeller2020: 91, SE_GameSE: 38 };
const MODELS = { default: "slr", "elas-u4": "ELAS u4", rayyan: "Rayyan-like" };
const BOOTSTRAP_SEED = 1;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "3" },
    sets: { type: "string" },
    starts: { type: "string", default: "priors,zero,rayyan" },
    asreview: { type: "string" },
    "no-speed": { type: "boolean", default: false },
  },
});
const folder = positionals[0] ?? "../shared/screening-sets";
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
const starts = STARTS.filter(({ name }) => options.starts.split(",").includes(name));

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const timed = (work) => {
  const before = cpu();
  const result = work();
  return { result, seconds: cpu() - before };
};
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const auc = ({ records, ranks }) => {
  // Each included record is passed by those read before it that were excluded.
  const passed = ranks.reduce((sum, rank, i) => sum + (rank - 1 - i), 0);
  return 1 - passed / (ranks.length * (records - ranks.length));
};

/**
 * All runs of a model on a set from a start, with the mean of each metric, and the CPU time of the
 * first, which reads the texts as the model sees them unless another start did so before.
 */
function runsOf(simulate, start, model) {
  const timedRuns = seeds.map((seed) => timed(() => simulate(start, model, seed)));
  const runs = timedRuns.flatMap(({ result }) =>
    "metrics" in result
      ? [{ ...result, metrics: { ...result.metrics, auc: auc(result.screeningOrder) } }]
      : [],
  );
  if (runs.length === 0) return undefined;
  const names = [...METRICS, { name: "auc", range: /** @type {const} */ ([0, 1]) }];
  const means = Object.fromEntries(
    Object.entries(meansOf(runs, names)).map(([name, one]) => [name, one.mean]),
  );
  return { means, seconds: timedRuns[0].seconds };
}

const two = (number) => number.toFixed(3);
const signed = (number, digits = 3) =>
  `${number < 0 ? "-" : "+"}${Math.abs(number).toFixed(digits)}`;

/** Per set and start, the means of every model. */
function measure(sets) {
  const results = [];
  for (const { name, set } of sets) {
    const simulate = createSimulator(set);
    const tuned = TUNED_ON.includes(name);
    console.log(
      `\n${name}: ${set.order.length} records${tuned ? ", settings were chosen on it" : ""}`,
    );
    for (const start of starts) {
      const models = Object.fromEntries(
        Object.keys(MODELS).map((model) => [model, runsOf(simulate, start, model)]),
      );
      if (models.default === undefined) {
        console.log(`  ${start.name.padEnd(8)} cannot be simulated`);
        continue;
      }
      results.push({ name, tuned, start: start.name, models });
      for (const [model, { means, seconds }] of Object.entries(models)) {
        const figures = ["recall@10", "wss@95", "wss@100", "loss", "auc"].map(
          (metric) => `${metric} ${two(means[metric])}`,
        );
        console.log(
          `  ${start.name.padEnd(8)}${MODELS[model].padEnd(12)}${figures.join("  ")}  ${seconds.toFixed(2)} CPU s`,
        );
      }
    }
  }
  return results;
}

/** The mean difference to a baseline over sets, with its bootstrap interval. */
function difference(results, start, baseline, metric) {
  const from = results.filter((one) => one.start === start);
  const own = from.map(({ models }) => models.default.means[metric]);
  const theirs = from.map(({ models }) => models[baseline].means[metric]);
  const { mean: gain, interval } = bootstrapMean(
    own.map((value, i) => value - theirs[i]),
    BOOTSTRAP_SEED,
  );
  return { own: mean(own), theirs: mean(theirs), gain, interval };
}

function printMeans(results, title) {
  console.log(`\n${title} (mean; difference, its 95 % bootstrap interval over sets)`);
  for (const start of starts.map(({ name }) => name)) {
    const baselines = start === "rayyan" ? ["rayyan", "elas-u4"] : ["elas-u4"];
    const metrics =
      start === "rayyan"
        ? ["auc", "wss@95", "wss@100", "recall@10", "recall@20"]
        : ["recall@10", "recall@20", "wss@95", "wss@100", "loss", "ndcg"];
    for (const baseline of baselines) {
      for (const metric of metrics) {
        if (!results.some((one) => one.start === start)) continue;
        const { own, theirs, gain, interval } = difference(results, start, baseline, metric);
        const range = interval ? ` [${interval.map((end) => signed(end)).join(", ")}]` : "";
        console.log(
          `  ${start.padEnd(7)}${metric.padEnd(10)} slr ${two(own)}  ${MODELS[baseline]} ${two(theirs)}  ${signed(gain)}${range}`,
        );
      }
    }
  }
}

/** What slr promises on sets that it was not tuned on. */
function printTargets(results) {
  const held = results.filter(({ tuned }) => !tuned);
  const has = (start) => held.some((one) => one.start === start);
  const say = (goal, value, reached) =>
    console.log(`  ${reached ? "reached" : "MISSED "}  ${goal}: ${value}`);
  console.log("\nGoals on the sets not used for tuning");
  const points = (start, baseline, metric, least) => {
    if (!has(start)) return;
    const { gain } = difference(held, start, baseline, metric);
    say(
      `${start}: ${metric} ${least} points above ${MODELS[baseline]}`,
      `${signed(100 * gain, 1)} points`,
      100 * gain >= least,
    );
  };
  const loss = (start, least) => {
    if (!has(start)) return;
    const { own, theirs } = difference(held, start, "elas-u4", "loss");
    const change = 100 * (own / theirs - 1);
    say(`${start}: loss ${least} % below ELAS u4`, `${signed(change, 1)} %`, change <= -least);
  };
  loss("priors", 15);
  points("priors", "elas-u4", "wss@95", 5);
  loss("zero", 25);
  points("zero", "elas-u4", "recall@10", 12);
  points("rayyan", "rayyan", "auc", 4);
  points("rayyan", "rayyan", "wss@95", 8);
  const fromPriors = held.filter(({ start }) => start === "priors");
  const worse = fromPriors.filter(
    ({ models }) => models["elas-u4"].means["wss@95"] - models.default.means["wss@95"] > 0.02,
  );
  if (fromPriors.length > 0)
    say(
      "priors: WSS@95 more than 2 points below ELAS u4 on at most a fifth of the sets",
      `${worse.length} of ${fromPriors.length}`,
      worse.length * 5 <= fromPriors.length,
    );
  for (const [name, peer] of Object.entries(PEER_SECONDS)) {
    const own = results.find((one) => one.name === name && one.start === "priors");
    if (own === undefined) continue;
    const { seconds } = own.models.default;
    say(
      `a simulation of ${name} 30 times cheaper than ASReview's ${peer} CPU s`,
      `${seconds.toFixed(1)} CPU s, ${Math.round(peer / seconds)} times`,
      seconds * 30 <= peer,
    );
  }
}

const ASREVIEW = `
import json, sys, time, resource
import pandas as pd
from asreview.learner import ActiveLearningCycle
from asreview.models.models import AI_MODEL_CONFIGURATIONS
from asreview.simulation.simulate import Simulate
task = json.load(sys.stdin)
records = pd.DataFrame(task["records"])
cycle = next(one["value"] for one in AI_MODEL_CONFIGURATIONS if one["name"] == "elas_u4")
simulation = Simulate(records, task["labels"], [ActiveLearningCycle.from_meta(cycle)], print_progress=False)
simulation.label(task["priors"])
start = time.process_time()
simulation.review()
usage = resource.getrusage(resource.RUSAGE_SELF)
json.dump({"order": [int(one) for one in simulation._results["record_id"]],
  "seconds": time.process_time() - start, "megabytes": round(usage.ru_maxrss / 1024)}, sys.stdout)
`;

/** ASReview itself on the same sets from the same priors, beside its model in slr's engine. */
function compareWithAsreview(sets, results) {
  console.log("\nASReview itself, from the same priors (seed 1): loss and WSS@95");
  for (const { name, rows, set } of sets) {
    const mixed = shuffled(set.order, 1, 1);
    const priors = [1, 0].map((label) => mixed.find((row) => set.included[row] === label));
    const task = {
      records: rows.map(({ title, abstract }) => ({ title, abstract })),
      labels: [...set.included],
      priors,
    };
    const { stdout, stderr, status } = spawnSync(options.asreview, ["-c", ASREVIEW], {
      // ASReview writes a database of its own into the folder that it runs in.
      cwd: tmpdir(),
      input: JSON.stringify(task),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (status !== 0) {
      console.log(`  ${options.asreview} cannot run ASReview: ${stderr.trim().split("\n").at(-1)}`);
      return;
    }
    const { order, seconds, megabytes: peak } = JSON.parse(stdout);
    const read = order.filter((row) => !priors.includes(row));
    const ranks = read.flatMap((row, i) => (set.included[row] ? [i + 1] : []));
    const screeningOrder = { records: rows.length - 2, ranks: Uint32Array.from(ranks) };
    const own = createSimulator(set)(
      STARTS.find((start) => start.name === "priors"),
      "elas-u4",
      1,
    );
    if (!("screeningOrder" in own)) continue;
    const figures = (one) =>
      ["loss", "wss@95"]
        .map((metric) => two(METRICS.find(({ name }) => name === metric).of(one)))
        .join(" ");
    const slr = results.find((one) => one.name === name && one.start === "priors");
    console.log(
      `  ${name.padEnd(31)}ASReview ${figures(screeningOrder)}  in slr's engine ${figures(own.screeningOrder)}  CPU s ${seconds.toFixed(1)}, slr ${slr?.models.default.seconds.toFixed(2) ?? "?"}; ${peak} MB`,
    );
  }
}

/** Records as long as real ones, made of sentences: words and neighbours repeat as in real texts. */
function madeUpRecords(count) {
  const random = createRandom(7);
  const letters = "etaoinshrdlu";
  const words = Array.from({ length: 60_000 }, (_, i) => {
    let word = "";
    for (let rest = i + 12; rest > 0; rest = Math.floor(rest / 12)) word += letters[rest % 12];
    return word;
  });
  // The exponential of a uniform number has a density that falls as 1 / x: Zipf's law.
  const draw = (list) => list[Math.floor(Math.exp((random(1e6) / 1e6) * Math.log(list.length)))];
  const text = (list, length) => Array.from({ length }, () => draw(list)).join(" ");
  const phrases = Array.from({ length: 50_000 }, () => text(words, 4));
  return Array.from({ length: count }, () => ({
    title: text(phrases, 3),
    abstract: text(phrases, 50),
    keywords: [text(words, 2), text(words, 2), text(words, 1)],
    mesh: [],
  }));
}

function speed() {
  console.log("\nSpeed, on made-up records of 217 words");
  for (const count of [20_000, 100_000]) {
    const records = madeUpRecords(count);
    const order = Uint32Array.from({ length: count }, (_, row) => row);
    const labels = new Int8Array(count);
    for (let i = 0; i < 1000; i += 1) labels[i * (count / 1000)] = i % 10 === 0 ? 1 : -1;
    const common = {
      order,
      criteriaText: [records[3].title],
      wordTable,
      model: /** @type {const} */ ("default"),
      seed: 1,
    };
    const rating = timed(() => {
      const corpus = createCorpus();
      for (const record of records) corpus.add(record);
      rate({ ...common, corpus, labels });
    });
    console.log(
      `  ${count} records with 1,000 decisions rated from raw text: ${rating.seconds.toFixed(1)} CPU s (goal for 100,000: 10 s)`,
    );
    const corpus = createCorpus();
    for (const record of records) corpus.add(record);
    const ranker = createRanker({ ...common, corpus });
    for (const row of order) if (labels[row] !== 0) ranker.decide(row, labels[row] > 0 ? 1 : -1);
    ranker.learn();
    const steps = Array.from({ length: 10 }, (_, i) => {
      const [row] = ranker.queue(1);
      return timed(() => {
        ranker.decide(row, i % 2 === 0 ? 1 : -1);
        ranker.learn();
        ranker.queue(20);
      }).seconds;
    }).sort((a, b) => a - b);
    console.log(
      `  one more decision on ${count}: median ${Math.round(1000 * steps[5])} ms of CPU, slowest ${Math.round(1000 * steps[9])} ms (goal ${count === 20_000 ? "100" : "1,000"} ms)`,
    );
  }
}

/** Three of the sets, of which some included records are found very late. */
const LONG_REVIEW = ["MED_Appenzeller2020", "MED_Kwok2020", "SE_GameSE"];

function speedOfSimulation() {
  const parts = readSets(folder, LONG_REVIEW);
  if (parts.length < LONG_REVIEW.length) return;
  const set = joinedSet(parts);
  const [priors] = STARTS.filter(({ name }) => name === "priors");
  const simulate = createSimulator(set);
  const { result, seconds } = timed(() => simulate(priors, "default", 1));
  const last = result.screeningOrder.ranks.at(-1);
  console.log(
    `  ${set.order.length} records of three reviews simulated from priors, the last included one is the ${last}th: ${seconds.toFixed(1)} CPU s`,
  );
}

const sets = readSets(folder, options.sets?.split(","));
if (sets.length > 0) {
  console.log(`The mean of ${seeds.length} seeds, and the CPU time of the first run with a model`);
  const results = measure(sets);
  printMeans(
    results.filter(({ tuned }) => tuned),
    "Sets that settings were chosen on",
  );
  printMeans(
    results.filter(({ tuned }) => !tuned),
    "Sets not used for tuning",
  );
  printTargets(results);
  if (options.asreview !== undefined) compareWithAsreview(sets, results);
  console.log(`\nPeak memory of all simulations: ${megabytes()} MB`);
}
if (!options["no-speed"]) {
  speed();
  speedOfSimulation();
  console.log(`Peak memory: ${megabytes()} MB`);
}
