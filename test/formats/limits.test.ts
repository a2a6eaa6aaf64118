import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Limits } from "../../src/core/records/limits.ts";
import { gzip } from "../../src/formats/containers/gzip.ts";
import { refuseBomb } from "../../src/formats/containers/zip.ts";
import { FORMATS } from "../../src/formats/index.ts";
import type { TextFormatId } from "../../src/formats/names.ts";

const MILLION = 1024 * 1024;

/** What a format makes of a text that is repeated in the middle of one entry. */
async function messagesOf(
  id: TextFormatId,
  [before, middle, behind]: readonly [string, string, string],
  limits?: Limits,
) {
  const format = FORMATS.find((one) => one.id === id)!;
  async function* chunks() {
    yield before;
    for (let at = 0; at < middle.length; at += MILLION) yield middle.slice(at, at + MILLION);
    yield behind;
  }
  const messages: string[] = [];
  let records = 0;
  for await (const { entries, problems } of format.read(chunks(), {
    file: "a",
    ...(limits && { limits }),
  })) {
    for (const entry of entries) {
      if (entry.kind === "record") records += 1;
      else messages.push(entry.problem.message);
    }
    messages.push(...problems.map(({ message }) => message));
  }
  return { messages: messages.filter((message) => message.includes("limit")), records };
}

const words = (millions: number) => "tea ".repeat((millions * MILLION) / 4 + 1);
const deep = (open: string, close: string, levels: number) =>
  `${open.repeat(levels)}x${close.repeat(levels)}`;

describe("a limit is named with the way to raise it, costs one entry, and is gone when raised:", () => {
  test.each<
    [TextFormatId, keyof Limits, number | undefined, string, readonly [string, string, string]]
  >([
    [
      "ris",
      "entry",
      17 * MILLION,
      "16 million characters",
      ["TY  - JOUR\nTI  - A\nN1  - ", words(16), "\nER  - \nTY  - JOUR\nTI  - B\nER  - \n"],
    ],
    [
      "csv",
      "entry",
      5 * MILLION,
      "4 million characters",
      ["Title,Year,Abstract\nA,2019,", words(4), "\nB,2020,b\n"],
    ],
    [
      "bibtex",
      "entry",
      9 * MILLION,
      "8 million characters",
      ["@misc{a, title={A}, note={", words(8), "}}\n@misc{b, title={B}}\n"],
    ],
    [
      "csl-json",
      "entry",
      undefined,
      "32 million characters",
      [
        '[{"type":"book","id":"1","title":"A","note":"',
        words(32),
        '"},{"type":"book","id":"2","title":"B"}]',
      ],
    ],
    [
      "csl-json",
      "depth",
      400,
      "256 levels",
      [
        `[{"type":"book","id":"1","title":"A","x":${deep("[", "]", 300).replace("x", "1")}`,
        "",
        '},{"type":"book","id":"2","title":"B"}]',
      ],
    ],
    [
      "endnote-xml",
      "entry",
      undefined,
      "32 million characters",
      [
        "<xml><records><record><titles><title>A</title></titles><notes>",
        words(32),
        "</notes></record><record><titles><title>B</title></titles></record></records></xml>",
      ],
    ],
    [
      "endnote-xml",
      "depth",
      400,
      "256 levels",
      [
        `<xml><records><record><titles><title>A</title></titles><notes>${deep("<a>", "</a>", 300)}`,
        "",
        "</notes></record><record><titles><title>B</title></titles></record></records></xml>",
      ],
    ],
  ])("%s, %s", async (id, limit, higher, named, text) => {
    const { messages, records } = await messagesOf(id, text);
    expect(messages.join("\n")).toContain(named);
    expect(messages.join("\n")).toContain(`slr.yaml can raise this limit (limits: ${limit})`);
    expect(records).toBeGreaterThanOrEqual(1);
    // To read 33 million characters twice more costs too much; the shorter ones show it.
    if (higher === undefined) return;
    expect(await messagesOf(id, text, { [limit]: higher })).toEqual({ messages: [], records: 2 });
  });
});

describe("an archive that unpacks to very much", () => {
  const size = 65 * MILLION;

  test("is refused by what its directory says", () => {
    const packed = deflateRawSync(Buffer.alloc(1000)).length;
    const entry = {
      name: "a",
      packedSize: packed,
      size,
      method: 8,
      encrypted: false,
      crc: 0,
      offset: 0,
    };
    expect(() => refuseBomb([entry], 1 << 30)).toThrow(
      /to 65 MB, .* at most 1024 MB.*limits: unpacked/,
    );
    expect(() => refuseBomb([entry], 1 << 30, { unpacked: size })).not.toThrow();
  });

  test("is refused while it is unpacked", async () => {
    const bytes = gzipSync(Buffer.alloc(size));
    const unpacked = async (limits?: Limits) => {
      async function* file() {
        yield Uint8Array.from(bytes);
      }
      const options = { file: "a", ...(limits && { limits }) };
      const { members } = await gzip.open(file, options);
      let length = 0;
      for await (const part of members[0]!.bytes()) length += part.length;
      return length;
    };
    await expect(unpacked()).rejects.toThrow(/64 MB .*200 times.*limits: unpacked/);
    expect(await unpacked({ unpacked: size })).toBe(size);
  });
});

test("values of @string cannot make a short file a long one", async () => {
  const text = [
    `@string{s = "${words(0.5)}"}\n`,
    Array.from({ length: 200 }, (_, at) => `@misc{a${at}, title = {T${at}}, note = s}\n`).join(""),
    "",
  ] as const;
  const format = FORMATS.find(({ id }) => id === "bibtex")!;
  async function* chunks() {
    yield* text;
  }
  const codes = new Map<string, number>();
  let records = 0;
  for await (const { entries, problems } of format.read(chunks(), { file: "a" })) {
    records += entries.filter(({ kind }) => kind === "record").length;
    for (const { code } of problems) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  expect(records).toBe(200);
  expect(codes.get("bibtex/long-string")).toBeGreaterThan(60);
});
