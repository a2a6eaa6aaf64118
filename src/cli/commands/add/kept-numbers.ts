import type { Protocol } from "../../../core/protocol/protocol.ts";
import { type IdentifiedEntry, identify } from "../../../core/review/identify.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import type { OpenedExport } from "../../folder/exports.ts";
import { fileMatcher } from "../../folder/file-patterns.ts";
import { openReview, PROTOCOL_FILE } from "../../folder/review-folder.ts";
import { UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/**
 * Entries are numbered by the database that they count for, in the order of searches and files. So a
 * library, or a database that a library holds, too, can come between entries that people's tables name
 * by number. Throws if one of them would get another number.
 */
export async function refuseNewNumbers(
  arriving: readonly OpenedExport[],
  { sources, ...protocol }: Protocol,
  io: Io,
): Promise<void> {
  const { input } = await openReview(io, []);
  const added = arriving.map((one) => ({ ...one, ...placeOf(one, sources) }));
  const { files, entries } = await identify(
    [...input.exports, ...added],
    { ...protocol, sources, databases: input.protocol.databases },
    { progress: io.status, earlier: input.earlier },
  );
  const isNew = new Set(added.map(({ path }) => path));
  const counts = new Map<string, number>();
  const moved = entries.flatMap((entry): { entry: IdentifiedEntry; before: string }[] => {
    if (isNew.has(files[entry.file]!.path)) return [];
    const n = (counts.get(entry.source) ?? 0) + 1;
    counts.set(entry.source, n);
    const before = `${entry.source}#${n}`;
    return before === entry.id ? [] : [{ entry, before }];
  });
  const [first, last] = [moved[0], moved.at(-1)];
  if (first === undefined || last === undefined) return;
  const fileOf = ({ entry }: typeof first) => files[entry.file]!;
  // A later name helps where only the order of files decides.
  const isByName = moved.every((one) => (fileOf(one).file.round ?? 0) <= (added[0]!.round ?? 0));
  throw new UserError(
    plainText(
      `${first.before} (${fileOf(first).path}) would become ${first.entry.id}, because the new entries of ${first.entry.source} come before it. Tables that name entries by number would then mean others, so nothing is added.`,
    ),
    {
      hint: plainText(
        isByName
          ? `Give the file a name that comes after ${fileOf(last).path} in the alphabet.`
          : `If no table of yours names entries by number, copy the file into the review and write it into ${PROTOCOL_FILE} yourself.`,
      ),
    },
  );
}

/** The source that the new slr.yaml gives a file, and which of its searches. */
function placeOf({ path, onDisk }: OpenedExport, sources: Protocol["sources"]) {
  for (const source of sources) {
    const round = source.searches.findIndex(({ files }) =>
      files.some((pattern) => [path, onDisk].some(fileMatcher(pattern))),
    );
    if (round >= 0) return { source, round };
  }
  return {};
}
