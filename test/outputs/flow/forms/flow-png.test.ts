import { Resvg } from "@resvg/resvg-js";
import { expect, test } from "vitest";
import { describeFlow } from "../../../../src/outputs/flow/diagram/describe-flow.ts";
import { flowPng } from "../../../../src/outputs/flow/forms/flow-png.ts";
import { layOut } from "../../../../src/outputs/flow/layout/flow-layout.ts";
import { type BoxShape, SIZE } from "../../../../src/outputs/flow/layout/flow-shapes.ts";
import { xmlText } from "../../../../src/outputs/text/xml-text.ts";
import { EXAMPLE_FLOWS, manyScripts, small, unfinished } from "../../example-flows.ts";
import { CJK_FONT, drawing, fonts, shippedFonts } from "../figure-drawing.ts";

const title = "Exercise & sleep: a review";

const png = async (dpi?: number) =>
  Buffer.from((await flowPng.render(small, { title, drawing, ...(dpi && { dpi }) })) as Uint8Array);

test("has 300 dots per inch, or as many as asked for, and says so", async () => {
  const { width, height } = layOut(describeFlow(small), {});
  for (const [dpi, perMetre] of [
    [undefined, 11811],
    [600, 23622],
  ] as const) {
    const bytes = await png(dpi);
    expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    const zoom = (dpi ?? 300) / 96;
    expect(bytes.readUInt32BE(16)).toBe(Math.ceil(width * zoom));
    expect(bytes.readUInt32BE(20)).toBe(Math.ceil(height * zoom));
    expect(bytes.subarray(37, 41).toString("latin1")).toBe("pHYs");
    expect(bytes.readUInt32BE(41)).toBe(perMetre);
    expect(bytes.readUInt32BE(45)).toBe(perMetre);
    expect(bytes[49]).toBe(1);
  }
});

test("is the same bytes each time", async () => {
  expect((await png(96)).equals(await png(96))).toBe(true);
});

test("names the characters that no font has, and draws no boxes for them", async () => {
  await expect(flowPng.render(manyScripts, { title, drawing })).rejects.toMatchObject({
    name: "MissingGlyphs",
    characters: expect.arrayContaining(["万", "対"]),
  });
});

test.skipIf(CJK_FONT === undefined)("draws them with a font that is named", async () => {
  const named = { ...drawing, fonts: await fonts([CJK_FONT!]) };
  const bytes = await flowPng.render(manyScripts, { title, drawing: named, dpi: 96 });
  expect(bytes.length).toBeGreaterThan(10_000);
});

test("says that an image would be too large, instead of running out of memory", async () => {
  await expect(flowPng.render(unfinished, { title, drawing, dpi: 20_000 })).rejects.toThrow(
    "too many dots",
  );
});

/** What the letters take on the page, as a program that draws SVG measures them. */
test.each(["Arimo", "DejaVu Sans"])("every line fits its box when drawn in %s", (family) => {
  const { regular, bold, others } = shippedFonts;
  const fontFiles = [regular, bold, ...others].map(({ path }) => path);
  for (const flow of Object.values(EXAMPLE_FLOWS)) {
    const { width, height, shapes } = layOut(describeFlow(flow), {});
    for (const box of shapes.filter((shape): shape is BoxShape => "rows" in shape)) {
      for (const { text, x, y } of box.rows) {
        if (box.turned || /\p{Script=Han}/u.test(text)) continue;
        const style = box.kind === "box" ? "" : ' text-anchor="middle" font-weight="bold"';
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${family}" font-size="${SIZE}"><text x="${x}" y="${y}"${style}>${xmlText(text)}</text></svg>`;
        const drawn = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox();
        if (drawn === undefined) throw new Error(`${text} draws nothing`);
        expect(drawn.x, text).toBeGreaterThan(box.x);
        expect(drawn.x + drawn.width, text).toBeLessThan(box.x + box.width);
        expect(drawn.y, text).toBeGreaterThan(box.y);
        expect(drawn.y + drawn.height, text).toBeLessThan(box.y + box.height);
      }
    }
  }
});
