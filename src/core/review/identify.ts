import type { DedupeKeys } from "../dedupe/keys.ts";
import type { Protocol, SourcePlan } from "../protocol/protocol.ts";
import { addAll } from "../records/add-all.ts";
import type { Attribution, Batch } from "../records/entry.ts";
import { LIBRARIES } from "../records/libraries.ts";
import type { EntryId, SourceKind } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";
import { detach } from "../records/text/detach.ts";
import { plural } from "../records/text/plural.ts";
import { type EarlierRuns, hashOf, recallOr } from "./earlier/earlier-runs.ts";
import {
  EarlierEntry,
  type KeptReading,
  keptReading,
  readingFrom,
} from "./earlier/kept-reading.ts";
import { KeptEntries } from "./exports/kept-entries.ts";
import { type ExportReading, type ReadEntry, readExport } from "./exports/read-export.ts";
import type { ReviewInput } from "./review-input.ts";

/** An export of the review. It can be read more than once and gives the same entries each time. */
export interface ExportFile {
  /** Its path, as messages and the ledger print it. */
  readonly path: string;
  /** The source it belongs to, if the protocol says so. */
  readonly source?: SourcePlan;
  /** Which of the searches of that source gave it, counted from 0. */
  readonly round?: number;
  /**
   * Its entries; `entries` of all batches are in file order. Who has its problems from an earlier
   * reading asks for the entries only, which costs less.
   */
  read(what?: { readonly entriesOnly: boolean }): AsyncIterable<Batch>;
  /** SHA-256 of its bytes, once it has been read. */
  sha256(): string;
  /** The format in which it was read, once it has been read: `RIS`. */
  format(): string;
  /** How many of its bytes have been read, and of how many; absent if its size is not known. */
  extent?(): { readonly read: number; readonly size: number };
  /**
   * Everything that its entries depend on, its bytes and the way to read them. `now` reads the file
   * to its end; `lastRead` is that of the bytes that were read last. Absent if nobody can say.
   */
  readonly identity?: {
    now(): Promise<string | undefined>;
    lastRead(): string;
  };
}

/** What the run prints about an export. */
export interface ExportSummary {
  readonly path: string;
  readonly format: string;
  /** Its source; for a library of several databases, the source of entries that name none. */
  readonly source: string;
  readonly kind: SourceKind;
  /** The sources that its entries were counted for, the one with most entries first. */
  readonly sources: readonly { readonly name: string; readonly entries: number }[];
  readonly entries: number;
  readonly records: number;
  readonly unreadable: number;
  /** Whether the file holds more than could be read, so that its source is incomplete. */
  readonly incomplete?: true;
  readonly withAbstract: number;
  readonly withDoi: number;
  readonly withYear: number;
}

/** The parts of an entry that stay in memory between the two looks at it. */
export interface IdentifiedEntry {
  readonly id: EntryId;
  /** Index into `files`. */
  readonly file: number;
  readonly line: number;
  /** Where it was identified: the source of its file, or the database that the entry names. */
  readonly source: string;
  readonly kind: SourceKind;
  /** Undefined if the entry could not be read. */
  readonly keys?: DedupeKeys | undefined;
  /** The entry's own id in the export. */
  readonly accession?: string | undefined;
}

/** An export that has been read once. */
export interface IdentifiedFile extends ExportSummary {
  readonly file: ExportFile;
  /** Whether the previous version of the review has counted its entries. */
  readonly isPrevious: boolean;
}

export interface Identified {
  readonly files: readonly IdentifiedFile[];
  /** In the order of files (by round, then path) and of entries in them. */
  readonly entries: readonly IdentifiedEntry[];
  readonly problems: readonly Problem[];
  /** The entries themselves, of which none is there that an earlier run has read. */
  readonly kept?: KeptEntries;
  /** Everything that files and entries depend on; undefined if an export cannot say it. */
  readonly identity?: string | undefined;
}

/** A source, by the name that the flow diagram prints. */
interface NamedSource {
  readonly name: string;
  readonly kind: SourceKind;
}

