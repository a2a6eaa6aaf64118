import type { SourcePlan } from "../../core/protocol/protocol.ts";
import type { Limits } from "../../core/records/limits.ts";
import { type EarlierRuns, hashOf } from "../../core/review/earlier/earlier-runs.ts";
import { identityOf, readOptions } from "../cache/export-identity.ts";
import { type Hashed, hashed, readToEnd } from "../io/file-hash.ts";
import type { Disk } from "../io/io.ts";
import type { OpenedExport, OpenedFile, UnreadableFile } from "./exports.ts";

const STEP = "opened";

/** How an export is read: a format of text, by its id and its name. */
interface KnownFormat {
  readonly format: string;
  readonly name: string;
}

interface ToOpen {
  readonly path: string;
  readonly source: SourcePlan | undefined;
  readonly limits: Limits | undefined;
}

/**
 * Opens the exports of a file. Where an earlier run has found that it is one export and in which
 * format, no code of formats is loaded before somebody reads the entries.
 */
export async function openEarlier(
  disk: Disk,
  { path, source, limits }: ToOpen,
  earlier: EarlierRuns | undefined,
): Promise<OpenedFile & { readonly error?: UnreadableFile }> {
  const openNow = async () => {
    const { openAmongOthers } = await import("./exports.ts");
    return openAmongOthers(disk, path, source, limits);
  };
  // A sheet may be missing, which opening the file says.
  if (earlier === undefined || source?.sheet !== undefined) return openNow();
  const content = hashed(
    (how) => disk.readBytes(path, how),
    await disk.sizeOf(path).catch(() => undefined),
  );
  if (!(await readToEnd(content))) return openNow();
  const from = hashOf(content.sha256(), source?.encoding, readOptions(path, source, limits));
  const known = (await earlier.recall(STEP, from)) as KnownFormat | undefined; // `keep` below
  if (known !== undefined) {
    const open = async () => (await openNow()).exports[0];
    return { exports: [knownExport({ path, source, limits }, content, known, open)], problems: [] };
  }
  const opened = await openNow();
  const [only, second] = opened.exports;
  if (opened.problems.length > 0 || only?.plainFormat === undefined || second !== undefined)
    return opened;
  const found: KnownFormat = { format: only.plainFormat, name: only.format() };
  const one = knownExport({ path, source, limits }, content, found, async () => only);
  const { identity } = one;
  const now = async () => {
    await earlier.keep(STEP, from, found);
    return identity?.now();
  };
  return { ...opened, exports: [{ ...one, ...(identity && { identity: { ...identity, now } }) }] };
}

/** An export whose bytes have been hashed, and which is opened when its entries are read. */
function knownExport(
  { path, source, limits }: ToOpen,
  content: Hashed,
  { format, name }: KnownFormat,
  open: () => Promise<OpenedExport | undefined>,
): OpenedExport {
  let opened: OpenedExport | undefined;
  let hash = content.hash();
  const sha256 = () => hash.bytes;
  const { lastRead } = identityOf(
    { ...content, sha256 },
    format,
    source,
    readOptions(path, source, limits),
  );
  return {
    path,
    ...(source && { source }),
    onDisk: path,
    onDiskHash: () => hash,
    sha256,
    extent: () => opened?.extent?.() ?? content.extent(),
    format: () => name,
    identity: { now: async () => lastRead(), lastRead },
    async *read(what) {
      opened ??= await open();
      // Where the file is another one by now, its entries are not as many as before.
      if (opened === undefined) return;
      yield* opened.read(what);
      hash = opened.onDiskHash();
    },
  };
}
