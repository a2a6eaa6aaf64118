import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const MANIFEST = JSON.parse(readFileSync("package.json", "utf8"));
const TSC = resolve("node_modules/typescript/bin/tsc");

const temporary = mkdtempSync(join(tmpdir(), "slr-package-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** A folder of somebody who has installed the package; npm runs nothing of it. */
const project = join(temporary, "project");
const installed = join(project, "node_modules", "slr-screen");
let packed: string[] = [];
let size = 0;

beforeAll(async () => {
  if (existsSync("dist/index.js")) await bundledProgram();
  const output = execFileSync(
    "npm",
    ["pack", "--ignore-scripts", "--json", "--pack-destination", temporary],
    { encoding: "utf8", shell: process.platform === "win32" },
  );
  const [packedAs] = JSON.parse(output) as [
    { filename: string; size: number; files: { path: string }[] },
  ];
  const { filename, files } = packedAs;
  size = packedAs.size;
  packed = files.map(({ path }) => path);
  mkdirSync(dirname(installed), { recursive: true });
  execFileSync("tar", ["-xzf", filename], { cwd: temporary });
  renameSync(join(temporary, "package"), installed);
  for (const name of Object.keys(MANIFEST.dependencies)) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true }); // a scoped package lies in a folder of its scope
    symlinkSync(resolve("node_modules", name), link, "junction");
  }
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
});

/** A copy of slr may have been compiled without the bundle, or changed since. */
async function bundledProgram(): Promise<void> {
  const { isBundled, buildProgram } = (await import(
    pathToFileURL(resolve("scripts/program.js")).href
  )) as { isBundled(): boolean; buildProgram(): Promise<string | undefined> }; // JavaScript has no types
  if (!isBundled()) expect(await buildProgram()).toBeUndefined();
}

/** Runs Node in that folder. */
function node(...args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
}

