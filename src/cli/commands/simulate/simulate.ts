import { criteriaTextOf } from "../../../core/protocol/criteria-text.ts";
import { parseProtocol } from "../../../core/protocol/parse-protocol.ts";
import type { ModelName } from "../../../core/rating/ranker.ts";
import { addAll } from "../../../core/records/add-all.ts";
import type { Problem } from "../../../core/records/problem.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import type { WorkStep } from "../../../core/review/work-step.ts";
import { createSimulator, STARTS } from "../../../core/simulate/simulate.ts";
import {
  type SimulatedSet,
  simulatedSet,
  type TimedRun,
} from "../../../core/simulate/simulated-set.ts";
import type { SimulationStart } from "../../../core/simulate/simulation-start.ts";
import { STOPPING_RULES, type StoppingRule } from "../../../core/stopping/index.ts";
import {
  type CriteriaOf,
  jsonCriteria,
  plainCriteria,
} from "../../../formats/screening-tools/criteria-file.ts";
import { recallCurveSvg } from "../../../outputs/overviews/simulation/recall-curve-svg.ts";
import { simulationCsv } from "../../../outputs/overviews/simulation/simulation-csv.ts";
import { simulationJson } from "../../../outputs/overviews/simulation/simulation-json.ts";
import { curvesOf, simulationText } from "../../../outputs/overviews/simulation/simulation-text.ts";
import { decodeKept, readKeptBytes } from "../../folder/kept-files.ts";
import { formOfEnding, outputFile, writeOutput } from "../../folder/output-file.ts";
import { EXIT, type ExitCode, exitCodeOf, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { printProblems } from "../../io/problems.ts";
import { type ReadSet, readLabelledFile, readReviewFolder } from "./read-set.ts";

export interface SimulateOptions {
  readonly criteria?: string;
  readonly label?: string;
  /** The column that marks the records known at the start. */
  readonly priors?: string;
  readonly model?: readonly ModelName[];
  readonly start?: readonly SimulationStart[];
  readonly seeds: number;
  /** That of the bootstrap. */
  readonly seed?: number;
  readonly stop?: boolean;
  /** The form; without it, the file extension of `output` selects one. */
  readonly format?: SimulationFormat;
  readonly output?: string;
}

/** `slr simulate`: how well the rating would have worked on reviews whose outcome is known. */
export async function simulate(
  files: readonly string[],
  options: SimulateOptions,
  io: Io,
): Promise<ExitCode> {
  const output = outputFile(options.output);
  const format = options.format ?? formOf(output);
  const plan: Plan = {
    models: options.model ?? ["default"],
    starts: options.start ?? STARTS,
    seeds: options.seeds,
    rules: options.stop ? STOPPING_RULES : [],
  };
  const criteriaOf =
    options.criteria === undefined ? undefined : await readCriteria(io, options.criteria);
  const reports: SimulatedSet[] = [];
  const useless: string[] = [];
  const problems: Problem[] = [];
  // One set at a time, so that only one is in memory.
  for await (const one of readSets(files, options, criteriaOf, io)) {
    addAll(problems, one.problems);
    if (one.useless !== undefined) {
      useless.push(one.useless);
      continue;
    }
    if (criteriaOf !== undefined && one.set.criteriaText.length === 0)
      io.notify(
        `${options.criteria} has no criteria for ${one.set.name}, which runs without criteria.`,
      );
    const runs = await runsOf(one.set, plan, io);
    if (runs.length > 0) reports.push(simulatedSet(one.set, one, runs));
    else useless.push(`${one.set.name} can be simulated from none of these starts.`);
  }
  if (reports.length === 0)
    throw new UserError(useless.join("\n"), {
      hint: "A labelled review says of its records which were included and which were not.",
    });
  for (const message of useless) io.notify(`error: ${message}`);
  const text = format(reports, options.seed ?? 1).trimEnd();
  if (output === undefined) io.print(text);
  else {
    const read = options.criteria === undefined ? files : [...files, options.criteria];
    await writeOutput(io, output, `${text}\n`, read);
    io.notify(`The simulations of ${plural(reports.length, "set")} are in ${output}.`);
  }
  await printProblems(io, problems, {});
  return useless.length > 0 ? EXIT.foundProblems : exitCodeOf(problems);
}

interface Plan {
  readonly models: readonly ModelName[];
  readonly starts: readonly SimulationStart[];
  readonly seeds: number;
  readonly rules: readonly StoppingRule[];
}

type SimulationFormat = (sets: readonly SimulatedSet[], bootstrapSeed: number) => string;

export const SIMULATION_FORMATS: Readonly<Record<string, SimulationFormat>> = {
  text: simulationText,
  json: simulationJson,
  csv: (sets) => [...simulationCsv(sets)].join(""),
  svg: (sets) =>
    recallCurveSvg(sets.map(({ name, runs }) => ({ title: name, curves: curvesOf(runs) }))),
};

function formOf(output: string | undefined): SimulationFormat {
  if (output === undefined) return simulationText;
  const forms = Object.entries(SIMULATION_FORMATS).map(([name, format]) => ({
    format,
    endings: [name === "text" ? ".txt" : `.${name}`],
  }));
  return formOfEnding(output, "a simulation", forms).format;
}

/** The sets, each read after the one before is done. */
async function* readSets(
  files: readonly string[],
  { label, priors }: SimulateOptions,
  criteriaOf: CriteriaOf | undefined,
  io: Io,
): AsyncGenerator<ReadSet> {
  if (files.length === 0) {
    if (label !== undefined)
      throw new UserError(
        "--label names a column of labelled files, and none is given; the decisions of a review have no column.",
      );
    if (priors !== undefined)
      throw new UserError(
        "--priors names a column of labelled files, and none is given; the decisions of a review have no column.",
      );
    yield await readReviewFolder(io, criteriaOf);
    return;
  }
  const repeated = files.find((file, at) => files.indexOf(file) !== at);
  if (repeated !== undefined)
    throw new UserError(`${repeated} is given twice; name each file once.`);
  // Checked before the first simulation, not after hours of them.
  for (const file of files) await refuseAbsent(io, file);
  for (const file of files) {
    io.status({ doing: "Reading", what: file });
    const beside = criteriaOf ?? (await criteriaBeside(io, file));
    yield await readLabelledFile(io, file, beside, { label, priors });
  }
}

/** Criteria from `criteria.json` in the folder of a file; none if there is no such file. */
async function criteriaBeside(io: Io, file: string): Promise<CriteriaOf> {
  const beside = `${file.slice(0, file.lastIndexOf("/") + 1)}criteria.json`;
  if ((await io.kindOf(beside)) !== "file") return () => undefined;
  const { bytes } = await readKeptBytes(io, beside);
  const { text } = await decodeKept(bytes, beside);
  return jsonCriteria(text) ?? (() => undefined);
}

async function refuseAbsent(io: Io, file: string): Promise<void> {
  const kind = await io.kindOf(file);
  if (kind === "file") return;
  const why = kind === "folder" ? "it is a folder" : "there is no such file";
  throw new UserError(`Cannot read ${file}: ${why}.`, { hint: "Check the path." });
}

/** Criteria from a protocol, from JSON, or from any other text. */
async function readCriteria(io: Io, file: string): Promise<CriteriaOf> {
  await refuseAbsent(io, file);
  const { bytes } = await readKeptBytes(io, file);
  const { text, problems } = await decodeKept(bytes, file);
  await printProblems(io, problems, {});
  if (/\.ya?ml$/i.test(file)) {
    const parsed = parseProtocol(text, file);
    if (!parsed.ok) throw UserError.fromProblems(parsed.problems);
    return () => criteriaTextOf(parsed.protocol);
  }
  if (/^\s*\{/.test(text)) {
    const criteria = jsonCriteria(text);
    if (criteria === undefined)
      throw new UserError(
        `${file} is JSON without criteria: slr takes an object with title, question and inclusion, or one such object for each set under its name.`,
      );
    return criteria;
  }
  return plainCriteria(text);
}

async function runsOf(set: ReadSet["set"], plan: Plan, io: Io): Promise<TimedRun[]> {
  const runs: TimedRun[] = [];
  const simulateRun = createSimulator(set);
  const all = plan.starts.length * plan.models.length * plan.seeds;
  let begun = 0;
  for (const start of plan.starts) {
    for (const model of plan.models) {
      const named = plan.models.length > 1 ? ` with ${model}` : "";
      for (let seed = 1; seed <= plan.seeds; seed += 1) {
        const step: WorkStep = {
          doing: `Simulating ${set.name}`,
          what: `from ${start.name}${named}, seed ${seed} of ${plan.seeds}`,
          done: runs.length,
          unit: "runs",
          share: begun / all,
        };
        io.status(step);
        begun += 1;
        // Gives the terminal time to show the progress before the processor is busy.
        await new Promise((resume) => setImmediate(resume));
        const before = io.cpuSeconds();
        const run = simulateRun(start, model, seed, plan.rules, (left) =>
          io.status({ ...step, what: `${step.what}, ${formatCount(left)} included still to find` }),
        );
        const seconds = Math.round((io.cpuSeconds() - before) * 1000) / 1000;
        if ("impossible" in run) {
          if (model === plan.models[0])
            io.notify(`${set.name} cannot be simulated from ${start.name}: ${run.impossible}.`);
          break;
        }
        runs.push({ ...run, seconds });
      }
    }
  }
  return runs;
}
