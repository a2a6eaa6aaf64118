import { posix } from "node:path";
import type { CheckedPaper } from "../../../core/checks/check.ts";
import type { Paper } from "../../../core/claims/paper/paper.ts";
import { verifyPaper } from "../../../core/claims/paper/verify-paper.ts";
import type { ReviewData } from "../../../core/claims/review-data.ts";
import { readZipDirectory, refuseBomb, unzip } from "../../../formats/containers/zip.ts";
import { PAPER_FORMATS, paperFormatOf } from "../../../formats/papers/index.ts";
import type { PaperFormat } from "../../../formats/papers/paper-format.ts";
import { unpacking } from "../../folder/exports.ts";
import { decodeKept, readKeptBytes } from "../../folder/kept-files.ts";
import { UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/** A file of a paper, with the format that it is in. */
interface PaperFile {
  readonly file: string;
  readonly format: PaperFormat;
  readonly content: string;
}

/** Macros of the figure that slr writes, which hold no number. */
const NO_NUMBER = /^slr(?:FlowDiagram|Alone|Ink|Faint|Fill)$/;
/** No paper has more text, with all of its drawings. */
const LARGEST_BODY = 100 << 20;
/** More files than any paper is made of. */
const MOST_FILES = 200;

/** Reads papers, with the files that they take in, and compares their numbers with the flow. */
export async function checkPapers(
  named: readonly string[],
  data: ReviewData,
  macros: Readonly<Record<string, number>>,
  io: Io,
): Promise<CheckedPaper> {
  const files: PaperFile[] = [];
  for (const file of named) await addFile(file, files, io);
  const known = new Map(Object.entries(macros));
  for (const { format, content } of files)
    for (const { name, n } of format.read(content, new Map()).macros) known.set(name, n);
  const papers = files.map(({ file, format, content }): Paper & { uses: readonly Use[] } => {
    const read = format.read(content, known);
    return {
      file,
      unit: read.unit,
      passages: read.passages,
      macros: read.macros.map((one) => ({ ...one, file })),
      uses: read.uses,
    };
  });
  return {
    numbers: papers.flatMap((paper) => verifyPaper(paper, data, macros)),
    unknownMacros: papers.flatMap(({ file, uses }) =>
      uses
        .filter(({ name }) => !known.has(name) && !NO_NUMBER.test(name))
        .map((use) => ({ ...use, file })),
    ),
  };
}

interface Use {
  readonly name: string;
  readonly line: number;
}

/** Adds a file and those that it takes in, each once. */
async function addFile(file: string, files: PaperFile[], io: Io): Promise<void> {
  if (files.some((one) => one.file === file) || files.length >= MOST_FILES) return;
  const format = paperFormatOf(file);
  if (format === undefined) {
    const endings = PAPER_FORMATS.flatMap((one) => one.endings).join(", ");
    throw new UserError(`slr does not read numbers in ${file}.`, {
      hint: `A paper is a file that ends in ${endings}.`,
    });
  }
  if ((await io.kindOf(file)) !== "file")
    throw new UserError(`There is no file ${file}.`, { hint: "Check the path." });
  const content = await contentOf(file, io);
  files.push({ file, format, content });
  for (const input of format.inputs?.(content) ?? []) {
    const path = posix.normalize(posix.join(posix.dirname(file), input));
    // What a paper names outside of its folder is none of its own files.
    if (input.includes("..") || posix.isAbsolute(input)) continue;
    for (const candidate of [path, `${path}.tex`]) {
      io.permit(candidate);
      if (paperFormatOf(candidate) === undefined || (await io.kindOf(candidate)) !== "file")
        continue;
      await addFile(candidate, files, io);
      break;
    }
  }
}

/** The text of a paper; of a Word file the XML of its body. */
async function contentOf(file: string, io: Io): Promise<string> {
  const { bytes } = await readKeptBytes(io, file);
  if (!/\.docx$/i.test(file)) return (await decodeKept(bytes, file)).text;
  const body = await unpacking(file, async () => {
    const parts = bytesAreZip(bytes) ? readZipDirectory(bytes) : [];
    const found = parts.find(({ name }) => name === "word/document.xml");
    if (found !== undefined) refuseBomb([found], LARGEST_BODY);
    return found;
  });
  if (body === undefined)
    throw new UserError(`${file} is no Word file (DOCX).`, {
      hint: "Save it again from Word or LibreOffice as DOCX.",
    });
  const parts: Uint8Array[] = [];
  await unpacking(file, async () => {
    for await (const part of unzip(bytes, body)) parts.push(part);
  });
  return Buffer.concat(parts).toString("utf8");
}

function bytesAreZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}
