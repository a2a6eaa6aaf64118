import {
  type ImportPlan,
  planImport,
  type ToolDecision,
} from "../../../core/overviews/import/import-decisions.ts";
import { markAutomation } from "../../../core/protocol/edit/mark-automation.ts";
import { addAll } from "../../../core/records/add-all.ts";
import type { Verdict } from "../../../core/records/decision.ts";
import type { Stage } from "../../../core/records/model.ts";
import { isProgramName } from "../../../core/records/names/program-names.ts";
import { reviewersOf } from "../../../core/records/names/reviewer-names.ts";
import { type Problem, sortProblems } from "../../../core/records/problem.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { findRecords } from "../../../core/review/find-records.ts";
import type { FileBytes } from "../../../formats/containers/container.ts";
import { CONTAINERS } from "../../../formats/index.ts";
import { linesInDoubt, tableShape } from "../../../formats/review-files/review-tables.ts";
import { isReviewerHeader } from "../../../formats/review-files/reviewer-rows.ts";
import {
  detectTool,
  SCREENING_TOOLS,
  type ScreeningTool,
  type ToolFile,
} from "../../../formats/screening-tools/index.ts";
import { TOOL_NAMES } from "../../../formats/screening-tools/names.ts";
import { decodeBytes, decodeText } from "../../../formats/text/decode.ts";
import { adviceForBytes } from "../../../formats/text/sniff.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { readHead, unpacking } from "../../folder/exports.ts";
import { alone } from "../../folder/folder-lock.ts";
import { decodeKept, readKeptBytes } from "../../folder/kept-files.ts";
import { openReview, PROTOCOL_FILE, type Review } from "../../folder/review-folder.ts";
import { type ExitCode, exitCodeOf, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { printProblems } from "../../io/problems.ts";
import { appendDecisions, printCounts } from "./append-decisions.ts";
import { importReviewerRows } from "./import-reviewer-rows.ts";

export interface ImportDecisionsOptions {
  readonly from?: ScreeningTool;
  readonly stage: Stage;
  readonly as?: string;
  readonly verdict?: Verdict;
  readonly dryRun?: boolean;
}

/**
 * `slr import decisions`: people's decisions in another tool, as rows of their files in decisions/.
 */
export function importDecisions(
  files: readonly string[],
  options: ImportDecisionsOptions,
  io: Io,
): Promise<ExitCode> {
  const act = () => importAlone(files, options, io);
  return options.dryRun ? act() : alone(io, "slr import decisions", act);
}

async function importAlone(
  files: readonly string[],
  options: ImportDecisionsOptions,
  io: Io,
): Promise<ExitCode> {
  io.status({ doing: "Reading decisions" });
  const opened: ToolFile[] = [];
  for (const path of files) opened.push(...(await openToolFiles(path, io)));
  const saved = options.from === undefined ? opened.filter(isSavedByPage) : [];
  if (saved.length > 0) {
    if (saved.length < opened.length)
      throw new UserError(
        `${saved[0]!.file} was saved by a page of slr; import it apart from files of other tools.`,
      );
    return importReviewerRows(saved, options, io);
  }
  const { decisions, undecided, problems, tool } = await readTools(opened, options);
  const review = await openReview(io, []);
  const plan = await planFor(review, nameReviewer(decisions, options.as), {
    stage: options.stage,
    reviewer: options.as ?? tool.id,
  });
  const programs = plan.programs.filter((name) => !review.input.protocol.reviewers.has(name));
  if (options.dryRun !== true) {
    // This comes first, so that an interrupted import never leaves votes of programs as those of
    // people.
    await listPrograms(programs, review, io);
    await appendDecisions(plan.rows, io);
  }

  const doubts = linesInDoubt(review.input.problems);
  const all = sortProblems([...problems, ...plan.problems, ...doubts]);
  await printCounts(plan.counts, io);
  await printProblems(io, all, { everyError: true });
  const added = plural(plan.rows.length, "decision");
  io.notify(
    options.dryRun
      ? `Would add ${added}; nothing is written (--dry-run).`
      : plan.rows.length === 0
        ? "Nothing to add."
        : `Added ${added} to decisions/.`,
  );
  for (const name of programs) {
    const listed =
      options.dryRun === true
        ? "slr.yaml would list it"
        : review.hasProtocol
          ? "slr.yaml lists it now"
          : "list it in slr.yaml under reviewers";
    io.notify(
      `${plainText(name)} is a program by its name: ${listed} with kind: automation, so that its votes count as automation. If it is a person, write kind: person there.`,
    );
  }
  const unnamed = [...new Set(plan.counts.map(({ reviewer }) => reviewer))].filter((name) =>
    /^reviewer-\d+$/.test(name),
  );
  if (unnamed.length > 0) {
    io.notify(
      `${unnamed.join(", ")}: known to ${TOOL_NAMES[tool.id]} by e-mail address only, numbered in the order of this import; import all files of one export together.`,
    );
  }
  if (undecided > 0) io.notify(`${plural(undecided, "record")} without a decision.`);
  if (decisions.some(({ reviewer }) => reviewer === undefined) && options.as === undefined) {
    io.notify(
      `${TOOL_NAMES[tool.id]} does not say who decided; the reviewer is called ${tool.id}. --as <reviewer> names them.`,
    );
  }
  return exitCodeOf(all);
}

/**
 * Reads the files of each tool together. All files belong to one tool, unless slr recognises
 * several.
 */
async function readTools(files: readonly ToolFile[], { from, verdict }: ImportDecisionsOptions) {
  const byTool = new Map<ScreeningTool, ToolFile[]>();
  for (const file of files) {
    const tool = (file.members === undefined ? from : undefined) ?? detectTool(file);
    if (tool === undefined) {
      throw new UserError(`${file.file} holds no decisions that slr recognises.`, {
        hint: `Say which tool wrote it: --from ${SCREENING_TOOLS.map(({ id }) => id).join(", ")}.`,
      });
    }
    if (from !== undefined && tool !== from) {
      throw new UserError(
        `${file.file} is a project of ${TOOL_NAMES[tool.id]}, not of ${TOOL_NAMES[from.id]}: leave --from out.`,
      );
    }
    byTool.set(tool, [...(byTool.get(tool) ?? []), file]);
  }
  const decisions: ToolDecision[] = [];
  const problems: Problem[] = [];
  let undecided = 0;
  for (const [tool, its] of byTool) {
    const reading = await tool.read(its, verdict === undefined ? {} : { verdict });
    decisions.push(
      ...reading.decisions.map((decision) =>
        isProgramName(decision.reviewer ?? "") ? { ...decision, automation: true } : decision,
      ),
    );
    addAll(problems, reading.problems);
    undecided += reading.undecided;
  }
  const [tool] = byTool.keys();
  return { decisions, undecided, problems, tool: tool! };
}

/** Whether a page for one reviewer has saved a file: it has slr's own columns and a reviewer. */
function isSavedByPage(file: ToolFile): boolean {
  const shape = file.members === undefined ? tableShape(file.head) : undefined;
  return shape !== undefined && isReviewerHeader(shape.columns);
}

/** The files of a tool inside one file: the file itself, or the contents of an archive. */
async function openToolFiles(path: string, io: Io): Promise<ToolFile[]> {
  const whole = () => io.readBytes(path);
  const head = await readHead(path, whole);
  const container = CONTAINERS.find((one) => one.recognizes(head));
  if (container === undefined) return [await openToolFile(path, head, whole)];
  const { members } = await unpacking(path, () => container.open(whole, { file: path }));
  const names = members.map(({ name }) => name);
  if (SCREENING_TOOLS.some((tool) => tool.isProject?.(names))) {
    return [{ file: path, head: "", text: () => decodeText(whole()).chunks, members }];
  }
  return Promise.all(
    members.map(async ({ name, bytes }) => {
      const inside = name === "" ? path : `${path}/${name}`;
      return openToolFile(inside, await readHead(inside, bytes), bytes);
    }),
  );
}

async function openToolFile(file: string, head: Uint8Array, bytes: FileBytes): Promise<ToolFile> {
  const advice = adviceForBytes(head);
  if (advice !== undefined) throw new UserError(`${file} is ${advice}.`);
  const { text: beginning } = await decodeBytes(head);
  return { file, head: beginning, text: () => decodeText(bytes()).chunks };
}

/** Renames the only reviewer; several reviewers cannot have one name. */
function nameReviewer(
  decisions: readonly ToolDecision[],
  as: string | undefined,
): readonly ToolDecision[] {
  if (as === undefined) return decisions;
  const names = new Set(decisions.flatMap(({ reviewer }) => reviewer ?? []));
  if (names.size > 1) {
    const several = [...reviewersOf(names, []).values()].join(", ");
    throw new UserError(
      `--as ${as} names one reviewer, and these files hold decisions of several: ${several}.`,
      {
        hint: "Leave it out: each reviewer gets a file in decisions/.",
      },
    );
  }
  return decisions.map((decision) => ({ ...decision, reviewer: as }));
}

async function planFor(
  { input }: Review,
  decisions: readonly ToolDecision[],
  options: { readonly stage: Stage; readonly reviewer: string },
): Promise<ImportPlan> {
  const found = await findRecords(input);
  return planImport(
    decisions,
    {
      criteria: input.protocol.criteria,
      decisions: found.input.decisions,
      reviewers: [
        ...input.protocol.reviewers.keys(),
        ...input.decisions.map(({ reviewer }) => reviewer),
      ],
      resolve: found.clustered.resolve,
      keyOf: (target) => found.clustered.records[target]!.key,
    },
    options,
  );
}

/** Lists reviewers as programs in slr.yaml; comments and existing entries stay. */
async function listPrograms(
  programs: readonly string[],
  { hasProtocol }: Review,
  io: Io,
): Promise<void> {
  if (programs.length === 0 || !hasProtocol) return;
  const { bytes } = await readKeptBytes(io, PROTOCOL_FILE);
  const { text } = await decodeKept(bytes, PROTOCOL_FILE);
  await io.writeFile(PROTOCOL_FILE, markAutomation(text, programs));
}
