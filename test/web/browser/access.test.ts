import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { WorkView } from "../../../src/core/decide/page-data.ts";
import { sampleItem, samplePage } from "../sample-page.ts";
import { SAMPLE_DASHBOARD, sampleConflicts, samplePairs } from "../sample-works.ts";
import { describeInBrowser, savedAnswer, type TestBrowser, titleOf } from "./chromium.ts";
import { lowContrasts } from "./contrast.ts";
import { fakeServer, ORIGIN } from "./fake-server.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong, with the elements. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ["violations"] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " " + target)))`,
  )) as string[]; // as the script maps them
  return found;
}

/** Elements that reach beyond the screen to the side, so that a reader would have to scroll. */
const WIDER = `[...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".wide, iframe, noscript"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.localName + "." + one.className)`;

/** Buttons that are smaller than fingers are. */
const SMALL = `[...document.querySelectorAll("button, select, input")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => one.getBoundingClientRect().height < 24 || one.getBoundingClientRect().width < 24)
  .map((one) => one.outerHTML.slice(0, 80))`;

const RECORDS = samplePage(Array.from({ length: 9 }, (_, n) => sampleItem(n)));

/** The screens of the page: a work, and what is done to reach the screen. */
const SCREENS: Readonly<
  Record<
    string,
    { readonly work: WorkView | "overview"; readonly reach?: (page: Page) => Promise<void> }
  >
> = {
  "a record": { work: RECORDS },
  "a record with rating, note and own words": {
    work: RECORDS,
    async reach(page) {
      await page.keyboard.press("w");
      await page.keyboard.press("n");
      await page.keyboard.type("a note");
      await page.keyboard.press("Control+Enter");
    },
  },
  "the reasons": { work: RECORDS, reach: (page) => page.keyboard.press("e") },
  "a note": { work: RECORDS, reach: (page) => page.keyboard.press("n") },
  "one's own answers": {
    work: RECORDS,
    async reach(page) {
      for (const key of ["i", "2"]) {
        await page.keyboard.press(key);
        await savedAnswer(page);
      }
      await page.keyboard.press("l");
    },
  },
  "keys and settings": { work: RECORDS, reach: (page) => page.keyboard.press("?") },
  "a report at full text": {
    work: samplePage(
      [sampleItem(1, { fullText: { kind: "pdf", file: "fulltext/k0000001.pdf" } }), sampleItem(2)],
      { stage: "full-text" },
    ),
  },
  "a conflict": { work: sampleConflicts(3) },
  "possible duplicates": { work: samplePairs(3) },
  "the overview": { work: "overview" },
};

type WindowOptions = Parameters<TestBrowser["window"]>[0];

const PHONE: WindowOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};

/** A window that shows a screen. */
async function shown(browser: TestBrowser, name: string, options: WindowOptions = {}) {
  const { page } = await browser.window(options);
  await show(browser, page, name);
  return page;
}

/** A window that shows one screen after the other, each in a browser that has kept nothing. */
function inTurn(browser: TestBrowser, options: WindowOptions = {}) {
  let opened: Promise<Page> | undefined;
  return async (name: string): Promise<Page> => {
    opened ??= browser.window(options).then((window) => window.page);
    const page = await opened;
    await page.goto("about:blank");
    await page.unrouteAll();
    await page.emulateMedia({ colorScheme: "light" });
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: ORIGIN, storageTypes: "all" });
    await session.detach();
    await show(browser, page, name);
    return page;
  };
}

async function show(browser: TestBrowser, page: Page, name: string): Promise<void> {
  const { work, reach } = SCREENS[name]!;
  const view = work === "overview" ? RECORDS : work;
  const server = fakeServer(browser.code, view, SAMPLE_DASHBOARD);
  await server.serve(page);
  await page.goto(server.link);
  await page.locator("h1").waitFor();
  if (work !== "overview") {
    await page.evaluate(`location.hash = "#/${view.plan.work}"`);
    await page.locator(".answers").waitFor();
  }
  await reach?.(page);
}

describeInBrowser("everybody can use the page", (browser) => {
  const desktop = inTurn(browser);
  test.each(Object.keys(SCREENS))(
    "axe finds nothing wrong with %s, nor is a contrast low",
    async (name) => {
      const page = await desktop(name);
      expect(await violations(page)).toEqual([]);
      expect(await lowContrasts(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await lowContrasts(page)).toEqual([]);
    },
  );

  const phone = inTurn(browser, PHONE);
  test.each(Object.keys(SCREENS))(
    "at 360 px nothing of %s is cut off, and fingers find its buttons",
    async (name) => {
      const page = await phone(name);
      expect(await page.evaluate(WIDER)).toEqual([]);
      expect(await page.evaluate(SMALL)).toEqual([]);
    },
  );

  test("text can be twice as large on a phone, and nothing is lost", async () => {
    const page = await shown(browser, "a record", { viewport: { width: 360, height: 740 } });
    await page.keyboard.press("?");
    await page.locator("#set-size").selectOption("200");
    await page.keyboard.press("Escape");
    expect(await page.evaluate(WIDER)).toEqual([]);
    await page.getByRole("button", { name: "Include" }).click();
    await savedAnswer(page);
    await page.context().close();
  });

  test("touch alone screens: answer, give a reason, take back, revise", async () => {
    const page = await shown(browser, "a record", PHONE);
    const tap = (name: string | RegExp) => page.getByRole("button", { name }).first().tap();
    await tap(/^Include/);
    expect(await savedAnswer(page)).toBe("k0000000: include");
    await tap(/^Exclude/);
    await page.locator("dialog .reason").nth(1).tap();
    expect(await savedAnswer(page)).toBe("k0000001: exclude, E2");
    await tap(/^Undo/);
    await savedAnswer(page);
    expect(await titleOf(page)).toMatch(/part 1$/);
    await tap("More");
    await tap(/^My answers/);
    await page.locator("dialog li button").first().tap();
    expect(await titleOf(page)).toMatch(/part 0$/);
    await tap(/^Maybe/);
    expect(await savedAnswer(page)).toBe("k0000000: maybe");
    await page.context().close();
  });

  test("the buttons stay where they are from record to record, and nothing is animated", async () => {
    const page = await shown(browser, "a record");
    const places = () =>
      page.evaluate(`JSON.stringify([...document.querySelectorAll(".answers button")]
        .map((one) => [one.textContent, one.getBoundingClientRect()]))`);
    const before = await places();
    for (const key of ["i", "2", "n"]) await page.keyboard.press(key);
    await page.keyboard.type("a long note ".repeat(30));
    await page.keyboard.press("Control+Enter");
    expect(await places()).toBe(before);
    expect(browser.code.style).not.toMatch(/animation|transition/);
    await page.context().close();
  });

  test("single keys can be changed to those of other tools, and switched off", async () => {
    const page = await shown(browser, "keys and settings");
    await page.locator("#set-preset").selectOption("ASReview");
    await page.keyboard.press("Escape");
    expect(await page.locator(".answers .include").textContent()).toBe("Include r");
    await page.keyboard.press("r");
    expect(await savedAnswer(page)).toBe("k0000000: include");
    await page.keyboard.press("?");
    await page.locator("#set-keys").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("r");
    expect(await titleOf(page)).toMatch(/part 1$/);
    expect(await page.locator(".answers .include").textContent()).toBe("Include");
    await page.context().close();
  });
});
