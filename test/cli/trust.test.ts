import { spawnSync } from "node:child_process";
import { existsSync, openSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { diskAt } from "../../src/cli/io/io.ts";
import { risOf, testFolder } from "./captured-io.ts";

const YAML = "sources: [{ name: Scopus, files: searches/*.ris }]\n";

function review(more: Readonly<Record<string, string>> = {}) {
  const files = { "slr.yaml": YAML, "searches/a.ris": risOf("Tea and sleep", "Models of rivers") };
  return testFolder({ ...files, ...more });
}

function expectMessage({ code, out, err }: { code: number; out: string; err: string }): void {
  expect(code).toBe(2);
  expect(err).toMatch(/error: ./);
  expect(out + err).not.toMatch(/bug in slr|\n\s+at /);
}

describe("results/ that somebody has broken is a message:", () => {
  test.each([
    ["no JSON", "not json"],
    ["nothing", ""],
    ["another value", "[1, 2]"],
    ["null", "null"],
    ["no numbers", '{"records_screened": "many", "dbr_excluded": 3}'],
    ["the name of a prototype", '{"__proto__": {"records_screened": 1}}'],
  ])("%s in prisma.json", async (_, text) => {
    const folder = testFolder({ "a.ris": risOf("Tea and sleep") });
    await folder.slr("screen", "a.ris");
    folder.write("results/prisma.json", text);
    expectMessage(await folder.slr("prisma"));
  });

  test.each(["not json", "", "null", "[]", '{"outputs": 1, "inputs": null}'])(
    "%j in manifest.json",
    async (text) => {
      const folder = testFolder({ "a.ris": risOf("Tea and sleep") });
      await folder.slr("screen", "a.ris");
      folder.write("results/manifest.json", text);
      expectMessage(await folder.slr("prisma"));
      // The next run replaces what is slr's own.
      expect((await folder.slr("screen", "a.ris")).code).toBe(0);
    },
  );
});

describe("results/", () => {
  test.each([
    ["a file", "results/thesis.docx"],
    ["a file in a folder", "results/drafts/chapter.txt"],
    ["a file that ends like one of slr's", "results/my-ledger.csv"],
  ])("is never emptied of %s that slr did not write, whatever a manifest says", async (_, file) => {
    const name = file.slice("results/".length);
    const manifest = { made_by: "slr 0.1.0", inputs: { "slr.yaml": "0" }, outputs: [name] };
    const folder = review({ [file]: "my own", "results/manifest.json": JSON.stringify(manifest) });
    const run = await folder.slr("screen");
    expectMessage(run);
    expect(run.err).toContain(name);
    expect(folder.read(file)).toBe("my own");
  });

  test("is replaced where slr's own files were edited, lost or given other line ends", async () => {
    const folder = review();
    await folder.slr("screen");
    const names = readdirSync(join(folder.path, "results"));
    const before = names.map((name) => folder.read(`results/${name}`));
    folder.write("results/ledger.csv", `${folder.read("results/ledger.csv")}a note of mine\n`);
    folder.write(
      "results/records.csv",
      folder.read("results/records.csv").replaceAll("\n", "\r\n"),
    );
    rmSync(join(folder.path, "results/prisma.svg"));
    expect((await folder.slr("screen")).code).toBe(0);
    expect(readdirSync(join(folder.path, "results"))).toEqual(names);
    expect(names.map((name) => folder.read(`results/${name}`))).toEqual(before);
  });

  test.each([".~lock.ledger.csv#", "~$included.csv", "._records.csv", ".DS_Store", "desktop.ini"])(
    "is replaced while %s shows that a program has looked at it",
    async (name) => {
      const folder = review();
      await folder.slr("screen");
      const before = readdirSync(join(folder.path, "results"));
      folder.write(`results/${name}`, "x");
      expect((await folder.slr("screen")).code).toBe(0);
      expect(readdirSync(join(folder.path, "results"))).toEqual(before);
    },
  );

  test.each(["ledger.csv~", "#ledger.csv#", ".~lock.thesis.docx#"])("keeps %s", async (name) => {
    const folder = review({ [`results/${name}`]: "my own" });
    expectMessage(await folder.slr("screen"));
    expect(folder.read(`results/${name}`)).toBe("my own");
  });

  test("keeps a folder that has the name of one of slr's files", async () => {
    const folder = review({ "results/ledger.csv/mine.txt": "my own" });
    const { code, out, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(out + err).not.toMatch(/bug in slr|\n\s+at /);
    expect(folder.read("results/ledger.csv/mine.txt")).toBe("my own");
  });
});

test.each([
  ["an alias that nothing defines", "sources: *all\n"],
  ["an alias of itself", "sources: &a [*a]\n"],
  ["a merge of nothing", "sources: [{ <<: *x, name: A, files: a.ris }]\n"],
  ["an anchor without a value", "title: &\nsources: []\n"],
  ["a tag of a program", "title: !!js/function 'f'\nsources: []\n"],
])("%s in slr.yaml is a message with its line", async (_, yaml) => {
  const folder = review({ "slr.yaml": yaml });
  const run = await folder.slr("screen");
  expectMessage(run);
  expect(run.err).toMatch(/slr\.yaml:\d+/);
});

/** Every command, with the words that it needs. */
const RUNS = COMMANDS.flatMap((command) =>
  "commands" in command
    ? command.commands.map(({ name }) => [command.name, name])
    : [[command.name]],
);

describe.each(RUNS.map((words) => [words.join(" "), words] as const))("slr %s", (_, words) => {
  test.each(["__proto__", "constructor", "toString", ""])("takes no --format %j", async (name) => {
    expectMessage(await review().slr(...words, `--format=${name}`));
  });

  test("says so where the disk fails", async () => {
    const folder = review();
    const failure = Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" });
    const fails = () => Promise.reject(failure);
    const run = await folder.slrWith(
      { readText: fails, readWhole: fails, writeFile: fails, kindOf: fails },
      ...words,
    );
    // The scripts of completion come from the program itself; no disk is read for them.
    expect(words[0] === "completion" ? [0] : [1, 2]).toContain(run.code);
    expect(run.out + run.err).not.toMatch(/bug in slr|\n\s+at /);
  });
});

test.runIf(process.platform === "linux")(
  "a full disk behind what is printed is a message and code 2, for every output",
  () => {
    const { path } = review();
    for (const argv of [["prisma"], ["check"], ["--help"], ["export", "--format", "csv"]]) {
      const full = openSync("/dev/full", "w");
      const { status, stderr } = spawnSync(process.execPath, [resolve("bin/slr.js"), ...argv], {
        cwd: path,
        encoding: "utf8",
        stdio: ["ignore", full, "pipe"],
      });
      expect([argv, status]).toEqual([argv, 2]);
      expect(stderr).toContain("There is no space left on the disk.");
      expect(stderr).not.toMatch(/bug in slr|\n\s+at /);
    }
  },
);

test("what cannot be read among the inputs is named, and nothing is written", async () => {
  const folder = review();

  const disk = diskAt(folder.path);
  const run = await folder.slrWith(
    {
      async *readBytes(file) {
        yield* disk.readBytes(file);
        throw Object.assign(new Error("EIO: i/o error, read"), { code: "EIO", path: file });
      },
    },
    "screen",
  );
  expectMessage(run);
  expect(run.err).toContain("Cannot read searches/a.ris. The disk or the device failed");
  expect(existsSync(join(folder.path, "results"))).toBe(false);
});

test("a NUL in a path is a message", async () => {
  expectMessage(await review().slr("screen", "-C", "a\0b"));
});

test("what programs leave beside exports, full texts and descriptions of programs is none of them", async () => {
  const names = ["~$a.ris", "._a.ris", ".a.ris.swp", "desktop.ini", "Thumbs.db"];
  const beside = (folder: string, ending: string) =>
    names.map((name) => [`${folder}/${name.replace(".ris", ending)}`, "\u0000\u0001\u0002 x"]);
  const folder = review({
    "slr.yaml": YAML.replace("searches/*.ris", '"searches/*"'),
    ...Object.fromEntries([
      ...beside("searches", ".ris"),
      ...beside("fulltext", ".pdf"),
      ...beside("fulltext", ".txt"),
      ...beside("automation", ".yaml"),
    ]),
  });
  const { code, err } = await folder.slr("screen");
  expect(err).not.toMatch(/(?:error|warning):/);
  expect(code).toBe(0);
});
