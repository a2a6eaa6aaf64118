import { crc32 } from "node:zlib";
import { xmlText } from "../../text/xml-text.ts";
import { drawingOf, type FlowFormat, type FlowOptions } from "../flow-format.ts";
import { type FlowFonts, fontRuns, requireGlyphs } from "../fonts/flow-fonts.ts";
import { type Figure, figureOf } from "../layout/figure.ts";
import { drawSvg } from "../layout/svg-drawing.ts";

/** The resolution that journals ask for; line art often needs 600. */
const DPI = 300;
/** The most dots in an image; more would need over 2.4 GB of memory. */
const MAX_DOTS = 600_000_000;

/**
 * The figure as a PNG image. resvg draws it with the fonts that slr ships, never with the
 * machine's, so the bytes are the same everywhere.
 */
export const flowPng: FlowFormat = {
  name: "png",
  render: (flow, options) => drawPng(figureOf(flow, options), options),
};

/** Draws a figure as a PNG image. */
export async function drawPng(figure: Figure, options: FlowOptions): Promise<Uint8Array> {
  const { fonts } = drawingOf(options);
  const dpi = options.dpi ?? DPI;
  const { layout } = figure;
  requireGlyphs(layout.shapes, fonts);
  const zoom = dpi / 96;
  if (layout.width * layout.height * zoom * zoom > MAX_DOTS) {
    throw new RangeError(`The figure has too many dots for a PNG image at ${dpi} dpi.`);
  }
  const svg = drawSvg(figure, {
    family: fonts.regular.family,
    line: (text, bold) => drawRuns(text, fonts, bold),
  });
  const { Resvg } = await import("@resvg/resvg-js");
  const image = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: [fonts.regular, fonts.bold, ...fonts.others].map(({ path }) => path),
      defaultFontFamily: fonts.regular.family,
      sansSerifFamily: fonts.regular.family,
    },
    fitTo: { mode: "zoom", value: zoom },
  }).render();
  return withResolution(image.asPng(), dpi);
}

/**
 * A line with the font of each piece, because resvg would otherwise draw the whole line in one
 * fallback font.
 */
function drawRuns(text: string, fonts: FlowFonts, bold: boolean): string {
  return fontRuns(text, fonts, bold)
    .map((run) =>
      run.font === fonts.regular || run.font === fonts.bold
        ? xmlText(run.text)
        : `<tspan font-family="${xmlText(run.font.family)}" font-weight="normal">${xmlText(run.text)}</tspan>`,
    )
    .join("");
}

/** The chunk that states the dots per metre follows the header, whose length is fixed. */
const AFTER_HEADER = 33;

function withResolution(png: Uint8Array, dpi: number): Uint8Array {
  const body = Buffer.alloc(13);
  body.write("pHYs", 0, "latin1");
  const perMetre = Math.round(dpi / 0.0254);
  body.writeUInt32BE(perMetre, 4);
  body.writeUInt32BE(perMetre, 8);
  body[12] = 1;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(9);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([
    png.subarray(0, AFTER_HEADER),
    length,
    body,
    check,
    png.subarray(AFTER_HEADER),
  ]);
}
