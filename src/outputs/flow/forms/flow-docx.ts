import { plainText } from "../../text/plain-text.ts";
import { xmlText } from "../../text/xml-text.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import { diagramTexts, extensionNotes } from "../diagram/flow-diagram.ts";
import type { FlowFormat } from "../flow-format.ts";
import { layOut } from "../layout/flow-layout.ts";
import {
  type ArrowShape,
  type BoxShape,
  FAINT,
  type FlowLayout,
  INDENT,
  LEADING,
  PADDING,
  SIZE,
} from "../layout/flow-shapes.ts";
import { rgb } from "../office/office-file.ts";
import {
  arrowProperties,
  boxesById,
  boxProperties,
  connections,
  type OfficeDrawing,
  officeDrawing,
  paragraphsOf,
} from "../office/office-shapes.ts";
import { choosePage, type Page } from "../office/page.ts";
import { OFFICE_2010, runXml, WORD_FONT, wordDocument } from "../office/word-document.ts";

/**
 * The figure as a Word document with editable boxes and connectors, a caption, and PRISMA's
 * footnotes below it, as in PRISMA's own template.
 */
export const flowDocx: FlowFormat = {
  name: "docx",
  async render(flow, options) {
    const diagram = describeFlow(flow, { sourcesMark: true });
    // Notes stand below the caption, outside the figure, where they can be edited.
    const layout = layOut({ ...diagram, notes: [], extended: false }, options);
    const page = choosePage(layout);
    const name = plainText(options.title);
    const caption = name === "" ? diagram.title : `${diagram.title}: ${name}`;
    const remarks = [...diagram.notes, ...extensionNotes(diagram, "Dashed boxes")];
    const body = [
      `<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r>${figureXml(layout, page, diagramTexts(diagram).join("\n"))}</w:r></w:p>`,
      captionXml(caption),
      ...remarks.map((remark) => `<w:p>${runXml(remark)}</w:p>`),
      sectionXml(page),
    ];
    return wordDocument(body);
  },
};

/**
 * Writes the drawing twice. Word uses the canvas, in which connectors stay glued to boxes;
 * LibreOffice does not support a canvas and uses the group.
 */
function figureXml(layout: FlowLayout, page: Page, words: string): string {
  const drawing = officeDrawing(layout.shapes, 2, page.scale);
  const size = [drawing.emu(layout.width), drawing.emu(layout.height)] as const;
  const frame = (kind: string, inside: string) =>
    `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${size[0]}" cy="${size[1]}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="1" name="PRISMA flow diagram" descr="${xmlText(words)}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="${OFFICE_2010}/${kind}">${inside}</a:graphicData></a:graphic></wp:inline></w:drawing>`;
  const canvas = `<wpc:wpc><wpc:bg/><wpc:whole/>${shapesXml(layout, drawing, page, false)}</wpc:wpc>`;
  const [width, height] = size;
  const group = `<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/><a:chOff x="0" y="0"/><a:chExt cx="${width}" cy="${height}"/></a:xfrm></wpg:grpSpPr>${shapesXml(layout, drawing, page, true)}</wpg:wgp>`;
  return `<mc:AlternateContent><mc:Choice Requires="wpc">${frame("wordprocessingCanvas", canvas)}</mc:Choice><mc:Choice Requires="wpg">${frame("wordprocessingGroup", group)}</mc:Choice><mc:Fallback/></mc:AlternateContent>`;
}

function shapesXml(
  { shapes, width, height }: FlowLayout,
  drawing: OfficeDrawing,
  page: Page,
  group: boolean,
): string {
  const { emu } = drawing;
  const boxes = boxesById(shapes);
  let number = 2 + boxes.size;
  // LibreOffice stretches a group to fit its contents, so one shape must be as large as the figure.
  const background = `<wps:wsp><wps:cNvPr id="${number++}" name="Background"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>`;
  const xml = shapes.map((shape) => {
    if (shape.kind === "arrow") return arrowXml(shape, number++, boxes, drawing);
    return shape.kind === "note" ? "" : boxXml(shape, drawing, page, group);
  });
  return background + xml.join("");
}

