import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openScreening } from "../../../src/cli/commands/decide/web/serve.ts";
import { risOf, type TestFolder, testFolder } from "../../cli/captured-io.ts";
import { fakeTerminal } from "../../cli/commands/decide/fake-terminal.ts";
import { describeInBrowser, open, savedAnswer, titleOf } from "./chromium.ts";

const TITLES = Array.from(
  { length: 30 },
  (_, n) => `Sleep of ${n % 2 ? "mice" : "men"} in study ${n}`,
);
const PROTOCOL = `title: Sleep
sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria:
  - { id: E1, text: About mice, stage: title-abstract, exclude: title-abs(mice) }
  - { id: E2, text: No control, stage: title-abstract }
reviewers: { ada: { kind: person }, bela: { kind: person }, cara: { kind: person } }
adjudicators: [cara]
screening:
  title-abstract: { by: reviewers, per-record: 2 }
  full-text: { by: reviewers }
`;

const review = () => testFolder({ "slr.yaml": PROTOCOL, "searches/scopus.ris": risOf(...TITLES) });

const numberIn = (title: string | null) => Number(/study (\d+)/.exec(title ?? "")?.[1]);

/** The key of each reviewer for a record: they disagree on some. */
const KEYS: Readonly<Record<"ada" | "bela" | "cara", (n: number) => string>> = {
  ada: (n) => (n % 2 === 1 ? "1" : n % 5 === 0 ? "m" : "i"),
  bela: (n) => (n % 3 === 0 ? "2" : n % 2 === 1 ? "1" : "i"),
  cara: (n) => (n % 4 === 0 ? "i" : "2"),
};

/** Answers what is shown until nothing is left; the numbers of the records, in their order. */
async function screen(
  page: Page,
  who: keyof typeof KEYS,
  at: (answered: number) => Promise<void> = async () => {},
): Promise<number[]> {
  const shown: number[] = [];
  for (;;) {
    await at(shown.length);
    const title = await titleOf(page);
    if (title === "Nothing is left here") return shown;
    const n = numberIn(title);
    shown.push(n);
    await page.keyboard.press(KEYS[who](n));
    await page.locator("h1", { hasNotText: new RegExp(`study ${n}$`) }).waitFor();
  }
}

/** Serves the review to a reviewer while something happens in the reviewer's window. */
function served(
  folder: TestFolder,
  reviewer: string,
  act: (link: string) => Promise<void>,
  port = 0,
): Promise<unknown> {
  return folder.slrBy(async (io) => {
    const screening = await openScreening([reviewer], { order: "key", port, open: false }, io);
    try {
      await act(screening.links[0]!.link);
    } finally {
      await screening.close();
    }
    return 0;
  });
}

async function openWork(page: Page, link: string, work: string): Promise<void> {
  await open(page, link);
  await page.evaluate(`location.hash = "#/${work}"`);
  await page.locator(".answers").waitFor();
}

const withoutTimes = (table: string) => table.replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "TIME");

describeInBrowser("three people screen a review together", (browser) => {
  test("one without the server for a while, one with a file, one settling: as in a terminal", async () => {
    const folder = review();
    const order: Record<string, number[]> = {};

    await folder.slr("export", "--for", "reviewer", "--as", "bela", "-o", "bela.html");
    await served(folder, "ada", async (link) => {
      const { page, complaints } = await browser.window();
      await open(page, link);
      expect(await page.locator("main").textContent()).not.toContain("Conflict");
      await openWork(page, link, "screen/title-abstract");
      order.ada = await screen(page, "ada", async (answered) => {
        if (answered === 10) await page.context().setOffline(true);
        if (answered !== 18) return;
        expect(await page.locator(".saved").textContent()).toBe("8 unsaved");
        await page.context().setOffline(false);
        await page.locator(".saved", { hasText: "saved ✓" }).waitFor();
      });
      await savedAnswer(page);
      expect(complaints.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
      await page.context().close();
    });

    const file = await browser.window();
    await open(file.page, `file://${folder.path}/bela.html`);
    await file.page.locator("select[aria-label=Order]").selectOption("key");
    order.bela = await screen(file.page, "bela");
    const [download] = await Promise.all([
      file.page.waitForEvent("download"),
      file.page.getByRole("button", { name: "Save my decisions" }).click(),
    ]);
    await download.saveAs(`${folder.path}/decisions-bela.csv`);
    expect(file.complaints).toEqual([]);
    await file.page.context().close();
    for (const says of ["Added 30 rows to decisions/.", "Nothing to add."])
      expect((await folder.slr("import", "decisions", "decisions-bela.csv")).err).toBe(says);

    await served(folder, "cara", async (link) => {
      const { page, complaints } = await browser.window();
      await openWork(page, link, "resolve/title-abstract");
      expect(await page.locator(".vote h2").allTextContents()).toEqual(["ada", "bela"]);
      order.cara = await screen(page, "cara");
      await savedAnswer(page);
      await page.evaluate("location.hash = ''");
      await page.locator(".dashboard").waitFor();
      expect(await page.locator(".dashboard").textContent()).toContain("Agreement");
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    const terminal = review();
    for (const who of ["ada", "bela", "cara"] as const) {
      const keys = `${order[who]!.map(KEYS[who]).join("")}q`;
      const more = who === "cara" ? ["--conflicts"] : [];
      await terminal.slrWith(
        { terminal: fakeTerminal(keys) },
        ...["decide", "--as", who, "--order", "key", ...more],
      );
      const table = `decisions/${who}.csv`;
      expect(withoutTimes(folder.read(table))).toBe(withoutTimes(terminal.read(table)));
    }
    expect(order.cara!.length).toBe(5);
    for (const one of [folder, terminal]) await one.slr("screen");
    expect(folder.read("results/prisma.json")).toBe(terminal.read("results/prisma.json"));
  }, 120_000);

  test("answers without the server wait in the browser for the link of the next one", async () => {
    const folder = review();
    const { page } = await browser.window();
    let port = 0;
    await served(folder, "ada", async (link) => {
      port = Number(new URL(link).port);
      await openWork(page, link, "screen/title-abstract");
      await page.keyboard.press("i");
      await savedAnswer(page);
    });
    for (const unsaved of [1, 2, 3]) {
      const n = numberIn(await titleOf(page));
      await page.keyboard.press("m");
      await page.locator(".saved", { hasText: `${unsaved} unsaved` }).waitFor();
      // No key is taken before the browser has kept the answer and shows the next record.
      await page.locator("h1", { hasNotText: new RegExp(`study ${n}$`) }).waitFor();
    }
    await served(
      folder,
      "ada",
      async (link) => {
        await page.locator(".banner p", { hasText: /^Open your link again/ }).waitFor();
        await openWork(page, link, "screen/title-abstract");
        await page.locator(".saved", { hasText: "saved ✓" }).waitFor();
      },
      port,
    );
    const verdicts = folder.read("decisions/ada.csv").trimEnd().split("\n").slice(1);
    expect(verdicts.map((row) => row.split(",")[2])).toEqual([
      "include",
      "maybe",
      "maybe",
      "maybe",
    ]);
    await page.context().close();
  }, 120_000);
});
