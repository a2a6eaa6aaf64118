import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sampleItem, samplePage } from "../sample-page.ts";
import { describeInBrowser, open, savedAnswer, titleOf } from "./chromium.ts";

const ITEMS = Array.from({ length: 12 }, (_, n) => sampleItem(n));
const part = (n: number) => `A survey of pruning for language models, part ${n}`;

describeInBrowser("a file of one reviewer", (browser) => {
  test("is screened by keys alone: decide, give reasons, note, undo, look back, search", async () => {
    const { page, complaints } = await browser.window();
    await open(page, browser.file("keys.html", samplePage(ITEMS)));
    expect(await titleOf(page)).toBe(part(0));
    const type = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await type("i");
    expect(await savedAnswer(page)).toBe("k0000000: include");
    expect(await titleOf(page)).toBe(part(1));
    await type("e", "2");
    expect(await savedAnswer(page)).toBe("k0000001: exclude, E2");
    await type("e", "Enter");
    expect(await savedAnswer(page)).toBe("k0000002: exclude");
    await type("u");
    await savedAnswer(page);
    await type("3");
    expect(await savedAnswer(page)).toBe("k0000002: exclude, I1");
    await type("0");
    await page.keyboard.type("not a study; too short");
    await type("Enter");
    expect(await savedAnswer(page)).toBe("k0000003: exclude, not a study, too short");
    await type("n");
    await page.keyboard.type("i see e and m");
    await type("Control+Enter", "t");
    await page.keyboard.type("methods; later");
    await type("Enter", "m");
    expect(await savedAnswer(page)).toBe("k0000004: maybe");
    await type("s");
    expect(await titleOf(page)).toBe(part(6));
    await type("u");
    await savedAnswer(page);
    expect(await titleOf(page)).toBe(part(4));
    expect(await page.locator("aside .quote").textContent()).toBe("i see e and m");
    await type("i");
    await savedAnswer(page);
    await type("ArrowLeft");
    expect(await titleOf(page)).toBe(part(4));
    await type("Escape", "/");
    await page.keyboard.type('"part 9"');
    await type("Enter");
    await page.locator("h1", { hasText: part(9) }).waitFor();
    await type("/", "Control+a", "Delete", "Enter");
    expect(await titleOf(page)).toBe(part(6));
    await type("l");
    await page.keyboard.type("too short");
    expect(await page.locator("dialog li").count()).toBe(1);
    await type("Escape", "w");
    expect(await page.locator(".rating").textContent()).toContain("score 0.06");
    await type("i");
    await savedAnswer(page);
    expect(await page.locator(".counts").textContent()).toMatch(/^6 of 12/);
    expect(await page.evaluate("document.activeElement.localName")).toBe("h1");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("keeps answers through a reload, and hands them over as decisions-ada.csv", async () => {
    const { page, complaints } = await browser.window({ acceptDownloads: true });
    await open(page, browser.file("ada.html", samplePage(ITEMS)));
    await page.keyboard.press("i");
    await savedAnswer(page);
    await page.keyboard.press("2");
    await savedAnswer(page);
    await page.reload();
    expect(await titleOf(page)).toBe(part(2));
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save my decisions" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("decisions-ada.csv");
    const path = `${browser.folder}/decisions-ada.csv`;
    await download.saveAs(path);
    const rows = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(rows.slice(1).map((row) => row.split(",").slice(0, 4).join(","))).toEqual([
      "k0000000,title-abstract,include,",
      "k0000001,title-abstract,exclude,E2",
    ]);

    // Elsewhere, or after the browser has forgotten everything:
    const other = await browser.window();
    await open(other.page, browser.file("moved.html", samplePage(ITEMS)));
    expect(await titleOf(other.page)).toBe(part(0));
    for (const says of [
      "2 rows taken in, 0 were here already.",
      "0 rows taken in, 2 were here already.",
    ]) {
      await other.page.locator("input[type=file]").setInputFiles(path);
      await other.page.locator(".toast p", { hasText: says }).waitFor();
    }
    expect(await titleOf(other.page)).toBe(part(2));
    expect([...complaints, ...other.complaints]).toEqual([]);
    await Promise.all([page.context().close(), other.page.context().close()]);
  });

  test("reminds of saving when fifty answers are in this browser only", async () => {
    const { page } = await browser.window();
    const many = Array.from({ length: 60 }, (_, n) => sampleItem(n));
    await open(page, browser.file("remind.html", samplePage(many)));
    for (let n = 0; n < 50; n += 1) {
      await page.keyboard.press("i");
      await page.locator("h1", { hasText: new RegExp(`part ${n + 1}$`) }).waitFor();
    }
    expect(await page.locator(".banner p").textContent()).toMatch(
      /^50 answers are in this browser only: Save my decisions/,
    );
    await page.context().close();
  });

  test("of two reviewers in one browser stay apart, and tells that files share a storage", async () => {
    const { page } = await browser.window();
    const ada = browser.file("two-ada.html", samplePage(ITEMS));
    const bela = browser.file("two-bela.html", samplePage(ITEMS, { reviewer: "bela" }));
    await open(page, ada);
    expect(await page.locator(".banner p").textContent()).toMatch(/^Other local files/);
    await page.getByRole("button", { name: "OK" }).click();
    expect(await page.locator(".banner").isHidden()).toBe(true);
    await page.keyboard.press("i");
    await savedAnswer(page);
    await open(page, bela);
    expect(await titleOf(page)).toBe(part(0));
    expect(await page.locator(".counts").textContent()).toBe("0 of 12");
    await page.keyboard.press("m");
    await savedAnswer(page);
    await open(page, ada);
    expect(await page.locator(".counts").textContent()).toBe("1 of 12");
    // A later export of the same reviewer begins anew, with the decisions that the review has then.
    await open(page, browser.file("later.html", samplePage(ITEMS, { exported: "2" })));
    expect(await page.locator(".counts").textContent()).toBe("0 of 12");
    await page.context().close();
  });

  test("says at once that a browser keeps nothing, and asks before the answers are lost", async () => {
    const { page } = await browser.window();
    await page.addInitScript(
      "delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined });",
    );
    await open(page, browser.file("nothing.html", samplePage(ITEMS)));
    expect(await page.locator(".banner p").textContent()).toMatch(
      /^This browser keeps nothing for a local file/,
    );
    await page.keyboard.press("i");
    await savedAnswer(page);
    expect(await titleOf(page)).toBe(part(1));
    await page.context().close();
  });
});
