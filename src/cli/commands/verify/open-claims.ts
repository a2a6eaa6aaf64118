import { posix } from "node:path";
import { BREAKDOWNS } from "../../../core/claims/breakdowns.ts";
import type { ClaimedCount, ClaimedEntry, ClaimedList } from "../../../core/claims/claim.ts";
import {
  claimedEntry,
  entriesOfTable,
  type KnownNames,
  namesRecords,
  type TableRow,
} from "../../../core/claims/claimed-entry.ts";
import { measuresNamed } from "../../../core/claims/measures.ts";
import type { Claims } from "../../../core/claims/verification.ts";
import { isListable } from "../../../core/claims/verify-list.ts";
import { addAll } from "../../../core/records/add-all.ts";
import type { Problem } from "../../../core/records/problem.ts";
import {
  addValue,
  faultOfYaml,
  IS_PATH,
  type ReadClaims,
  readClaims,
} from "../../../formats/claims/read-claims.ts";
import { readPlainTable } from "../../../formats/review-files/plain-table.ts";
import { looksLikeWorkbook, readWorkbook } from "../../../formats/tables/workbook.ts";
import { openExports } from "../../folder/exports.ts";
import { decodeKept, readKeptBytes } from "../../folder/kept-files.ts";
import { UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/** What the command line claims, as it is read. */
export interface OpenedClaims extends Claims {
  readonly problems: readonly Problem[];
  /** What stands where a number must stand. */
  readonly unread: ReadClaims["unread"];
}

/** Options for reading claimed lists. */
export interface ListOptions {
  /** The columns of tables whose header slr does not know: `title=Study,doi=DOI`. */
  readonly columns?: Readonly<Record<string, string>>;
  /** What the review knows, by which the columns of unknown tables are told. */
  readonly known: KnownNames;
}

/**
 * Reads what the command line claims: `name=number`, `box=file` for a list, a file of counts, or a list
 * that is called like its box (`included.bib`).
 */
export async function openClaims(
  given: readonly string[],
  options: ListOptions,
  io: Io,
): Promise<OpenedClaims> {
  const counts: ClaimedCount[] = [];
  const wanted: { readonly name: string; readonly path: string }[] = [];
  const unread: ReadClaims["unread"][number][] = [];
  for (const argument of given) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(argument) ?? [];
    if (name !== undefined && value !== undefined && !(await isFile(argument, io))) {
      const read = { counts, lists: [] as ReadClaims["lists"][number][], unread, file: "" };
      addValue(name.trim(), value.trim(), undefined, read);
      // A path that the command line names may lie anywhere.
      for (const list of read.lists) {
        io.permit(list.path);
        wanted.push({ name: list.name, path: list.path });
      }
      continue;
    }
    const read = await readCountsIn(argument, io);
    if (read === undefined) wanted.push({ name: boxOfFile(argument), path: argument });
    else {
      counts.push(...read.counts);
      unread.push(...read.unread);
      const folder = posix.dirname(argument);
      for (const { name: box, path } of read.lists)
        wanted.push({ name: box, path: folder === "." ? path : `${folder}/${path}` });
    }
  }
  const lists: ClaimedList[] = [];
  const problems: Problem[] = [];
  for (const { name, path } of wanted) {
    if (!isListable(name)) throw unknownBox(name, path);
    const { entries, problems: found } = await readList(path, options, io);
    lists.push({ name, file: path, entries });
    addAll(problems, found);
  }
  return { counts, lists, problems, unread };
}

async function isFile(path: string, io: Io): Promise<boolean> {
  return (await io.kindOf(path)) === "file";
}

