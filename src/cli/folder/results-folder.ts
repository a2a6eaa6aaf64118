import { RESULT_FORMS, type ResultForm } from "../../core/protocol/protocol.ts";
import { compareText } from "../../core/records/problem.ts";
import { firstOf } from "../../core/records/text/first-of.ts";
import type { ReviewResults } from "../../core/screening/results.ts";
import { sameText } from "../../core/versions/compare-locks.ts";
import type { InputHash } from "../../core/versions/lock.ts";
import { ASKED_OUTPUTS, OUTPUTS } from "../../outputs/results/index.ts";
import type { AskedOutput, Output } from "../../outputs/results/output.ts";
import { UserError } from "../io/errors.ts";
import { FileHasher } from "../io/file-hash.ts";
import type { FileToWrite, Io } from "../io/io.ts";
import { slrVersion } from "../io/version.ts";
import { namesLeftBeside } from "./names-by-programs.ts";
import { RESULTS } from "./review-folder.ts";

/** The names of the results and of their inputs, by which slr recognises its own results. */
export interface Manifest {
  readonly made_by: string;
  /** SHA-256 of the inputs, by path. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The hashes of their text with all line ends made equal; for binary files, of their bytes. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Names of the files that slr wrote. */
  readonly outputs: readonly string[];
}

const MANIFEST = "manifest.json";

const WRITTEN = [...outputsOf(RESULT_FORMS).map(({ file }) => file), MANIFEST];

/** The only names that slr ever removes from results/. */
const OWN_NAMES = [...WRITTEN, ...namesLeftBeside(WRITTEN)];

/** What is written always, and in the forms that slr.yaml asks for. */
function outputsOf(forms: readonly ResultForm[]): readonly (Output | AskedOutput)[] {
  return [...OUTPUTS, ...forms.flatMap((form) => ASKED_OUTPUTS[form])];
}

/** Every file of results/, in pieces. */
export function* resultFiles(
  results: ReviewResults,
  inputs: ReadonlyMap<string, InputHash>,
  forms: readonly ResultForm[],
): Generator<FileToWrite> {
  const outputs = outputsOf(forms);
  for (const output of outputs) yield { name: output.file, pieces: output.render(results) };
  const manifest: Manifest = {
    made_by: `slr ${slrVersion()}`,
    inputs: Object.fromEntries([...inputs].map(([file, { bytes }]) => [file, bytes])),
    texts: Object.fromEntries([...inputs].map(([file, { bytes, text }]) => [file, text ?? bytes])),
    outputs: outputs.map(({ file }) => file),
  };
  yield { name: MANIFEST, pieces: [`${JSON.stringify(manifest, null, 2)}\n`] };
}

/** Throws if results/ contains anything that slr did not write, because it would be lost. */
export async function refuseForeignResults(io: Io): Promise<void> {
  await io.recoverFolder(RESULTS, OWN_NAMES);
  if ((await io.kindOf(RESULTS)) === "file")
    throw new UserError(`${RESULTS} is a file, expected a folder.`);
  const present = [...(await io.list(RESULTS)), ...(await io.links(RESULTS))];
  const foreign = present.filter((name) => !OWN_NAMES.includes(name));
  if (foreign.length === 0) return;
  throw new UserError(`${RESULTS}/ contains files that slr did not write: ${firstOf(foreign)}.`, {
    hint: `Move them elsewhere, or remove them if an earlier version of slr wrote them; ${RESULTS}/ is for what slr writes.`,
  });
}

export async function readManifest(io: Io): Promise<Manifest | undefined> {
  await io.recoverFolder(RESULTS, OWN_NAMES);
  const path = `${RESULTS}/${MANIFEST}`;
  if ((await io.kindOf(path)) !== "file") return undefined;
  try {
    const manifest = JSON.parse(await io.readText(path)) as Manifest; // The next line checks it.
    return Array.isArray(manifest.outputs) && Object.keys(manifest.inputs).length > 0
      ? manifest
      : undefined;
  } catch {
    return undefined;
  }
}

