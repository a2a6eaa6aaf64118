import {
  DEFAULT_PROTOCOL,
  type Protocol,
  type SearchRound,
  type SourcePlan,
} from "../../core/protocol/protocol.ts";
import type { DecisionMap } from "../../core/protocol/tables.ts";
import { addAll } from "../../core/records/add-all.ts";
import { compareText, formatProblem, type Problem } from "../../core/records/problem.ts";
import { countLines, type TableLines } from "../../core/records/table-lines.ts";
import type { EarlierRuns } from "../../core/review/earlier/earlier-runs.ts";
import type { MappedTable } from "../../core/review/kept-tables/mapped-table.ts";
import type { ReviewInput } from "../../core/review/review-input.ts";
import type { LockedVersion } from "../../core/versions/version-changes.ts";
import { databaseNamed } from "../../formats/fields/attribution.ts";
import { imprintOf } from "../../formats/imprint.ts";
import { readPlainTable } from "../../formats/review-files/plain-table.ts";
import { quoteProblems } from "../../formats/review-files/review-tables.ts";
import { looksLikeWorkbook, readWorkbook } from "../../formats/tables/workbook.ts";
import { earlierProtocol } from "../cache/earlier-protocol.ts";
import { earlierRuns } from "../cache/earlier-runs.ts";
import { UserError } from "../io/errors.ts";
import type { FileHash } from "../io/file-hash.ts";
import type { Io } from "../io/io.ts";
import { shippedWordTable } from "../shipped/word-table.ts";
import { judgingThread } from "../threads/judging-thread.ts";
import { vectorsThread } from "../threads/vectors-thread.ts";
import { openEarlier } from "./earlier-exports.ts";
import type { OpenedExport, OpenedFile } from "./exports.ts";
import { fileMatcher, patternFor } from "./file-patterns.ts";
import { decodeKept, holdsFile, readKeptBytes } from "./kept-files.ts";
import { lockedVersion, previousReview } from "./locks.ts";
import { provideMemory } from "./memory-need.ts";
import { isLeftBeside } from "./names-by-programs.ts";
import { readOwnVectors } from "./own-vectors.ts";
import { type Findings, NO_PEOPLE, readPart, readPeople } from "./people-files.ts";

export const PROTOCOL_FILE = "slr.yaml";
export const SEARCHES = "searches";
export const RESULTS = "results";

/** A review as it is on the disk. */
export interface Review {
  readonly input: ReviewInput;
  /** The hash of every input file, by path; complete once the exports have been read. */
  inputs(): ReadonlyMap<string, FileHash>;
  readonly hasProtocol: boolean;
  /** What became of the lines of the tables that people keep. */
  readonly tables: readonly TableLines[];
  /** The published versions before this one, oldest first. */
  readonly versions: readonly LockedVersion[];
}

/** Files that are never exports, although they lie beside them. */
const NOT_PART = (path: string) =>
  /^(?:results|\.slr|\.git|node_modules)(?:\/|$)|(?:^|\/)\./.test(path) || isLeftBeside(path);

/**
 * Reads a review folder, or the exports named on the command line if there is no protocol. Throws a
 * UserError if slr cannot run: a broken slr.yaml, an unreadable export.
 */
export async function openReview(io: Io, named: readonly string[]): Promise<Review> {
  io.status({ doing: "Opening the review" });
  const found: Findings = { hashes: new Map(), problems: [], tables: [] };
  const { hashes, problems, tables } = found;
  const yaml = await readPart(io, PROTOCOL_FILE, found);
  if (yaml !== undefined && named.length > 0) {
    throw new UserError(
      `Files cannot be named here, because ${PROTOCOL_FILE} says which exports belong to the review.`,
      {
        hint: `Put them into ${SEARCHES}/ and name them under \`sources\`, or run slr in another folder.`,
      },
    );
  }
  // Exports that are named on the command line may lie in any folder, and nobody wants a cache there.
  const cache = yaml === undefined ? undefined : await earlierRuns(io);
  const { protocol, earlier }: Awaited<ReturnType<typeof readProtocol>> =
    yaml === undefined ? { protocol: DEFAULT_PROTOCOL } : await readProtocol(yaml, problems, cache);
  if (protocol.isPublished) {
    throw new UserError("This folder is a published copy of a review, without its exports.", {
      hint: "slr check checks the copy, and slr prisma draws its flow; everything else needs the folder of the review.",
    });
  }
  const exports = await exportsOf(io, protocol, named, { problems, earlier: cache });
  await provideMemory(io, exports);
  const versions: LockedVersion[] = [];
  for (const version of protocol.previous.versions)
    versions.push(lockedVersion(version, await readPart(io, version.lock, found)));
  const last = versions.at(-1);
  const previous = last && previousReview(last, exports);
  const people = named.length > 0 ? NO_PEOPLE : await readPeople(io, protocol, found);
  const mapped = await readMappedTables(io, protocol, found);
  const vectors = await readOwnVectors(io, protocol, found);
  return {
    tables,
    versions,
    hasProtocol: yaml !== undefined,
    inputs: () => {
      for (const file of exports) hashes.set(file.onDisk, file.onDiskHash());
      return new Map([...hashes].sort(([a], [b]) => compareText(a, b)));
    },
    input: {
      protocol,
      exports,
      ...people,
      ...mapped,
      ...vectors,
      problems,
      ...(previous && { previous }),
      imprintOf,
      earlier,
      wordTable: shippedWordTable,
      openAside: io.openAside,
      openVectors: vectorsThread,
      ...(yaml !== undefined && { openJudging: judgingThread(yaml, protocol.criteria) }),
      progress: io.status,
    },
  };
}

