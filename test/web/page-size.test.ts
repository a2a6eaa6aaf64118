import { expect, test } from "vitest";
import { builtPage } from "./browser/chromium.ts";

test("the page is under 150 KB without data, and the same sources give the same bytes", async () => {
  const { script, style } = await builtPage();
  expect(script.length + style.length).toBeLessThan(150_000);
  expect(script.length).toBeGreaterThan(20_000);
  expect(await builtPage()).toEqual({ script, style });
});

test("the page asks for nothing from elsewhere", async () => {
  const { script, style } = await builtPage();
  const addresses = [...`${script}${style}`.matchAll(/\bhttps?:\/\/[\w.]+/g)].map(([url]) => url);
  expect(addresses).toEqual(["http://www.w3.org"]); // the name of SVG
  expect(script).not.toMatch(/\b(?:eval|Function)\(|innerHTML|insertAdjacentHTML|document\.write/);
  expect(style).not.toMatch(/url\(|@import/);
});
