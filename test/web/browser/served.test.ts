import { expect, test } from "vitest";
import { sampleItem, samplePage } from "../sample-page.ts";
import { describeInBrowser, savedAnswer, titleOf } from "./chromium.ts";
import { fakeServer } from "./fake-server.ts";

const ITEMS = Array.from({ length: 30 }, (_, n) => sampleItem(n));
const part = (n: number) => `A survey of pruning for language models, part ${n}`;

describeInBrowser("the served page", (browser) => {
  const opened = async () => {
    const server = fakeServer(browser.code, samplePage(ITEMS));
    const window = await browser.window();
    await server.serve(window.page);
    const open = async (page = window.page) => {
      await page.goto(server.link);
      await page.locator("h1").waitFor();
      await page.evaluate("location.hash = '#/screen/title-abstract'");
      await page.locator(".answers").waitFor();
    };
    await open();
    return { server, open, ...window };
  };

  test("takes the token out of the address, and asks for nothing elsewhere", async () => {
    const { page, server, complaints } = await opened();
    expect(page.url()).not.toContain("token");
    await page.keyboard.press("i");
    await savedAnswer(page);
    await page.keyboard.press("2");
    await savedAnswer(page);
    expect(server.arrived.map(({ key, saying }) => [key, saying?.verdict])).toEqual([
      ["k0000000", "include"],
      ["k0000001", "exclude"],
    ]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("goes on without the server, says so, and sends each answer once when it is back", async () => {
    const { page, server } = await opened();
    await page.keyboard.press("i");
    await savedAnswer(page);
    server.isUp = false;
    for (const n of [1, 2, 3]) {
      await page.keyboard.press(n === 2 ? "m" : "i");
      await page.locator("h1", { hasText: new RegExp(`part ${n + 1}$`) }).waitFor();
    }
    expect(await page.locator(".saved").textContent()).toBe("3 unsaved");
    expect(await page.locator(".banner p").textContent()).toBe(
      "The server does not answer. 3 unsaved answers are kept in this browser and sent when it is back.",
    );
    server.isUp = true;
    await page.locator(".saved", { hasText: "saved ✓" }).waitFor();
    expect(await page.locator(".banner").isHidden()).toBe(true);
    expect(server.arrived.map(({ key, saying }) => [key, saying?.verdict])).toEqual([
      ["k0000000", "include"],
      ["k0000001", "include"],
      ["k0000002", "maybe"],
      ["k0000003", "include"],
    ]);
    expect(await titleOf(page)).toBe(part(4));
    await page.context().close();
  });

  test("that is closed without the server sends its answers from the next window", async () => {
    const { page, server, open } = await opened();
    server.isUp = false;
    await page.keyboard.press("i");
    await page.locator("h1", { hasText: /part 1$/ }).waitFor();
    await page.keyboard.press("i");
    await page.locator("h1", { hasText: /part 2$/ }).waitFor();
    const context = page.context();
    await page.close();
    server.isUp = true;
    const next = await context.newPage();
    await server.serve(next);
    await open(next);
    await next.locator(".saved", { hasText: "saved ✓" }).waitFor();
    expect(server.arrived.map(({ key }) => key)).toEqual(["k0000000", "k0000001"]);
    expect(new Set(server.arrived.map(({ uuid }) => uuid)).size).toBe(2);
    await context.close();
  });

  test("stays at a record whose answer the server cannot write", async () => {
    const { page, server } = await opened();
    server.refuses = "The disk is full.";
    await page.keyboard.press("i");
    await page.locator(".toast .error", { hasText: "Not saved: The disk is full." }).waitFor();
    expect(await titleOf(page)).toBe(part(0));
    server.refuses = undefined;
    await page.keyboard.press("i");
    await page.locator("h1", { hasText: /part 1$/ }).waitFor();
    expect(server.arrived).toHaveLength(1);
    await page.context().close();
  });

  test("without a link says that one is needed", async () => {
    const { page, complaints } = await browser.window();
    await fakeServer(browser.code, samplePage(ITEMS)).serve(page);
    await page.goto("http://localhost:8123/");
    expect(await titleOf(page)).toBe("Open your link");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
