import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { flowSvg } from "../../../src/outputs/flow/forms/flow-svg.ts";
import { reviewWithCache } from "../../screened-review.ts";
import { EXAMPLE_FLOWS } from "../example-flows.ts";

/** Debian's; where it is missing, the tests of real drawing are left out. */
const CHROMIUM = "/usr/bin/chromium";
const inBrowser = test.skipIf(!existsSync(CHROMIUM));

inBrowser(
  `in ${CHROMIUM}, every line of every drawing is inside of its box and no two boxes meet`,
  async () => {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    try {
      const page = await browser.newPage();
      for (const [name, flow] of Object.entries(EXAMPLE_FLOWS)) {
        for (const horizontal of [false, true]) {
          const svg = flowSvg.render(flow, { title: "A review", horizontal });
          await page.setContent(`<body style="margin:0">${svg}</body>`);
          const { texts, faults } = await page.evaluate(drawnFaults);
          expect(faults, name).toEqual([]);
          expect(texts, name).toBeGreaterThan(20);
        }
      }
    } finally {
      await browser.close();
    }
  },
  120_000,
);

inBrowser(
  `in ${CHROMIUM}, a click on a box shows the list of its records, and nothing is refused or loaded`,
  async () => {
    const folder = await reviewWithCache("fixtures/reviews/llm-acceleration");
    await folder.slr("prisma", "-o", "flow.html");
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith("file:")) complaints.push(request.url());
      });
      await page.goto(`file://${folder.path}/flow.html`);
      await page.click('svg a[href="#databases-3-side-0"]');
      expect(page.url()).toMatch(/#databases-3-side-0$/);
      const section = page.locator("section:target");
      expect(await section.locator("h2").textContent()).toBe("Reports excluded");
      expect(await section.locator("tbody tr").count()).toBe(8);
      const { faults } = await page.evaluate(drawnFaults);
      expect(faults).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  },
  120_000,
);

/** Runs in the page: the places that the browser gave to texts and boxes. */
function drawnFaults(): { texts: number; faults: string[] } {
  const faults: string[] = [];
  const page = globalThis as unknown as {
    document: {
      querySelectorAll(selector: string): Iterable<{
        textContent: string;
        getBoundingClientRect(): { left: number; right: number; top: number; bottom: number };
      }>;
    };
  };
  const [, ...rects] = [...page.document.querySelectorAll("svg > rect, svg > a > rect")].map(
    (rect) => rect.getBoundingClientRect(),
  );
  const texts = [...page.document.querySelectorAll("svg text")];
  for (const [index, a] of rects.entries()) {
    for (const b of rects.slice(index + 1)) {
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        faults.push("two boxes meet");
    }
  }
  for (const text of texts) {
    const t = text.getBoundingClientRect();
    const touched = rects.filter(
      (r) => t.left < r.right && r.left < t.right && t.top < r.bottom && r.top < t.bottom,
    );
    const inside = touched.every(
      (r) => t.left >= r.left && t.right <= r.right && t.top >= r.top && t.bottom <= r.bottom,
    );
    if (touched.length > 1 || !inside) faults.push(text.textContent);
  }
  return { texts: texts.length, faults };
}
