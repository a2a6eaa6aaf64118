import { zipWriter } from "../../text/zip-writer.ts";
import { BLUE, FAINT, GREY, INK, YELLOW } from "../layout/flow-shapes.ts";

/** A part of an Office document: its path in the archive, its type and its XML. */
export interface OfficePart {
  readonly path: string;
  /** The content type without `application/vnd.openxmlformats-`; absent for relationships. */
  readonly type?: string;
  readonly xml: string;
}

const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
export const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";
export const RELATIONSHIPS_NAMESPACE = `xmlns:r="${RELATIONSHIPS}"`;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The document as a zip archive without timestamps: the same parts give the same bytes. */
export function officeFile(main: string, parts: readonly OfficePart[]): Uint8Array {
  const zip = zipWriter();
  const types = parts
    .filter(({ type }) => type !== undefined)
    .map(
      ({ path, type }) =>
        `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-${type}"/>`,
    );
  const contentTypes: OfficePart = {
    path: "[Content_Types].xml",
    xml: `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join("")}</Types>`,
  };
  const all = [contentTypes, relationships("_rels/.rels", [["officeDocument", main]]), ...parts];
  return Buffer.concat([...all.map(({ path, xml }) => zip.file(path, HEAD + xml)), zip.end()]);
}

/** The parts that a part uses; the first is `rId1`. */
export function relationships(
  path: string,
  targets: readonly (readonly [type: string, target: string])[],
): OfficePart {
  const list = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
  );
  return {
    path,
    xml: `<Relationships xmlns="${PACKAGE}/relationships">${list.join("")}</Relationships>`,
  };
}

/** Colours and fonts of the document; Office reports a file without a theme as damaged. */
export function themePart(path: string): OfficePart {
  const colours = {
    dk1: "#000000",
    lt1: "#ffffff",
    dk2: INK,
    lt2: GREY,
    accent1: YELLOW,
    accent2: BLUE,
    accent3: FAINT,
    accent4: GREY,
    accent5: INK,
    accent6: "#000000",
    hlink: "#0563c1",
    folHlink: "#954f72",
  };
  const palette = Object.entries(colours).map(
    ([name, colour]) => `<a:${name}><a:srgbClr val="${rgb(colour)}"/></a:${name}>`,
  );
  const font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>';
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  return {
    path,
    type: "officedocument.theme+xml",
    xml: `<a:theme xmlns:a="${DRAWING}" name="slr"><a:themeElements><a:clrScheme name="slr">${palette.join("")}</a:clrScheme><a:fontScheme name="slr"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="slr"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${`<a:ln>${fill}</a:ln>`.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${"<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`,
  };
}

export function rgb(colour: string): string {
  return colour.slice(1).toUpperCase();
}
