import type { Problem } from "../../core/records/problem.ts";
import { textOfPdf } from "../../formats/text/pdf-text.ts";
import type { FileHash } from "../io/file-hash.ts";
import type { Io } from "../io/io.ts";
import { decodeKept, readKeptBytes } from "./kept-files.ts";
import { isLeftBeside } from "./names-by-programs.ts";

const FOLDER = "fulltext";
const ENDING = /\.(?<ending>txt|pdf)$/i;

/** The files in fulltext/, named after records: `<record>.txt`, or `<record>.pdf`. */
export class FullTexts {
  /** Without their endings. */
  readonly names: readonly string[];
  readonly #io: Io;
  readonly #hashes: Map<string, FileHash>;
  readonly #problems: Problem[] = [];
  /** The files of each name; a text goes before a PDF. */
  readonly #files = new Map<string, { readonly txt?: string; readonly pdf?: string }>();

  /** The hashes of files are added to this list as the files are read. */
  static async open(io: Io, hashes: Map<string, FileHash>): Promise<FullTexts> {
    const texts = new FullTexts(await io.list(FOLDER), io, hashes);
    for (const path of await io.links(FOLDER))
      texts.#problems.push({
        severity: "error",
        code: "screen/astray-link",
        file: `${FOLDER}/${path}`,
        message:
          "This link leads out of the review or to nothing, so slr reads no full text here; put the file itself into its place.",
      });
    return texts;
  }

  private constructor(paths: readonly string[], io: Io, hashes: Map<string, FileHash>) {
    this.#io = io;
    this.#hashes = hashes;
    for (const path of paths) {
      const ending = ENDING.exec(path)?.groups?.ending?.toLowerCase();
      if (ending === undefined || path.includes("/") || isLeftBeside(path)) continue;
      const name = path.replace(ENDING, "");
      this.#files.set(name, { ...this.#files.get(name), [ending]: path });
    }
    this.names = [...this.#files.keys()];
  }

  /** What is wrong with the files that have been read so far. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** The text of a report; undefined where there is no file, or none with a text. */
  async textOf(name: string): Promise<string | undefined> {
    const { txt, pdf } = this.#files.get(name) ?? {};
    const path = txt ?? pdf;
    if (path === undefined) return undefined;
    const file = `${FOLDER}/${path}`;
    const { bytes, hash } = await readKeptBytes(this.#io, file);
    this.#hashes.set(file, hash);
    if (txt !== undefined) return (await decodeKept(bytes, file)).text;
    const read = await textOfPdf(bytes);
    if (read.kind === "text") return read.text;
    this.#report(
      file,
      read.kind === "none"
        ? {
            code: "fulltext/no-text",
            message:
              "This PDF holds pictures of pages and no text, so criteria on the full text are unknown for it. Recognise its letters (OCR), or put its text beside it as .txt.",
          }
        : {
            code: "fulltext/unreadable",
            message: `slr cannot read this PDF: ${read.why}. Criteria on the full text are unknown for it. Replace it, or put its text beside it as .txt.`,
          },
    );
    return undefined;
  }

  /** A file may be read several times; what is wrong with it is told once. */
  #report(file: string, problem: Pick<Problem, "code" | "message">): void {
    if (this.#problems.some((known) => known.file === file && known.code === problem.code)) return;
    this.#problems.push({ severity: "warning", file, ...problem });
  }
}
