// Installs bib-dedupe, which `npm run bench` measures beside slr, into a folder outside of the repository:
// npm run peers:bench. It needs python3 with venv and pip. ASReview comes with npm run peers.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const folder = process.env.SLR_PEERS || join(cache, "slr-screen", "peers");
const run = (program, ...args) =>
  execFileSync(program, args, { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });

mkdirSync(folder, { recursive: true });
run("python3", "-m", "venv", "bib-dedupe");
const pip = join(folder, "bib-dedupe", "bin", "pip");
run(pip, "install", "--quiet", "--no-input", "bib-dedupe==0.11.0");
console.log(`bib-dedupe is in ${folder}. Now: npm run bench`);