const UNDECIDED_NAME = /^(?:.*[/\\])?([^/\\]+?)(?:\.[^.]*?)?(?:\.gz)?$/;

/**
 * Reads every export once: counts its entries, keeps their keys for comparison, and determines
 * their source. The entries themselves wait for the second look at them.
 */
export async function identify(
  exports: readonly ExportFile[],
  protocol: Protocol,
  {
    progress = () => {},
    previous,
    earlier,
    openAside,
  }: Partial<Pick<ReviewInput, "progress" | "previous" | "earlier" | "openAside">> = {},
): Promise<Identified> {
  const problems: Problem[] = [];
  const files: IdentifiedFile[] = [];
  const entries: IdentifiedEntry[] = [];
  const nextNumber = entryNumbers();
  const seenBytes = new Map<string, ExportFile>();
  const identities: (string | undefined)[] = [];
  const namedSource = sourceNamer(protocol);
  const inOrder = [...exports].sort(byRoundAndPath);
  const kept = new KeptEntries({ bytes: bytesOf(inOrder), openAside });
  for (const file of inOrder) {
    const { reading, identity } = await readingOf(file, { kept, earlier }, (read) =>
      progress({
        doing: "Reading",
        what: file.path,
        done: entries.length + read,
        unit: "entries",
        share: shareRead(inOrder, files.length),
      }),
    );
    identities.push(identity);
    const { isCut, count } = reading;
    addAll(problems, reading.problems);
    // Who wrote the entries that name no source, and whether any was written by a library.
    const producers = new Tally();
    let isLibrary = false;
    const read = reading.entries;
    const named = read.map(({ attribution }): NamedSource | undefined => {
      if (attribution === undefined) return undefined;
      const { producer } = attribution;
      isLibrary ||= producer !== undefined && LIBRARIES.has(producer);
      const source = namedSource(attribution);
      if (source === undefined) producers.add(producer);
      return source;
    });
    const origin = { entries: read, named, producers, isLibrary };
    const { source, byEntry } = sourceOf(file, origin, protocol, problems);
    const perSource = new Tally();
    for (const [number, one] of read.entries()) {
      const { name, kind } = (byEntry ? named[number] : undefined) ?? source;
      perSource.add(name);
      const at = { file: files.length, source: name, kind, number: nextNumber(name) };
      entries.push(one instanceof EarlierEntry ? new KnownEntry(at, one) : identifiedNow(at, one));
    }
    if (read.length === 0 && !isCut) {
      problems.push({
        severity: "error",
        code: "screen/empty-export",
        file: file.path,
        message:
          "This export holds no entries. Was the search result empty, or the export cut off?",
      });
    }
    const twin = seenBytes.get(file.sha256());
    if (twin !== undefined) {
      problems.push({
        severity: "error",
        code: "screen/same-file",
        file: file.path,
        message: `This file is a copy of ${twin.path}, so its entries are counted twice. Remove one of the two.`,
      });
    }
    seenBytes.set(file.sha256(), file);
    if (read.length === 0) perSource.add(source.name, 0);
    files.push({
      file,
      isPrevious: previous?.holds(file) !== undefined,
      path: file.path,
      format: file.format(),
      source: source.name,
      kind: source.kind,
      sources: perSource.names().map((name) => ({ name, entries: perSource.of(name) })),
      entries: read.length,
      ...(isCut && { incomplete: true }),
      ...count,
    });
  }
  const identity = identityOf(identities, files, entries);
  const same = await recallOr(earlier, SAME_ENTRIES, identity, () => sameEntries(entries));
  for (const pair of same) problems.push(sameEntriesProblem(pair, entries, files));
  addAll(problems, expectedCounts(protocol, files));
  return {
    files,
    entries,
    problems,
    kept,
    identity,
  };
}

/** The bytes of all exports, as far as they are known. */
function bytesOf(exports: readonly ExportFile[]): number {
  return exports.reduce((sum, { extent }) => sum + (extent?.().size ?? 0), 0);
}

