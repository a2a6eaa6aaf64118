import type { Encoding } from "../../core/protocol/protocol.ts";
import type { Batch } from "../../core/records/entry.ts";
import type { ReadOptions } from "../../formats/format.ts";
import { readGuarded } from "../../formats/guard.ts";
import { FORMATS } from "../../formats/index.ts";
import type { TextFormatId } from "../../formats/names.ts";
import { decodeText } from "../../formats/text/decode.ts";
import { decodingProblems } from "../../formats/text/decoding-problem.ts";

/** All that the entries of an export in a text format depend on, beside its bytes. */
export interface TextReading {
  /** Absent for a text without anything in it. */
  readonly format?: TextFormatId | undefined;
  readonly options: ReadOptions;
  /** The encoding that slr.yaml names. */
  readonly encoding?: Encoding | undefined;
  /** Whether somebody has the problems from an earlier reading. */
  readonly entriesOnly: boolean;
}

/** The entries of an export in a text format, then the problems of its encoding. */
export async function* readTextEntries(
  bytes: AsyncIterable<Uint8Array>,
  { format: id, options, encoding, entriesOnly }: TextReading,
): AsyncGenerator<Batch> {
  const format = FORMATS.find((one) => one.id === id);
  const decoded = decodeText(bytes, encoding);
  if (format === undefined) for await (const _ of decoded.chunks);
  else if (entriesOnly) yield* format.read(decoded.chunks, options);
  else yield* readGuarded(format, decoded.chunks, options);
  const problems = decodingProblems(decoded.decoding(), options.file, nameEncoding);
  if (problems.length > 0) yield { entries: [], problems };
}

function nameEncoding(encoding?: Encoding): string {
  return encoding === undefined
    ? "name the encoding in slr.yaml (sources: encoding)"
    : `write \`encoding: ${encoding}\` at its source in slr.yaml`;
}
