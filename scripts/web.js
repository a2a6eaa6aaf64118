// The page of screening in a browser: rolldown makes one script of src/web, which the server of `slr decide --web` and
// the files of `slr export --for reviewer` carry, so that both run the same code.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundler } from "./rolldown.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Builds dist/web/page.js and dist/web/page.css, and returns the error if the bundler is not there.
 *
 * @returns {Promise<string | undefined>}
 */
export async function buildWeb() {
  const rolldown = await bundler("The page of slr decide --web was not built");
  if (typeof rolldown === "string") return rolldown;
  const bundle = await rolldown({
    input: join(root, "src/web/main.ts"),
    platform: "browser",
    tsconfig: join(root, "tsconfig.web.json"),
    logLevel: "warn",
  });
  const { output } = await bundle.generate({ format: "iife", minify: true, comments: false });
  await bundle.close();
  const [chunk] = output;
  if (output.length !== 1 || chunk.type !== "chunk") return "The page is not one script.";
  // A bracket of a tag inside of the script would end it in the offline file.
  if (/<\/script|<!--/i.test(chunk.code))
    return "The script of the page holds the end of a script.";
  write("page.js", chunk.code);
  write("page.css", readFileSync(join(root, "src/web/page.css"), "utf8"));
  return undefined;
}

/**
 * Replaces a file at once, because tests of several processes build it and read it at the same time.
 *
 * @param {string} name
 * @param {string} text
 */
function write(name, text) {
  const folder = join(root, "dist", "web");
  const path = join(folder, name);
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(folder, { recursive: true });
  const whole = `${path}.${process.pid}.tmp`;
  writeFileSync(whole, text);
  renameSync(whole, path);
}
