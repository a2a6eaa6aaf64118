/// <reference lib="dom" />
// npm run bench:page: how long the page of screening takes from a key to the next record, at 20,000 records: in a file for one
// reviewer, where the browser's database keeps each answer, and with `slr decide --web`, where each is on the disk of the
// server. Needs Debian's chromium. Wanted: median under 20 ms, 95 % under 50 ms.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const RECORDS = 20_000;
const KEYS = 300;
/** The first look at 20,000 records takes a while on a busy machine. */
const PATIENCE = 300_000;
const WANTED = { median: 20, p95: 50 };

const WORDS =
  "model training serving latency pruning sparse attention memory cost accelerator batch token".split(
    " ",
  );

/** The same number gives the same words. */
function* words(/** @type {number} */ seed) {
  for (let state = seed + 1; ; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield WORDS[Math.floor(state / 65536) % WORDS.length];
  }
}

function textOf(/** @type {number} */ n, /** @type {number} */ length) {
  const text = [];
  for (const word of words(n)) if (text.push(word) === length) break;
  return text.join(" ");
}

/** A review whose criteria find words in each of its records. */
function writeReview() {
  const folder = mkdtempSync(join(tmpdir(), "slr-page-"));
  mkdirSync(join(folder, "searches"));
  const entries = Array.from(
    { length: RECORDS },
    (_, n) =>
      `TY  - JOUR\nTI  - Study ${n} of ${textOf(n, 8)}\nAB  - ${textOf(n * 7, 180)}.\nAU  - Author${n}, A.\nPY  - ${2015 + (n % 9)}\nER  - \n`,
  );
  writeFileSync(join(folder, "searches/a.ris"), entries.join(""));
  writeFileSync(
    join(folder, "slr.yaml"),
    `title: Bench
sources: [{ name: Scopus, files: searches/a.ris }]
criteria:
  - { id: E1, text: About memory, stage: title-abstract, exclude: title-abs(memory NEAR/3 cost) }
  - { id: I1, text: About training, stage: title-abstract, include: title-abs(train* OR pruning) }
screening:
  title-abstract: { by: reviewers }
`,
  );
  return folder;
}

/** Presses keys, and measures in the page how long the next title takes, to the DOM and to the screen. */
async function measure(/** @type {import("playwright-core").Page} */ page) {
  await page.locator(".answers").waitFor({ timeout: PATIENCE });
  await page.evaluate(() => {
    const times = { dom: [], paint: [], pressed: 0 };
    globalThis.times = times;
    document.addEventListener(
      "keydown",
      () => {
        times.pressed = performance.now();
      },
      true,
    );
    new MutationObserver(() => {
      const title = document.querySelector("h1")?.textContent;
      if (title === globalThis.lastTitle || times.pressed === 0) return;
      globalThis.lastTitle = title;
      const { pressed } = times;
      times.pressed = 0;
      times.dom.push(performance.now() - pressed);
      requestAnimationFrame(() => setTimeout(() => times.paint.push(performance.now() - pressed)));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  for (let n = 0; n < KEYS; n += 1) {
    const before = await page.locator("h1").textContent();
    await page.keyboard.press(n % 3 === 0 ? "i" : "1");
    await page.waitForFunction(
      (title) => document.querySelector("h1")?.textContent !== title,
      before,
    );
  }
  return page.evaluate(() => globalThis.times);
}

function report(/** @type {string} */ name, /** @type {number[]} */ times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const [median, p95, most] = [at(0.5), at(0.95), at(1)];
  const kept = median < WANTED.median && p95 < WANTED.p95 ? "within" : "NOT within";
  console.log(
    `${name}: median ${median.toFixed(1)} ms, 95 % ${p95.toFixed(1)} ms, longest ${most.toFixed(1)} ms (${sorted.length} keys; ${kept} ${WANTED.median} and ${WANTED.p95} ms)`,
  );
}

const slr = join(root, "bin/slr.js");
const folder = writeReview();
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const exporting = spawn(
    process.execPath,
    [slr, "export", "--for", "reviewer", "--as", "ada", "-o", "ada.html"],
    { cwd: folder, stdio: "inherit" },
  );
  await new Promise((resolve) => exporting.on("exit", resolve));
  const file = await browser.newPage();
  const began = performance.now();
  await file.goto(pathToFileURL(join(folder, "ada.html")).href);
  await file.locator(".answers").waitFor({ timeout: PATIENCE });
  const size = readFileSync(join(folder, "ada.html")).length / 1e6;
  console.log(
    `the file: ${size.toFixed(1)} MB, opened in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  const inFile = await measure(file);
  report("the file, to the DOM", inFile.dom);
  report("the file, to the screen", inFile.paint);
  await file.close();

  const server = spawn(process.execPath, [slr, "decide", "--web", "--as", "bela", "--no-open"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let link = "";
  for await (const chunk of server.stdout) {
    link = /^bela: (http\S+)$/m.exec(String(chunk))?.[1] ?? link;
    if (link !== "") break;
  }
  const page = await browser.newPage();
  await page.goto(link);
  await page.locator("h1").waitFor({ timeout: PATIENCE });
  await page.evaluate(() => {
    location.hash = "/screen/title-abstract";
  });
  const served = await measure(page);
  report("the server, to the DOM", served.dom);
  report("the server, to the screen", served.paint);
  server.kill("SIGINT");
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
