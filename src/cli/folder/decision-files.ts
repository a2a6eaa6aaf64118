import type { Problem } from "../../core/records/problem.ts";
import type { Io } from "../io/io.ts";

export const DECISIONS = "decisions";

/** The table of one reviewer in decisions/, named after the reviewer. */
export interface DecisionFile {
  readonly file: string;
  readonly reviewer: string;
}

/** File extensions that a spreadsheet or a person may give to such a table. */
const TABLE = /\.(?:csv|tsv)$/i;

/** Files that are clearly not tables. */
const BESIDE = /(?:^|\/)(?:\.[^/]*|README[^/]*|Thumbs\.db|[^/]*\.(?:md|tmp))$/i;

/**
 * The tables of reviewers, sorted by name, and a problem for everything in decisions/ that slr does
 * not read.
 */
export async function decisionFiles(
  io: Pick<Io, "list" | "links">,
): Promise<{ readonly files: readonly DecisionFile[]; readonly problems: readonly Problem[] }> {
  const present = await io.list(DECISIONS);
  const links = (await io.links(DECISIONS)).filter((path) => !present.includes(path));
  const isTable = (path: string) => TABLE.test(path) && !BESIDE.test(path);
  const problem = (path: string, message: string): Problem => ({
    severity: "error",
    code: "decisions/not-read",
    file: `${DECISIONS}/${path}`,
    message,
  });
  return {
    files: present.filter(isTable).map((path) => ({
      file: `${DECISIONS}/${path}`,
      reviewer: path.slice(path.lastIndexOf("/") + 1).replace(TABLE, ""),
    })),
    problems: [
      ...links.map((path) =>
        problem(
          path,
          "This link leads out of the review or to nothing, so no decision in it counts; put the file itself into its place.",
        ),
      ),
      ...present
        .filter((path) => !isTable(path) && !BESIDE.test(path))
        .map((path) =>
          problem(
            path,
            "slr reads decisions from .csv and .tsv files only, so no decision in this file counts; save it as CSV, or move it elsewhere.",
          ),
        ),
    ],
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
  return own?.file ?? `${DECISIONS}/${reviewer}.csv`;
}
