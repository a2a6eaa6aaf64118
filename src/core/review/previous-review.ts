import type { Protocol } from "../protocol/protocol.ts";
import type { Problem } from "../records/problem.ts";
import { plural } from "../records/text/plural.ts";
import type { Clustered } from "./cluster-records.ts";
import type { ExportFile, Identified } from "./identify.ts";

/**
 * An earlier version of the review, as its slr.lock holds it. What it identified is not counted again:
 * the flow of the update counts the entries of exports that came later.
 */
export interface PreviousReview {
  /** The lock, as messages name it. */
  readonly file: string;
  /** The version, as slr.yaml names it. */
  readonly name: string;
  readonly studies: number;
  readonly reports: number;
  /** Whether an export, once it has been read, went into that version, and is as it was then. */
  holds(file: ExportFile): "same" | "changed" | undefined;
  /** Its records with their boxes; undefined for a lock that knows no records. */
  readonly records?: {
    readonly keys: readonly string[];
    /** The record of the key at a place. */
    at(place: number): { readonly anchors: readonly string[]; readonly box: string };
  };
}

/** The protocol as the flow of an update counts by it: numbers of the previous version, later searches. */
export function countedProtocol(
  protocol: Protocol,
  { files }: Pick<Identified, "files">,
  previous: PreviousReview | undefined,
): Protocol {
  if (previous === undefined) return protocol;
  const searched = new Set(
    files.flatMap(({ file, isPrevious }) => (isPrevious ? [] : [file.source?.name])),
  );
  return {
    ...protocol,
    sources: protocol.sources.filter(({ name }) => searched.has(name)),
    previous: { ...protocol.previous, studies: previous.studies, reports: previous.reports },
  };
}

/** Exports of the previous version that are not as it had them: which of their entries are new is unknown. */
export function changedExports(
  files: readonly { readonly path: string; readonly file: ExportFile }[],
  previous: PreviousReview | undefined,
): Problem[] {
  if (previous === undefined) return [];
  return files
    .filter(({ file }) => previous.holds(file) === "changed")
    .map(({ path }) => ({
      severity: "error",
      code: "previous/changed-export",
      file: path,
      message: `${previous.file} holds this export with another text, so it is unknown which of its entries are new; none is counted. Put the export back as it was, and add what a later search found as a file of its own.`,
    }));
}

/** Records that the previous version had decided otherwise: neither its numbers nor the new ones show it. */
export function changedSince(
  previous: PreviousReview | undefined,
  { records, recordNamed }: Pick<Clustered, "records" | "recordNamed">,
  boxOf: (record: number) => string,
): Problem[] {
  if (previous?.records === undefined) return [];
  const indexOf = new Map(records.map(({ key }, at) => [key, at]));
  const changed: Problem[] = [];
  for (const [place, key] of previous.records.keys.entries()) {
    const { anchors, box } = previous.records.at(place);
    const at =
      indexOf.get(key) ??
      anchors.map((anchor) => recordNamed(anchor)).find((record) => record !== undefined);
    const now = at === undefined ? undefined : boxOf(at);
    if (box === now || (box !== "included" && now !== "included")) continue;
    changed.push({
      severity: "error",
      code: "previous/changed-record",
      file: previous.file,
      ...(at !== undefined && { record: records[at]!.key }),
      message: `The box of the record ${key} was ${box} in the previous version and ${now === undefined ? "the record is gone" : `is ${now} now`}. The flow counts the ${plural(previous.reports, "report")} that were included then; say in the text what changed, or correct the decision.`,
    });
  }
  return changed;
}
