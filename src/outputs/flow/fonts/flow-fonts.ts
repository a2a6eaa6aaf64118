import type { FlowShape } from "../layout/flow-shapes.ts";
import type { FontFace } from "./font-file.ts";

/** A font of the figure, with its file for programs that read fonts themselves. */
export interface FlowFont extends FontFace {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The fonts of a figure whose letters slr draws itself. */
export interface FlowFonts {
  readonly regular: FlowFont;
  readonly bold: FlowFont;
  /** Fonts for characters that the first two lack; the first that has a character draws it. */
  readonly others: readonly FlowFont[];
}

/** A piece of a line that one font draws. */
export interface FontRun {
  readonly font: FlowFont;
  readonly text: string;
}

/**
 * Thrown if no font of the figure has some characters. An empty box in their place would be wrong.
 */
export class MissingGlyphs extends Error {
  override readonly name = "MissingGlyphs";
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    super(`No font of the figure has ${characters.join(" ")}.`);
    this.characters = characters;
  }
}

/** Throws MissingGlyphs if a character of the drawing is in none of the fonts. */
export function requireGlyphs(shapes: readonly FlowShape[], fonts: FlowFonts): void {
  const missing = new Set<string>();
  for (const shape of shapes) {
    if (shape.kind === "arrow") continue;
    const bold = shape.kind === "heading" || shape.kind === "phase";
    const texts = shape.kind === "note" ? [shape.text] : shape.rows.map(({ text }) => text);
    for (const character of texts.join("")) {
      if (!isInvisible(character) && fontOf(character, fonts, bold) === undefined) {
        missing.add(character);
      }
    }
  }
  if (missing.size > 0) throw new MissingGlyphs([...missing].sort());
}

/** Splits a line into pieces of one font each, in reading order. */
export function fontRuns(text: string, fonts: FlowFonts, bold: boolean): FontRun[] {
  const runs: { font: FlowFont; text: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    // A mark is drawn by the font of its letter, and blanks need no change of font.
    const joins =
      last !== undefined &&
      (/[\p{M}\p{Cf}]/u.test(character) || (/\s/u.test(character) && last.font.has(character)));
    const font = joins ? last.font : (fontOf(character, fonts, bold) ?? fonts.regular);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

function fontOf(character: string, fonts: FlowFonts, bold: boolean): FlowFont | undefined {
  const order = [...(bold ? [fonts.bold] : []), fonts.regular, ...fonts.others];
  return order.find((font) => font.has(character));
}

/** Joiners, direction marks and similar characters, which have no glyph. */
function isInvisible(character: string): boolean {
  return /[\p{Cf}\p{Cc}\p{Variation_Selector}]/u.test(character);
}
