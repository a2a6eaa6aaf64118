import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { risOf, type TestFolder, testFolder } from "../../captured-io.ts";
import { fakeTerminal } from "./fake-terminal.ts";

function hasGit(): boolean {
  try {
    execFileSync("git", ["--version"]);
    return true;
  } catch {
    return false;
  }
}

const TITLES = [
  "Pipelined training of giant models",
  "Sparse attention on accelerators",
  "Quantized serving for phones",
  "A study of fast inference on graphics processors",
];
const TWIN =
  "TY  - CONF\nTI  - A study of fast inference on graphic processors\nAU  - Author3, A.\nPY  - 2024\nER  - \n";

async function decide(folder: TestFolder, keys: string, time: string, ...argv: string[]) {
  const terminal = fakeTerminal(keys);
  const now = () => new Date(time);
  const { code, err } = await folder.slrWith({ terminal, now }, "decide", ...argv);
  expect(code, err).toBe(0);
}

async function repository() {
  const folder = testFolder({ "searches/scopus.ris": `${risOf(...TITLES)}\n${TWIN}` });
  const git = (...argv: string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...argv], {
      cwd: folder.path,
      encoding: "utf8",
      stdio: "pipe",
    });
  expect((await folder.slr("init")).code).toBe(0);
  git("init", "--quiet", "--initial-branch=main");
  const commit = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  };
  commit("Start the review");
  return { folder, git, commit };
}

test.skipIf(!hasGit())(
  "two branches in which two reviewers decide are merged by git without conflict (needs git)",
  async () => {
    const { folder, git, commit } = await repository();
    git("switch", "--quiet", "--create", "ada");
    await decide(folder, "yq", "2024-06-03T09:00:00Z", "--as", "ada", "--duplicates");
    await decide(folder, "iimuq", "2024-06-03T09:00:00Z", "--as", "ada");
    commit("Ada decides");
    git("switch", "--quiet", "main");
    git("switch", "--quiet", "--create", "bela");
    await decide(folder, "yq", "2024-06-03T09:00:00Z", "--as", "bela", "--duplicates");
    await decide(folder, "iieq", "2024-06-03T09:00:00Z", "--as", "bela");
    commit("Bela decides");
    git("switch", "--quiet", "main");
    git("merge", "--quiet", "--no-edit", "ada");
    git("merge", "--quiet", "--no-edit", "bela");
    expect(git("status", "--porcelain")).toBe("");
    // Both made duplicates.csv; the union has the rows of both.
    expect(folder.read("duplicates.csv")).toMatch(/,same,ada,/);
    expect(folder.read("duplicates.csv")).toMatch(/,same,bela,/);
    const { err } = await folder.slr("screen");
    expect(err).not.toMatch(/error/);
    expect(folder.read("results/prisma.json")).toMatch(/"duplicates": 1,/);
    expect(folder.read("results/records.csv")).toMatch(/ada;bela/);
  },
);

test.skipIf(!hasGit())(
  "one reviewer who decides on two branches keeps the decisions of both (needs git)",
  async () => {
    const { folder, git, commit } = await repository();
    await decide(folder, "iq", "2024-06-03T08:00:00Z", "--as", "ada", "--order", "key");
    commit("Ada begins");
    git("switch", "--quiet", "--create", "laptop");
    await decide(folder, "mq", "2024-06-03T09:00:00Z", "--as", "ada", "--order", "key");
    commit("Ada on her laptop");
    git("switch", "--quiet", "main");
    await decide(folder, "siq", "2024-06-03T10:00:00Z", "--as", "ada", "--order", "key");
    commit("Ada at her desk");
    git("merge", "--quiet", "--no-edit", "laptop");
    expect(git("status", "--porcelain")).toBe("");
    const rows = folder.read("decisions/ada.csv").trimEnd().split("\n").slice(1);
    expect(rows.map((row) => row.split(",")[2]).sort()).toEqual(["include", "include", "maybe"]);
    const { err } = await folder.slr("screen");
    expect(err).not.toMatch(/decisions\//);
    const terminal = fakeTerminal("q");
    await folder.slrWith({ terminal }, "decide", "--as", "ada");
    expect(terminal.screens()[0]).toMatch(/^.*\n3 decided \(.*\), 2 left/);
  },
);