function boxXml(box: BoxShape, drawing: OfficeDrawing, page: Page, group: boolean): string {
  const { emu } = drawing;
  const label = box.kind !== "box";
  const inset = label ? 0 : emu(PADDING);
  const paragraphs = paragraphsOf(box)
    .map(({ text, indent }) =>
      paragraphXml(text, page, { indent, bold: label, colour: box.standard ? "#000000" : FAINT }),
    )
    .join("");
  // LibreOffice does not rotate the text of a shape in a group, but it rotates the text of a table
  // cell.
  const turnedCell = box.turned && group;
  const name = xmlText((box.rows[0]?.text ?? box.id).slice(0, 60));
  return `<wps:wsp><wps:cNvPr id="${drawing.numbers.get(box.id)}" name="${name}"/><wps:cNvSpPr/><wps:spPr>${boxProperties(box, drawing)}</wps:spPr><wps:txbx><w:txbxContent>${turnedCell ? turnedXml(box, paragraphs, page) : paragraphs}</w:txbxContent></wps:txbx><wps:bodyPr rot="0" vert="${box.turned && !group ? "vert270" : "horz"}" wrap="square" lIns="${inset}" tIns="${inset}" rIns="${inset}" bIns="0" anchor="${label && !turnedCell ? "ctr" : "t"}"><a:noAutofit/></wps:bodyPr></wps:wsp>`;
}

function turnedXml({ width, height }: BoxShape, paragraphs: string, page: Page): string {
  const across = page.twips(width);
  const none = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>';
  return `<w:tbl><w:tblPr><w:tblW w:w="${across}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>${none}</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="${across}"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="${page.twips(height) - 60}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="${across}" w:type="dxa"/><w:textDirection w:val="btLr"/><w:vAlign w:val="center"/></w:tcPr>${paragraphs}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>`;
}

function paragraphXml(
  text: string,
  page: Page,
  style: { readonly indent: number; readonly bold: boolean; readonly colour: string },
): string {
  const place = style.bold
    ? '<w:jc w:val="center"/>'
    : `<w:ind w:left="${page.twips(style.indent + INDENT)}" w:hanging="${page.twips(INDENT)}"/>`;
  return `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${page.twips(LEADING)}" w:lineRule="exact"/>${place}</w:pPr><w:r><w:rPr>${WORD_FONT}${style.bold ? "<w:b/>" : ""}<w:color w:val="${rgb(style.colour)}"/><w:sz w:val="${page.halfPoints(SIZE)}"/><w:szCs w:val="${page.halfPoints(SIZE)}"/></w:rPr><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`;
}

function arrowXml(
  arrow: ArrowShape,
  number: number,
  boxes: ReadonlyMap<string, BoxShape>,
  drawing: OfficeDrawing,
): string {
  return `<wps:wsp><wps:cNvPr id="${number}" name="Arrow ${number}"/><wps:cNvCnPr>${connections(arrow, boxes, drawing)}</wps:cNvCnPr><wps:spPr>${arrowProperties(arrow, drawing)}</wps:spPr><wps:bodyPr/></wps:wsp>`;
}

function captionXml(caption: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>${runXml("Figure ")}<w:fldSimple w:instr=" SEQ Figure \\* ARABIC ">${runXml("1")}</w:fldSimple>${runXml(`. ${caption}`)}</w:p>`;
}

function sectionXml({ width, height, margin }: Page): string {
  const turned = width > height ? ' w:orient="landscape"' : "";
  const edge = `w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}"`;
  return `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"${turned}/><w:pgMar ${edge} w:header="360" w:footer="360" w:gutter="0"/></w:sectPr>`;
}
