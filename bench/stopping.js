// npm run bench:stopping -- [folder] [--seeds 2] [--sets a,b]
//
// How often each stopping rule ends a simulated screening below 95 % recall, and what it costs, when it
// is looked at after every record, after every 50, and once, after half of the records. The order is
// that of slr's default model from priors.
import { parseArgs } from "node:util";
import { createSimulator, STARTS } from "../dist/core/simulate/simulate.js";
import { stoppingOutcome } from "../dist/core/simulate/stopping-outcome.js";
import { STOPPING_RULES } from "../dist/core/stopping/index.js";
import { readSets } from "./labelled-sets.js";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: "string", default: "2" }, sets: { type: "string" } },
});
const TARGET = 0.95;
const LOOKS = {
  "after every record": () => () => true,
  "after every 50": () => (read) => read % 50 === 0,
  "once, after half": (records) => (read) => read === Math.floor(records / 2),
};

const priors = STARTS.find(({ name }) => name === "priors");
const orders = readSets(
  positionals[0] ?? "../shared/screening-sets",
  options.sets?.split(","),
).flatMap(({ set }) => {
  const simulate = createSimulator(set);
  return Array.from({ length: Number(options.seeds) }, (_, i) => {
    const run = simulate(priors, "default", i + 1);
    return "screeningOrder" in run ? [run.screeningOrder] : [];
  }).flat();
});
const percent = (share) => `${Math.round(100 * share)} %`;
console.log(`${orders.length} simulations from priors`);
console.log("rule            looked at           stopped  below 95 % recall  mean recall  read");
for (const rule of STOPPING_RULES) {
  for (const [name, looks] of Object.entries(LOOKS)) {
    const outcomes = orders.map((order) => ({
      ...stoppingOutcome(rule, order, looks(order.records)),
      records: order.records,
    }));
    const stopped = outcomes.filter((one) => one.stopped);
    const short = outcomes.filter(({ recall }) => recall < TARGET);
    const mean = (of) => outcomes.reduce((sum, one) => sum + of(one), 0) / outcomes.length;
    console.log(
      [
        rule.name.padEnd(15),
        name.padEnd(19),
        `${stopped.length} of ${outcomes.length}`.padEnd(8),
        percent(short.length / outcomes.length).padEnd(18),
        mean(({ recall }) => recall)
          .toFixed(3)
          .padEnd(12),
        percent(mean(({ read, records }) => read / records)),
      ].join(" "),
    );
  }
}
