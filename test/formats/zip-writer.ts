import { crc32, deflateRawSync } from "node:zlib";

/** One member of an archive for a test, with the lies that an archive may tell about it. */
export interface TestMember {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Stored as it is, not deflated. */
  readonly stored?: boolean;
  readonly encrypted?: boolean;
  /** What the directory says of its sizes, where that is not the truth. */
  readonly claims?: { readonly size?: number; readonly compressed?: number };
}

/** A zip archive, byte for byte the same for the same members. */
export function zipOf(...members: readonly TestMember[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored, encrypted, claims } of members) {
    const data = Buffer.from(content);
    const packed = stored ? data : deflateRawSync(data);
    const fileName = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2);
    about.writeUInt16LE(stored ? 0 : 8, 4);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(claims?.compressed ?? packed.length, 14);
    about.writeUInt32LE(claims?.size ?? data.length, 18);
    about.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), about, fileName, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), about, place, fileName]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from("PK\x05\x06"), end]);
}

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook from the XML of its sheets' rows; `strings` is the XML of its shared strings. */
export function workbookOf(
  sheets: readonly { readonly name: string; readonly rows: string; readonly hidden?: boolean }[],
  strings = "",
  extra: readonly TestMember[] = [],
): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const list = sheets
    .map(
      ({ name, hidden }, at) =>
        `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${hidden ? ' state="hidden"' : ""}/>`,
    )
    .join("");
  const relations = sheets
    .map(
      (_, at) =>
        `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
    )
    .join("");
  const packageNames = "http://schemas.openxmlformats.org/package/2006";
  return zipOf(
    {
      name: "[Content_Types].xml",
      content: `<Types xmlns="${packageNames}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      content: `<Relationships xmlns="${packageNames}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns="${main}" xmlns:r="${RELATIONS}"><sheets>${list}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships xmlns="${packageNames}/relationships">${relations}<Relationship Id="s" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    },
    { name: "xl/sharedStrings.xml", content: `<sst xmlns="${main}">${strings}</sst>` },
    {
      name: "xl/styles.xml",
      // Style 1 is a date, style 2 a date with a time, style 3 a time.
      content: `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
    },
    ...sheets.map(({ rows }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    })),
    ...extra,
  );
}

/** The XML of rows of text, numbers and blanks, from the first row on. */
export function rowsOf(rows: readonly (readonly (string | number | undefined)[])[]): string {
  const escaped = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return rows
    .map((cells, row) => {
      const xml = cells.map((cell, column) => {
        const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
        if (cell === undefined) return "";
        return typeof cell === "number"
          ? `<c ${place}><v>${cell}</v></c>`
          : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
      });
      return `<row r="${row + 1}">${xml.join("")}</row>`;
    })
    .join("");
}