/** What an export holds: as an earlier run read it, if it is the same export, or read now. */
async function readingOf(
  file: ExportFile,
  { kept, earlier }: { readonly kept: KeptEntries; readonly earlier: EarlierRuns | undefined },
  progress: (read: number) => void,
): Promise<{ readonly reading: ExportReading; readonly identity: string | undefined }> {
  const readNow = () => readExport(kept.passing(file.read()), progress);
  const identity = earlier && (await file.identity?.now());
  if (earlier === undefined || identity === undefined)
    return { reading: await readNow(), identity: undefined };
  const before = (await earlier.recall(READING, identity)) as KeptReading | undefined; // `keep` below
  if (before !== undefined) {
    const reading = readingFrom(before);
    progress(reading.entries.length);
    return { reading, identity };
  }
  const reading = await readNow();
  // Somebody may have changed the file in the meantime.
  if (file.identity?.lastRead() !== identity) return { reading, identity: undefined };
  await earlier.keep(READING, identity, keptReading(reading));
  return { reading, identity };
}

const READING = "reading";

/** Where an entry stands in the review. */
interface Standing extends Pick<IdentifiedEntry, "file" | "source" | "kind"> {
  /** Its number among the entries of its source. */
  readonly number: number;
}

function identifiedNow(
  { file, source, kind, number }: Standing,
  { line, keys, accession }: ReadEntry,
): IdentifiedEntry {
  const id = detach(idOf(source, number)) as EntryId; // a copy is the same
  // All properties, also the undefined ones: a million objects should have one shape.
  return { id, file, line, source, kind, keys, accession };
}

/** An entry that an earlier run has read, of which most is found when somebody asks for it. */
class KnownEntry implements IdentifiedEntry {
  readonly file: number;
  readonly source: string;
  readonly kind: SourceKind;
  readonly #number: number;
  readonly #read: EarlierEntry;

  constructor({ file, source, kind, number }: Standing, read: EarlierEntry) {
    this.file = file;
    this.source = source;
    this.kind = kind;
    this.#number = number;
    this.#read = read;
  }

