import { expect, test } from "vitest";
import { openScreening } from "../../../src/cli/commands/decide/web/serve.ts";
import type { RecordView } from "../../../src/core/decide/page-data.ts";
import { testFolder } from "../../cli/captured-io.ts";
import { marked, sampleItem, samplePage } from "../sample-page.ts";
import { describeInBrowser, open, savedAnswer, titleOf } from "./chromium.ts";

const SCRIPT = "</script><script>window.pwned=1</script><img src=x onerror='window.pwned=1'>";

/** Records as strangers could write them; each is shown as the text that it is. */
const HOSTILE: Readonly<Record<string, Partial<RecordView>>> = {
  "scripts in every field": {
    title: marked(SCRIPT, { include: "script" }),
    abstract: marked(SCRIPT),
    keywords: marked(SCRIPT),
    authors: [SCRIPT],
    venue: SCRIPT,
    sources: [SCRIPT],
    type: SCRIPT,
  },
  "a comment that opens a script": { title: marked("<!--<script>") },
  "links that are programs": {
    links: [
      { label: "DOI", url: "javascript:window.pwned=1" },
      { label: "Page", url: " JaVaScRiPt:window.pwned=1" },
      { label: "Data", url: "data:text/html,<script>window.pwned=1</script>" },
    ],
  },
  "letters that turn the line around": { title: marked("\u202eexclude\u202c \u2067and more") },
  "halves of pairs and ends of lines": { title: marked("\ud800 half \udc00 \u2028 line \u2029") },
  "an abstract of 2 MB": {
    abstract: marked("pruning is good. ".repeat(125_000), { include: "pruning" }),
  },
};

const whole = (text: string | null) => text?.replaceAll(/\p{Surrogate}/gu, "\ufffd");

const PWNED = `[window.pwned, document.querySelectorAll("script").length,
  [...document.querySelectorAll("a, iframe, img")].map((one) => one.href ?? one.src)
    .filter((url) => !/^https?:/.test(url))]`;

describeInBrowser("hostile records", (browser) => {
  test("are text, run nothing, lead nowhere, and can be decided", async () => {
    const items = Object.values(HOSTILE).map((change, n) => sampleItem(n, change));
    const { page, complaints } = await browser.window();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await open(page, browser.file("hostile.html", samplePage(items)));
    for (const item of items) {
      // Half of a pair is no text; browsers show it as the sign for what is none.
      const title = item.kind === "record" ? item.record.title!.text : "";
      expect(whole(await titleOf(page))).toBe(whole(title));
      expect(await page.evaluate(PWNED)).toEqual([undefined, 1, []]);
      await page.keyboard.press("w");
      await page.keyboard.press("o");
      await page.keyboard.press("i");
      await savedAnswer(page);
    }
    expect(await titleOf(page)).toBe("Nothing is left here");
    expect(requests.filter((url) => !/^file:/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("of 2 MB show their beginning at once, and the rest when it is asked for", async () => {
    const { page } = await browser.window();
    const item = sampleItem(1, HOSTILE["an abstract of 2 MB"]);
    await open(page, browser.file("long.html", samplePage([item])));
    const length = () => page.evaluate("document.querySelector('.abstract').textContent.length");
    expect(await length()).toBe(20_000);
    await page.getByRole("button", { name: "Show the other 2,105,000 characters" }).click();
    expect(await length()).toBe(2_125_000);
    await page.context().close();
  });

  test("do not turn the letters around that stand beside them", async () => {
    const { page } = await browser.window();
    const item = sampleItem(1, HOSTILE["letters that turn the line around"]);
    await open(page, browser.file("bidi.html", samplePage([item])));
    const isolated = `[...document.querySelectorAll("[dir=auto]")]
      .every((one) => getComputedStyle(one).unicodeBidi.includes("isolate"))`;
    expect(await page.evaluate(isolated)).toBe(true);
    await page.context().close();
  });

  test("of an export go through slr, the server and the page as text", async () => {
    const ris = `TY  - JOUR\nTI  - ${SCRIPT}\nAB  - ${SCRIPT} \u202eturned\nAU  - ${SCRIPT}\nDO  - javascript:alert(1)\nUR  - javascript:window.pwned=1\nPY  - 2020\nER  - \n`;
    const folder = testFolder({
      "slr.yaml":
        "title: <b>T</b>\nsources: [{ name: Scopus, files: searches/a.ris }]\nscreening: { title-abstract: { by: reviewers } }\n",
      "searches/a.ris": ris,
    });
    await folder.slrBy(async (io) => {
      const options = { order: "key", port: 0, open: false } as const;
      const screening = await openScreening(["ada"], options, io);
      try {
        const { page, complaints } = await browser.window();
        await open(page, screening.links[0]!.link);
        expect(await titleOf(page)).toBe("<b>T</b>");
        await page.evaluate(`location.hash = "#/screen/title-abstract"`);
        await page.locator(".answers").waitFor();
        // slr reads titles without the markup of databases, and keeps what is none.
        expect(await titleOf(page)).toContain("onerror='window.pwned=1'");
        expect(await page.locator(".abstract").textContent()).toMatch(/onerror.* turned$/);
        expect(await page.evaluate(PWNED)).toEqual([undefined, 1, []]);
        expect(complaints).toEqual([]);
        await page.context().close();
      } finally {
        await screening.close();
      }
      return 0;
    });
  });

  test("a script that got into the page by any way is refused by its policy", async () => {
    const { page, complaints } = await browser.window();
    await open(page, browser.file("policy.html", samplePage([sampleItem(1)])));
    await page.evaluate(`document.body.insertAdjacentHTML("beforeend",
      "<img src='data:,' onerror='window.pwned=1'><iframe srcdoc='<script>top.pwned=1</script>'></iframe>");
      const script = document.createElement("script");
      script.textContent = "window.pwned = 1";
      document.body.append(script);`);
    await page.waitForFunction("document.querySelectorAll('script').length === 2");
    expect(await page.evaluate("window.pwned")).toBeUndefined();
    expect(complaints.join()).toContain("Content Security Policy");
    await page.context().close();
  });
});
