import { createHash } from "node:crypto";
import type { SourcePlan } from "../../core/protocol/protocol.ts";
import { addAll } from "../../core/records/add-all.ts";
import type { Batch } from "../../core/records/entry.ts";
import type { Limits } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";
import type { ExportFile } from "../../core/review/identify.ts";
import {
  type ArchiveMember,
  ContainerError,
  type FileBytes,
} from "../../formats/containers/container.ts";
import type { Format, ReadOptions } from "../../formats/format.ts";
import { adviceFor, BINARY_FORMATS, CONTAINERS, detectFormat } from "../../formats/index.ts";
import { FORMAT_NAME, FORMAT_NAMES } from "../../formats/names.ts";
import { decodeBytes } from "../../formats/text/decode.ts";
import { adviceForBytes } from "../../formats/text/sniff.ts";
import { identityOf, readOptions } from "../cache/export-identity.ts";
import { diskMessage, UserError } from "../io/errors.ts";
import { type FileHash, type Hashed, hashed } from "../io/file-hash.ts";
import type { Disk } from "../io/io.ts";
import { readEntries } from "../threads/reading-thread.ts";

/** The beginning of a file, long enough to recognise its format. */
const HEAD = 64 * 1024;

/** An export and the file on the disk that contains it; an archive contains several. */
export interface OpenedExport extends ExportFile {
  /**
   * The file on the disk; `path` may name a part of it: `rayyan.zip` for `rayyan.zip/articles.csv`.
   */
  readonly onDisk: string;
  /** The hash of that file, once the export has been read. */
  onDiskHash(): FileHash;
  /** How its bytes are read, where they are those of the file and of one format of text. */
  readonly plainFormat?: string;
}

/** slr can read nothing of a file: it is damaged, or in no format that slr reads. */
export class UnreadableFile extends UserError {}

export interface OpenedFile {
  readonly exports: readonly OpenedExport[];
  /** Problems of parts of the file that are not exports, or could not be read. */
  readonly problems: readonly Problem[];
}

/**
 * Opens the exports of a file: one, or all in an archive. Formats are recognised by content. Throws
 * a UserError if slr can read nothing in it.
 */
export async function openExports(
  disk: Disk,
  path: string,
  source?: SourcePlan,
  limits?: Limits,
): Promise<OpenedFile> {
  const file = hashed((how) => disk.readBytes(path, how), await disk.sizeOf(path));
  const head = await readHead(path, () => disk.readBytes(path));
  const container = CONTAINERS.find((one) => one.recognizes(head));
  const isBinary = BINARY_FORMATS.some((format) => format.recognizes(head));
  if (container === undefined || isBinary)
    return openOne({ path, content: file, head, limits }, file, path, source);

  const { members, problems: found } = await unpacking(path, () =>
    container.open(file.bytes, { file: path, ...(limits && { limits }) }),
  );
  const problems: Problem[] = [...found];
  const exports: OpenedExport[] = [];
  const unread: { readonly name: string; readonly problem: Unread }[] = [];
  for (const member of members) {
    try {
      const opened = await openMember(member, { file, path, source, limits });
      exports.push(...opened.exports);
      addAll(problems, opened.problems);
    } catch (error) {
      if (!(error instanceof UnreadableFile) || members.length === 1) throw error;
      const code = `${container.id}/unread-member`;
      if (error.cause instanceof ContainerError || EXPORT_ENDING.test(member.name)) {
        unread.push({ name: member.name, problem: { file: path, code, error } });
        continue;
      }
      const message = `${error.message.replace(/\.$/, "")}; expected an export. Its entries are not counted.`;
      problems.push({ severity: "error", code, file: path, message });
    }
  }
  if (exports.length === 0)
    throw new UnreadableFile(`${path} is a ${container.name} without exports.`);
  for (const { name, problem } of unread)
    exports.push(unreadExport(`${path}/${name}`, problem, file, source));
  return { exports, problems };
}

