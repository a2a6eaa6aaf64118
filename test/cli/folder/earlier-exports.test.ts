import { expect, test } from "vitest";
import { openEarlier } from "../../../src/cli/folder/earlier-exports.ts";
import type { Disk } from "../../../src/cli/io/io.ts";
import type { ExportFile } from "../../../src/core/review/identify.ts";
import { risOf } from "../captured-io.ts";

/** A disk with one file, whose text may change, and the steps that earlier runs kept. */
function diskWith(text: string) {
  const file = { text };
  const kept = new Map<string, unknown>();
  const earlier = {
    recall: async (step: string, from: string) => kept.get(`${step} ${from}`),
    keep: async (step: string, from: string, found: unknown) =>
      void kept.set(`${step} ${from}`, found),
  };
  const disk = {
    async *readBytes() {
      yield Buffer.from(file.text);
    },
    sizeOf: async () => file.text.length,
  } as Pick<Disk, "readBytes" | "sizeOf"> as Disk; // Opening a file asks for nothing else.
  const open = async (encoding?: "utf-16le") => {
    const source = encoding && {
      ...{ name: "Scopus", kind: "database" as const, searches: [], line: 1, encoding },
    };
    const { exports } = await openEarlier(
      disk,
      { path: "a.ris", source, limits: undefined },
      earlier,
    );
    return exports[0]!;
  };
  return { file, kept, open };
}

async function titlesIn(file: ExportFile): Promise<(string | undefined)[]> {
  const titles: (string | undefined)[] = [];
  for await (const { entries } of file.read())
    for (const entry of entries) titles.push(entry.kind === "record" ? entry.record.title : "");
  return titles;
}

test("how an export is read is known to the next run, which reads the same", async () => {
  const { kept, open } = diskWith(risOf("Prices of ponds"));
  const first = await open();
  const identity = await first.identity?.now();
  expect([...kept.values()]).toEqual([{ format: "ris", name: "RIS" }]);
  const later = await open();
  expect([later.format(), await later.identity?.now(), later.sha256()]).toEqual([
    ...["RIS", identity, first.sha256()],
  ]);
  expect(await titlesIn(later)).toEqual(["Prices of ponds"]);
  expect(later.onDiskHash()).toEqual(first.onDiskHash());
});

test("a file that changes after it was opened is told by the hash of what was read", async () => {
  const { file, open } = diskWith(risOf("Prices of ponds"));
  await (await open()).identity?.now();
  const later = await open();
  const identity = await later.identity?.now();
  file.text = risOf("Prices of frogs");
  expect(await titlesIn(later)).toEqual(["Prices of frogs"]);
  expect(later.identity?.lastRead()).not.toBe(identity);
  expect(later.sha256()).toBe((await open()).sha256());
});

test("another encoding in slr.yaml is another way to read", async () => {
  const { kept, open } = diskWith(risOf("Prices of ponds"));
  await (await open()).identity?.now();
  await open("utf-16le").catch(() => {});
  expect(kept.size).toBe(1);
});
