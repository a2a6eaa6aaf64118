import { parquetWriteBuffer, type SchemaElement } from "hyparquet-writer";
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

  const KEYS = { name: "record", data: ["257o2smx", "10.1000/x"], type: "STRING" as const };

  /** A column of lists as pyarrow writes one, in single precision. */
  const LISTS = [
    { name: "embedding", converted_type: "LIST", num_children: 1, repetition_type: "OPTIONAL" },
    { name: "list", num_children: 1, repetition_type: "REPEATED" },
    { name: "element", type: "FLOAT", repetition_type: "OPTIONAL" },
  ] satisfies SchemaElement[];

  test.each(["SNAPPY", "UNCOMPRESSED"] as const)(
    "as a Parquet file with a column of vectors (%s), in several groups of rows",
    async (codec) => {
      const file = parquetWriteBuffer({
        schema: [
          { name: "schema", num_children: 2 },
          {
            name: "record",
            type: "BYTE_ARRAY",
            converted_type: "UTF8",
            repetition_type: "OPTIONAL",
          },
          ...LISTS,
        ],
        columnData: [
          { name: "record", data: KEYS.data },
          {
            name: "embedding",
            data: [
              [0.5, -1],
              [2, 0.25],
            ],
          },
        ],
        codec,
        rowGroupSize: 1,
      });
      expect(await read("v.parquet", new Uint8Array(file))).toEqual({ rows: TWO, problems: [] });
    },
  );

  test("as a Parquet file with a column for each number", async () => {
    const file = parquetWriteBuffer({
      columnData: [
        { name: "0", data: [0.5, 2], type: "FLOAT" },
        { ...KEYS, name: "doi" },
        { name: "1", data: [-1, 0.25], type: "DOUBLE" },
        // pandas writes the numbers of its rows like this.
        { name: "__index_level_0__", data: [7n, 8n], type: "INT64" },
      ],
    });
    expect(await read("v.parquet", new Uint8Array(file))).toEqual({ rows: TWO, problems: [] });
  });

  test("a Parquet file in another compression, and one that is cut off, are refused", async () => {
    const columnData = [KEYS, { name: "0", data: [0.5, 2], type: "DOUBLE" as const }];
    const unknown = parquetWriteBuffer({
      columnData,
      codec: "LZO",
      compressors: { LZO: (bytes) => bytes },
    });
    expect((await read("v.parquet", new Uint8Array(unknown))).problems).toEqual([
      expect.stringMatching(/cannot be read: .*LZO.* Write it with snappy or without compression/),
    ]);
    const whole = new Uint8Array(parquetWriteBuffer({ columnData }));
    for (const length of [0, 8, whole.length - 20]) {
      const { rows, problems } = await read("v.parquet", whole.subarray(0, length));
      expect({ rows, count: problems.length }).toEqual({ rows: [], count: 1 });
      expect(problems[0]).toContain("cannot be read");
    }
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