export async function writeResults(
  io: Io,
  results: ReviewResults,
  inputs: ReadonlyMap<string, InputHash>,
  forms: readonly ResultForm[],
): Promise<void> {
  await io.replaceFolder(
    RESULTS,
    shown(io, "Writing", resultFiles(results, inputs, forms)),
    OWN_NAMES,
  );
}

/** Shows each file while it is made. */
function* shown(io: Io, doing: string, files: Iterable<FileToWrite>): Generator<FileToWrite> {
  for (const file of files) {
    io.status({ doing, what: `${RESULTS}/${file.name}` });
    yield file;
  }
}

/** The differences between results/ and what slr would write now. */
export interface StaleResults {
  /** Inputs that have changed, appeared or gone since; if there are any, results/ itself is not compared. */
  readonly inputs: readonly string[];
  /** Names of files with other content. */
  readonly stale: readonly string[];
  /** Names of files that differ only in line ends, their own or those of the inputs. */
  readonly lineEnds: readonly string[];
}

/**
 * Compares results/ with what slr would write now. Results of other inputs are out of date whatever
 * they say; only for the same inputs the review is asked for its results.
 */
export async function staleResults(
  io: Io,
  results: () => Promise<ReviewResults>,
  inputs: ReadonlyMap<string, InputHash>,
  forms: readonly ResultForm[],
): Promise<StaleResults> {
  await io.recoverFolder(RESULTS, OWN_NAMES);
  const present = await io.list(RESULTS);
  const names = [...outputsOf(forms).map(({ file }) => file), MANIFEST];
  if (!names.some((name) => present.includes(name)))
    return { inputs: [], stale: names, lineEnds: [] };
  const manifest = await readManifest(io);
  const changed = manifest === undefined ? [] : changedInputs(manifest, inputs);
  if (changed.length > 0) return { inputs: changed, stale: [], lineEnds: [] };
  return { inputs: [], ...(await staleFiles(io, await results(), inputs, forms)) };
}

/** The inputs whose text is not that of the manifest, in the order of their names. */
function changedInputs(
  { inputs: before, texts = before }: Manifest,
  inputs: ReadonlyMap<string, InputHash>,
): string[] {
  const isSame = (file: string) => {
    const now = inputs.get(file);
    return (
      now !== undefined && (now.bytes === before[file] || (now.text ?? now.bytes) === texts[file])
    );
  };
  return [...new Set([...Object.keys(before), ...inputs.keys()])]
    .filter((file) => !isSame(file))
    .sort(compareText);
}

async function staleFiles(
  io: Io,
  results: ReviewResults,
  inputs: ReadonlyMap<string, InputHash>,
  forms: readonly ResultForm[],
): Promise<Pick<StaleResults, "stale" | "lineEnds">> {
  const stale: string[] = [];
  const lineEnds: string[] = [];
  for (const { name, pieces } of shown(io, "Comparing", resultFiles(results, inputs, forms))) {
    const path = `${RESULTS}/${name}`;
    if ((await io.kindOf(path)) !== "file") {
      stale.push(name);
      continue;
    }
    const fresh = new FileHasher();
    let text = "";
    for await (const piece of pieces) {
      if (name === MANIFEST) text += piece;
      fresh.update(Buffer.from(piece));
    }
    const written = new FileHasher();
    for await (const chunk of io.readBytes(path, { inPassing: true })) written.update(chunk);
    const [now, before] = [fresh.digest(), written.digest()];
    if (now.bytes === before.bytes) continue;
    const same =
      sameText(now, before) || (name === MANIFEST && sameInputs(text, await io.readText(path)));
    (same ? lineEnds : stale).push(name);
  }
  return { stale, lineEnds };
}

/** Tells whether two manifests describe the same texts. */
function sameInputs(...manifests: readonly string[]): boolean {
  try {
    const [one, other] = manifests.map((text) =>
      // Only compared: whatever it contains, both must contain the same.
      JSON.stringify({ ...(JSON.parse(text) as Manifest), inputs: undefined }),
    );
    return one === other;
  } catch {
    return false;
  }
}
