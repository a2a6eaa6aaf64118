import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { addColumn, appendRow, endLastLine } from "../../../src/cli/io/append-row.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "slr-append-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test("the first row makes the table, with its folder and header, and leaves nothing else behind", async () => {
  const path = folder();
  const file = join(path, "decisions", "ada.csv");
  await appendRow(file, "a,b", "1,2");
  await appendRow(file, "a,b", "3,4");
  expect(readFileSync(file, "utf8")).toBe("a,b\n1,2\n3,4\n");
  expect(readdirSync(join(path, "decisions"))).toEqual(["ada.csv"]);
});

test.each<[string, string, string]>([
  ["nothing", "", "a,b\n3,4\n"],
  ["a last line without its end", "a,b\n1,2", "a,b\n1,2\n3,4\n"],
  ["a quote that a crash left open", 'a,b\n1,"x, y', 'a,b\n1,"x, y"\n3,4\n'],
  ["a quote that was left open rows ago", 'a,b\n1,"x\n2,y\n3,z', 'a,b\n1,"x\n2,y\n3,z\n3,4\n'],
  ["Windows line ends", "a,b\r\n1,2\r\n", "a,b\r\n1,2\r\n3,4\n"],
])("after %s a row has a line of its own", async (_, before, after) => {
  const file = join(folder(), "a.csv");
  writeFileSync(file, before);
  await appendRow(file, "a,b", "3,4");
  expect(readFileSync(file, "utf8")).toBe(after);
});

test.each<[string, string | undefined, number | undefined, string | undefined]>([
  ["that is not there", undefined, undefined, undefined],
  ["that is empty", "", undefined, ""],
  ["that is whole", "a,b\n1,2\n", undefined, "a,b\n1,2\n"],
  ["that was torn", 'a,b\n1,2\n3,"x', 3, 'a,b\n1,2\n3,"x"\n'],
])("the last line of a table %s is ended where it must be", async (_, before, line, after) => {
  const file = join(folder(), "a.csv");
  if (before !== undefined) writeFileSync(file, before);
  expect(await endLastLine(file)).toBe(line);
  if (after === undefined) expect(() => readFileSync(file)).toThrow("ENOENT");
  else expect(readFileSync(file, "utf8")).toBe(after);
});

test("processes that add to one table at the same time lose and tear no row", async () => {
  const file = join(folder(), "new", "duplicates.csv");
  const built = pathToFileURL(resolve("dist/cli/io/append-row.js")).href;
  const script = `
    const { appendRow } = await import(${JSON.stringify(built)});
    for (let n = 0; n < 50; n += 1)
      await appendRow(${JSON.stringify(file)}, "by,n,text", process.argv[1] + "," + n + "," + "x".repeat(300));
  `;
  const names = ["ada", "bela", "cara", "dora"];
  await Promise.all(
    names.map(
      (name) =>
        new Promise<void>((done, fail) => {
          const args = ["--input-type=module", "-e", script, name];
          spawn(process.execPath, args, { stdio: "inherit" }).on("exit", (code) =>
            code === 0 ? done() : fail(new Error(`${name} ended with ${code}`)),
          );
        }),
    ),
  );
  const [header, ...rows] = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(header).toBe("by,n,text");
  expect(rows).toHaveLength(200);
  for (const name of names) {
    const own = rows.filter((row) => row.startsWith(`${name},`)).map((row) => row.split(",")[1]);
    expect(own).toEqual(Array.from({ length: 50 }, (_, n) => String(n)));
  }
  expect(rows.every((row) => row.endsWith(`,${"x".repeat(300)}`))).toBe(true);
});

test.each<[string, string, string]>([
  ["rows", "a,b\n1,2\n", "a,b,tags\n1,2\n"],
  ["Windows line ends", "a,b\r\n1,2\r\n", "a,b,tags\r\n1,2\r\n"],
  ["a header only, without its end", "a,b", "a,b,tags"],
])(
  "a column is added to the header of a table with %s, and no row changes",
  async (_, before, after) => {
    const path = folder();
    const file = join(path, "a.csv");
    writeFileSync(file, before);
    await addColumn(file, ",tags");
    expect(readFileSync(file, "utf8")).toBe(after);
    expect(readdirSync(path)).toEqual(["a.csv"]);
  },
);

test("rows that another process adds while a column is added are kept", async () => {
  const file = join(folder(), "a.csv");
  await appendRow(file, "a,b", "first,x");
  const built = pathToFileURL(resolve("dist/cli/io/append-row.js")).href;
  const script = `
    const { appendRow } = await import(${JSON.stringify(built)});
    for (let n = 0; n < 100; n += 1) await appendRow(${JSON.stringify(file)}, "a,b", n + ",x");
  `;
  const other = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
  const ended = new Promise((done) => other.once("exit", done));
  while (readFileSync(file, "utf8").split("\n").length < 10)
    await new Promise((done) => setTimeout(done, 1));
  await addColumn(file, ",tags");
  expect(await ended).toBe(0);
  const [header, ...kept] = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(header).toBe("a,b,tags");
  expect(kept.sort()).toEqual(
    ["first,x", ...Array.from({ length: 100 }, (_, at) => `${at},x`)].sort(),
  );
});
