import { createHash } from "node:crypto";
import type { Batch } from "../core/entry.ts";
import type { ExportFile } from "../core/identify.ts";
import type { SourcePlan } from "../core/protocol.ts";
import { adviceForBytes, decodeText } from "../formats/decode.ts";
import type { Format, ReadOptions } from "../formats/format.ts";
import { adviceFor, detectFormat, FORMATS } from "../formats/index.ts";
import { UserError } from "./errors.ts";
import type { Disk } from "./io.ts";

/** Enough of a file to see what it is. */
const HEAD = 64 * 1024;

/** Opens an export: finds out its format by its content. Throws a UserError where slr cannot read it. */
export async function openExport(
  disk: Disk,
  path: string,
  source?: SourcePlan,
): Promise<ExportFile> {
  const head = await readHead(disk, path);
  const options: ReadOptions = {
    file: path,
    ...(source?.columns && { columns: source.columns }),
    ...(source?.rows !== undefined && { rows: source.rows }),
  };
  const format = recognize(head.bytes, head.text, options);
  let sha256 = "";
  return {
    path,
    ...(source && { source }),
    sha256: () => sha256,
    format: () => format?.name ?? "empty",
    async *read(): AsyncGenerator<Batch> {
      const hash = createHash("sha256");
      const decoded = decodeText(hashing(disk.readBytes(path), hash));
      if (format === undefined) for await (const _ of decoded.chunks);
      else yield* format.read(decoded.chunks, options);
      sha256 = hash.digest("hex");
      const { badBytes } = decoded.report();
      if (badBytes > 0) {
        const message = `Unexpected ${badBytes} byte${badBytes === 1 ? "" : "s"} that are no UTF-8, expected UTF-8; the lines that hold them were read as windows-1252.`;
        yield {
          entries: [],
          problems: [{ severity: "warning", code: "screen/encoding", file: path, message }],
        };
      }
    },
  };
}

async function* hashing(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): unknown },
) {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

async function readHead(disk: Disk, path: string): Promise<{ bytes: Uint8Array; text: string }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of disk.readBytes(path)) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= HEAD) break;
    }
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    const why = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "permission is denied",
    }[String(code)];
    throw new UserError(`Cannot read ${path}${why ? `: ${why}` : ""}.`, {
      cause,
      hint: "Check the path.",
    });
  }
  const bytes = Buffer.concat(parts);
  let text = "";
  for await (const chunk of decodeText(
    (async function* () {
      yield bytes;
    })(),
  ).chunks)
    text += chunk;
  return { bytes, text };
}

/** The format of a file; undefined for one that holds nothing at all. */
function recognize(bytes: Uint8Array, text: string, options: ReadOptions): Format | undefined {
  const advice = adviceForBytes(bytes) ?? adviceFor(text, options);
  const format = advice === undefined ? detectFormat(text, options) : undefined;
  if (format !== undefined) return format;
  if (text.trim() === "" && advice === undefined) return undefined;
  const names = FORMATS.map(({ name }) => name).join(", ");
  throw new UserError(
    advice === undefined
      ? `${options.file} is in no format that slr reads (${names}).`
      : `${options.file} is ${advice}.`,
    advice === undefined
      ? {
          hint: "Export the search result again as RIS, BibTeX or CSV. For a table whose header slr does not know, name its columns in slr.yaml (sources: columns).",
        }
      : {},
  );
}
