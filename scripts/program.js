// The program in few files: Node takes longer to find and load some 700 modules one by one than most commands take to
// work. rolldown makes dist/program of dist/cli, with the packages that are loaded at every start; what a command
// loads later is a file of its own.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { bundler } from "./rolldown.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const program = join(dist, "program");

/** These read files of their own, hold machine code, or are there only for those who want them. */
const APART = /^(?:pdfkit|unpdf|@resvg\/|sql\.js|hyparquet)/;

/**
 * The paths of the modules in dist, those of the bundle left out. Every start in a clone asks for them, so nothing
 * here does more than it must: a recursive `readdirSync` takes three times as long.
 *
 * @returns {Generator<string>}
 */
function* modules(folder = dist) {
  for (const file of readdirSync(folder, { withFileTypes: true })) {
    const path = folder + sep + file.name;
    if (!file.isDirectory()) {
      if (path.endsWith(".js")) yield path;
    } else if (folder !== dist || !BUNDLES.has(file.name)) yield* modules(path);
  }
}

/** The folders of dist that a bundler makes. */
const BUNDLES = new Set(["program", "web"]);

/** Whether dist/program was made of the modules as they are. */
export function isBundled() {
  const made = statSync(join(program, "start.js"), { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return false;
  for (const path of modules()) if (statSync(path).mtimeMs > made) return false;
  return true;
}

/**
 * Builds dist/program, and returns the error if the bundler is not there.
 *
 * @returns {Promise<string | undefined>}
 */
export async function buildProgram() {
  const rolldown = await bundler("The program was not bundled");
  if (typeof rolldown === "string") return rolldown;
  const bundle = await rolldown({
    input: Object.fromEntries(entries().map((path) => [basename(path, ".js"), path])),
    cwd: root,
    platform: "node",
    external: APART,
    logLevel: "warn",
    // A module that is both imported and loaded later is there from the start.
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundle.generate({
    format: "esm",
    comments: false,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
  const chunks = output.filter((file) => file.type === "chunk");
  if (chunks.length !== output.length) return "The bundle is not only code.";
  const fresh = `${program}.${process.pid}.tmp`;
  mkdirSync(fresh, { recursive: true });
  for (const { fileName, code } of chunks) writeFileSync(join(fresh, fileName), code);
  writeFileSync(join(fresh, "LICENSES"), licences(chunks));
  rmSync(program, { recursive: true, force: true });
  renameSync(fresh, program);
  return undefined;
}

/** Where the bundle is entered: the start, and the start of each thread, whose file keeps its name. */
function entries() {
  const inCli = join(dist, "cli") + sep;
  const threads = [...modules()].filter(
    (path) => path.startsWith(inCli) && path.endsWith("-worker.js"),
  );
  return [join(dist, "cli", "start.js"), ...threads];
}

/**
 * The licences of the packages in the bundle, as these demand of every copy.
 *
 * @param {readonly {modules: Record<string, unknown>}[]} chunks
 */
function licences(chunks) {
  const inside = join(root, "node_modules") + sep;
  const names = chunks
    .flatMap((chunk) => Object.keys(chunk.modules))
    .filter((path) => path.startsWith(inside))
    .map((path) => /^(?:@[^/\\]+[/\\])?[^/\\]+/.exec(relative(inside, path))?.[0] ?? "");
  return [...new Set(names)].sort().map(licence).join("\n\n");
}

/** @param {string} name */
function licence(name) {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`${name} ${version}, ${license}`, ...texts].join("\n\n");
}
