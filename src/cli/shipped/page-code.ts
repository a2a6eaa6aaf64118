import { readFile } from "node:fs/promises";
import type { PageCode } from "../../outputs/web-page/page-html.ts";
import { installedFile } from "../installed-files.ts";
import { UserError } from "../io/errors.ts";

/** The script and the style of the page for browsers, as the build made them. */
export async function pageCode(): Promise<PageCode> {
  const [script, style] = await Promise.all([built("page.js"), built("page.css")]);
  return { script, style };
}

async function built(name: string): Promise<string> {
  try {
    return await readFile(installedFile(`dist/web/${name}`), "utf8");
  } catch (cause) {
    throw new UserError("The page for browsers is not part of this installation.", {
      hint: "In a clone of slr, `npm ci && npm run build` makes it.",
      cause,
    });
  }
}