/** The counts in a file; undefined where it is a list. */
async function readCountsIn(path: string, io: Io): Promise<ReadClaims | undefined> {
  if (!(await isFile(path, io))) {
    if (IS_PATH.test(path) && /\.xlsx[/[]/i.test(path)) return undefined;
    throw new UserError(`There is no file ${path}.`, {
      hint: "Give claims as name=number, as box=file for a list, or name a file of counts.",
    });
  }
  if (!/\.(?:json|[ct]sv|ya?ml|txt|env|properties)$/i.test(path)) return undefined;
  const { bytes } = await readKeptBytes(io, path);
  if (looksLikeWorkbook(bytes)) return undefined;
  const { text } = await decodeKept(bytes, path);
  const claims = readClaims(text, path);
  const fault = claims === undefined && /\.ya?ml$/i.test(path) ? faultOfYaml(text) : undefined;
  if (fault === undefined) return claims;
  throw new UserError(`${path}:${fault.line}: error: This is no YAML: ${fault.why}. (verify/yaml)`);
}

/** A list may be called like its box: `results/included.bib`, `excluded-full-text.csv`. */
function boxOfFile(path: string): string {
  const stem = posix.basename(path).split(".", 1)[0]!;
  if (measuresNamed(stem).length > 0) return stem;
  throw new UserError(`${path} is no file of counts, and its name is not that of a box.`, {
    hint: `If it lists records, say which box it is: slr verify included=${path}`,
  });
}

function unknownBox(name: string, path: string): UserError {
  const isBreakdown = BREAKDOWNS.some(({ name: one }) => one === name);
  return new UserError(`\`${name}=${path}\`: no box is called ${name}.`, {
    hint: isBreakdown
      ? "A list belongs to one box, such as included, excluded-full-text or screened."
      : "Boxes are included, screened, excluded-full-text and others: slr verify --help lists them.",
  });
}

/** The entries of a list in any format that slr reads, or in a table whose columns tell themselves. */
async function readList(path: string, { columns, known }: ListOptions, io: Io): Promise<ReadList> {
  const { file, sheet } = await sheetOf(path, io);
  const byColumns = async () => {
    const rows = columns === undefined ? await tableRows(file, sheet, io) : undefined;
    return rows === undefined ? undefined : entriesOfTable(rows, path, known);
  };
  try {
    const read = await readExport(path, { file, sheet }, columns, io);
    const found = namesRecords(read.entries, known) ? undefined : await byColumns();
    return found === undefined ? read : { entries: found, problems: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const entries = await byColumns();
    if (entries === undefined) throw error;
    return { entries, problems: [] };
  }
}

interface ReadList {
  readonly entries: readonly ClaimedEntry[];
  readonly problems: readonly Problem[];
}

async function readExport(
  path: string,
  { file, sheet }: { readonly file: string; readonly sheet: string | undefined },
  columns: ListOptions["columns"],
  io: Io,
): Promise<ReadList> {
  const source = {
    name: path,
    kind: "database" as const,
    searches: [],
    line: 0,
    ...(sheet !== undefined && { sheet }),
    ...(columns !== undefined && { columns }),
  };
  const opened = await openExports(io, file, source);
  const entries: ClaimedEntry[] = [];
  const problems: Problem[] = [...opened.problems];
  for (const one of opened.exports) {
    for await (const batch of one.read()) {
      addAll(problems, batch.problems);
      for (const entry of batch.entries) {
        if (entry.kind === "unreadable") problems.push(entry.problem);
        entries.push(claimedEntry(entry, one.path));
      }
    }
  }
  // What is missing in a list for screening (abstracts, years) does no harm to its entries.
  return { entries, problems: problems.filter(({ severity }) => severity === "error") };
}

/** `data.xlsx/CLASSIFICATION` is a sheet of a workbook. */
async function sheetOf(
  path: string,
  io: Io,
): Promise<{ readonly file: string; readonly sheet: string | undefined }> {
  if (await isFile(path, io)) return { file: path, sheet: undefined };
  for (let at = path.length - 2; at > 0; at -= 1) {
    if (path[at] !== "/" && path[at] !== "[") continue;
    const file = path.slice(0, at);
    // A folder is none, and what has no ending is one.
    if (!posix.basename(file).includes(".")) continue;
    io.permit(file);
    if (await isFile(file, io)) return { file, sheet: path.slice(at + 1).replace(/\]$/, "") };
  }
  return { file: path, sheet: undefined };
}

async function tableRows(
  file: string,
  sheet: string | undefined,
  io: Io,
): Promise<readonly TableRow[] | undefined> {
  const { bytes } = await readKeptBytes(io, file);
  if (looksLikeWorkbook(bytes)) {
    const { sheets } = await readWorkbook(bytes);
    const found = sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === sheet);
    return found?.rows.map((cells, at) => ({ line: at + 1, cells }));
  }
  const { text } = await decodeKept(bytes, file);
  const { header, rows } = readPlainTable(text);
  return [{ line: 1, cells: header }, ...rows];
}
