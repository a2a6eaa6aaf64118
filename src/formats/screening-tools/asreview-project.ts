import type { Database, SqlValue } from "sql.js";
import type { ToolDecision } from "../../core/overviews/import/import-decisions.ts";
import type { Reference } from "../../core/records/decision.ts";
import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Place } from "../../core/records/model.ts";
import { normalizeTitle } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import { readTime } from "../../core/records/time.ts";
import type { ArchiveMember } from "../containers/container.ts";
import { decodeText } from "../text/decode.ts";
import {
  recordsOf,
  said,
  snapshotOf,
  type ToolContents,
  type ToolRecord,
  timedAsColumn,
  valuesOf,
} from "./screening-tool.ts";
import { NoSqliteError, type Row, rowsOf, withDatabases } from "./sqlite.ts";

const ADVICE =
  "In ASReview choose Collection, then Export dataset as CSV or RIS, and import that file.";

/**
 * Where a project keeps labels: version 3 in its root, versions 1 and 2 in a folder for each
 * review.
 */
const LABELS = /^(?:reviews\/[^/]+\/)?results\.(?:db|sql)$/;

const MANIFEST = /^(?:.*\/)?project\.json$/;

/** Tells whether the files of an archive are those of an ASReview project. */
export function isAsreviewProject(names: readonly string[]): boolean {
  return names.some((name) => MANIFEST.test(name));
}

/** The parts of a project that identify the records of its database. */
interface ProjectRecord {
  readonly place?: Place;
  readonly reference: Reference;
}

/**
 * The labels of an ASReview project file, versions 1 to 3: each with the fields of the record in
 * the dataset or in the database. Anything that cannot be read is a problem.
 */
export async function readAsreviewProject(
  file: string,
  members: readonly ArchiveMember[],
): Promise<ToolContents> {
  const manifest = members.find(({ name }) => MANIFEST.test(name))?.name ?? "";
  const root = manifest.slice(0, -"project.json".length);
  const byName = new Map(
    members
      .filter(({ name }) => name.startsWith(root))
      .map((member) => [member.name.slice(root.length), member]),
  );
  const decisions: ToolDecision[] = [];
  const problems: Problem[] = [];
  let undecided = 0;
  const report = (name: string, code: string, message: string, severity: "error" | "warning") =>
    problems.push({ severity, code: `asreview/${code}`, file: `${file}/${name}`, message });

  const project = await projectOf(byName.get("project.json"));
  if (project === undefined) {
    const message = `The file is no description of an ASReview project as JSON. ${ADVICE}`;
    report(manifest, "project", message, "error");
    return { decisions, undecided, problems };
  }
  if (project.simulated) {
    const message =
      "The project is a simulation, no review: its labels are those of its dataset, and perhaps nobody decided them.";
    report(manifest, "simulation", message, "warning");
  }
  const datasets = new Map<string, readonly ToolRecord[]>();
  for (const { id, name } of project.datasets) {
    const member = byName.get(`data/${name}`);
    if (member !== undefined) datasets.set(id, await readDataset(`${file}/${member.name}`, member));
  }
  const databases = [...byName].filter(([name]) => LABELS.test(name));
  if (databases.length === 0) {
    const message = `The project has no labels: neither results.db nor results.sql is in it. ${ADVICE}`;
    report(manifest, "no-labels", message, "error");
  }
  const store = byName.get("data_store.db");
  for (const [name, member] of databases) {
    const place = `${file}/${root}${name}`;
    try {
      if ((byName.get(`${name}-wal`) ?? byName.get("data_store.db-wal")) !== undefined)
        throw new Error("changes beside it that are not yet part of it");
      const { rows, records } = await withDatabases(
        [member, ...(store === undefined ? [] : [store])],
        (all) => ({ rows: labelsOf(all[0]!), records: recordsOfProject(all, datasets) }),
      );
      const labelled = new Set<SqlValue>();
      for (const [at, row] of rows.entries()) {
        const { record_id: id = null, label = null } = row;
        // A record that was shown and not yet labelled has a row, too.
        if (label === null || label === -1) continue;
        labelled.add(id);
        const line = at + 1;
        const known = records.get(id);
        if (label !== 0 && label !== 1) {
          const message = `Unexpected label \`${String(label).slice(0, 40)}\`, expected 1, 0 or nothing. It is not applied.`;
          problems.push({ severity: "error", code: "asreview/label", file: place, line, message });
        } else if (known === undefined) {
          const message = `The label is for record ${String(id).slice(0, 40)}, which is not in the project. It is not applied.`;
          problems.push({ severity: "error", code: "asreview/record", file: place, line, message });
        } else {
          const { reference } = known;
          decisions.push({
            ...saidBy(row, label),
            place: known.place ?? { file: place, line },
            reference,
          });
        }
      }
      undecided += [...records.keys()].filter((id) => !labelled.has(id)).length;
    } catch (error) {
      if (error instanceof NoSqliteError) {
        const message = `${error.message} Or import without it: ${ADVICE}`;
        problems.push({ severity: "error", code: "asreview/no-sqlite", file, message });
        break;
      }
      const found = error instanceof Error ? error.message : String(error);
      const message = `The database of the ASReview project could not be read (${found}). ${ADVICE}`;
      problems.push({ severity: "error", code: "asreview/database", file: place, message });
    }
  }
  return { decisions: timedAsColumn(decisions, file, problems), undecided, problems };
}

interface Project {
  readonly simulated: boolean;
  readonly datasets: readonly { readonly id: string; readonly name: string }[];
}

