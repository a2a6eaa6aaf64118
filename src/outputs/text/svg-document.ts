import { xmlText } from "./xml-text.ts";

/** A drawing as it is written to a file. */
export interface SvgDrawing {
  /** The prefix of its elements' ids, so that two drawings can share a page. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** The list of font families. */
  readonly family: string;
  readonly fontSize: number;
  readonly title: string;
  /** A description of the drawing for screen readers. */
  readonly description: string;
  /** The elements, a line each, on a white background. */
  readonly shapes: readonly string[];
  /**
   * Whether it holds links. To a screen reader an image is one thing, so its links would be lost.
   */
  readonly hasLinks?: boolean;
}

export const SVG_FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/**
 * The policy allows no loading and no scripts. A plain `meta` would end the drawing if somebody
 * pasted it into a page of HTML, whose parser ignores prefixes.
 */
const POLICY = `<metadata><h:head xmlns:h="http://www.w3.org/1999/xhtml"><h:meta http-equiv="Content-Security-Policy" content="default-src 'none'"/></h:head></metadata>`;

/** The text of an SVG file, with its names for screen readers and its content security policy. */
export function svgDocument(drawing: SvgDrawing): string {
  const { id, width, height, family, fontSize, title, description, shapes } = drawing;
  const role = drawing.hasLinks
    ? `role="group" aria-labelledby="${id}-title"`
    : `role="img" aria-labelledby="${id}-title ${id}-description"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${role} font-family="${family}" font-size="${fontSize}">`,
    `<title id="${id}-title">${xmlText(title)}</title>`,
    `<desc id="${id}-description">${xmlText(description)}</desc>`,
    POLICY,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...shapes,
    "</svg>",
    "",
  ].join("\n");
}
