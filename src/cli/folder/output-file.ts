import { UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import { CODES, DECISIONS } from "./decision-files.ts";
import { PROTOCOL_FILE, RESULTS, SEARCHES } from "./review-folder.ts";

/** Files and folders that people keep in a review folder, and those that slr keeps for itself. */
const KEPT = [
  PROTOCOL_FILE,
  ...["duplicates.csv", "retrieval.csv", "studies.csv", "retractions.csv", "slr.lock"],
  ...[".gitattributes", ".gitignore"],
];
const KEPT_FOLDERS = [SEARCHES, DECISIONS, CODES, "fulltext", "automation"];

/** The folder of a review, in which slr reads or keeps what it finds, that a path lies in. */
export function keptFolderOf(path: string): string | undefined {
  const name = path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
  return [RESULTS, ...KEPT_FOLDERS].find((folder) =>
    `${name.toLowerCase()}/`.startsWith(`${folder}/`),
  );
}

/** The file that `--output` names; absent if the output goes to stdout, as it does for `-`. */
export function outputFile(output: string | undefined): string | undefined {
  return output === "-" ? undefined : output;
}

/**
 * The form that the ending of an output file selects. Throws a UserError for an ending that no form
 * has, because a file of another form than its name says is opened as broken.
 *
 * @param what what is written, such as `the flow`
 * @param forms the forms with their endings, `.svg`; the first ending of each is its usual one
 */
export function formOfEnding<Form extends { readonly endings: readonly string[] }>(
  file: string,
  what: string,
  forms: readonly Form[],
): Form {
  const ending = /\.[^./\\]+$/.exec(file)?.[0].toLowerCase() ?? "";
  const form = forms.find(({ endings }) => endings.includes(ending));
  if (form !== undefined) return form;
  const known = forms.map(({ endings }) => endings[0]).join(", ");
  throw new UserError(`No form of ${what} has the file extension of ${file}.`, {
    hint: `Use one of the extensions ${known}, or choose a form with --format.`,
  });
}

/**
 * Writes a file that `--output` names. Throws a UserError if it would replace an input of the
 * review, which could not be restored.
 *
 * @param inputs further files that the command has read
 */
export async function writeOutput(
  io: Io,
  file: string,
  content: string | AsyncIterable<string | Uint8Array>,
  inputs: Iterable<string> = [],
): Promise<void> {
  const name = file.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
  const into = [RESULTS, DECISIONS, CODES].find((folder) =>
    name.toLowerCase().startsWith(`${folder}/`),
  );
  if (into !== undefined) {
    throw new UserError(`${file} lies in ${into}/, where slr reads what it finds.`, {
      hint: "Write the file somewhere else.",
    });
  }
  const target = await io.identityOf(file);
  if (target !== undefined) {
    const kept = [...KEPT, ...inputs];
    for (const folder of KEPT_FOLDERS)
      kept.push(...(await io.list(folder)).map((path) => `${folder}/${path}`));
    for (const path of kept) {
      if ((await io.identityOf(path)) !== target) continue;
      throw new UserError(`${file} is part of the review, and an output would overwrite it.`, {
        hint: "Name another file.",
      });
    }
  }
  await io.writeFile(file, content);
}
