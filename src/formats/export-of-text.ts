import { hash } from "node:crypto";
import type { SourcePlan } from "../core/protocol/protocol.ts";
import type { ExportFile } from "../core/review/identify.ts";
import type { ReadOptions } from "./format.ts";
import { readGuarded } from "./guard.ts";
import { adviceFor, detectFormat } from "./index.ts";
import { TEXT_FORMAT_NAMES } from "./names.ts";

/** The part of a text that formats need to recognise it. */
const HEAD = 64 * 1024;

/** An export in memory, for `screenReview`. */
export interface ExportText {
  /** The name that messages and the ledger print. */
  readonly path: string;
  readonly text: string;
  /** The source of the protocol that it belongs to. Without one, the export or its name decides. */
  readonly source?: SourcePlan | undefined;
}

/**
 * Thrown if a text is in no format that slr reads; the message says what it is, if slr knows, and
 * what to do.
 */
export class UnknownFormatError extends Error {
  override readonly name = "UnknownFormatError";
}

/**
 * The export in this text, whose format is recognised by content. Throws an UnknownFormatError if
 * no format recognises the text; entries that cannot be read are problems of the review, not
 * errors.
 */
export function exportOfText({ path, text: whole, source }: ExportText): ExportFile {
  const text = whole.replace(/^\uFEFF/, "");
  const options: ReadOptions = {
    file: path,
    ...(source?.columns && { columns: source.columns }),
    ...(source?.rows !== undefined && { rows: source.rows }),
  };
  const head = text.slice(0, HEAD);
  const format = detectFormat(head, options);
  if (format === undefined && text.trim() !== "") {
    const advice = adviceFor(head, options);
    throw new UnknownFormatError(
      advice === undefined
        ? `${path} is in no format that slr reads (${Object.values(TEXT_FORMAT_NAMES).join(", ")}).`
        : `${path} is ${advice}.`,
    );
  }
  return {
    path,
    ...(source && { source }),
    sha256: () => hash("sha256", whole),
    format: () => (format === undefined ? "empty" : TEXT_FORMAT_NAMES[format.id]),
    async *read(what = { entriesOnly: false }) {
      if (format === undefined) return;
      if (what.entriesOnly) yield* format.read(chunksOf(text), options);
      else yield* readGuarded(format, chunksOf(text), options);
    },
  };
}

async function* chunksOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += HEAD) yield text.slice(at, at + HEAD);
}
