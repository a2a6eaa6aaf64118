import { describe, expect, test } from "vitest";
import { readVectors } from "../../../src/formats/vectors/index.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = async (file: string, bytes: Uint8Array | string, keys?: string) => {
  const given = typeof bytes === "string" ? bytesOf(bytes) : bytes;
  const { rows, problems } = await readVectors({ file, bytes: given, keys });
  return {
    rows: rows.map(({ reference, numbers }) => [reference, [...numbers]]),
    problems: problems.map(({ line, message }) => `${line ?? ""} ${message}`.trim()),
  };
};
const TWO = [
  ["257o2smx", [0.5, -1]],
  ["10.1000/x", [2, 0.25]],
];

/** An array of numpy as numpy.save writes it. */
function npy(rows: readonly (readonly number[])[], type = "<f4"): Uint8Array {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${rows.length}, ${rows[0]!.length}), }`;
  const padded = `${header.padEnd(117)}\n`;
  const size = type === "<f8" ? 8 : 4;
  const bytes = Buffer.alloc(128 + size * rows.flat().length);
  bytes.write("\x93NUMPY\x01\x00", "latin1");
  bytes.writeUInt16LE(118, 8);
  bytes.write(padded, 10, "latin1");
  for (const [at, value] of rows.flat().entries()) {
    if (size === 8) bytes.writeDoubleLE(value, 128 + 8 * at);
    else bytes.writeFloatLE(value, 128 + 4 * at);
  }
  return bytes;
}

describe("vectors of the user", () => {
  test("as JSON lines, under the usual names", async () => {
    const text =
      '{"record":"257o2smx","vector":[0.5,-1]}\n{"DOI":"10.1000/x","embedding":[2,0.25]}\n';
    expect(await read("v.jsonl", text)).toEqual({ rows: TWO, problems: [] });
  });

  test("as a table", async () => {
    const text = "slr_record,0,1\n257o2smx,0.5,-1\n10.1000/x,2,0.25\n";
    expect(await read("v.csv", text)).toEqual({ rows: TWO, problems: [] });
  });

  test.each(["<f4", "<f8"])("as an array of numpy (%s) with its keys", async (type) => {
    const array = npy(
      [
        [0.5, -1],
        [2, 0.25],
      ],
      type,
    );
    expect(await read("v.npy", array, "257o2smx\n10.1000/x\n")).toEqual({
      rows: TWO,
      problems: [],
    });
  });

  test("an array needs a key for each row, and all of its numbers", async () => {
    const array = npy([
      [0.5, -1],
      [2, 0.25],
    ]);
    expect((await read("v.npy", array, "257o2smx\n")).problems).toEqual([
      "The array has 2 rows, and v.txt beside it 1 keys; write a key or DOI for each row into it, a line each.",
    ]);
    expect((await read("v.npy", array.subarray(0, 130), "a\nb")).problems[0]).toContain("cut off");
    expect((await read("v.npy", "no array at all")).problems[0]).toContain("no array of numpy");
    const integers = npy([[1, 2]], "<i4");
    expect((await read("v.npy", integers, "a")).problems[0]).toContain("float32");
  });

  test("rows that are wrong are left out, each with its line", async () => {
    const text = `{"record":"a","vector":[1,2]}
{"vector":[1,2]}
not json
{"record":"b","vector":[1]}
{"record":"c","vector":["x",2]}
`;
    const { rows, problems } = await read("v.jsonl", text);
    expect(rows).toEqual([["a", [1, 2]]]);
    expect(problems.map((one) => one.slice(0, 30))).toEqual([
      "2 This row names no record, ex",
      "3 This line is no JSON object.",
      "4 The vector of b has 1 number",
      "5 The vector of c is no list o",
    ]);
  });

  test("a file of another kind is refused with those that slr reads", async () => {
    expect((await read("v.pkl", "x")).problems).toEqual([
      "slr reads vectors from .jsonl, .npy, .csv, .parquet, not from `.pkl`.",
    ]);
    expect((await read("v.csv", "a,b\n1,2\n")).problems[0]).toContain(
      "No column names the records",
    );
    expect((await read("v.parquet", "PAR1")).problems[0]).toContain("cannot be read");
  });
});
