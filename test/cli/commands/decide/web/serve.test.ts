import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import type { Io } from "../../../../../src/cli/io/io.ts";
import { risOf, type TestFolder, testFolder } from "../../../captured-io.ts";
import { send } from "./web-client.ts";

const PROTOCOL = `title: Test
sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria: [{ id: E1, text: Off topic, stage: title-abstract }]
reviewers: { bela: { kind: person }, gpt: { kind: automation } }
adjudicators: [cleo]
screening: { title-abstract: { by: reviewers } }
`;

function reviewFolder(files: Readonly<Record<string, string>> = {}): TestFolder {
  return testFolder({
    "slr.yaml": PROTOCOL,
    "searches/scopus.ris": risOf("One", "Two"),
    ...files,
  });
}

/** Runs slr decide --web, and ends it once this was done. */
function web(
  folder: TestFolder,
  during: () => Promise<void>,
  extra: Partial<Io>,
  ...argv: string[]
) {
  const io = { untilInterrupted: during, ...extra };
  return folder.slrWith(io, "decide", "--web", "--port", "0", ...argv);
}

const nothing = () => Promise.resolve();

test("the browser gets the link by a file that only the user can read, and that goes again", async () => {
  const opened: string[] = [];
  let page = "";
  const run = await web(
    reviewFolder(),
    async () => {
      page = readFileSync(opened[0]!, "utf8");
      expect(statSync(opened[0]!).mode & 0o777).toBe(0o600);
      expect(statSync(dirname(opened[0]!)).mode & 0o777).toBe(0o700);
    },
    { openLink: async (url) => opened.push(url) > 0 },
    "--as",
    "ada",
  );
  expect(run).toMatchObject({ code: 0 });
  const link = /^ada: (http:\/\/127\.0\.0\.1:\d+\/#t=[\w-]{32})$/m.exec(run.out)?.[1];
  expect(opened).toHaveLength(1);
  expect(opened[0]).not.toContain("#t=");
  expect(page).toContain(`url=${link}`);
  expect(existsSync(opened[0]!)).toBe(false);
  expect(run.out).toContain("ada: 0 records decided and 2 left at title/abstract");
});

test("of several reviewers each has a link, and slr opens no browser", async () => {
  const opened: string[] = [];
  const { code, out } = await web(
    reviewFolder(),
    nothing,
    { openLink: async (url) => opened.push(url) > 0 },
    "--as",
    "ada, bela,ada",
  );
  expect(code).toBe(0);
  expect(out.match(/^\w+: http/gm)).toEqual(["ada: http", "bela: http"]);
  expect(opened).toEqual([]);
});

test("in a network every person whom the review knows has a link, with a word on what that means", async () => {
  const folder = reviewFolder({
    "decisions/dora.csv": "record,stage,verdict,reason,resolves,note,decided_at\n",
  });
  let answered = 0;
  const run = await web(
    folder,
    async () => {
      answered += 1;
    },
    {},
    "--no-open",
    "--host",
    "127.0.0.1",
  );
  expect(run.code, run.transcript).toBe(0);
  expect(answered).toBe(1);
  expect(run.out.match(/^\w+: http/gm)).toEqual(["bela: http", "cleo: http", "dora: http"]);
  expect(run.err).toContain("Nothing is encrypted on its way");
});

test("the server is gone when the command has ended, and the tables are free again", async () => {
  const folder = reviewFolder();
  let port = 0;
  const locks: string[] = [];
  const run = await web(
    folder,
    async () => {
      locks.push(
        ...["decisions%2Fada.csv", "duplicates.csv"].map((name) =>
          folder.read(`.slr/${name}.lock`),
        ),
      );
    },
    {},
    "--as",
    "ada",
    "--no-open",
  );
  port = Number(/127\.0\.0\.1:(\d+)/.exec(run.out)![1]);
  await expect(send(port, "GET", "/")).rejects.toThrow("ECONNREFUSED");
  expect(locks.map((text) => JSON.parse(text).doing)).toEqual([
    "slr decide --web",
    "slr decide --web",
  ]);
  expect(readdirSync(`${folder.path}/.slr`).filter((name) => name.endsWith(".lock"))).toEqual([]);
});

test.each<[string[], string]>([
  [["--port", "8000"], "--port belongs to --web"],
  [["--host", "0.0.0.0"], "--host belongs to --web"],
  [["--no-open"], "--no-open belongs to --web"],
  [["--web", "--conflicts"], "--web and --conflicts cannot be used together"],
  [["--web", "--stage", "full-text"], "--web and --stage cannot be used together"],
  [["--web", "--as", "ada,gpt"], "`gpt` is a program"],
  [["--web", "--as", "a/b"], "cannot be a reviewer's name"],
  [["--web", "--as", "ada", "--host", "192.0.2.1"], "This machine has no address 192.0.2.1"],
])("slr decide %s is refused in words", async (argv, message) => {
  const { code, err } = await reviewFolder().slr("decide", ...argv);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test("a port that is taken is named", async () => {
  const folder = reviewFolder();
  const ports: string[] = [];
  const links = (text: string) => /127\.0\.0\.1:(\d+)/.exec(text)?.[1];
  const other = reviewFolder();
  const first = await web(
    folder,
    async () => {
      const taken = await other.slrWith(
        { untilInterrupted: nothing },
        ..."decide --web --as ada --no-open --port".split(" "),
        ports[0]!,
      );
      expect(taken).toMatchObject({
        code: 2,
        err: expect.stringContaining("Another program listens at"),
      });
    },
    {
      print: (text) => {
        const port = links(text);
        if (port !== undefined) ports.push(port);
      },
    },
    "--as",
    "ada",
    "--no-open",
  );
  expect(first.code, first.transcript).toBe(0);
});
