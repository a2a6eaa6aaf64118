import { createHash } from "node:crypto";
import type { ReviewResults } from "../../core/screening/results.ts";
import { OUTPUTS } from "../../outputs/results/index.ts";
import { UserError } from "../io/errors.ts";
import type { FileToWrite, Io } from "../io/io.ts";
import { slrVersion } from "../io/version.ts";
import { RESULTS } from "./review-folder.ts";

/** What slr wrote and from what: the mark by which it knows its own results. */
export interface Manifest {
  readonly made_by: string;
  /** SHA-256 of what went in, by path. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Names of the files that slr wrote. */
  readonly outputs: readonly string[];
}

const MANIFEST = "manifest.json";

/** Every file of results/, in pieces. */
export function* resultFiles(
  results: ReviewResults,
  inputs: ReadonlyMap<string, string>,
): Generator<FileToWrite> {
  for (const output of OUTPUTS) yield { name: output.file, pieces: output.render(results) };
  const manifest: Manifest = {
    made_by: `slr ${slrVersion()}`,
    inputs: Object.fromEntries(inputs),
    outputs: OUTPUTS.map(({ file }) => file),
  };
  yield { name: MANIFEST, pieces: [`${JSON.stringify(manifest, null, 2)}\n`] };
}

/** Throws where results/ holds anything that slr did not write: it would be lost. */
export async function refuseForeignResults(io: Io): Promise<void> {
  await io.recoverFolder(RESULTS);
  if ((await io.kindOf(RESULTS)) === "file")
    throw new UserError(`${RESULTS} is a file, expected a folder.`);
  const present = (await io.list(RESULTS)).filter(
    (name) => !/(?:^|\/)\.DS_Store$|^Thumbs\.db$/.test(name),
  );
  if (present.length === 0) return;
  const ours = new Set([...((await readManifest(io))?.outputs ?? []), MANIFEST]);
  const foreign = present.filter((name) => !ours.has(name));
  if (foreign.length === 0) return;
  const names =
    foreign.slice(0, 5).join(", ") + (foreign.length > 5 ? ` and ${foreign.length - 5} more` : "");
  throw new UserError(`${RESULTS}/ holds what slr did not write: ${names}.`, {
    hint: `Move it elsewhere; slr replaces the whole of ${RESULTS}/.`,
  });
}

export async function readManifest(io: Io): Promise<Manifest | undefined> {
  await io.recoverFolder(RESULTS);
  const path = `${RESULTS}/${MANIFEST}`;
  if ((await io.kindOf(path)) !== "file") return undefined;
  try {
    const manifest = JSON.parse(await io.readText(path)) as Manifest; // checked in the next line
    return Array.isArray(manifest.outputs) && typeof manifest.inputs === "object"
      ? manifest
      : undefined;
  } catch {
    return undefined;
  }
}

export async function writeResults(
  io: Io,
  results: ReviewResults,
  inputs: ReadonlyMap<string, string>,
): Promise<void> {
  await io.replaceFolder(RESULTS, resultFiles(results, inputs));
}

/** Names of the files in results/ that differ from what slr would write now. */
export async function staleResults(
  io: Io,
  results: ReviewResults,
  inputs: ReadonlyMap<string, string>,
): Promise<string[]> {
  await io.recoverFolder(RESULTS);
  const stale: string[] = [];
  for (const { name, pieces } of resultFiles(results, inputs)) {
    const path = `${RESULTS}/${name}`;
    const fresh = createHash("sha256");
    for (const piece of pieces) fresh.update(piece);
    const written = createHash("sha256");
    if ((await io.kindOf(path)) !== "file") stale.push(name);
    else {
      for await (const chunk of io.readBytes(path)) written.update(chunk);
      if (written.digest("hex") !== fresh.digest("hex")) stale.push(name);
    }
  }
  return stale;
}
