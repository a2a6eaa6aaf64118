import { xmlText } from "../../text/xml-text.ts";
import {
  DRAWING,
  type OfficePart,
  officeFile,
  RELATIONSHIPS_NAMESPACE,
  relationships,
  themePart,
} from "./office-file.ts";

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
export const OFFICE_2010 = "http://schemas.microsoft.com/office/word/2010";
const NAMESPACES = [
  `xmlns:w="${WORD}"`,
  RELATIONSHIPS_NAMESPACE,
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  `xmlns:a="${DRAWING}"`,
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  `xmlns:wps="${OFFICE_2010}/wordprocessingShape"`,
  `xmlns:wpg="${OFFICE_2010}/wordprocessingGroup"`,
  `xmlns:wpc="${OFFICE_2010}/wordprocessingCanvas"`,
].join(" ");
const KIND = "officedocument.wordprocessingml.";

export const WORD_FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>';

/** A Word document of these paragraphs, tables and sections. */
export function wordDocument(body: readonly string[]): Uint8Array {
  return officeFile("word/document.xml", [
    {
      path: "word/document.xml",
      type: `${KIND}document.main+xml`,
      xml: `<w:document ${NAMESPACES}><w:body>${body.join("")}</w:body></w:document>`,
    },
    ...documentParts(),
  ]);
}

/** A run of plain text. */
export function runXml(text: string): string {
  return `<w:r><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
}

/** Styles and other parts without which Word reports a damaged document. */
function documentParts(): OfficePart[] {
  return [
    relationships("word/_rels/document.xml.rels", [
      ["styles", "styles.xml"],
      ["settings", "settings.xml"],
      ["fontTable", "fontTable.xml"],
      ["theme", "theme/theme1.xml"],
    ]),
    {
      path: "word/styles.xml",
      type: `${KIND}styles+xml`,
      xml: `<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>${WORD_FONT}<w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`,
    },
    {
      path: "word/settings.xml",
      type: `${KIND}settings+xml`,
      xml: `<w:settings ${NAMESPACES}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    },
    {
      path: "word/fontTable.xml",
      type: `${KIND}fontTable+xml`,
      xml: `<w:fonts ${NAMESPACES}><w:font w:name="Arial"/></w:fonts>`,
    },
    themePart("word/theme/theme1.xml"),
  ];
}
