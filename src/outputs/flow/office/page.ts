import type { FlowLayout } from "../layout/flow-shapes.ts";

/** A page that holds the figure and its caption; lengths in twentieths of a point. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** The scale of the figure; 1 if it is not reduced. */
  readonly scale: number;
  /** Converts a length of the layout to twentieths of a point, reduced with the figure. */
  readonly twips: (pixels: number) => number;
  /** The size of a font in half points. */
  readonly halfPoints: (pixels: number) => number;
}

const PIXEL = 15;
const MARGIN = 720;
/** Space below the figure for the caption, notes and footnotes. */
const CAPTION = 2400;
/** Letters of 9 points must not become smaller than 7. */
const LEAST_SCALE = 0.78;
/** Word accepts pages of up to 22 inches. */
const LARGEST = 22 * 1440;

const A4 = [11906, 16838] as const;
const A3 = [16838, 23811] as const;

/**
 * The smallest usual page on which the letters stay readable, otherwise a page as large as the
 * figure.
 */
export function choosePage({ width, height }: FlowLayout): Page {
  const needed = [width * PIXEL + 2 * MARGIN, height * PIXEL + 2 * MARGIN + CAPTION] as const;
  const fits = ([across, down]: readonly [number, number]) =>
    Math.min(
      1,
      (across - 2 * MARGIN) / (width * PIXEL),
      (down - 2 * MARGIN - CAPTION) / (height * PIXEL),
    );
  const usual = [A4, turned(A4), turned(A3), A3].find((size) => fits(size) >= LEAST_SCALE);
  const [across, down] = usual ?? [
    Math.min(LARGEST, Math.ceil(needed[0])),
    Math.min(LARGEST, Math.ceil(needed[1])),
  ];
  const scale = fits([across, down]);
  return {
    width: across,
    height: down,
    margin: MARGIN,
    scale,
    twips: (pixels) => Math.round(pixels * PIXEL * scale),
    halfPoints: (pixels) => Math.max(4, Math.floor(pixels * 1.5 * scale)),
  };
}

function turned([across, down]: readonly [number, number]): readonly [number, number] {
  return [down, across];
}
