import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import type { FilePage } from "../../../src/core/decide/page-data.ts";
import {
  embeddedJson,
  offlinePage,
  type PageCode,
} from "../../../src/outputs/web-page/page-html.ts";

/** Debian's; where it is missing, the tests of the page in a browser are left out. */
export const CHROMIUM = "/usr/bin/chromium";

/** A browser for the tests of one file. */
export interface TestBrowser {
  readonly folder: string;
  readonly code: PageCode;
  /** A window of its own, with what the page complained about. */
  window(options?: BrowserContextOptions): Promise<Window>;
  /** Writes the file of a reviewer, and returns its address. */
  file(name: string, page: FilePage): string;
}

export interface Window {
  readonly page: Page;
  readonly complaints: string[];
}

/** The script and the style of the page, built once from the sources as they are. */
export function builtPage(): Promise<PageCode> {
  built ??= buildPage();
  return built;
}

let built: Promise<PageCode> | undefined;

async function buildPage(): Promise<PageCode> {
  const { buildWeb } = (await import(pathToFileURL(resolve("scripts/web.js")).href)) as {
    buildWeb(): Promise<string | undefined>;
  }; // JavaScript has no types
  const problem = await buildWeb();
  if (problem !== undefined) throw new Error(problem);
  const read = (name: string) => readFileSync(join("dist", "web", name), "utf8");
  return { script: read("page.js"), style: read("page.css") };
}

/** Tests that share one browser; they are skipped where Debian's chromium is not installed. */
export function describeInBrowser(name: string, tests: (browser: TestBrowser) => void): void {
  const title = `${name} (in ${CHROMIUM}, skipped where it is not installed)`;
  describe.skipIf(!existsSync(CHROMIUM))(title, () => {
    let browser: Browser;
    let code: PageCode;
    const folder = mkdtempSync(join(tmpdir(), "slr-page-"));
    beforeAll(async () => {
      code = await builtPage();
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        ],
      });
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    });
    tests({
      folder,
      get code() {
        return code;
      },
      async window(options = {}) {
        const context = await browser.newContext({
          viewport: { width: 1280, height: 800 },
          ...options,
        });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on("console", (message) => {
          if (message.type() !== "info") complaints.push(message.text());
        });
        page.on("pageerror", (error) => complaints.push(String(error)));
        page.on("dialog", (dialog) => {
          complaints.push(`dialog: ${dialog.message()}`);
          void dialog.dismiss();
        });
        return { page, complaints };
      },
      file(fileName, data) {
        const path = join(folder, fileName);
        writeFileSync(path, [...offlinePage(code, data.reviewer, [embeddedJson(data)])].join(""));
        return pathToFileURL(path).href;
      },
    });
  });
}

/** Opens an address, and waits until the page takes keys. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("h1").waitFor();
}

/** The title that is shown. */
export function titleOf(page: Page): Promise<string | null> {
  return page.locator("h1").textContent();
}

/** Waits until the page says that all is saved, and returns what it says of the last answer. */
export async function savedAnswer(page: Page): Promise<string | null> {
  await page.locator(".saved", { hasText: "saved ✓" }).waitFor();
  return page.locator(".toast p").textContent();
}