  get id(): EntryId {
    return idOf(this.source, this.#number);
  }

  get line(): number {
    return this.#read.line;
  }

  get keys(): DedupeKeys | undefined {
    return this.#read.keys;
  }

  get accession(): string | undefined {
    return this.#read.accession;
  }

  get isReadable(): boolean {
    return this.#read.isReadable;
  }
}

/** Whether an entry could be read, so that it has keys; who asks this need not make them. */
export function isReadable(entry: Pick<IdentifiedEntry, "keys">): boolean {
  return entry instanceof KnownEntry || entry instanceof EarlierEntry
    ? entry.isReadable
    : entry.keys !== undefined;
}

function idOf(source: string, number: number): EntryId {
  return `${source}#${number}` as EntryId;
}

function identityOf(
  exports: readonly (string | undefined)[],
  files: readonly IdentifiedFile[],
  entries: readonly IdentifiedEntry[],
): string | undefined {
  if (exports.includes(undefined)) return undefined;
  const { origins, ofEntries } = originsOf(entries);
  const marks = files.map(({ isPrevious, file }) => [isPrevious, file.source?.unique === true]);
  return hashOf(exports, marks, origins, ofEntries);
}

/** The sources of entries, each once, and the number of that of each entry, run by run. */
function originsOf(entries: readonly Pick<IdentifiedEntry, "source" | "kind">[]): {
  readonly origins: readonly string[];
  readonly ofEntries: readonly (readonly [origin: number, entries: number])[];
} {
  const origins = new Map<string, number>();
  const ofEntries: [origin: number, entries: number][] = [];
  let before: Pick<IdentifiedEntry, "source" | "kind"> | undefined;
  for (const entry of entries) {
    const { source, kind } = entry;
    const last = ofEntries.at(-1);
    if (last !== undefined && before?.source === source && before.kind === kind) last[1] += 1;
    else {
      const origin = `${kind} ${source}`;
      const number = origins.get(origin) ?? origins.size;
      origins.set(origin, number);
      ofEntries.push([number, 1]);
    }
    before = entry;
  }
  return { origins: [...origins.keys()], ofEntries };
}

/** The part of all bytes that has been read when the export at this index is being read. */
function shareRead(exports: readonly ExportFile[], current: number): number | undefined {
  let read = 0;
  let size = 0;
  for (const [at, file] of exports.entries()) {
    const extent = file.extent?.();
    if (extent === undefined) return undefined;
    size += extent.size;
    read += at < current ? extent.size : at === current ? extent.read : 0;
  }
  return size === 0 ? undefined : read / size;
}

/**
 * Entries of a later search are numbered after those of earlier searches, whatever the names of the
 * files.
 */
function byRoundAndPath(a: ExportFile, b: ExportFile): number {
  return (a.round ?? 0) - (b.round ?? 0) || compareText(a.path, b.path);
}

class Tally {
  readonly #counts = new Map<string, number>();
  add(name: string | undefined, n = 1): void {
    if (name !== undefined) this.#counts.set(name, (this.#counts.get(name) ?? 0) + n);
  }
  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }
  /** Names by how often they occur, then alphabetically. */
  names(): string[] {
    return [...this.#counts]
      .sort(([a, m], [b, n]) => n - m || compareText(a, b))
      .map(([name]) => name);
  }
}

/**
 * The source that an entry names: its database under the review's name for it, or the tool that
 * searched citations. A reference manager is not a source.
 */
function sourceNamer({
  databases,
  sources,
}: Protocol): (attribution: Attribution) => NamedSource | undefined {
  // One object for each source, however many entries name it.
  const known = new Map<string, NamedSource>();
  return ({ database, producer, kind }) => {
    const evidence = database ?? (kind === undefined ? undefined : producer);
    if (evidence === undefined) return undefined;
    const name = databases.get(evidence) ?? evidence;
    const before = known.get(name);
    if (before !== undefined) return before;
    const planned = sources.find((source) => source.name === name)?.kind;
    const named = { name, kind: planned ?? kind ?? "database" };
    known.set(name, named);
    return named;
  };
}

/** What the source of an export is called if nothing in the export says where it is from. */
export function nameOfFile(path: string): string {
  return UNDECIDED_NAME.exec(path)?.[1] ?? path;
}

/** What the entries of a file say of where they are from. */
interface NamedOrigins {
  readonly entries: readonly ReadEntry[];
  /** The source that each of them names itself. */
  readonly named: readonly (NamedSource | undefined)[];
  readonly producers: Tally;
  readonly isLibrary: boolean;
}

/**
 * The source of a file, and whether each of its entries is counted for the database that it names.
 */
function sourceOf(
  file: ExportFile,
  { entries, named, producers, isLibrary }: NamedOrigins,
  protocol: Protocol,
  problems: Problem[],
): { readonly source: NamedSource; readonly byEntry: boolean } {
  const plan = file.source;
  if (plan !== undefined && plan.by === undefined) return { source: plan, byEntry: false };

  const names = new Tally();
  const byName = new Map<string, NamedSource>();
  let silent = 0;
  for (const [at, source] of named.entries()) {
    names.add(source?.name);
    if (source !== undefined) byName.set(source.name, source);
    else if (isReadable(entries[at]!)) silent += 1;
  }
  if (plan !== undefined) {
    if (silent > 0) {
      problems.push({
        severity: "warning",
        code: "screen/no-evidence",
        file: file.path,
        message: `${plural(silent, "entry")} of this source \`by: entry\` ${silent === 1 ? "names no database and is" : "name no database and are"} counted as "${plan.name}".`,
      });
    }
    return { source: plan, byEntry: true };
  }

  const found = names.names();
  const producer = producers.names()[0];
  const [only = ""] = found;
  // A database exports its own records, so its other entries belong to it, too; a library holds
  // records from elsewhere.
  const ofOne = found.length === 1 && (silent === 0 || (!isLibrary && names.of(only) >= silent));
  if (ofOne) return { source: byName.get(only)!, byEntry: false };
  const name = producer ?? nameOfFile(file.path);
  const planned = protocol.sources.find((source) => source.name === name)?.kind;
  const source = { name, kind: byName.get(name)?.kind ?? planned ?? "database" };
  if (found.length > 0) {
    const counts = found.map((database) => `${database} ${names.of(database)}`);
    const rest =
      silent === 0
        ? ""
        : ` ${plural(silent, "entry")} that ${silent === 1 ? "names" : "name"} none ${silent === 1 ? "is" : "are"} counted as "${name}".`;
    problems.push({
      severity: "warning",
      code: "screen/mixed-databases",
      file: file.path,
      message: `This export holds ${found.length === 1 ? "records with and without a database" : "records of several databases"} (${counts.join(", ")}). Each entry is counted for the database that it names.${rest} Confirm it in slr.yaml (sources: by: entry), or name one source.`,
    });
  }
  return { source, byEntry: found.length > 0 };
}

/** Entries are numbered through all searches of a source, and all files of each. */
function entryNumbers(): (source: string) => number {
  const last = new Map<string, number>();
  return (source) => {
    const n = (last.get(source) ?? 0) + 1;
    last.set(source, n);
    return n;
  };
}

const SAME_ENTRIES = "same-entries";

/** So many entries of a source that are identical to entries of another one; the first two of them, by index. */
interface SameEntries {
  readonly a: number;
  readonly b: number;
  n: number;
}

/** Finds identical entries in two sources, file by file. */
function sameEntries(entries: readonly IdentifiedEntry[]): SameEntries[] {
  const first = new Map<string, number>();
  const shared = new Map<string, SameEntries>();
  for (const [at, { keys, file, source }] of entries.entries()) {
    if (keys === undefined) continue;
    const { fingerprint } = keys;
    const earlier = first.get(fingerprint);
    if (earlier === undefined) {
      first.set(fingerprint, at);
      continue;
    }
    const before = entries[earlier]!;
    // Entries of which nothing is known are equal, too.
    if (before.source === source || keys.anchors.length === 0) continue;
    const name = `${before.file} ${file} ${before.source} ${source}`;
    const pair = shared.get(name) ?? { a: earlier, b: at, n: 0 };
    pair.n += 1;
    shared.set(name, pair);
  }
  return [...shared.values()];
}

/** Identical entries in two sources: an export was copied from one to the other, or assigned to the wrong source. */
function sameEntriesProblem(
  { a, b, n }: SameEntries,
  entries: readonly IdentifiedEntry[],
  files: readonly ExportSummary[],
): Problem {
  const [before, now] = [entries[a]!, entries[b]!];
  return {
    severity: "warning",
    code: "screen/same-entries",
    file: files[now.file]!.path,
    message: `${plural(n, "entry")} of ${now.source} ${n === 1 ? "is" : "are"} identical, letter for letter, to entries of ${before.source} in ${files[before.file]!.path}. Two databases never write exactly the same, so check whether one of the files is in the wrong source.`,
  };
}

/**
 * Compares the hit counts that databases showed, search by search, with the number of entries in
 * the exports.
 */
function expectedCounts(
  protocol: Protocol,
  files: readonly (ExportSummary & { readonly file: ExportFile })[],
): Problem[] {
  return protocol.sources.flatMap(({ name, searches }) =>
    searches.flatMap(({ expected, searched, line }, round): Problem[] => {
      const found = files
        .filter(({ file }) => file.source?.name === name && (file.round ?? 0) === round)
        .reduce((sum, file) => sum + file.entries, 0);
      if (expected === undefined || found === expected) return [];
      const which = searched === undefined ? `search ${round + 1}` : `the search of ${searched}`;
      const of = searches.length === 1 ? name : `${name}, ${which},`;
      return [
        {
          severity: "error",
          code: "screen/unexpected-count",
          file: "slr.yaml",
          line,
          message: `The exports of ${of} hold ${plural(found, "entry")}, but slr.yaml expects ${expected}.`,
        },
      ];
    }),
  );
}
