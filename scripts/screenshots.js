/// <reference lib="dom" />
// npm run screenshots: draws the screens of the page into docs/screens/, wide and narrow, from the example review in the
// middle of its screening. Needs Debian's chromium. The pictures change with the page; look at each before committing it.
import { spawn } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const CHROMIUM = "/usr/bin/chromium";
const SIZES = [
  { width: 1280, height: 760 },
  { width: 360, height: 740 },
];

/**
 * Each screen: whose it is, the part of the address, and what is done before it is drawn.
 *
 * @type {readonly { name: string, who: string, hash: string, reach?: (page: import("playwright-core").Page) => Promise<void> }[]}
 */
const SCREENS = [
  { name: "record", who: "ada", hash: "/screen/title-abstract" },
  {
    name: "answers",
    who: "ada",
    hash: "/screen/title-abstract",
    reach: (page) => page.keyboard.press("l"),
  },
  { name: "conflict", who: "cara", hash: "/resolve/title-abstract" },
  { name: "duplicates", who: "cara", hash: "/pairs" },
  { name: "overview", who: "cara", hash: "" },
];

/** An entry that may be a record of the review in another version; a person must say so. */
const NEARLY_THE_SAME = `
TY  - CPAPER
TI  - Efficient memory management for serving of large language models with paged attention
AU  - Kwon, W.
AU  - Li, Z.
AU  - Zhuang, S.
PY  - 2024
JO  - ACM Symposium on Operating Systems Principles
AB  - The key-value cache of a large language model is stored in fixed-size blocks that need not be contiguous, as virtual memory stores pages. Serving systems waste little memory and batch more requests at the same latency.
ER  -
`;

/** The example review with half of its decisions, on some of which two reviewers disagree. */
function reviewInTheMiddle() {
  const folder = mkdtempSync(join(tmpdir(), "slr-screens-"));
  cpSync(join(root, "fixtures/reviews/llm-acceleration"), folder, { recursive: true });
  for (const file of ["results", "duplicates.csv", "retrieval.csv", "studies.csv", "codes"])
    rmSync(join(folder, file), { recursive: true, force: true });
  const protocol = readFileSync(join(folder, "slr.yaml"), "utf8")
    .replace(
      "{ by: rules-then-reviewers }",
      "{ by: reviewers, per-record: 2, reviewers: [ada, bela] }",
    )
    .concat("\nadjudicators: [cara]\n");
  writeFileSync(join(folder, "slr.yaml"), protocol);
  appendFileSync(join(folder, "searches/researchrabbit.ris"), NEARLY_THE_SAME);
  const [header, ...rows] = readFileSync(join(folder, "decisions/ada.csv"), "utf8").split("\n");
  const half = rows.filter((row) => row.includes("title-abstract")).slice(0, 44);
  const flipped = half.slice(0, 32).map((row, n) => {
    if (n % 6 !== 4) return row;
    return row.includes(",include,")
      ? row.replace(/,include,[^,]*,/, ",exclude,E2,")
      : row.replace(/,exclude,[^,]*,/, ",include,,");
  });
  for (const [name, its] of [
    ["ada", half],
    ["bela", flipped],
  ])
    writeFileSync(join(folder, `decisions/${name}.csv`), `${[header, ...its].join("\n")}\n`);
  return folder;
}

/**
 * Starts the server, and waits for the link of each reviewer.
 *
 * @param {string} folder
 */
async function serve(folder) {
  const server = spawn(
    process.execPath,
    [join(root, "bin/slr.js"), "decide", "--web", "--as", "ada,cara", "--no-open"],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  /** @type {Map<string, string>} */
  const links = new Map();
  let printed = "";
  for await (const chunk of server.stdout) {
    printed += chunk;
    for (const [, name, link] of printed.matchAll(/^(\w+): (http\S+)$/gm)) links.set(name, link);
    if (links.size === 2) break;
  }
  return { links, stop: () => server.kill("SIGINT") };
}

const folder = reviewInTheMiddle();
const { links, stop } = await serve(folder);
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
});
try {
  const out = join(root, "docs", "screens");
  mkdirSync(out, { recursive: true });
  for (const viewport of SIZES) {
    for (const { name, who, hash, reach } of SCREENS) {
      const context = await browser.newContext({ viewport, colorScheme: "light" });
      const page = await context.newPage();
      await page.goto(links.get(who) ?? "");
      await page.locator("h1").waitFor();
      if (hash !== "") {
        await page.evaluate((to) => {
          location.hash = to;
        }, hash);
        await page.locator(".answers").waitFor();
      }
      await reach?.(page);
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(out, `${name}-${viewport.width}.png`) });
      await context.close();
    }
  }
} finally {
  await browser.close();
  stop();
  rmSync(folder, { recursive: true, force: true });
}
