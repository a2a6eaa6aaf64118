import type { VectorBytes } from "./index.ts";
import { unreadable, type VectorFile, vectorRows } from "./vector-rows.ts";

/**
 * An array of numpy with a row for each record, of little-endian floats in C order; the keys are in
 * a text file of the same name that ends with `.txt`, a line for each row.
 */
export function npyVectors({ file, bytes, keys }: VectorBytes): VectorFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latin1 = (from: number, to: number) =>
    new TextDecoder("latin1").decode(bytes.subarray(from, to));
  if (bytes.length < 12 || latin1(1, 6) !== "NUMPY")
    return unreadable(file, "This is no array of numpy.");
  const [from, length] =
    bytes[6]! >= 2 ? [12, view.getUint32(8, true)] : [10, view.getUint16(8, true)];
  const header = latin1(from, from + length);
  const shape = /'shape': \((\d+), (\d+)\)/.exec(header);
  const float = /'descr': '<f([48])'/.exec(header);
  if (shape === null || float === null || !header.includes("'fortran_order': False"))
    return unreadable(
      file,
      "slr reads arrays of two dimensions with float32 or float64 in C order; save them with numpy.save(file, array.astype('float32')).",
    );
  const [count, width, size] = [Number(shape[1]), Number(shape[2]), Number(float[1])];
  const start = from + length;
  const names = (keys ?? "").split(/\r?\n/).filter((name) => name.trim() !== "");
  const text = file.replace(/\.npy$/i, ".txt");
  if (names.length !== count)
    return unreadable(
      file,
      `The array has ${count} rows, and ${text} beside it ${names.length} keys; write a key or DOI for each row into it, a line each.`,
    );
  if (bytes.length < start + count * width * size)
    return unreadable(file, "The array is cut off; save it again.");
  const rows = vectorRows(file);
  for (const [row, name] of names.entries()) {
    const numbers = Float32Array.from({ length: width }, (_, column) => {
      const at = start + (row * width + column) * size;
      return size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true);
    });
    rows.add(name, numbers);
  }
  return rows.done();
}
