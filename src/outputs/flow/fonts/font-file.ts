/** What a drawing needs to know about a font: its names and the characters it has. */
export interface FontFace {
  /** `Noto Sans CJK SC`. */
  readonly family: string;
  /** Names one face of a collection: `NotoSansCJKsc-Regular`. */
  readonly collectionFace: string | undefined;
  has(character: string): boolean;
}

/**
 * Reads the names and the character map of a TrueType or OpenType font, or of the first face of a
 * collection. Returns undefined if the bytes are not a font.
 */
export function readFontFile(bytes: Uint8Array): FontFace | undefined {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isCollection = tag(view, 0) === "ttcf";
    const start = isCollection ? view.getUint32(12) : 0;
    if (!["\0\x01\0\0", "OTTO", "true"].includes(tag(view, start))) return undefined;
    const tables = readTables(view, start);
    const name = tables.get("name");
    const cmap = tables.get("cmap");
    if (name === undefined || cmap === undefined) return undefined;
    const names = readNames(view, name);
    const ranges = readCharacterMap(view, cmap);
    return {
      family: names.get(16) ?? names.get(1) ?? "",
      collectionFace: isCollection ? names.get(6) : undefined,
      has: (character) => inRanges(ranges, character.codePointAt(0) ?? 0),
    };
  } catch (error) {
    // The file ends before its own tables do.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

/** Finds where each table of a face begins. */
function readTables(view: DataView, start: number): Map<string, number> {
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(start + 4); i++) {
    const entry = start + 12 + 16 * i;
    tables.set(tag(view, entry), view.getUint32(entry + 8));
  }
  return tables;
}

/** The English names by their number, from the Windows entries, which all fonts have. */
function readNames(view: DataView, table: number): Map<number, string> {
  const names = new Map<number, string>();
  const texts = table + view.getUint16(table + 4);
  for (let i = 0; i < view.getUint16(table + 2); i++) {
    const entry = table + 6 + 12 * i;
    const [platform, language] = [view.getUint16(entry), view.getUint16(entry + 4)];
    if (platform !== 3 || language !== 0x409) continue;
    const length = view.getUint16(entry + 8);
    const at = texts + view.getUint16(entry + 10);
    let text = "";
    for (let j = 0; j < length; j += 2) text += String.fromCharCode(view.getUint16(at + j));
    names.set(view.getUint16(entry + 6), text);
  }
  return names;
}

/** Ranges of code points that have a glyph, sorted. */
type Ranges = readonly (readonly [first: number, last: number])[];

function readCharacterMap(view: DataView, table: number): Ranges {
  const maps = new Map<number, number>();
  for (let i = 0; i < view.getUint16(table + 2); i++) {
    const at = table + view.getUint32(table + 4 + 8 * i + 4);
    maps.set(view.getUint16(at), at);
  }
  const full = maps.get(12);
  if (full !== undefined) {
    return Array.from({ length: view.getUint32(full + 12) }, (_, i) => {
      const group = full + 16 + 12 * i;
      return [view.getUint32(group), view.getUint32(group + 4)] as const;
    });
  }
  const basic = maps.get(4);
  return basic === undefined ? [] : readBasicMap(view, basic);
}

/** The map of the first 65,536 characters: segments with an offset or with a list of glyphs. */
function readBasicMap(view: DataView, map: number): Ranges {
  const ranges: [number, number][] = [];
  const bytes = view.getUint16(map + 6);
  for (let i = 0; i < bytes; i += 2) {
    const last = view.getUint16(map + 14 + i);
    const first = view.getUint16(map + 16 + bytes + i);
    const shift = view.getUint16(map + 16 + 2 * bytes + i);
    const offsetAt = map + 16 + 3 * bytes + i;
    const offset = view.getUint16(offsetAt);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph =
        offset === 0
          ? (code + shift) & 0xffff
          : view.getUint16(offsetAt + offset + 2 * (code - first));
      if (glyph === 0) continue;
      const before = ranges.at(-1);
      if (before !== undefined && before[1] === code - 1) before[1] = code;
      else ranges.push([code, code]);
    }
  }
  return ranges;
}

function inRanges(ranges: Ranges, code: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle]!;
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}
