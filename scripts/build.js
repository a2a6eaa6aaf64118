// npm run build: compiles src to dist, bundles the page of src/web and the program, and writes man/slr.1
// from the list of commands. With --prepare, as npm runs it after an installation in a clone, a missing
// compiler is no failure: `npm ci --omit=dev` leaves it out on purpose. With --unchecked, as `npm test` runs
// it, types are not checked: `npm run types` checks them afterwards, together with those of the tests.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildProgram } from "./program.js";
import { buildWeb } from "./web.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The file to run for tsc, if TypeScript is installed here. */
function compiler() {
  try {
    const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
    return join(dirname(manifest), "bin", "tsc");
  } catch {
    return undefined;
  }
}

/** The manual page says what `slr --help` says. */
async function writeManPage() {
  const built = (/** @type {string} */ file) =>
    import(pathToFileURL(join(root, "dist", "cli", file)).href);
  const { manPage } = await built("usage/man-page.js");
  const { COMMANDS } = await built("commands/index.js");
  const { slrVersion } = await built("io/version.js");
  mkdirSync(join(root, "man"), { recursive: true });
  writeFileSync(join(root, "man", "slr.1"), await manPage(COMMANDS, slrVersion()));
}

async function build() {
  const prepare = process.argv.includes("--prepare");
  // npm runs prepare for a tarball, too, where prepack has just built it.
  if (prepare && ["pack", "publish"].includes(process.env.npm_command ?? "")) return 0;
  const tsc = compiler();
  if (tsc === undefined) {
    const message =
      "slr was not built, because TypeScript is not installed. Run `npm ci` without --omit=dev; it builds slr.";
    console.error(prepare ? message : `error: ${message}`);
    return prepare ? 0 : 1;
  }
  // The compiler never deletes: without this, modules of earlier layouts would stay and be published.
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const unchecked = process.argv.includes("--unchecked") ? ["--noCheck"] : [];
  const { status } = spawnSync(process.execPath, [tsc, "-p", root, ...unchecked], {
    stdio: "inherit",
  });
  if (status !== 0) return status ?? 1;
  for (const bundle of [buildWeb, buildProgram]) {
    const missing = await bundle();
    if (missing === undefined) continue;
    console.error(prepare ? missing : `error: ${missing}`);
    if (!prepare) return 1;
  }
  await writeManPage();
  return 0;
}

process.exitCode = await build();
