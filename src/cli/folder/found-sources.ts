import { DEFAULT_PROTOCOL } from "../../core/protocol/protocol.ts";
import type { SourceKind } from "../../core/records/model.ts";
import { compareText } from "../../core/records/problem.ts";
import { identify, nameOfFile } from "../../core/review/identify.ts";
import type { Io } from "../io/io.ts";
import type { OpenedExport } from "./exports.ts";

/** A source that exports name, with the files in which it was found. */
export interface FoundSource {
  readonly name: string;
  readonly kind: SourceKind;
  readonly files: readonly string[];
  readonly entries: number;
  /** Whether the exports themselves say where they are from; otherwise the file gives the name. */
  readonly isNamedWithin: boolean;
  /** A library, whose entries name their databases. */
  readonly byEntry: boolean;
}

/** The sources that exports name, in the order of their names. */
export async function findSources(
  exports: readonly OpenedExport[],
  io: Io,
): Promise<readonly FoundSource[]> {
  const identified = await identify(exports, DEFAULT_PROTOCOL, { progress: io.status });
  const onDisk = new Map(exports.map((one) => [one.path, one.onDisk]));
  const wholeOf = (path: string) => onDisk.get(path) ?? path;
  // An archive whose exports all come from one source is named as a whole.
  const sourcesIn = new Map<string, Set<string>>();
  for (const { path, source } of identified.files)
    sourcesIn.set(wholeOf(path), (sourcesIn.get(wholeOf(path)) ?? new Set()).add(source));

  const sources = new Map<string, FoundSource>();
  for (const file of identified.files) {
    const { source: name, kind, entries, path } = file;
    const named = sourcesIn.get(wholeOf(path))?.size === 1 ? wholeOf(path) : path;
    const before = sources.get(name);
    sources.set(name, {
      name,
      kind,
      files: [...new Set([...(before?.files ?? []), named])],
      entries: (before?.entries ?? 0) + entries,
      isNamedWithin: name !== nameOfFile(path),
      byEntry: (before?.byEntry ?? false) || file.sources.some((one) => one.name !== name),
    });
  }
  return [...sources.values()].sort((a, b) => compareText(a.name, b.name));
}