/** The content of `project.json`; undefined if it is not valid. */
async function projectOf(member: ArchiveMember | undefined): Promise<Project | undefined> {
  if (member === undefined) return undefined;
  try {
    const project = JSON.parse(await textOf(member)) as unknown;
    if (!isObject(project)) return undefined;
    const { mode, dataset_path: path, datasets } = project;
    const listed = (Array.isArray(datasets) ? datasets : [])
      .filter(isObject)
      .flatMap((dataset) =>
        typeof dataset.id === "string" && typeof dataset.name === "string"
          ? [{ id: dataset.id, name: dataset.name }]
          : [],
      );
    // Version 1 has one dataset, without a name of its own.
    const only = typeof path === "string" ? [{ id: "", name: path }] : [];
    return { simulated: mode === "simulate", datasets: [...listed, ...only] };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function textOf({ bytes }: ArchiveMember): Promise<string> {
  let text = "";
  for await (const chunk of decodeText(bytes()).chunks) text += chunk;
  return text;
}

/** The records of a dataset in their order; none if it is not in a text format. */
async function readDataset(file: string, member: ArchiveMember): Promise<readonly ToolRecord[]> {
  try {
    const text = await textOf(member);
    const whole = async function* () {
      yield text;
    };
    const found: ToolRecord[] = [];
    for await (const one of recordsOf({ file, head: text.slice(0, 65_536), text: whole }, []))
      found.push(one);
    return found;
  } catch {
    // Versions 2 and 3 repeat the records in their database; version 1 will say that they are missing.
    return [];
  }
}

function labelsOf(database: Database): readonly Row[] {
  const rows = rowsOf(
    database,
    "results",
    // The names of versions 2 and 3, then those of version 1.
    [
      ...["record_id", "label", "querier", "time", "note", "tags", "user_id"],
      ...["query_strategy", "labeling_time", "notes"],
    ],
    ["record_id", "label"],
  );
  if (rows === undefined) throw new Error("no table results");
  return rows;
}

/** The project's records by the ids of its database. */
function recordsOfProject(
  databases: readonly Database[],
  datasets: ReadonlyMap<string, readonly ToolRecord[]>,
): ReadonlyMap<SqlValue, ProjectRecord> {
  const columns = ["record_id", "dataset_id", "dataset_row", "title", "year", "doi"];
  for (const database of databases) {
    const rows = rowsOf(database, "record", columns, ["record_id", "title"]);
    if (rows !== undefined)
      return new Map(
        rows.map((row) => {
          const dataset = datasets.get(String(row.dataset_id));
          return [row.record_id ?? null, recordOf(row, dataset?.[Number(row.dataset_row)])];
        }),
      );
  }
  const ids = databases.flatMap(
    (one) => rowsOf(one, "record_table", ["record_id"], ["record_id"]) ?? [],
  );
  if (ids.length === 0) throw new Error("no table record or record_table");
  const records = [...datasets.values()].flat();
  const numbers = records.map(({ record }) => valuesOf(record, "recordid")[0]?.trim() ?? "");
  const numbered = numbers.every((number) => /^\d+(?:\.0)?$/.test(number));
  if (records.length !== ids.length && !(numbered && records.length > 0))
    throw new Error(`${ids.length} records where the dataset has ${records.length}`);
  return new Map(
    records.map(({ place, reference }, at) => [
      numbered ? Number(numbers[at]) : (ids[at]!.record_id ?? null),
      { place, reference },
    ]),
  );
}

/**
 * The database's fields of a record, with those that only the dataset has if both describe the same
 * record.
 */
function recordOf(row: Row, inDataset: ToolRecord | undefined): ProjectRecord {
  const title = textIn(row.title);
  const year = row.year;
  const doi = findDoi(textIn(row.doi));
  const same =
    inDataset !== undefined &&
    title !== "" &&
    normalizeTitle(inDataset.record.title ?? "") === normalizeTitle(title);
  const reference: Reference = {
    record: "",
    ...(same && snapshotOf(inDataset.record)),
    ...(doi !== undefined && { doi }),
    ...(title !== "" && { title }),
    ...(typeof year === "number" && Number.isInteger(year) && { year }),
  };
  return { reference, ...(same && { place: inDataset.place }) };
}

function textIn(value: SqlValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

function saidBy(row: Row, label: 0 | 1) {
  // A label without a query was given before the model was trained.
  const query = textIn(row.querier ?? row.query_strategy);
  const note = textIn(row.note ?? row.notes);
  const time = textIn(row.time ?? row.labeling_time);
  const user = textIn(row.user_id);
  return {
    ...said(label === 1 ? "include" : "exclude", {
      labels: tagsIn(textIn(row.tags)),
      notes: [
        ...(query === "" || query === "prior" ? ["prior knowledge"] : []),
        ...(note === "" ? [] : [note]),
      ],
      decidedAt: readTime(time),
    }),
    // The server keeps the names of users, not the projects.
    ...(user !== "" && { reviewer: `asreview-user-${user}` }),
  };
}

/** The tags that were set: groups with values, each with a name and whether it is checked. */
function tagsIn(json: string): string[] {
  let groups: unknown;
  try {
    groups = JSON.parse(json || "[]");
  } catch {
    return [json];
  }
  return (Array.isArray(groups) ? groups : [])
    .flatMap((group: unknown) => (isObject(group) ? group.values : []))
    .flatMap((tag: unknown) =>
      isObject(tag) && tag.checked === true && typeof tag.name === "string" ? [tag.name] : [],
    );
}
