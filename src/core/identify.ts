import { type DedupeKeys, dedupeKeys } from "./dedupe/keys.ts";
import type { Attribution, Batch } from "./entry.ts";
import type { EntryId, SourceKind } from "./model.ts";
import { ownCopies } from "./own-copy.ts";
import { compareText, type Problem } from "./problem.ts";
import type { Protocol, SourcePlan } from "./protocol.ts";

/** One export of the review; it can be read more than once and gives the same entries each time. */
export interface ExportFile {
  /** As messages and the ledger print it. */
  readonly path: string;
  /** The source it belongs to, if the protocol says so. */
  readonly source?: SourcePlan;
  /** Its entries; `entries` of all batches are in file order. */
  read(): AsyncIterable<Batch>;
  /** SHA-256 of its bytes, once it has been read. */
  sha256(): string;
  /** The format in which it was read, once it has been read: `RIS`. */
  format(): string;
}

/** What the run prints of one export. */
export interface FileReport {
  readonly path: string;
  readonly format: string;
  readonly source: string;
  readonly kind: SourceKind;
  readonly entries: number;
  readonly records: number;
  readonly unreadable: number;
  readonly withAbstract: number;
  readonly withDoi: number;
  readonly withYear: number;
}

/** One entry of an export, as far as it is remembered between the two readings. */
export interface IdentifiedEntry {
  readonly id: EntryId;
  /** Index into `files`. */
  readonly file: number;
  readonly line: number;
  /** Absent where the entry could not be read. */
  readonly keys?: DedupeKeys;
  /** The export's own id of it. */
  readonly accession?: string;
}

export interface Identified {
  readonly files: readonly (FileReport & { readonly file: ExportFile })[];
  /** In the order of files (by path) and of entries in them. */
  readonly entries: readonly IdentifiedEntry[];
  readonly problems: readonly Problem[];
}

const UNDECIDED_NAME = /^(?:.*[/\\])?([^/\\]+?)(?:\.[^.]*)?$/;

/** Reads every export once: counts its entries, keeps their keys, and finds out its source. */
export async function identify(
  exports: readonly ExportFile[],
  protocol: Protocol,
  progress: (doing: string) => void = () => {},
): Promise<Identified> {
  const problems: Problem[] = [];
  const files: (FileReport & { readonly file: ExportFile })[] = [];
  const entries: Omit<IdentifiedEntry, "id">[] = [];
  const seenBytes = new Map<string, ExportFile>();
  for (const file of [...exports].sort((a, b) => compareText(a.path, b.path))) {
    const count = {
      entries: 0,
      records: 0,
      unreadable: 0,
      withAbstract: 0,
      withDoi: 0,
      withYear: 0,
    };
    const databases = new Tally();
    const producers = new Tally();
    const kinds = new Map<string, SourceKind>();
    for await (const batch of file.read()) {
      problems.push(...batch.problems);
      for (const entry of batch.entries) {
        count.entries += 1;
        const at = { file: files.length, line: entry.line };
        if (entry.kind === "unreadable") {
          count.unreadable += 1;
          problems.push(entry.problem);
          entries.push(at);
          continue;
        }
        const { record, attribution } = entry;
        count.records += 1;
        if (record.abstract !== undefined) count.withAbstract += 1;
        if (record.doi !== undefined) count.withDoi += 1;
        if (record.year !== undefined) count.withYear += 1;
        noteAttribution(attribution, databases, producers, kinds);
        entries.push({
          ...at,
          keys: ownCopies(dedupeKeys(record)),
          ...(record.accession !== undefined && { accession: ownCopies(record.accession) }),
        });
      }
      progress(`Reading ${file.path}: ${count.entries} entries`);
    }
    const source = file.source ?? derivedSource(file, databases, producers, kinds, problems);
    if (count.entries === 0) {
      problems.push({
        severity: "error",
        code: "screen/empty-export",
        file: file.path,
        message:
          "Unexpected export without entries, expected at least one. Was the search result empty, or the export cut off?",
      });
    }
    const twin = seenBytes.get(file.sha256());
    if (twin !== undefined) {
      problems.push({
        severity: "error",
        code: "screen/same-file",
        file: file.path,
        message: `Unexpected second copy of ${twin.path}, expected different exports; its entries are counted twice.`,
      });
    }
    seenBytes.set(file.sha256(), file);
    files.push({
      file,
      path: file.path,
      format: file.format(),
      source: source.name,
      kind: source.kind,
      ...count,
    });
  }
  problems.push(...sameEntries(entries, files), ...expectedCounts(protocol, files));
  return { files, entries: numberEntries(entries, files), problems };
}

