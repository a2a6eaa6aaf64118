import type { Block, Piece } from "../../core/overviews/methods/sentence.ts";
import { safeText } from "../../core/records/text/plain-text.ts";
import { runXml, wordDocument } from "../flow/office/word-document.ts";
import { plainText } from "../text/plain-text.ts";
import { xmlText } from "../text/xml-text.ts";
import { gapText } from "./gap-text.ts";
import type { MethodsFormat } from "./methods-format.ts";

/** An A4 page upright, in twentieths of a point. */
const SECTION =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';

/** The section as a Word document; gaps are highlighted. */
export const methodsDocx: MethodsFormat = {
  name: "docx",
  endings: [".docx"],
  summary: "Word, with gaps highlighted",
  binary: true,
  render: ({ parts }) =>
    wordDocument([
      ...parts.flatMap(({ heading, blocks }) => [headingXml(heading), ...blocks.flatMap(blockXml)]),
      SECTION,
    ]),
};

function headingXml(text: string): string {
  return `<w:p><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`;
}

function blockXml(block: Block): string[] {
  if (block.kind === "text") {
    const runs = block.sentences.flatMap((sentence, at) => [
      ...(at === 0 ? [] : [runXml(" ")]),
      ...sentence.map(pieceXml),
    ]);
    return [paragraphXml(runs.join(""))];
  }
  const { title, text } = block;
  const lines =
    typeof text === "string"
      ? safeText(text, false).split("\n").map(quotedXml)
      : [paragraphXml(pieceXml(text))];
  const label = `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${xmlText(plainText(title))}</w:t></w:r>`;
  return [paragraphXml(label, "<w:keepNext/>"), ...lines];
}

function paragraphXml(runs: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}<w:spacing w:after="120"/></w:pPr>${runs}</w:p>`;
}

/** A line of a search string, in letters of one width and set in. */
function quotedXml(line: string): string {
  const font = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>';
  return `<w:p><w:pPr><w:ind w:left="360"/></w:pPr><w:r><w:rPr>${font}<w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr><w:t xml:space="preserve">${xmlText(line)}</w:t></w:r></w:p>`;
}

function pieceXml(piece: Piece): string {
  if (typeof piece !== "string")
    return `<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">${xmlText(gapText(piece))}</w:t></w:r>`;
  const [, before = "", text = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece) ?? [];
  return runXml(`${before}${plainText(text)}${after}`);
}
