import { expect, test } from "vitest";
import { openScreening } from "../../../src/cli/commands/decide/web/serve.ts";
import { risOf, testFolder } from "../../cli/captured-io.ts";
import { describeInBrowser, open, savedAnswer, titleOf } from "./chromium.ts";

const PROTOCOL = `title: Sleep
sources: [{ name: Scopus, files: searches/*.ris }]
criteria:
  - { id: F1, text: No control, stage: full-text }
  - { id: F2, text: Wrong outcome, stage: full-text }
screening:
  title-abstract: { by: rules }
  full-text: { by: reviewers }
`;

describeInBrowser("reports at full text", (browser) => {
  test("show their file beside them, need a reason, and can be missing", async () => {
    const folder = testFolder({
      "slr.yaml": PROTOCOL,
      "searches/scopus.ris": risOf("Sleep in mice", "Sleep in men", "Naps at noon"),
    });
    await folder.slrBy(async (io) => {
      const options = { order: "key", port: 0, open: false } as const;
      const screening = await openScreening(["ada"], options, io);
      try {
        const { page } = await browser.window();
        await open(page, screening.links[0]!.link);
        await page.evaluate(`location.hash = "#/screen/full-text"`);
        await page.locator(".answers").waitFor();
        const key = await page.locator(".links .key").textContent();
        expect(await page.locator("iframe").count()).toBe(0);
        folder.write(`fulltext/${key}.txt`, "The whole report.");
        await page.reload();
        const report = page.frameLocator("iframe").locator("body");
        expect(await report.textContent()).toContain("The whole report.");

        const title = await titleOf(page);
        await page.keyboard.press("e");
        await page.keyboard.press("Enter");
        await page.locator(".toast .error", { hasText: "PRISMA requires one" }).waitFor();
        await page.keyboard.press("Escape");
        expect(await titleOf(page)).toBe(title);
        await page.keyboard.press("w");
        expect(await page.locator(".rating").isVisible()).toBe(true);
        await page.keyboard.press("2");
        expect(await savedAnswer(page)).toBe(`${key}: exclude, F2`);
        await page.keyboard.press("x");
        expect(await savedAnswer(page)).toMatch(/: not retrieved$/);
        await page.context().close();
      } finally {
        await screening.close();
      }
      return 0;
    });
    expect(folder.read("decisions/ada.csv")).toMatch(/,full-text,exclude,F2,.*rating-shown/);
    expect(folder.read("retrieval.csv")).toMatch(/,not-retrieved,/);
  });
});