class Tally {
  readonly counts = new Map<string, number>();
  add(name: string | undefined): void {
    if (name !== undefined) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
  /** Names by how often they occur, then alphabetically. */
  names(): string[] {
    return [...this.counts]
      .sort(([a, m], [b, n]) => n - m || compareText(a, b))
      .map(([name]) => name);
  }
}

function noteAttribution(
  { database, kind, producer }: Attribution,
  databases: Tally,
  producers: Tally,
  kinds: Map<string, SourceKind>,
): void {
  databases.add(database);
  producers.add(producer);
  const name = database ?? producer;
  if (name !== undefined && kind !== undefined) kinds.set(name, kind);
}

/** Without a protocol a file is one source: its database, else its producer, else its file name. */
function derivedSource(
  file: ExportFile,
  databases: Tally,
  producers: Tally,
  kinds: ReadonlyMap<string, SourceKind>,
  problems: Problem[],
): { readonly name: string; readonly kind: SourceKind } {
  const names = databases.names();
  const fileName = UNDECIDED_NAME.exec(file.path)?.[1] ?? file.path;
  if (names.length > 1) {
    const name = producers.names()[0] ?? fileName;
    problems.push({
      severity: "warning",
      code: "screen/mixed-databases",
      file: file.path,
      message: `Unexpected entries of several databases (${names.join(", ")}) in one export; they are counted as "${name}". Name the source in slr.yaml.`,
    });
    return { name, kind: kinds.get(name) ?? "database" };
  }
  const name = names[0] ?? producers.names()[0] ?? fileName;
  return { name, kind: kinds.get(name) ?? "database" };
}

/** `Scopus#42`: entries are numbered through all files of a source. */
function numberEntries(
  entries: readonly Omit<IdentifiedEntry, "id">[],
  files: readonly FileReport[],
): IdentifiedEntry[] {
  const last = new Map<string, number>();
  return entries.map((entry) => {
    const { source } = files[entry.file]!;
    const n = (last.get(source) ?? 0) + 1;
    last.set(source, n);
    return { ...entry, id: `${source}#${n}` };
  });
}

/** The very same entries in two sources: an export that was copied from one to the other, or named wrongly. */
function sameEntries(
  entries: readonly { file: number; keys?: DedupeKeys }[],
  files: readonly FileReport[],
): Problem[] {
  const first = new Map<string, FileReport>();
  const shared = new Map<string, { a: FileReport; b: FileReport; n: number }>();
  for (const { keys, file } of entries) {
    if (keys === undefined || keys.anchors.length === 0) continue;
    const here = files[file]!;
    const before = first.get(keys.fingerprint);
    if (before === undefined) first.set(keys.fingerprint, here);
    else if (before.source !== here.source) {
      const name = `${before.path} ${here.path}`;
      const pair = shared.get(name) ?? { a: before, b: here, n: 0 };
      pair.n += 1;
      shared.set(name, pair);
    }
  }
  return [...shared.values()].map(({ a, b, n }) => ({
    severity: "warning",
    code: "screen/same-entries",
    file: b.path,
    message: `Unexpected ${n} ${n === 1 ? "entry" : "entries"} of ${b.source} equal to the letter to entries of ${a.source} in ${a.path}; two databases never write the same. Is one of the files in the wrong source?`,
  }));
}

/** The hit counts that databases showed, against what their exports hold. */
function expectedCounts(protocol: Protocol, files: readonly FileReport[]): Problem[] {
  return protocol.sources.flatMap(({ name, expected, line }): Problem[] => {
    if (expected === undefined) return [];
    const found = files
      .filter(({ source }) => source === name)
      .reduce((sum, file) => sum + file.entries, 0);
    return found === expected
      ? []
      : [
          {
            severity: "error",
            code: "screen/unexpected-count",
            file: "slr.yaml",
            line,
            message: `Unexpected ${found} entries in the exports of ${name}, expected ${expected}.`,
          },
        ];
  });
}
