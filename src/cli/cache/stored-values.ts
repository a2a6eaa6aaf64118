import { DefaultDeserializer, DefaultSerializer } from "node:v8";

/** Arrays of numbers that a value may hold; a file names them by their place in this list. */
const KINDS = [
  Buffer,
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
] as const;

/** Arrays begin at multiples of this, so that they can be used where they lie. */
const ALIGNMENT = 8;

/** Lengths are written in four bytes. */
const LONGEST = 2 ** 32 - 1;

/** The length of the part that holds everything but arrays stands at the beginning. */
const HEAD = 4;

/**
 * A value as the bytes of a file, in pieces. Arrays of numbers are pieces of their own, which are
 * not copied; everything else is as V8 serializes it. Undefined for what is too large for one
 * buffer or cannot be kept.
 *
 * @param before how many bytes of the file stand before the first piece
 */
export function storedPieces(value: unknown, before: number): readonly Uint8Array[] | undefined {
  try {
    const serializer = new PiecesSerializer();
    serializer.writeHeader();
    serializer.writeValue(value);
    const body = serializer.releaseBuffer();
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(body.length);
    return [head, ...aligned([body, ...serializer.arrays], before + HEAD)];
  } catch {
    return undefined;
  }
}

/** The value in the bytes of a file, of which arrays stay parts. */
export function storedValue(content: Uint8Array, before: number): unknown {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  const end = HEAD + bytes.readUInt32LE();
  const deserializer = new PiecesDeserializer(bytes.subarray(HEAD, end), (start, length) => {
    const at = alignedAt(before + start) - before;
    return { bytes: bytes.subarray(at, at + length), end: at + length };
  });
  deserializer.readHeader();
  return deserializer.readValue() as unknown;
}

function alignedAt(place: number): number {
  return ALIGNMENT * Math.ceil(place / ALIGNMENT);
}

/** The same pieces with zeros between them, so that each but the first begins where it should. */
function aligned(pieces: readonly Uint8Array[], before: number): Uint8Array[] {
  let at = before;
  return pieces.flatMap((piece, number) => {
    const gap = number === 0 ? 0 : alignedAt(at) - at;
    at += gap + piece.length;
    return gap === 0 ? [piece] : [new Uint8Array(gap), piece];
  });
}

class PiecesSerializer extends DefaultSerializer {
  readonly arrays: Uint8Array[] = [];

  /** V8 calls this for arrays of numbers. */
  _writeHostObject(array: ArrayBufferView): void {
    const kind = KINDS.indexOf(array.constructor as (typeof KINDS)[number]);
    if (kind < 0 || array.byteLength > LONGEST) throw new Error("Such an array cannot be kept.");
    this.writeUint32(kind);
    this.writeUint32(array.byteLength);
    this.arrays.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
}

class PiecesDeserializer extends DefaultDeserializer {
  readonly #next: (start: number, length: number) => { bytes: Buffer; end: number };
  #at: number;

  /** @param next the array after a place, and where it ends */
  constructor(
    body: Buffer,
    next: (start: number, length: number) => { bytes: Buffer; end: number },
  ) {
    super(body);
    this.#next = next;
    this.#at = HEAD + body.length;
  }

  _readHostObject(): ArrayBufferView {
    const Kind = KINDS[this.readUint32()];
    if (Kind === undefined) throw new Error("There is no such array.");
    const { bytes, end } = this.#next(this.#at, this.readUint32());
    this.#at = end;
    if (Kind === Buffer) return bytes;
    const size = (Kind as typeof Uint8Array).BYTES_PER_ELEMENT;
    // The buffer of a small file may begin anywhere.
    const whole = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
    return new (Kind as typeof Uint8Array)(whole.buffer, whole.byteOffset, whole.length / size);
  }
}
