import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { expect, test } from "vitest";
import { randomNumbers } from "../../cli/commands/decide/random-numbers.ts";
import { sampleItem, samplePage } from "../sample-page.ts";
import { CHROMIUM, describeInBrowser, open, savedAnswer } from "./chromium.ts";

/** `npm run bench:kills -- 100 page` makes it 100. */
const KILLS = Number(process.env.SLR_KILLS ?? 2);
const SEED = 20240711;
/** The longest time that a browser lives after its first answer, in milliseconds: under load the first comes late. */
const LIFE = 1_500;
/** A new browser after so many answers: the list of answers shows no more at once. */
const MOST = 30;
const ITEMS = Array.from({ length: 200 }, (_, n) => sampleItem(n));

/** The keys of the records that the page lists as answered, by the number in their titles. */
async function answered(context: BrowserContext, address: string): Promise<string[]> {
  const page = context.pages()[0] ?? (await context.newPage());
  await open(page, address);
  if (/^0 of/.test((await page.locator(".counts").textContent()) ?? "")) return [];
  await page.keyboard.press("l");
  await page.locator("dialog").first().waitFor();
  const lines = await page.locator("dialog li").allTextContents();
  await page.keyboard.press("Escape");
  return lines.map((line) => `k${/part (\d+)/.exec(line)![1]!.padStart(7, "0")}`).sort();
}

describeInBrowser("the file of one reviewer", (browser) => {
  test(`${KILLS} kills of the browser at random moments lose no answer that was shown as saved, and double none`, {
    timeout: 0, // kills are counted, not seconds
  }, async () => {
    const address = browser.file("kills.html", samplePage(ITEMS));
    let data = join(browser.folder, "kills-0");
    const random = randomNumbers(SEED);
    let confirmed: string[] = [];
    let total = 0;
    const start = () =>
      chromium.launchPersistentContext(data, {
        executablePath: CHROMIUM,
        args: ["--no-sandbox", "--disable-gpu"],
      });
    for (let kill = 0; kill < KILLS; kill += 1) {
      if (confirmed.length > MOST) {
        data = join(browser.folder, `kills-${kill}`);
        confirmed = [];
      }
      const context = await start();
      const kept = await answered(context, address);
      // An answer whose confirmation did not come in time may be there, too.
      expect(kept.length - confirmed.length, `kill ${kill}`).toBeLessThanOrEqual(1);
      expect(new Set(kept).size).toBe(kept.length);
      expect(kept).toEqual(expect.arrayContaining(confirmed));
      confirmed = kept;
      const page = context.pages()[0]!;
      const kill9 = () => spawnSync("pkill", ["-9", "-f", "--", `user-data-dir=${data}`]);
      const late = random() * LIFE;
      let end: NodeJS.Timeout | undefined;
      try {
        for (;;) {
          await page.keyboard.press("i");
          confirmed.push(/^k\d{7}/.exec((await savedAnswer(page)) ?? "")![0]);
          total += 1;
          end ??= setTimeout(kill9, late);
        }
      } catch {
        // The browser is gone.
      }
      clearTimeout(end);
      await context.close().catch(() => undefined);
    }
    const last = await start();
    expect(await answered(last, address)).toEqual(expect.arrayContaining(confirmed));
    await last.close();
    console.info(`${KILLS} kills of the browser, ${total} answers confirmed`);
    expect(total).toBeGreaterThan(0);
  });
});
