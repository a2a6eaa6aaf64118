import type { Bidi } from "bidi-js";
import { drawingOf, type FlowFormat, type FlowOptions } from "../flow-format.ts";
import { type FlowFont, type FlowFonts, fontRuns, requireGlyphs } from "../fonts/flow-fonts.ts";
import { type Figure, figureOf } from "../layout/figure.ts";
import {
  type ArrowShape,
  type BoxShape,
  FAINT,
  type FlowShape,
  INK,
  NOTE_SIZE,
  RADIUS,
  SIZE,
} from "../layout/flow-shapes.ts";

/** Points per pixel of the layout. */
const POINTS = 0.75;
/** Length and half the width of an arrowhead. */
const HEAD = { length: 9.6, half: 3.8 } as const;

/**
 * The figure as a PDF of one page: vectors, text that can be selected and searched, only the
 * letters that it uses from each font, and the numbers in words for screen readers.
 */
export const flowPdf: FlowFormat = {
  name: "pdf",
  render: (flow, options) => drawPdf(figureOf(flow, options), options),
};

/** Draws a figure as a PDF of one page. */
export async function drawPdf(
  { layout: { width, height, shapes }, title, texts }: Figure,
  options: FlowOptions,
): Promise<Uint8Array> {
  const { fonts, date } = drawingOf(options);
  requireGlyphs(shapes, fonts);
  const [{ default: PdfDocument }, bidi] = await Promise.all([import("pdfkit"), loadBidi()]);
  const document = new PdfDocument({
    size: [width * POINTS, height * POINTS],
    margin: 0,
    lang: "en",
    tagged: true,
    displayTitle: true,
    pdfVersion: "1.7",
    // Otherwise pdfkit writes the current time and derives its ids from it.
    info: { Title: title, Creator: "slr", Producer: "slr", CreationDate: date, ModDate: date },
  });
  const figure = document.struct("Figure", { alt: texts.join("\n") });
  document.addStructure(figure);
  figure.add(
    document.struct("Span", {}, () => {
      document.save().scale(POINTS);
      const pen = new Pen(document, fonts, bidi);
      for (const shape of shapes) pen.draw(shape);
      document.restore();
    }),
  );
  figure.end();
  document.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

type Document = PDFKit.PDFDocument;

/** The package is CommonJS and exports a factory, but its types describe an ES module. */
async function loadBidi(): Promise<Bidi> {
  const { default: createBidi } = await import("bidi-js");
  return (createBidi as unknown as () => Bidi)();
}

/** Draws shapes on the page, in pixels of the layout. */
class Pen {
  readonly #document: Document;
  readonly #fonts: FlowFonts;
  readonly #bidi: Bidi;
  readonly #names = new Map<FlowFont, string>();

  constructor(document: Document, fonts: FlowFonts, bidi: Bidi) {
    this.#document = document;
    this.#fonts = fonts;
    this.#bidi = bidi;
    for (const [index, font] of [fonts.regular, fonts.bold, ...fonts.others].entries()) {
      const name = `font-${index}`;
      document.registerFont(name, Buffer.from(font.bytes), font.collectionFace);
      this.#names.set(font, name);
    }
  }

  draw(shape: FlowShape): void {
    if (shape.kind === "arrow") this.#arrow(shape);
    else if (shape.kind === "note") {
      this.#text(shape.text, shape, { size: NOTE_SIZE, colour: FAINT });
    } else this.#box(shape);
  }

  #box(box: BoxShape): void {
    const document = this.#document;
    if (box.kind === "box") {
      document.lineWidth(1.2);
      if (box.standard) document.undash();
      else document.dash(5, { space: 3 });
      document.rect(box.x, box.y, box.width, box.height);
      document.fillAndStroke(box.fill, box.standard ? INK : FAINT);
      document.undash();
    } else {
      document.roundedRect(box.x, box.y, box.width, box.height, RADIUS).fill(box.fill);
    }
    const colour = box.standard ? "#000000" : FAINT;
    const bold = box.kind !== "box";
    for (const row of box.rows) {
      this.#text(row.text, row, { size: SIZE, colour, bold, centred: bold, turned: box.turned });
    }
  }

  /** The line ends inside the arrowhead, so that the point stays sharp. */
  #arrow({ points }: ArrowShape): void {
    const document = this.#document;
    const [x, y] = points.at(-1)!;
    const [beforeX, beforeY] = points.at(-2)!;
    const [right, down] = [Math.sign(x - beforeX), Math.sign(y - beforeY)];
    const { length, half } = HEAD;
    document.undash().lineWidth(1.2);
    document.moveTo(...points[0]!);
    for (const point of points.slice(1, -1)) document.lineTo(...point);
    document.lineTo(x - right * 6, y - down * 6).stroke(INK);
    document
      .moveTo(x, y)
      .lineTo(x - right * length - down * half, y - down * length - right * half)
      .lineTo(x - right * length + down * half, y - down * length + right * half)
      .fill(INK);
  }

  #text(text: string, at: { readonly x: number; readonly y: number }, style: TextStyle): void {
    const document = this.#document;
    const { size, colour, bold = false, centred = false, turned = false } = style;
    const pieces = this.#visualRuns(text, bold).map((run) => ({
      ...run,
      width: document.font(this.#names.get(run.font)!, size).widthOfString(run.text, SHAPING),
    }));
    const width = pieces.reduce((sum, piece) => sum + piece.width, 0);
    document.save().translate(at.x, at.y);
    if (turned) document.rotate(-90);
    document.fillColor(colour);
    let x = centred ? -width / 2 : 0;
    for (const piece of pieces) {
      document
        .font(this.#names.get(piece.font)!, size)
        .text(piece.text, x, 0, { ...SHAPING, lineBreak: false, baseline: "alphabetic" });
      x += piece.width;
    }
    document.restore();
  }

  /** The pieces of a line from left to right, in the order of Unicode's bidirectional algorithm. */
  #visualRuns(text: string, bold: boolean): { font: FlowFont; text: string }[] {
    const { levels } = this.#bidi.getEmbeddingLevels(text, "ltr");
    const runs: { font: FlowFont; text: string; level: number }[] = [];
    let at = 0;
    for (const { font, text: piece } of fontRuns(text, this.#fonts, bold)) {
      for (const character of piece) {
        const level = levels[at] ?? 0;
        const last = runs.at(-1);
        if (last?.font === font && last.level === level) last.text += character;
        else runs.push({ font, text: character, level });
        at += character.length;
      }
    }
    const highest = Math.max(0, ...runs.map(({ level }) => level));
    for (let level = highest; level > 0; level--) reverseFrom(runs, level);
    return runs.map(({ font, text: piece, level }) => ({
      font,
      text: level % 2 === 1 ? this.#rightToLeft(piece) : piece,
    }));
  }

  /**
   * Mirrors brackets. The shaper reverses words of right-to-left scripts itself, but not
   * punctuation alone.
   */
  #rightToLeft(text: string): string {
    const mirrored = [...text].map((sign) => this.#bidi.getMirroredCharacter(sign) ?? sign);
    const shaped = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
    return (shaped.test(text) ? mirrored : mirrored.reverse()).join("");
  }
}

interface TextStyle {
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly centred?: boolean;
  readonly turned?: boolean;
}

/** With features, pdfkit shapes word by word, and right-to-left words come out in reverse. */
const SHAPING = { features: [] as PDFKit.Mixins.OpenTypeFeatures[] };

/** Reverses every stretch of runs of at least that level. */
function reverseFrom<Run extends { readonly level: number }>(runs: Run[], level: number): void {
  for (let start = 0; start < runs.length; start++) {
    if (runs[start]!.level < level) continue;
    let end = start;
    while (end + 1 < runs.length && runs[end + 1]!.level >= level) end++;
    runs.splice(start, end - start + 1, ...runs.slice(start, end + 1).reverse());
    start = end;
  }
}
