import { xmlText } from "../../text/xml-text.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import type { FlowFormat } from "../flow-format.ts";
import { layOut } from "../layout/flow-layout.ts";
import {
  type ArrowShape,
  type BoxShape,
  FAINT,
  type FlowLayout,
  INDENT,
  LEADING,
  MARGIN,
  type NoteShape,
  PADDING,
} from "../layout/flow-shapes.ts";
import {
  DRAWING,
  type OfficePart,
  officeFile,
  RELATIONSHIPS_NAMESPACE,
  relationships,
  rgb,
  themePart,
} from "../office/office-file.ts";
import {
  arrowProperties,
  boxesById,
  boxProperties,
  connections,
  type OfficeDrawing,
  officeDrawing,
  paragraphsOf,
} from "../office/office-shapes.ts";

/** PowerPoint accepts slides of up to 56 inches. */
const WIDEST = 56 * 96;
const PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main";
const NAMESPACES = `xmlns:a="${DRAWING}" ${RELATIONSHIPS_NAMESPACE} xmlns:p="${PRESENTATION}"`;

/** The figure as a slide of its own size, made of editable shapes and connectors. */
export const flowPptx: FlowFormat = {
  name: "pptx",
  async render(flow, options) {
    const diagram = describeFlow(flow);
    const layout = layOut(diagram, options);
    const scale = Math.min(1, WIDEST / layout.width, WIDEST / layout.height);
    return officeFile("ppt/presentation.xml", [
      ...presentationParts(layout, scale),
      slidePart(layout, scale),
      relationships("ppt/slides/_rels/slide1.xml.rels", [
        ["slideLayout", "../slideLayouts/slideLayout1.xml"],
      ]),
    ]);
  },
};

/** Shapes of a slide are numbered from 2; number 1 is the tree that holds them. */
const FIRST = 2;

function slidePart({ shapes, width }: FlowLayout, scale: number): OfficePart {
  const drawing = officeDrawing(shapes, FIRST, scale);
  const boxes = boxesById(shapes);
  let number = FIRST + boxes.size;
  const xml = shapes.map((shape) => {
    if (shape.kind === "arrow") return arrowXml(shape, number++, boxes, drawing);
    if (shape.kind === "note") return noteXml(shape, number++, width, drawing);
    return boxXml(shape, drawing);
  });
  return {
    path: "ppt/slides/slide1.xml",
    type: "officedocument.presentationml.slide+xml",
    xml: `<p:sld ${NAMESPACES}>${shapeTree(xml.join(""))}</p:sld>`,
  };
}

function boxXml(box: BoxShape, drawing: OfficeDrawing): string {
  const label = box.kind !== "box";
  const { emu } = drawing;
  const inset = label ? 0 : emu(PADDING);
  const paragraphs = paragraphsOf(box).map(({ text, indent }) =>
    paragraphXml(text, drawing, {
      indent,
      size: 900,
      colour: box.standard ? "#000000" : FAINT,
      bold: label,
    }),
  );
  const name = xmlText((box.rows[0]?.text ?? box.id).slice(0, 60));
  return `<p:sp><p:nvSpPr><p:cNvPr id="${drawing.numbers.get(box.id)}" name="${name}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${boxProperties(box, drawing)}</p:spPr><p:txBody><a:bodyPr vert="${box.turned ? "vert270" : "horz"}" wrap="square" lIns="${inset}" tIns="${label ? 0 : emu(PADDING - 1)}" rIns="${inset}" bIns="0" anchor="${label ? "ctr" : "t"}"><a:noAutofit/></a:bodyPr><a:lstStyle/>${paragraphs.join("")}</p:txBody></p:sp>`;
}

interface ParagraphStyle {
  readonly indent: number;
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
}

