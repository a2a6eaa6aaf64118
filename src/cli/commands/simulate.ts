import { criteriaTextOf } from "../../core/criteria-text.ts";
import { parseProtocol } from "../../core/protocol.ts";
import { MODEL_NAMES, type ModelName } from "../../core/rating/ranker.ts";
import { type SetReport, setReport, type TimedRun } from "../../core/simulate/report.ts";
import { STARTS, simulate as simulateRun } from "../../core/simulate/simulate.ts";
import type { SimulationStart } from "../../core/simulate/start.ts";
import { STOPPING_RULES, type StoppingRule } from "../../core/stopping/index.ts";
import { type CriteriaOf, jsonCriteria, plainCriteria } from "../../formats/criteria-file.ts";
import { recallCurveSvg } from "../../outputs/recall-curve-svg.ts";
import { simulationCsv } from "../../outputs/simulation-csv.ts";
import { simulationJson } from "../../outputs/simulation-json.ts";
import { curvesOf, simulationText } from "../../outputs/simulation-text.ts";
import { EXIT, type ExitCode, exitCodeOf, UserError } from "../errors.ts";
import type { Io } from "../io.ts";
import { countOf, formatNamed, namedOne } from "../options.ts";
import { printProblems } from "../report.ts";
import { type ReadSet, readLabelledFile, readReviewFolder } from "../simulate/read-set.ts";

export interface SimulateOptions {
  readonly criteria?: string;
  readonly label?: string;
  readonly model: string;
  readonly start?: string;
  readonly seeds: string;
  readonly stop?: boolean;
  readonly format: string;
  readonly output?: string;
}

/** `slr simulate`: how well the rating would have worked on reviews whose end is known. */
export async function simulate(
  files: readonly string[],
  options: SimulateOptions,
  io: Io,
): Promise<ExitCode> {
  const render = formatNamed(SIMULATION_FORMATS, options.format);
  const plan: Plan = {
    model: namedOne("--model", options.model, MODEL_NAMES),
    starts: startsOf(options.start),
    seeds: countOf("--seeds", options.seeds),
    rules: options.stop ? STOPPING_RULES : [],
  };
  const criteriaOf =
    options.criteria === undefined ? undefined : await readCriteria(io, options.criteria);
  const read = await readSets(files, options, criteriaOf, io);
  const useful = read.filter(({ useless }) => useless === undefined);
  if (useful.length === 0)
    throw new UserError(read.map(({ useless }) => useless).join("\n"), {
      hint: "A labelled review says of its records which were included and which were not.",
    });
  for (const { useless } of read) if (useless !== undefined) io.notify(`error: ${useless}`);
  if (options.criteria !== undefined) notifyNoCriteria(useful, options.criteria, io);

  const reports = [];
  for (const one of useful) reports.push(setReport(one.set, one, await runsOf(one.set, plan, io)));
  io.status(undefined);
  const text = render(reports);
  if (options.output === undefined) io.print(text.trimEnd());
  else {
    await io.writeFile(options.output, `${text.trimEnd()}\n`);
    io.notify(
      `The simulations of ${useful.length === 1 ? "1 set" : `${useful.length} sets`} are in ${options.output}.`,
    );
  }
  const problems = read.flatMap((one) => one.problems);
  await printProblems(io, problems);
  return useful.length < read.length ? EXIT.foundProblems : exitCodeOf(problems);
}

interface Plan {
  readonly model: ModelName;
  readonly starts: readonly SimulationStart[];
  readonly seeds: number;
  readonly rules: readonly StoppingRule[];
}

const SIMULATION_FORMATS: Readonly<Record<string, (sets: readonly SetReport[]) => string>> = {
  text: simulationText,
  json: simulationJson,
  csv: (sets) => [...simulationCsv(sets)].join(""),
  svg: (sets) =>
    recallCurveSvg(sets.map(({ name, runs }) => ({ title: name, curves: curvesOf(runs) }))),
};

function startsOf(asked: string | undefined): readonly SimulationStart[] {
  if (asked === undefined) return STARTS;
  const names = STARTS.map(({ name }) => name);
  const wanted = asked.split(",").map((name) => namedOne("--start", name.trim(), names));
  return STARTS.filter(({ name }) => wanted.includes(name));
}

async function readSets(
  files: readonly string[],
  { label }: SimulateOptions,
  criteriaOf: CriteriaOf | undefined,
  io: Io,
): Promise<ReadSet[]> {
  if (files.length === 0) {
    if (label !== undefined)
      throw new UserError(
        "Unexpected --label without files: the decisions of a review have no column.",
      );
    return [await readReviewFolder(io, criteriaOf)];
  }
  const repeated = files.find((file, at) => files.indexOf(file) !== at);
  if (repeated !== undefined)
    throw new UserError(`Unexpected second ${repeated}, expected each file once.`);
  const sets = [];
  for (const file of files) {
    io.status(`Reading ${file}`);
    sets.push(await readLabelledFile(io, file, criteriaOf ?? (() => undefined), label));
  }
  return sets;
}

/** Criteria from a protocol, from JSON, or from whatever text it is. */
async function readCriteria(io: Io, file: string): Promise<CriteriaOf> {
  if ((await io.kindOf(file)) !== "file")
    throw new UserError(`Cannot read ${file}: there is no such file.`, { hint: "Check the path." });
  const text = await io.readText(file);
  if (/\.ya?ml$/i.test(file)) {
    const parsed = parseProtocol(text, file);
    if (!parsed.ok) throw UserError.fromProblems(parsed.problems);
    return () => criteriaTextOf(parsed.protocol);
  }
  if (/^\s*\{/.test(text)) {
    const criteria = jsonCriteria(text);
    if (criteria === undefined)
      throw new UserError(
        `Unexpected JSON in ${file}, expected an object with title, question and inclusion, or one such for each set by its name.`,
      );
    return criteria;
  }
  return plainCriteria(text);
}

function notifyNoCriteria(sets: readonly ReadSet[], file: string, io: Io): void {
  for (const { set } of sets)
    if (set.criteriaText.length === 0)
      io.notify(`${file} says nothing of ${set.name}: it runs without criteria.`);
}

async function runsOf(set: ReadSet["set"], plan: Plan, io: Io): Promise<TimedRun[]> {
  const runs: TimedRun[] = [];
  for (const start of plan.starts) {
    for (let seed = 1; seed <= plan.seeds; seed += 1) {
      io.status(`${set.name}: from ${start.name}, seed ${seed} of ${plan.seeds}`);
      // Lets the terminal show it before the processor is busy.
      await new Promise((resume) => setImmediate(resume));
      const before = io.cpuSeconds();
      const run = simulateRun(set, start, plan.model, seed, plan.rules);
      const seconds = Math.round((io.cpuSeconds() - before) * 1000) / 1000;
      if ("impossible" in run) {
        io.notify(`${set.name} cannot be read from ${start.name}: ${run.impossible}.`);
        break;
      }
      runs.push({ ...run, seconds });
    }
  }
  return runs;
}