/** Reads the tables that slr.yaml maps: decisions and ledgers of duplicates. */
async function readMappedTables(
  io: Io,
  protocol: Protocol,
  { hashes, problems, tables }: Findings,
): Promise<Pick<ReviewInput, "decisionTables" | "ledgers">> {
  const tableOf = ({ file, sheet }: Pick<DecisionMap, "file" | "sheet">) =>
    readMappedTable(
      io,
      typeof file === "string" ? { file, sheet } : file,
      hashes,
      problems,
      tables,
    );
  const decisionTables = [];
  for (const map of protocol.decisionTables)
    decisionTables.push({ map, table: await tableOf(map) });
  const ledgers = [];
  for (const map of protocol.ledgers) ledgers.push({ map, table: await tableOf(map) });
  return { decisionTables, ledgers };
}

/** Reads a table that slr.yaml maps; throws a UserError if there is none to read. */
async function readMappedTable(
  io: Io,
  { file, sheet }: { readonly file: string; readonly sheet?: string | undefined },
  hashes: Map<string, FileHash>,
  problems: Problem[],
  tables: TableLines[],
): Promise<MappedTable> {
  if (!(await holdsFile(io, file))) {
    throw new UserError(
      `${PROTOCOL_FILE}: error: \`file: ${file}\` names a file that is not there. (protocol/no-file)`,
    );
  }
  const { bytes, hash } = await readKeptBytes(io, file);
  hashes.set(file, hash);
  if (looksLikeWorkbook(bytes)) return readSheet(bytes, file, sheet);
  if (sheet !== undefined) {
    throw new UserError(
      `${PROTOCOL_FILE}: error: \`sheet: ${sheet}\` is given for ${file}, which is no workbook; leave it out. (protocol/no-sheet)`,
    );
  }
  const { text, problems: found } = await decodeKept(bytes, file);
  addAll(problems, found);
  const table = readPlainTable(text);
  addAll(problems, quoteProblems(table, file, "maps"));
  const { header, rows, doubts, besides } = table;
  tables.push({
    file,
    lines: countLines(text),
    besides,
    read: rows.reduce((sum, row) => sum + row.lines, 0),
    reported: doubts.length,
  });
  return { file, header, rows };
}