/**
 * The exports of one file among others. A file that cannot be read stops nothing: it is an export
 * that says so, and its source is incomplete.
 */
export async function openAmongOthers(
  disk: Disk,
  path: string,
  source?: SourcePlan,
  limits?: Limits,
): Promise<OpenedFile & { readonly error?: UnreadableFile }> {
  try {
    return await openExports(disk, path, source, limits);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const problem = { file: path, code: "screen/unreadable-file", error };
    const file = hashed((how) => disk.readBytes(path, how));
    return { exports: [unreadExport(path, problem, file, source)], problems: [], error };
  }
}

/** What in an archive is an export by its name; a README is none. */
const EXPORT_ENDING = /\.(?:ris|bib|csv|tsv|nbib|enw|ciw|xml|json|rdf|xlsx?|zip|gz)$/i;

interface Unread {
  /** The file on the disk. */
  readonly file: string;
  readonly code: string;
  readonly error: UnreadableFile;
}

function unreadExport(
  path: string,
  { file, code, error }: Unread,
  content: Hashed,
  source: SourcePlan | undefined,
): OpenedExport {
  const hint = error.hint === undefined ? "" : ` ${error.hint}`;
  const message = `${error.message} Its entries are not counted, so its source is incomplete.${hint}`;
  async function* read(): AsyncGenerator<Batch> {
    try {
      for await (const _ of content.bytes());
    } catch {
      // The problem says that it cannot be read.
    }
    yield {
      entries: [],
      problems: [{ severity: "error", code, file, message }],
      isCut: true,
    };
  }
  return {
    path,
    ...(source && { source }),
    onDisk: file,
    onDiskHash: content.hash,
    extent: content.extent,
    sha256: () => sha256Of(`${content.sha256()} ${path}`),
    format: () => "unread",
    read,
  };
}

async function openMember(
  { name, bytes, size }: ArchiveMember,
  archive: {
    readonly file: Hashed;
    readonly path: string;
    readonly source: SourcePlan | undefined;
    readonly limits: Limits | undefined;
  },
): Promise<OpenedFile> {
  const { file, path: onDisk, source, limits } = archive;
  const path = name === "" ? onDisk : `${onDisk}/${name}`;
  const head = await unpacking(path, () => readHead(path, bytes));
  const inner = CONTAINERS.find((one) => one.recognizes(head));
  if (inner !== undefined && !BINARY_FORMATS.some((format) => format.recognizes(head))) {
    throw new UnreadableFile(`${path} is a ${inner.name} inside of another archive: unpack it.`);
  }
  return openOne({ path, content: hashed(bytes, size), head, limits }, file, onDisk, source);
}

interface Unopened {
  readonly limits: Limits | undefined;
  readonly path: string;
  readonly content: Hashed;
  readonly head: Uint8Array;
}

