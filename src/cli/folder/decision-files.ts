import type { Problem } from "../../core/records/problem.ts";
import { UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import { copiedName, isLeftBeside } from "./names-by-programs.ts";

export const DECISIONS = "decisions";

/** The folder in which people keep the classes that they gave to studies. */
export const CODES = "codes";

/** What the tables of a folder hold, a file for each reviewer, in the words of messages. */
interface ReviewersFolder {
  readonly folder: string;
  /** The first part of the codes of problems. */
  readonly code: string;
  readonly rows: "decisions" | "codes";
}

const IN_DECISIONS: ReviewersFolder = { folder: DECISIONS, code: "decisions", rows: "decisions" };
const IN_CODES: ReviewersFolder = { folder: CODES, code: "codes", rows: "codes" };

/** The table of one reviewer, named after the reviewer. */
export interface DecisionFile {
  readonly file: string;
  readonly reviewer: string;
}

/** File extensions that a spreadsheet or a person may give to such a table. */
const TABLE = /\.(?:csv|tsv)$/i;

/** What people write about tables. */
const ABOUT = /(?:^|\/)(?:README[^/]*|[^/]*\.md)$/i;

interface FoundTables {
  readonly files: readonly DecisionFile[];
  readonly problems: readonly Problem[];
}

/**
 * The tables of reviewers in decisions/, sorted by name, and a problem for everything there that slr
 * does not read.
 */
export function decisionFiles(io: Pick<Io, "list" | "links">): Promise<FoundTables> {
  return tablesIn(IN_DECISIONS, io);
}

/** The same for codes/. */
export function codeFiles(io: Pick<Io, "list" | "links">): Promise<FoundTables> {
  return tablesIn(IN_CODES, io);
}

async function tablesIn(
  { folder, code, rows }: ReviewersFolder,
  io: Pick<Io, "list" | "links">,
): Promise<FoundTables> {
  const present = await io.list(folder);
  const links = (await io.links(folder)).filter((path) => !present.includes(path));
  const row = rows.slice(0, -1);
  const isBeside = (path: string) => ABOUT.test(path) || isLeftBeside(path);
  const isTable = (path: string) => TABLE.test(path) && !isBeside(path);
  const problem = (path: string, message: string): Problem => ({
    severity: "error",
    code: `${code}/not-read`,
    file: `${folder}/${path}`,
    message,
  });
  const tables = present.filter(isTable).map((path) => ({
    file: `${folder}/${path}`,
    reviewer: path.slice(path.lastIndexOf("/") + 1).replace(TABLE, ""),
  }));
  const copies = new Map(tables.map((table) => [table, originalOf(table, tables)]));
  return {
    files: tables.filter((table) => typeof copies.get(table) !== "object"),
    problems: [
      ...[...copies].flatMap(([table, original]) =>
        original === undefined ? [] : [copyProblem(table, original, code, rows)],
      ),
      ...links.map((path) =>
        problem(
          path,
          `This link leads out of the review or to nothing, so no ${row} in it counts; put the file itself into its place.`,
        ),
      ),
      ...present
        .filter((path) => !isTable(path) && !isBeside(path))
        .map((path) =>
          problem(
            path,
            `slr reads ${rows} from .csv and .tsv files only, so no ${row} in this file counts; save it as CSV, or move it elsewhere.`,
          ),
        ),
    ],
  };
}

/**
 * The table of which another is a copy, by its name; only a name if there is no such table beside
 * it.
 */
function originalOf(
  { file, reviewer }: DecisionFile,
  tables: readonly DecisionFile[],
): DecisionFile | string | undefined {
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  const beside = (name: string) =>
    tables.find(
      (one) =>
        one.reviewer.toLowerCase() === name.toLowerCase() &&
        one.file.slice(0, one.file.lastIndexOf("/") + 1) === folder,
    );
  let original: string | undefined;
  for (let name = copiedName(reviewer); name !== undefined; name = copiedName(name)) {
    original = name;
    const table = beside(name);
    if (table !== undefined) return table;
  }
  return original;
}

/** A copy counted as a further reviewer would be a vote that nobody cast. */
function copyProblem(
  { file, reviewer }: DecisionFile,
  original: DecisionFile | string,
  code: string,
  rows: ReviewersFolder["rows"],
): Problem {
  if (typeof original === "string") {
    return {
      severity: "warning",
      code: `${code}/copy`,
      file,
      message: `The name is one that programs give to copies. The ${rows} count as those of a reviewer \`${reviewer}\`; if they are those of \`${original}\`, rename the file to ${original}.csv.`,
    };
  }
  return {
    severity: "error",
    code: `${code}/copy`,
    file,
    message: `By its name this is a copy of ${original.file}, so no ${rows.slice(0, -1)} in it counts. Move the rows that ${original.file} lacks into that file and delete this one; if it belongs to another reviewer, rename it.`,
  };
}

/**
 * The file to which a reviewer's decisions are added: the first existing one, otherwise a new one.
 */
export async function decisionFileOf(
  reviewer: string,
  io: Pick<Io, "list" | "links">,
): Promise<string> {
  const { files } = await decisionFiles(io);
  const own = files.find((file) => file.reviewer === reviewer);
  if (own !== undefined) return own.file;
  const fresh = { file: `${DECISIONS}/${reviewer}.csv`, reviewer };
  const original = originalOf(fresh, files);
  if (typeof original === "object") {
    throw new UserError(
      `\`${reviewer}\` looks like the name of a copy of ${original.file}, and slr counts no decisions in copies. Choose another name, or \`${original.reviewer}\`.`,
    );
  }
  return fresh.file;
}