async function readSheet(
  bytes: Uint8Array,
  file: string,
  name: string | undefined,
): Promise<MappedTable> {
  const { sheets } = await readWorkbook(bytes).catch((cause: unknown) => {
    throw new UserError(
      `Cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { cause },
    );
  });
  const sheet =
    name === undefined
      ? sheets.find(({ hidden }) => !hidden)
      : sheets.find((one) => one.name === name);
  if (sheet === undefined) {
    const names = sheets.map((one) => one.name).join(", ");
    throw new UserError(
      `${PROTOCOL_FILE}: error: ${file} has no sheet \`${name ?? ""}\`; its sheets are ${names}. (protocol/no-sheet)`,
    );
  }
  const rows = sheet.rows.map((cells, at) => ({
    line: at + 1,
    cells: cells.map((cell) => cell.trim()),
  }));
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  return { file: `${file}[${sheet.name}]`, header: filled[0]?.cells ?? [], rows: filled.slice(1) };
}

/** The protocol that slr.yaml describes, and what earlier runs found by it. */
export async function readProtocol(
  yaml: string,
  problems: Problem[],
  cache?: Parameters<typeof earlierProtocol>[2],
): Promise<{ readonly protocol: Protocol; readonly earlier?: EarlierRuns }> {
  const { parsed, ...found } = await earlierProtocol(yaml, PROTOCOL_FILE, cache);
  if (!parsed.ok) throw UserError.fromProblems(parsed.problems);
  addAll(problems, parsed.problems);
  const { databases, ...protocol } = parsed.protocol;
  // A person may write the name in the export (`Ovid MEDLINE(R)`) or the name that slr derives from
  // it (`MEDLINE (Ovid)`).
  const known = [...databases].flatMap(([name, ours]): [string, string][] => [
    [databaseNamed(name)?.database ?? name, ours],
    [name, ours],
  ]);
  return { protocol: { ...protocol, databases: new Map(known) }, ...found };
}

/** The nearest review in a folder above this one, and the way from it down to here. */
export async function reviewAbove(
  io: Io,
): Promise<{ readonly folder: string; readonly way: readonly string[] } | undefined> {
  const parts = io.folder.split(/[/\\]/);
  for (let up = 1; up < parts.length; up++) {
    const above = io.within(Array(up).fill("..").join("/"));
    // What cannot be looked at, for want of a permission or behind a link, is no review to point to.
    const kind = await above.kindOf(PROTOCOL_FILE).catch(() => "nothing");
    if (kind === "file") return { folder: above.folder, way: parts.slice(-up) };
  }
  return undefined;
}

/** What to do where a command needs a review, and only a folder above has one. */
export async function hintOfReviewAbove(io: Io): Promise<string | undefined> {
  const above = await reviewAbove(io);
  return above && `There is a review above this folder, in ${above.folder}: run slr there.`;
}

/** The exports of the review, each belonging to one source. */
async function exportsOf(
  io: Io,
  protocol: Protocol,
  named: readonly string[],
  {
    problems,
    earlier,
  }: { readonly problems: Problem[]; readonly earlier: EarlierRuns | undefined },
): Promise<readonly OpenedExport[]> {
  const open = (path: string, source?: SourcePlan) =>
    openEarlier(io, { path, source, limits: protocol.limits }, earlier);
  if (named.length > 0) {
    const repeated = named.find((path, at) => named.indexOf(path) !== at);
    if (repeated !== undefined)
      throw new UserError(`${repeated} is given twice; name each file once.`);
    return gather(await Promise.all(named.map((path) => open(path))), problems);
  }
  if (protocol.sources.length === 0) {
    const found = (await io.list(SEARCHES, NOT_PART)).map((path) => `${SEARCHES}/${path}`);
    for (const path of await io.links(SEARCHES, NOT_PART)) await io.kindOf(`${SEARCHES}/${path}`);
    if (found.length === 0) {
      throw new UserError("No exports: there is nothing to screen.", {
        hint:
          (await hintOfReviewAbove(io)) ??
          `Put the exported search results into ${SEARCHES}/ and run slr init, or name them: slr screen scopus.csv pubmed.ris`,
      });
    }
    return gather(await Promise.all(found.map((path) => open(path))), problems);
  }

  const all = await filesOfReview(io);
  await refuseAstrayLinks(io, protocol);
  const claims = claimsOf(protocol, all);
  const claimed = new Set(claims.map(({ file }) => file));
  for (const path of all.filter((file) => file.startsWith(`${SEARCHES}/`) && !claimed.has(file)))
    problems.push(noSource(path));
  const opened = await Promise.all(
    claims.map(async ({ file, source, round, member }) => {
      const { exports: all, problems: found, error } = await open(file, source);
      const exports = all.map((one) => ({ ...one, round }));
      if (member === undefined || error !== undefined)
        return { exports, problems: found, ...(error && { error }) };
      const wanted = exports.filter(({ path }) => fileMatcher(member)(path.slice(file.length + 1)));
      if (wanted.length === 0) throw noFile(source, source.searches[round]!, `${file}/${member}`);
      return { exports: wanted, problems: found };
    }),
  );
  const exports = gather(opened, problems);
  const owner = new Map<string, OpenedExport>();
  for (const one of exports) {
    const before = owner.get(one.path);
    if (before?.source !== undefined && one.source !== undefined)
      throw before.source === one.source
        ? twoSearches(one.source, one.round ?? 0, one.path)
        : twoSources(one.source, one.path, before.source);
    owner.set(one.path, one);
  }
  // If members of an archive belong to sources, every member must.
  for (const file of new Set(claims.flatMap(({ file, member }) => (member ? [file] : [])))) {
    for (const { path } of (await open(file)).exports)
      if (!owner.has(path)) problems.push(noSource(path));
  }
  return exports;
}

/** All files of a review folder that may be exports. */
export function filesOfReview(io: Io): Promise<string[]> {
  return io.list(".", NOT_PART);
}

/** The source whose `files` match this path, whether the file exists or not. */
export function sourceNaming({ sources }: Protocol, path: string): SourcePlan | undefined {
  return sources.find(({ searches }) =>
    searches.some(({ files }) =>
      files.some((written) => {
        const pattern = written.replace(/^\.\//, "");
        return pattern === path || pattern.startsWith(`${path}/`) || fileMatcher(pattern)(path);
      }),
    ),
  );
}

/**
 * Throws the reason why a link in place of an export cannot be followed, so that it is not silently
 * left out.
 */
async function refuseAstrayLinks(io: Io, { sources }: Protocol): Promise<void> {
  const links = await io.links(".", NOT_PART);
  if (links.length === 0) return;
  const matches = sources.flatMap(({ searches }) =>
    searches.flatMap(({ files }) =>
      files.map((pattern) => fileMatcher(pattern.replace(/^\.\//, ""))),
    ),
  );
  for (const path of links)
    if (path.startsWith(`${SEARCHES}/`) || matches.some((match) => match(path)))
      await io.kindOf(path);
}

/**
 * The exports of several files; what was found in a file twice is told once. Throws where slr can read
 * none of them.
 */
function gather(
  files: readonly (OpenedFile & { readonly error?: UserError })[],
  problems: Problem[],
): readonly OpenedExport[] {
  const [first] = files;
  if (first?.error !== undefined && files.every(({ error }) => error !== undefined))
    throw first.error;
  const told = new Set<string>();
  for (const problem of files.flatMap((file) => file.problems)) {
    const text = formatProblem(problem);
    if (!told.has(text)) problems.push(problem);
    told.add(text);
  }
  return files.flatMap(({ exports }) => exports);
}

/** A file of a source, or the members of an archive that match a pattern. */
interface Claim {
  readonly file: string;
  readonly source: SourcePlan;
  /** The index of the source's search that names the file. */
  readonly round: number;
  readonly member?: string;
}

/**
 * The files of each source. A file belongs to one source; so does a sheet of a workbook or a member
 * of an archive.
 */
function claimsOf(protocol: Protocol, all: readonly string[]): readonly Claim[] {
  const claims: Claim[] = [];
  const rounds = protocol.sources.flatMap((source) =>
    source.searches.map((search, round) => ({ source, search, round })),
  );
  for (const { source, search, round } of rounds) {
    for (const written of search.files) {
      const pattern = written.replace(/^\.\//, "");
      const matches = fileMatcher(pattern);
      const archive = all.flatMap((path) =>
        [path, patternFor(path)]
          .filter((name) => pattern.startsWith(`${name}/`))
          .map((name) => ({ path, member: pattern.slice(name.length + 1) })),
      )[0];
      // An existing name means itself, whatever its brackets would mean in a pattern.
      const files = all.includes(pattern) ? [pattern] : all.filter(matches);
      const found: Claim[] =
        files.length === 0 && archive !== undefined
          ? [{ file: archive.path, source, round, member: archive.member }]
          : files.map((file) => ({ file, source, round }));
      if (found.length === 0) throw noFile(source, search, written);
      for (const claim of found) {
        const before = claims.find(
          (one) => one.file === claim.file && one.member === claim.member && overlap(one, claim),
        );
        if (before?.source === source && before.round === round) continue;
        if (before?.source === source) throw twoSearches(source, round, claim.file);
        if (before !== undefined) throw twoSources(source, claim.file, before.source);
        claims.push(claim);
      }
    }
  }
  return claims;
}

/** Two sources may share a workbook if each names a sheet of its own. */
function overlap({ source: a }: Claim, { source: b }: Claim): boolean {
  return a.sheet === undefined || b.sheet === undefined || a.sheet === b.sheet;
}

function noFile({ name }: SourcePlan, { line }: SearchRound, pattern: string): UserError {
  return new UserError(
    `${PROTOCOL_FILE}:${line}: error: No file matches \`files: ${pattern}\` of ${name}. (protocol/no-file)`,
    { hint: "Check the path; it starts at the review folder." },
  );
}

function twoSources({ name, line }: SourcePlan, file: string, before: SourcePlan): UserError {
  return new UserError(
    `${PROTOCOL_FILE}:${line}: error: ${file} is in two sources, ${before.name} and ${name}; a file belongs to one. (protocol/two-sources)`,
  );
}

function twoSearches({ name, searches }: SourcePlan, round: number, file: string): UserError {
  return new UserError(
    `${PROTOCOL_FILE}:${searches[round]?.line}: error: ${file} is in two searches of ${name}; a file belongs to one. (protocol/two-searches)`,
    { hint: "Name the files of each search, or give each search a pattern of its own." },
  );
}

function noSource(file: string): Problem {
  return {
    severity: "error",
    code: "screen/no-source",
    file,
    message: `No source of ${PROTOCOL_FILE} names this file, so its entries are not counted; add it to a source or move it elsewhere.`,
  };
}