async function openOne(
  { path: whole, content, head, limits }: Unopened,
  file: Hashed,
  onDisk: string,
  source: SourcePlan | undefined,
): Promise<OpenedFile> {
  const path = source?.sheet === undefined ? whole : `${whole}/${source.sheet}`;
  const options = readOptions(path, source, limits);
  const known = {
    path,
    ...(source && { source }),
    onDisk,
    onDiskHash: file.hash,
    sha256: content.sha256,
    // Where nobody says how much a packed file unpacks to, its packed bytes tell.
    extent: content.hasSize ? content.extent : file.extent,
  };
  const binary = BINARY_FORMATS.find((format) => format.recognizes(head));
  if (binary !== undefined) {
    const { read, problems } = await unpacking(whole, () => binary.open(content.bytes, options));
    // Two sheets of one workbook are two exports.
    const sha256 = () => sha256Of(`${content.sha256()} ${source?.sheet ?? ""}`);
    return {
      exports: [
        {
          ...known,
          sha256,
          format: () => FORMAT_NAME[binary.id],
          identity: identityOf(content, binary.id, source, options),
          read,
        },
      ],
      problems,
    };
  }
  if (source?.sheet !== undefined) {
    throw new UserError(
      `slr.yaml:${source.line}: error: \`sheet\` is given for ${whole}, which is no workbook; leave it out. (protocol/sheet)`,
    );
  }
  const { encoding } = source ?? {};
  const format = await recognize(head, options, encoding);
  async function* read({ entriesOnly } = { entriesOnly: false }): AsyncGenerator<Batch> {
    let damage: ContainerError | undefined;
    const whatIsThere = async function* () {
      try {
        yield* content.bytes();
      } catch (error) {
        if (!(error instanceof ContainerError)) throw error;
        damage = error;
      }
    };
    const reading = { format: format?.id, options, encoding, entriesOnly };
    yield* readEntries(whatIsThere(), known.extent().size, reading);
    if (damage === undefined) return;
    const message = `The archive is damaged: ${damage.message}. Entries behind this point are not counted; download the file again.`;
    // The hash of the file covers all of its bytes.
    for await (const _ of file.bytes());
    yield {
      entries: [],
      problems: [{ severity: "error", code: "screen/damaged-archive", file: path, message }],
      isCut: true,
    };
  }
  return {
    exports: [
      {
        ...known,
        format: () => (format === undefined ? "empty" : FORMAT_NAME[format.id]),
        identity: identityOf(content, format?.id, source, options),
        ...(format !== undefined && content === file && { plainFormat: format.id }),
        read,
      },
    ],
    problems: [],
  };
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Runs an action that may meet a damaged file, and reports the damage to the user. */
export async function unpacking<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error;
    throw new UnreadableFile(`Cannot read ${path}: ${error.message}.`, { cause: error });
  }
}

/** The beginning of a file. Throws a UserError if it cannot be read. */
export async function readHead(path: string, bytes: FileBytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of bytes()) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= HEAD) break;
    }
  } catch (cause) {
    if (cause instanceof ContainerError) {
      // The part that could be unpacked may contain entries; reading will show where it ends.
      if (length > 0) return Buffer.concat(parts);
      throw cause;
    }
    // It says itself what is wrong: a folder or a pipe in the place of a file, a link that leads out.
    if (cause instanceof UserError) throw cause;
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    const why = { ENOENT: "there is no such file", EISDIR: "it is a folder" }[String(code)];
    if (why !== undefined)
      throw new UserError(`Cannot read ${path}: ${why}.`, { cause, hint: "Check the path." });
    if (code === "EACCES")
      throw new UnreadableFile(`Cannot read ${path}: permission is denied.`, {
        cause,
        hint: "Check the path.",
      });
    const failure = diskMessage(cause);
    throw new UnreadableFile(`Cannot read ${path}.${failure === undefined ? "" : ` ${failure}`}`, {
      cause,
      hint: "Read the file with another program; where that fails, too, the disk or its copy is damaged.",
    });
  }
  return Buffer.concat(parts);
}

/** The format of a text; undefined for an empty text. */
async function recognize(
  head: Uint8Array,
  options: ReadOptions,
  encoding: SourcePlan["encoding"],
): Promise<Format | undefined> {
  const { text } = await decodeBytes(head, encoding);
  const advice = adviceForBytes(head) ?? adviceFor(text, options);
  const format = advice === undefined ? detectFormat(text, options) : undefined;
  if (format !== undefined) return format;
  if (text.trim() === "" && advice === undefined) return undefined;
  throw new UnreadableFile(
    advice === undefined
      ? `${options.file} is in no format that slr reads (${FORMAT_NAMES.join(", ")}).`
      : `${options.file} is ${advice}.`,
    advice === undefined
      ? {
          hint: "Export the search result again as RIS, BibTeX or CSV. For a table whose header slr does not know, name its columns in slr.yaml (sources: columns).",
        }
      : {},
  );
}
