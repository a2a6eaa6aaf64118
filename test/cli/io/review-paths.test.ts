import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { risOf, type TestFolder, testFolder } from "../captured-io.ts";

const YAML = "sources: [{ name: A, files: 'searches/*.ris' }]\n";
const DECISION = "record,stage,verdict,title\n";

function review(files: Readonly<Record<string, string>> = {}): TestFolder {
  return testFolder({ "slr.yaml": YAML, "searches/a.ris": risOf("Title of a work"), ...files });
}

/** A folder beside the review, which nothing in the review may lead to. */
function elsewhere(name: string, text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "slr-elsewhere-")), name);
  writeFileSync(file, text);
  return file;
}

describe("a link inside of the review", () => {
  test("to a store beside searches/ is an export like any other", async () => {
    const folder = review({ "store/x": risOf("Another title about sleep") });
    symlinkSync("../store/x", join(folder.path, "searches/b.ris"));
    expect((await folder.slr("screen")).code).toBe(0);
    expect(folder.read("results/ledger.csv")).toContain("searches/b.ris");
  });

  test("to the git work tree around the folder is followed, too", async () => {
    const outer = testFolder({ ".git/HEAD": "x", "store/x": risOf("Another title about sleep") });
    const inner = join(outer.path, "review");
    mkdirSync(join(inner, "searches"), { recursive: true });
    writeFileSync(join(inner, "slr.yaml"), YAML);
    symlinkSync("../../store/x", join(inner, "searches/a.ris"));
    expect(await outer.slr("screen", "-C", "review")).toMatchObject({ code: 0 });
  });

  test("that leads in a circle ends, and decisions behind a link count", async () => {
    const folder = review({
      "store/ada.csv": `${DECISION},title-abstract,exclude,Title of a work\n`,
    });
    symlinkSync("..", join(folder.path, "searches/round"));
    mkdirSync(join(folder.path, "decisions"));
    symlinkSync("../store/ada.csv", join(folder.path, "decisions/ada.csv"));
    await folder.slr("screen");
    expect(folder.read("results/records.csv")).toContain("exclude");
  });
});

describe("a link out of the review", () => {
  test.each([
    ["an export", "searches/b.ris"],
    ["the protocol", "slr.yaml"],
    ["a table of people", "duplicates.csv"],
  ])(
    "is refused for %s, by a message that names it, unless the command line allows it",
    async (_, name) => {
      const text = name.endsWith(".ris")
        ? risOf("Secret title")
        : name.endsWith(".csv")
          ? "a,b,verdict\n"
          : YAML;
      const folder = testFolder({
        "searches/a.ris": risOf("Title of a work"),
        ...(name !== "slr.yaml" && { "slr.yaml": YAML }),
      });
      symlinkSync(elsewhere("x", text), join(folder.path, name));
      const refused = await folder.slr("screen");
      expect(refused.code).toBe(2);
      expect(refused.err).toContain(`${name} is a link that leads out of the review`);
      expect((await folder.slr("screen", "--allow-outside")).code).toBeLessThan(2);
    },
  );

  test("to nothing says how to get the content", async () => {
    const folder = review();
    symlinkSync("../.git/annex/objects/x", join(folder.path, "searches/b.ris"));
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(err).toContain("searches/b.ris is a link that leads to no file.");
    expect(err).toContain("git annex get");
  });

  test("is never written through: the lock stays where it is", async () => {
    const folder = review();
    await folder.slr("screen");
    const outside = elsewhere("lock", "mine\n");
    symlinkSync(outside, join(folder.path, "slr.lock"));
    const { code, err } = await folder.slr("check", "--update-lock", "--force");
    expect(code).toBe(2);
    expect(err).toContain("slr.lock is a link");
    expect(readFileSync(outside, "utf8")).toBe("mine\n");
  });

  test("does not lead a folder of outputs away", async () => {
    const folder = review();
    symlinkSync(mkdtempSync(join(tmpdir(), "slr-elsewhere-")), join(folder.path, "figures"));
    const { code, err } = await folder.slr("prisma", "-o", "figures/flow.svg");
    expect(code).toBe(2);
    expect(err).toContain("figures/flow.svg is a link that leads out of the review");
  });
});

test("a path that the command line names may lie anywhere", async () => {
  const folder = testFolder();
  const outside = elsewhere("x.ris", risOf("Title of a work"));
  expect((await folder.slr("screen", outside)).code).toBe(0);
  const inReview = review();
  const figure = elsewhere("flow.svg", "");
  expect((await inReview.slr("prisma", "-o", figure)).code).toBe(0);
  expect(readFileSync(figure, "utf8")).toContain("<svg");
});

describe("what is no regular file", () => {
  test.skipIf(process.platform === "win32")("a named pipe is refused, not waited for", async () => {
    const folder = review();
    execFileSync("mkfifo", [join(folder.path, "duplicates.csv")]);
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(err).toContain("duplicates.csv is a named pipe, where slr needs a regular file.");
  });

  test.skipIf(process.platform === "win32")("a device is no place for an output", async () => {
    const { code, err } = await review().slr("prisma", "-f", "svg", "-o", "/dev/null");
    expect(code).toBe(2);
    expect(err).toContain("/dev/null is a device");
  });

  test.each(["slr.yaml", "retrieval.csv"])("a folder named %s is told", async (name) => {
    const folder = testFolder({ "searches/a.ris": risOf("Title of a work"), [`${name}/x`]: "" });
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(err).toContain(`${name} is a folder, where slr needs a file.`);
  });

  test("a table longer than a text can be is refused before it is read", async () => {
    const folder = review({ "decisions/ada.csv": "" });
    truncateSync(join(folder.path, "decisions/ada.csv"), 600 * 2 ** 20);
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(err).toMatch(/decisions\/ada\.csv holds 600 MB; slr reads at most \d+ MB/);
  });
});

describe("an output", () => {
  test.each([
    "decisions/ada.csv",
    "slr.yaml",
    "./searches/a.ris",
    "retrieval.csv",
    "results/flow.svg",
  ])("never takes the place of %s", async (name) => {
    const folder = review({ "decisions/ada.csv": DECISION, "retrieval.csv": "record,status\n" });
    await folder.slr("screen");
    const before = name.startsWith("results") ? undefined : folder.read(name);
    for (const command of [["prisma", "-f", "svg"], ["export"]]) {
      const { code } = await folder.slr(...command, "-o", name);
      expect(code).toBe(2);
    }
    if (before !== undefined) expect(folder.read(name)).toBe(before);
  });
});
