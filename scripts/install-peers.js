// Installs the programs that load what slr exports, for test/outputs/records/peers.test.ts, into a
// folder outside of the repository: npm run peers. It needs python3 with venv, pip and npm.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const folder = process.env.SLR_PEERS || join(cache, "slr-screen", "peers");
const run = (program, ...args) =>
  execFileSync(program, args, { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });

mkdirSync(join(folder, "node"), { recursive: true });

run("python3", "-m", "venv", "python");
const pip = [join(folder, "python", "bin", "pip"), "install", "--quiet", "--no-input"];
run(...pip, "rispy==0.10.0", "bibtexparser==1.4.4", "pybtex==0.26.1", "pandas==3.1.1");
// Both versions of bibtexparser have the same name.
run(...pip, "--target", "bibtexparser-2", "bibtexparser==2.1.0");

run("python3", "-m", "venv", "asreview");
run(join(folder, "asreview", "bin", "pip"), "install", "--quiet", "--no-input", "asreview==3.0.8");

const plugins = ["core", "plugin-csl", "plugin-bibtex", "plugin-ris"];
writeFileSync(join(folder, "node", "package.json"), "{}\n");
run(
  "npm",
  ...["install", "--prefix", "node", "--no-audit", "--no-fund"],
  ...plugins.map((name) => `@citation-js/${name}@0.8.2`),
);
console.log(
  `The programs are in ${folder}. Now: npx vitest run test/outputs/records/peers.test.ts`,
);