function paragraphXml(text: string, { emu }: OfficeDrawing, style: ParagraphStyle): string {
  const { indent, size, colour, bold = false } = style;
  const scale = emu(1) / 9525;
  const place = bold
    ? 'algn="ctr"'
    : `marL="${emu(indent + INDENT)}" indent="${-emu(INDENT)}" algn="l"`;
  return `<a:p><a:pPr ${place}><a:lnSpc><a:spcPts val="${Math.round(LEADING * 75 * scale)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef></a:pPr><a:r><a:rPr lang="en-GB" sz="${Math.max(100, Math.round(size * scale))}"${bold ? ' b="1"' : ""} dirty="0"><a:solidFill><a:srgbClr val="${rgb(colour)}"/></a:solidFill><a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:rPr><a:t>${xmlText(text)}</a:t></a:r></a:p>`;
}

function noteXml(
  { text, x, y }: NoteShape,
  number: number,
  width: number,
  drawing: OfficeDrawing,
): string {
  const { emu } = drawing;
  return `<p:sp><p:nvSpPr><p:cNvPr id="${number}" name="Note"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${emu(x)}" y="${emu(y - 12)}"/><a:ext cx="${emu(width - x - MARGIN)}" cy="${emu(LEADING)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>${paragraphXml(text, drawing, { indent: 0, size: 825, colour: FAINT })}</p:txBody></p:sp>`;
}

function arrowXml(
  arrow: ArrowShape,
  number: number,
  boxes: ReadonlyMap<string, BoxShape>,
  drawing: OfficeDrawing,
): string {
  return `<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="${number}" name="Arrow ${number}"/><p:cNvCxnSpPr>${connections(arrow, boxes, drawing)}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>${arrowProperties(arrow, drawing)}</p:spPr></p:cxnSp>`;
}

function shapeTree(shapes: string): string {
  return `<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`;
}

/**
 * The parts that every presentation needs: a master, a layout, a theme and the size of its slides.
 */
function presentationParts({ width, height }: FlowLayout, scale: number): OfficePart[] {
  const kind = "officedocument.presentationml.";
  const emu = (pixels: number) => Math.max(914400, Math.round(pixels * scale * 9525));
  const colours =
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"';
  return [
    {
      path: "ppt/presentation.xml",
      type: `${kind}presentation.main+xml`,
      xml: `<p:presentation ${NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="${emu(width)}" cy="${emu(height)}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    },
    relationships("ppt/_rels/presentation.xml.rels", [
      ["slideMaster", "slideMasters/slideMaster1.xml"],
      ["slide", "slides/slide1.xml"],
      ["theme", "theme/theme1.xml"],
      ["presProps", "presProps.xml"],
      ["viewProps", "viewProps.xml"],
      ["tableStyles", "tableStyles.xml"],
    ]),
    {
      path: "ppt/presProps.xml",
      type: `${kind}presProps+xml`,
      xml: `<p:presentationPr ${NAMESPACES}/>`,
    },
    { path: "ppt/viewProps.xml", type: `${kind}viewProps+xml`, xml: `<p:viewPr ${NAMESPACES}/>` },
    {
      path: "ppt/tableStyles.xml",
      type: `${kind}tableStyles+xml`,
      xml: `<a:tblStyleLst xmlns:a="${DRAWING}" def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>`,
    },
    {
      path: "ppt/slideMasters/slideMaster1.xml",
      type: `${kind}slideMaster+xml`,
      xml: `<p:sldMaster ${NAMESPACES}>${shapeTree("")}<p:clrMap ${colours}/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
    },
    relationships("ppt/slideMasters/_rels/slideMaster1.xml.rels", [
      ["slideLayout", "../slideLayouts/slideLayout1.xml"],
      ["theme", "../theme/theme1.xml"],
    ]),
    {
      path: "ppt/slideLayouts/slideLayout1.xml",
      type: `${kind}slideLayout+xml`,
      xml: `<p:sldLayout ${NAMESPACES} type="blank">${shapeTree("")}</p:sldLayout>`,
    },
    relationships("ppt/slideLayouts/_rels/slideLayout1.xml.rels", [
      ["slideMaster", "../slideMasters/slideMaster1.xml"],
    ]),
    themePart("ppt/theme/theme1.xml"),
  ];
}
