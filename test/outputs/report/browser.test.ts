import { existsSync } from "node:fs";
import { source as axe } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testFolder } from "../../cli/captured-io.ts";
import { reviewWithCache } from "../../screened-review.ts";

/** Debian's; where it is missing, the tests of real drawing are left out. */
const CHROMIUM = "/usr/bin/chromium";

describe.skipIf(!existsSync(CHROMIUM))(`the report of the example in ${CHROMIUM}`, () => {
  let browser: Browser;
  let html: string | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu"],
    });
  });
  afterAll(() => browser.close());

  /** The page as it is opened from a file, with everything of which the browser complains. */
  async function open(options: Parameters<Browser["newPage"]>[0] = {}) {
    const folder = await reviewWithCache("fixtures/reviews/llm-acceleration");
    if (html === undefined) {
      folder.write("automation/helper.yaml", "tool: A model of language\nprompt: Find words.\n");
      await folder.slr("report", "-o", "review.html");
      html = folder.read("review.html");
    } else folder.write("review.html", html);
    const page = await browser.newPage(options);
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(request.url());
    });
    await page.goto(`file://${folder.path}/review.html`);
    return { page, complaints };
  }

  // Between light and dark only colours differ.
  test.each([
    ["light", "no violation", {}],
    ["dark", "no low contrast", { runOnly: ["color-contrast"] }],
  ] as const)(
    "in %s, with every list open, axe finds %s",
    async (colorScheme, _, options) => {
      // axe is a script of its own, which the policy of the page would refuse.
      const { page } = await open({ colorScheme, bypassCSP: true });
      await page.locator("details").evaluateAll((all) => {
        for (const one of all) one.setAttribute("open", "");
      });
      await page.evaluate(axe);
      const violations = await page.evaluate(
        `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], ...options })}).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
      );
      expect(violations).toEqual([]);
    },
    60_000,
  );

  test("keys alone reach the list behind a box, filter it and sort it, and nothing is refused or loaded", async () => {
    const { page, complaints } = await open();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    for (let presses = 0; presses < 9; presses += 1) {
      await page.keyboard.press("Tab");
      if ((await focused(page)).startsWith("Records excluded")) break;
    }
    await page.keyboard.press("Enter");
    const list = page.locator("#box-excluded-title-abstract");
    expect(await list.locator("table").isVisible()).toBe(true);

    await list.getByLabel("Filter by words").focus();
    await page.keyboard.type("krizhevsky imagenet");
    const shown = list.locator("tbody tr:visible");
    expect(await shown.count()).toBe(2);
    expect(await list.locator("output").textContent()).toBe("2 of 17 rows");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");

    const years = () => shown.locator("td:nth-child(4)").allTextContents();
    await list.getByRole("button", { name: "Year" }).focus();
    await page.keyboard.press("Enter");
    expect(await years()).toEqual([...(await years())].sort());
    await page.keyboard.press("Enter");
    expect(await years()).toEqual([...(await years())].sort().reverse());
    expect(await list.locator("th[aria-sort]").getAttribute("aria-sort")).toBe("descending");

    await list.getByLabel("Reason").selectOption("E1");
    expect(await shown.count()).toBe(4);
    expect(complaints).toEqual([]);
  }, 60_000);

  test("texts of strangers run nothing and load nothing", async () => {
    const attack = `</script></details><script>globalThis.hacked=1</script><img src="http://127.0.0.1:9/x" onerror="globalThis.hacked=1">`;
    const folder = testFolder({
      "slr.yaml": `title: ${JSON.stringify(attack)}\nsources: [{ name: A, files: searches/a.csv, query: ${JSON.stringify(attack)} }]\n`,
      "searches/a.csv": `Title,Abstract,Year,DOI\n"Tea ${attack.replaceAll('"', '""')}","${attack.replaceAll('"', '""')}",2020,10.1/a\nMilk,,2021,10.1/b\n`,
    });
    await folder.slr("report", "--with-abstracts", "-o", "review.html");
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`file://${folder.path}/review.html#box-pending-title-abstract`);
    expect(await page.evaluate("globalThis.hacked")).toBeUndefined();
    expect(await page.locator("h1").textContent()).toBe(attack);
    expect(await page.locator("img").count()).toBe(0);
    expect(requests).toHaveLength(1);
    await page.close();
  }, 60_000);

  test("without scripts the lists are whole, and a link opens the list that it leads into", async () => {
    const { page, complaints } = await open({ javaScriptEnabled: false });
    expect(await page.locator("#included tbody tr").count()).toBe(44);
    expect(await page.locator("input, button").count()).toBe(0);
    await page.click('svg a[href="#box-excluded-title-abstract"]');
    expect(await page.locator("#box-excluded-title-abstract table").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  }, 60_000);
});

function focused(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.textContent.trim()");
}
