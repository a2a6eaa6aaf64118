import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** What each folder of src may import beside itself, and why. */
const ALLOWED: Readonly<Record<string, readonly RegExp[]>> = {
  // Pure packages only: schemas, YAML with line numbers, linear-time regular expressions, the stemmer, hashes, and the loading of the weights that slr ships.
  core: [/^(?:zod|yaml|re2js|porter2)$/, /^node:(?:crypto|module)$/],
  // Readers of tables, BibTeX, workbooks and SQLite databases (WebAssembly in memory, which reads no file
  // but its own program); streams that inflate, which touch no file; hashes.
  formats: [
    /^src\/core\//,
    /^(?:csv-parse(?:\/sync)?|bibtex-parse-js|hucre\/xlsx|saxes|sql\.js)$/,
    /^node:(?:crypto|stream|zlib)$/,
  ],
  // An XLSX workbook is a zip archive.
  outputs: [/^src\/core\//, /^csv-stringify\/sync$/, /^node:zlib$/],
  cli: [/^src\//, /^node:/, /^(?:commander|chalk|ora|picomatch)$/],
  // The library face: whoever builds on it brings the files and the terminal.
  "index.ts": [/^src\/(?:core|formats|outputs)\//],
};

/** `import … from "x"`, `export … from "x"`, `import("x")`. */
const IMPORT = /^(?:import|export)\b[^;"]*?from "([^"]+)"|\bimport\("([^"]+)"\)/gm;

const imports = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
  .flatMap((file) =>
    [...readFileSync(join("src", file), "utf8").matchAll(IMPORT)]
      .map(([, named, loaded]) => named ?? loaded ?? "")
      .map((target) => ({
        folder: file.split(/[/\\]/)[0] ?? "",
        file: `src/${file}`,
        target: target.startsWith(".") ? join("src", dirname(file), target) : target,
      })),
  );

test("imports point inwards: cli to formats and outputs, these to core", () => {
  const forbidden = imports.filter(
    ({ folder, target }) =>
      !target.startsWith(`src/${folder}/`) &&
      !ALLOWED[folder]?.some((allowed) => allowed.test(target)),
  );
  expect(forbidden).toEqual([]);
  expect(imports.length).toBeGreaterThan(100);
});

test("core, formats, outputs and the library face know no clock, no randomness, no locale and no process", () => {
  const impure =
    /\b(?:Date\.now|new Date\b|Math\.random|localeCompare|toLocale\w*|Intl\.|process\.|console\.|performance\.)/;
  const found = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => /^(?:core|formats|outputs|index)/.test(file) && file.endsWith(".ts"))
    .filter((file) => {
      const code = readFileSync(join("src", file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      return impure.test(code);
    });
  expect(found).toEqual([]);
});

test("the start of the program loads nothing but commander", () => {
  const eager = imports.filter(
    ({ file, target }) => file === "src/cli/main.ts" && !target.startsWith("src/"),
  );
  expect(eager.map(({ target }) => target)).toEqual(["commander"]);
});
