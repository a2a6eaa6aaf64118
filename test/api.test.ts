import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as library from "../src/index.ts";

const PAGE = readFileSync("docs/api.md", "utf8");

/** Each example of the page with the output that the page shows under it. */
const EXAMPLES = [...PAGE.matchAll(/```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(
  ([, code = "", output = ""]) => ({ code, output }),
);

describe.skipIf(!existsSync("dist/index.js"))("docs/api.md", () => {
  test("shows the output under every example", () => {
    expect(EXAMPLES).toHaveLength(PAGE.split("```js\n").length - 1);
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(2);
  });

  test.each(EXAMPLES)("shows what its example prints: %#", ({ code, output }) => {
    // In the clone, the name of the package resolves to the build.
    const run = spawnSync(process.execPath, ["--input-type=module"], {
      input: code,
      encoding: "utf8",
    });
    expect({ out: run.stdout, err: run.stderr }).toEqual({ out: output, err: "" });
  });
});

test("docs/api.md names everything that the library exports", () => {
  const [, table = ""] = PAGE.split("| value | what it is |\n");
  const named = table
    .slice(0, table.indexOf("\n\n"))
    .split("\n")
    .slice(1)
    .map((row) => /`(\w+)`/.exec(row)?.[1]);
  expect(named.sort()).toEqual(Object.keys(library).sort());
});

describe("exportOfText", () => {
  const RIS = "TY  - JOUR\r\nTI  - Soap\r\nER  -\r\n";
  const { exportOfText, UnknownFormatError } = library;

  test("finds the format by content and passes over a byte order mark", async () => {
    const file = exportOfText({ path: "a.txt", text: `\uFEFF${RIS}` });
    const entries = [];
    for await (const batch of file.read()) entries.push(...batch.entries);
    expect(file.format()).toBe("RIS");
    expect(entries).toMatchObject([{ kind: "record", line: 1, record: { title: "Soap" } }]);
  });

  test("has the hash of the text as it was handed over", () => {
    // printf 'TY  - JOUR\r\nTI  - Soap\r\nER  -\r\n' | sha256sum
    expect(exportOfText({ path: "a.ris", text: RIS }).sha256()).toBe(
      "87dd4c01c89cf0b7420e307dfb68c36f63bf31ac1dc82df7c1714b4feaa44c38",
    );
  });

  test("can be read twice, however long it is", async () => {
    const text = RIS.repeat(5_000);
    const file = exportOfText({ path: "a.ris", text });
    for (const _ of ["once", "twice"]) {
      let count = 0;
      for await (const { entries } of file.read()) count += entries.length;
      expect(count).toBe(5_000);
    }
  });

  test("an empty text is an export without entries", async () => {
    const { results, files } = await library.screenReview({
      protocol: parsed("title: T"),
      exports: [exportOfText({ path: "none.ris", text: "\n" })],
    });
    expect([...results.ledger]).toEqual([]);
    expect(files).toMatchObject([{ path: "none.ris", format: "empty", entries: 0 }]);
  });

  test("a text in no format is an error that says what it is", () => {
    expect(() => exportOfText({ path: "a.txt", text: "Dear colleague" })).toThrow(
      UnknownFormatError,
    );
    expect(() => exportOfText({ path: "page.ris", text: "<!doctype html><p>" })).toThrow(
      "page.ris is a web page: use the database's export",
    );
  });

  test("reads a table by the columns that the protocol names for its source", async () => {
    const protocol = parsed(
      "sources: [{ name: Grey, files: g.csv, columns: { title: Bezeichnung, year: Jahr } }]",
    );
    const [source] = protocol.sources;
    const { results } = await library.screenReview({
      protocol,
      exports: [exportOfText({ path: "g.csv", text: "Bezeichnung,Jahr\nSeife,2019\n", source })],
    });
    expect([...results.records]).toMatchObject([{ summary: { title: "Seife", year: 2019 } }]);
    expect(results.flow.database_specific_results).toEqual([{ name: "Grey", n: 1 }]);
    // What a row finds when it is asked for stands in its JSON, too.
    expect(JSON.parse(JSON.stringify([...results.records]))).toMatchObject([
      { box: "pending-title-abstract", summary: { title: "Seife" }, sources: ["Grey"] },
    ]);
  });
});

function parsed(yaml: string) {
  const result = library.parseProtocol(yaml, "slr.yaml");
  if (!result.ok) throw new Error(result.problems.map(library.formatProblem).join("\n"));
  return result.protocol;
}