describe.skipIf(!existsSync("dist/index.js"))("the tarball", () => {
  test("holds the program and its data, and nothing for developers", () => {
    const folders = new Set(packed.map((path) => (path.includes("/") ? path.split("/")[0] : path)));
    const expected = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
    expect([...folders].sort()).toEqual(
      [...expected, "bin", "dist", "docs", "fonts", "man", "models", "schema"].sort(),
    );
  });

  test("holds one module of each source of the library, so nothing of an earlier layout", () => {
    const modules = (paths: readonly string[], ending: RegExp) =>
      paths
        .filter((path) => ending.test(path) && !/^(?:cli|program|web)\/|\.d\.ts$/.test(path))
        .map((path) => path.replace(ending, ""))
        .sort();
    const under = (folder: string) =>
      packed
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1));
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).map((path) =>
      path.replaceAll("\\", "/"),
    );
    expect(modules(under("dist"), /\.js$/)).toEqual(modules(sources, /\.ts$/));
  });

  test("brings types and readable modules of the library", () => {
    for (const file of ["dist/index", "dist/core/dedupe/index", "dist/formats/index"])
      expect(packed).toEqual(expect.arrayContaining([`${file}.d.ts`, `${file}.js`]));
    // Its comments are those of the sources.
    expect(readFileSync(join(installed, "dist/core/review/review.js"), "utf8")).toMatch(/\/\*\*/);
    // A map without its source is of no use.
    expect(packed.filter((path) => path.endsWith(".map"))).toEqual([]);
  });

  test("brings the command as a bundle, with the licences of the packages in it", () => {
    expect(packed.filter((path) => /^(?:src|dist)\/cli\//.test(path))).toEqual([]);
    const bundle = packed.filter((path) => path.startsWith("dist/program/"));
    expect(bundle).toContain("dist/program/start.js");
    expect(bundle.length).toBeLessThan(200);
    const licences = readFileSync(join(installed, "dist/program/LICENSES"), "utf8");
    for (const name of ["commander", "yaml", "zod"])
      expect(licences).toMatch(
        new RegExp(`^${name} [\\d.]+, (?:MIT|ISC)\n\n(?:.*\n)*?Copyright`, "m"),
      );
  });

  test("is no larger than 9 MB", () => {
    expect(size).toBeLessThanOrEqual(9_000_000);
  });

  test.skipIf(!existsSync("dist/web/page.js"))("holds the page for browsers as one script", () => {
    const page = packed.filter((path) => path.startsWith("dist/web/"));
    expect(page).toEqual(["dist/web/page.css", "dist/web/page.js"]);
  });

  test("brings the command slr", () => {
    const { stdout, status } = node(join(installed, MANIFEST.bin.slr), "--version");
    expect({ stdout, status }).toEqual({ stdout: `${MANIFEST.version}\n`, status: 0 });
  });

  test("screens a review and draws its flow with what it has brought along", () => {
    cpSync("fixtures/reviews/llm-acceleration", join(project, "review"), { recursive: true });
    const slr = (...args: readonly string[]) =>
      node(join(installed, MANIFEST.bin.slr), ...args, "-C", "review");
    const written = readFileSync("fixtures/reviews/llm-acceleration/results/ledger.csv", "utf8");
    rmSync(join(project, "review/results"), { recursive: true });
    // The example holds two entries that nobody can read.
    expect(slr("screen").status).toBe(1);
    expect(readFileSync(join(project, "review/results/ledger.csv"), "utf8")).toBe(written);
    expect(slr("prisma", "-o", "flow.svg").status).toBe(0);
    expect(readFileSync(join(project, "review/flow.svg"), "utf8")).toMatch(/^<svg|^<[?]xml/);
  });

  test("is a library for JavaScript, with the schema of slr.yaml", () => {
    writeFileSync(
      join(project, "use.js"),
      `import { createRequire } from "node:module";
       import { findDuplicates, FORMATS, parseProtocol } from "slr-screen";
       const schema = createRequire(import.meta.url)("slr-screen/schema/slr.schema.json");
       console.log(FORMATS.length, parseProtocol("title: T", "slr.yaml").protocol.title);
       console.log(findDuplicates([], { same: [], different: [] }).clusters, schema.type);`,
    );
    const { stdout, stderr } = node("use.js");
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^\d+ T\n\[\] object\n$/);
  });

  test("keeps everything else to itself", () => {
    writeFileSync(join(project, "inside.js"), 'import "slr-screen/dist/cli/main.js";');
    expect(node("inside.js").stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  test("has types that the strictest TypeScript accepts, library files included", () => {
    const page = readFileSync("docs/api.md", "utf8");
    const examples = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
    const wrong = `import { parseProtocol } from "slr-screen";
       // @ts-expect-error: a number is no YAML.
       parseProtocol(1, "slr.yaml");`;
    const sources = [...examples, wrong].map((code, at) => {
      writeFileSync(join(project, `use-${at}.ts`), code);
      return `use-${at}.ts`;
    });
    const compilerOptions = {
      module: "nodenext",
      target: "es2023",
      lib: ["es2023", "dom"], // for console
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    };
    writeFileSync(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: sources }),
    );
    expect(node(TSC, "-p", ".").stdout).toBe("");
  });
});

describe("in a clone without a compiler", () => {
  const clone = join(temporary, "clone");
  beforeAll(() => {
    for (const folder of ["bin", "scripts"])
      cpSync(folder, join(clone, folder), { recursive: true });
    writeFileSync(join(clone, "package.json"), '{ "type": "module" }');
  });

  test("npm ci --omit=dev ends well and says how to build", () => {
    const { status, stderr } = node(join(clone, "scripts", "build.js"), "--prepare");
    expect(status).toBe(0);
    expect(stderr).toContain("Run `npm ci` without --omit=dev");
    expect(readdirSync(clone)).not.toContain("dist");
  });

  test("npm run build fails", () => {
    const { status, stderr } = node(join(clone, "scripts", "build.js"));
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("TypeScript is not installed"),
    });
  });

  test("slr says that it is not built", () => {
    const { status, stderr } = node(join(clone, "bin", "slr.js"), "--help");
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("slr is not built. Run `npm ci`"),
    });
  });
});
