import { sameText } from "../../core/checks/lock/compare-locks.ts";
import type { InputHash } from "../../core/checks/lock/lock.ts";
import type { ReviewResults } from "../../core/screening/results.ts";
import { OUTPUTS } from "../../outputs/results/index.ts";
import { UserError } from "../io/errors.ts";
import { FileHasher } from "../io/file-hash.ts";
import type { FileToWrite, Io } from "../io/io.ts";
import { slrVersion } from "../io/version.ts";
import { RESULTS } from "./review-folder.ts";

/** What slr wrote and from what: the mark by which it knows its own results. */
export interface Manifest {
  readonly made_by: string;
  /** SHA-256 of what went in, by path. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The same of their text with all line ends made equal; of what is no text, of its bytes. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Names of the files that slr wrote. */
  readonly outputs: readonly string[];
}

const MANIFEST = "manifest.json";

/** What a file manager leaves in a folder that it has shown. */
const BESIDE = [".DS_Store", "Thumbs.db"];

/** The only names that slr ever removes from results/. */
const OWN_NAMES = [...OUTPUTS.map(({ file }) => file), MANIFEST, ...BESIDE];

/** Every file of results/, in pieces. */
export function* resultFiles(
  results: ReviewResults,
  inputs: ReadonlyMap<string, InputHash>,
): Generator<FileToWrite> {
  for (const output of OUTPUTS) yield { name: output.file, pieces: output.render(results) };
  const manifest: Manifest = {
    made_by: `slr ${slrVersion()}`,
    inputs: Object.fromEntries([...inputs].map(([file, { bytes }]) => [file, bytes])),
    texts: Object.fromEntries([...inputs].map(([file, { bytes, text }]) => [file, text ?? bytes])),
    outputs: OUTPUTS.map(({ file }) => file),
  };
  yield { name: MANIFEST, pieces: [`${JSON.stringify(manifest, null, 2)}\n`] };
}

/** Throws where results/ holds anything that slr did not write: it would be lost. */
export async function refuseForeignResults(io: Io): Promise<void> {
  await io.recoverFolder(RESULTS, OWN_NAMES);
  if ((await io.kindOf(RESULTS)) === "file")
    throw new UserError(`${RESULTS} is a file, expected a folder.`);
  const present = [...(await io.list(RESULTS)), ...(await io.links(RESULTS))];
  const foreign = present.filter((name) => !OWN_NAMES.includes(name));
  if (foreign.length === 0) return;
  const names =
    foreign.slice(0, 5).join(", ") + (foreign.length > 5 ? ` and ${foreign.length - 5} more` : "");
  throw new UserError(`${RESULTS}/ holds what slr did not write: ${names}.`, {
    hint: `Move it elsewhere, or remove it if an earlier slr wrote it; ${RESULTS}/ is for what slr writes.`,
  });
}

export async function readManifest(io: Io): Promise<Manifest | undefined> {
  await io.recoverFolder(RESULTS, OWN_NAMES);
  const path = `${RESULTS}/${MANIFEST}`;
  if ((await io.kindOf(path)) !== "file") return undefined;
  try {
    const manifest = JSON.parse(await io.readText(path)) as Manifest; // checked in the next line
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
): Promise<void> {
  await io.replaceFolder(RESULTS, resultFiles(results, inputs), OWN_NAMES);
}

/** What in results/ is not what slr would write now. */
export interface StaleResults {
  /** Names of files that say something else. */
  readonly stale: readonly string[];
  /** Names of files that differ in line ends only, their own or those of the inputs. */
  readonly lineEnds: readonly string[];
}

export async function staleResults(
  io: Io,
  results: ReviewResults,
  inputs: ReadonlyMap<string, InputHash>,
): Promise<StaleResults> {
  await io.recoverFolder(RESULTS, OWN_NAMES);
  const stale: string[] = [];
  const lineEnds: string[] = [];
  for (const { name, pieces } of resultFiles(results, inputs)) {
    const path = `${RESULTS}/${name}`;
    if ((await io.kindOf(path)) !== "file") {
      stale.push(name);
      continue;
    }
    const fresh = new FileHasher();
    let text = "";
    for (const piece of pieces) {
      if (name === MANIFEST) text += piece;
      fresh.update(Buffer.from(piece));
    }
    const written = new FileHasher();
    for await (const chunk of io.readBytes(path)) written.update(chunk);
    const [now, before] = [fresh.digest(), written.digest()];
    if (now.bytes === before.bytes) continue;
    const same =
      sameText(now, before) || (name === MANIFEST && sameInputs(text, await io.readText(path)));
    (same ? lineEnds : stale).push(name);
  }
  return { stale, lineEnds };
}

/** Whether two manifests are of the same texts. */
function sameInputs(...manifests: readonly string[]): boolean {
  try {
    const [one, other] = manifests.map((text) =>
      // Only compared: whatever it holds, both must hold the same.
      JSON.stringify({ ...(JSON.parse(text) as Manifest), inputs: undefined }),
    );
    return one === other;
  } catch {
    return false;
  }
}
