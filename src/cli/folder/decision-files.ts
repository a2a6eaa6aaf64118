import type { Problem } from "../../core/records/problem.ts";
import type { Io } from "../io/io.ts";

export const DECISIONS = "decisions";

/** The table of one reviewer in decisions/, whose name is the reviewer's. */
export interface DecisionFile {
  readonly file: string;
  readonly reviewer: string;
}

/** What a spreadsheet or a person may call such a table. */
const TABLE = /\.(?:csv|tsv)$/i;

/** Not a table, and nobody takes it for one. */
const BESIDE = /(?:^|\/)(?:\.[^/]*|README[^/]*|Thumbs\.db|[^/]*\.(?:md|tmp))$/i;

/** The tables of reviewers, sorted by name, and a problem for everything in decisions/ that slr does not read. */
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

/** The file that a reviewer's decisions are added to: the first that is there, else a new one. */
export async function decisionFileOf(
  reviewer: string,
  io: Pick<Io, "list" | "links">,
): Promise<string> {
  const { files } = await decisionFiles(io);
  const own = files.find((file) => file.reviewer === reviewer);
  return own?.file ?? `${DECISIONS}/${reviewer}.csv`;
}
