// Loads a file with citation-js and prints its CSL-JSON: node load.mjs <folder of node_modules> <file>
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , folder, file] = process.argv;
const require = createRequire(join(folder, "package.json"));
const { Cite } = require("@citation-js/core");
for (const plugin of ["csl", "bibtex", "ris"]) require(`@citation-js/plugin-${plugin}`);
console.log(JSON.stringify(new Cite(readFileSync(file, "utf8")).data));
