import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { spawn } from "@lydell/node-pty";
import { describe, expect, onTestFinished, test } from "vitest";
import { CHECK_FORMATS } from "../../../../src/cli/commands/check/check-formats.ts";
import { COMMANDS } from "../../../../src/cli/commands/index.ts";
import { describeCommands } from "../../../../src/cli/usage/command-line.ts";
import { testFolder } from "../../captured-io.ts";

const SHELLS = ["bash", "zsh", "fish", "powershell"];

const isThere = (shell: string) =>
  process.platform !== "win32" && spawnSync(shell, ["--version"]).error === undefined;

async function folderWith(shell: string) {
  const folder = testFolder({ "exports/scopus.csv": "" });
  const { code, out, err } = await folder.slr("completion", shell);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  folder.write("script", `${out}\n`);
  return folder;
}

describe.each(SHELLS)("slr completion %s", (shell) => {
  test("has every command, option and value of the registry", async () => {
    const { out } = await testFolder().slr("completion", shell);
    for (const { words, options } of await describeCommands(COMMANDS)) {
      expect(out).toContain(words.at(-1));
      for (const { long, choices = [] } of options) {
        expect(out).toMatch(new RegExp(`(?:--|-l )${long}\\b`));
        for (const choice of choices) expect(out).toContain(choice);
      }
    }
  });
});

/** What a Tab offers behind these words. */
const OFFERS: readonly (readonly [line: string, offers: readonly string[]])[] = [
  ["slr dec", ["decide", "decisions"]],
  ["slr check --format ", Object.keys(CHECK_FORMATS)],
  ["slr check --format=gi", ["github"]],
  ["slr decide --order ", ["rating", "key", "outliers"]],
  ["slr import ", ["decisions"]],
  ["slr import decisions --fr", ["--from"]],
  ["slr prisma -f sv", ["svg"]],
  ["slr help ini", ["init"]],
  ["slr completion p", ["powershell"]],
  ["slr screen exp", ["exports"]],
  ["slr retrieval --match exp", ["exports"]],
];

/** The real shell, waiting for a line. */
async function openShell(shell: string, args: readonly string[], setUp: string) {
  const { out } = await testFolder().slr("completion", shell);
  const folder = mkdtempSync(join(tmpdir(), "slr-test-"));
  mkdirSync(join(folder, "exports"));
  writeFileSync(join(folder, "script"), `${out}\n`);
  const pty = spawn(shell, [...args], {
    cwd: folder,
    cols: 100,
    rows: 40,
    env: { PATH: process.env.PATH, HOME: folder, TERM: "xterm" },
  });
  let written = "";
  pty.onData((text) => {
    written += text;
  });
  /** Waits until the shell has written all of this, pressing a key meanwhile. */
  const until = async (wanted: readonly string[], key = "") => {
    for (let waited = 0; !wanted.every((word) => written.includes(word)); waited += 1) {
      if (waited > 500) throw new Error(`${shell} never wrote ${wanted.join(" ")}:\n${written}`);
      if (waited % 10 === 0) pty.write(key);
      await new Promise((done) => setTimeout(done, 30));
    }
  };
  // The prompt is put together, so that the line that sets it does not show it.
  pty.write(`${setUp}; PS1="rea""dy> "\r`);
  await until(["ready> "]);
  let asked = 0;
  return {
    async offers(line: string, wanted: readonly string[]) {
      written = "";
      pty.write(`\x15${line}`);
      await until(wanted, "\t");
      // Ctrl-C while a Tab is still at work would also end the line that is typed after it.
      asked += 1;
      pty.write(`\x15echo "do""ne"${asked}.\r`);
      await until([`done${asked}.`]);
    },
    /** A shell writes its history and cache while it ends, so its folder goes after it. */
    async close() {
      const ended = new Promise((done) => pty.onExit(done));
      pty.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

describe.each([
  ["bash", ["--norc", "--noprofile"], "source ./script"],
  ["zsh", ["-f"], "autoload -Uz compinit; compinit -u -D; source ./script"],
] as const)("in %s", (shell, args, setUp) => {
  test.skipIf(!isThere(shell))("a Tab offers what can stand there", async () => {
    const opened = await openShell(shell, args, setUp);
    onTestFinished(() => opened.close());
    for (const [line, offers] of OFFERS) await opened.offers(line, offers);
  });
});

describe("in fish", () => {
  test.skipIf(!isThere("fish")).each(OFFERS)(
    "a Tab behind `%s` offers %j",
    async (line, offers) => {
      const folder = await folderWith("fish");
      const { stdout } = spawnSync("fish", ["-N", "-c", `source script; complete -C '${line}'`], {
        cwd: folder.path,
        encoding: "utf8",
        env: { PATH: `${resolve("bin")}:${process.env.PATH}`, HOME: folder.path },
      });
      const offered = stdout
        .split("\n")
        .map((row) => row.split("\t")[0]!.replace(/^--format=|\/$/g, ""))
        .filter((word) => word !== "");
      expect(offered.sort()).toEqual([...offers].sort());
    },
  );
});

test("a name that may not be completed by files is not", async () => {
  if (!isThere("fish")) return;
  const folder = await folderWith("fish");
  const offers = spawnSync("fish", ["-N", "-c", "source script; complete -C 'slr decide --as '"], {
    cwd: folder.path,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: folder.path },
  }).stdout;
  expect(offers).toBe("");
});
