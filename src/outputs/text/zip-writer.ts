import { constants, crc32, deflateRawSync } from "node:zlib";

interface ZippedFile {
  readonly name: Uint8Array;
  readonly offset: number;
  crc: number;
  size: number;
  compressed: number;
}

/**
 * A zip archive in pieces: sizes stand behind each file, and again in the directory at the end. All
 * files have the same date, so that equal contents give equal archives.
 */
export function zipWriter() {
  const files: ZippedFile[] = [];
  let written = 0;
  const count = (bytes: Uint8Array): Uint8Array => {
    written += bytes.length;
    return bytes;
  };
  const open = (name: string): Uint8Array => {
    const file = { name: Buffer.from(name), offset: written, crc: 0, size: 0, compressed: 0 };
    files.push(file);
    return count(Buffer.concat([numbers([4, 0x04034b50], ...shared(file)), file.name]));
  };
  const compress = (text: string, finishFlush: number): Uint8Array => {
    const file = files.at(-1)!;
    const bytes = Buffer.from(text);
    const compressed = deflateRawSync(bytes, { finishFlush });
    file.crc = crc32(bytes, file.crc);
    file.size += bytes.length;
    file.compressed += compressed.length;
    return count(compressed);
  };
  const piece = (text: string) => compress(text, constants.Z_SYNC_FLUSH);
  const close = (text: string): Uint8Array => {
    const last = compress(text, constants.Z_FINISH);
    const { crc, compressed, size } = files.at(-1)!;
    const sizes = numbers([4, 0x08074b50], [4, crc], [4, compressed], [4, size]);
    return Buffer.concat([last, count(sizes)]);
  };
  return {
    open,
    piece,
    close,
    file: (name: string, text: string) => Buffer.concat([open(name), close(text)]),
    end(): Uint8Array {
      const begin = written;
      const directory = files.map((file) =>
        count(
          Buffer.concat([
            numbers(
              [4, 0x02014b50],
              [2, 20],
              ...shared(file),
              [2, 0],
              [2, 0],
              [2, 0],
              [4, 0],
              [4, file.offset],
            ),
            file.name,
          ]),
        ),
      );
      return Buffer.concat([
        ...directory,
        numbers(
          [4, 0x06054b50],
          [4, 0],
          [2, files.length],
          [2, files.length],
          [4, written - begin],
          [4, begin],
          [2, 0],
        ),
      ]);
    },
  };
}

type Field = readonly [bytes: number, value: number];

/** What a file's header and its line in the directory have in common. 1 January 1980 is zip's first day. */
function shared({ name, crc, compressed, size }: ZippedFile): readonly Field[] {
  const sizesBehind = 1 << 3;
  return [
    [2, 20],
    [2, sizesBehind],
    [2, 8],
    [2, 0],
    [2, 0x21],
    [4, crc],
    [4, compressed],
    [4, size],
    [2, name.length],
    [2, 0],
  ];
}

function numbers(...fields: readonly Field[]): Uint8Array {
  const bytes = Buffer.alloc(fields.reduce((sum, [length]) => sum + length, 0));
  let at = 0;
  for (const [length, value] of fields) at = bytes.writeUIntLE(value, at, length);
  return bytes;
}
