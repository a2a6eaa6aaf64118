import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { builtPage } from "../../../web/browser/chromium.ts";
import { decisionsSaved, pageIn } from "../../../web/exported-page.ts";
import { risOf, testFolder } from "../../captured-io.ts";
import { fakeTerminal } from "../decide/fake-terminal.ts";

const PROTOCOL = `title: Sleep
sources: [{ name: Scopus, files: searches/*.ris }]
criteria:
  - { id: E1, text: Wrong population, stage: title-abstract }
  - { id: F1, text: No control, stage: full-text }
screening:
  title-abstract: { by: reviewers }
  full-text: { by: reviewers }
`;

function review(more: Readonly<Record<string, string>> = {}) {
  return testFolder({
    "slr.yaml": PROTOCOL,
    "searches/scopus.ris": risOf("Sleep in mice", "Sleep in men", "Naps at noon"),
    ...more,
  });
}

async function exported(folder: ReturnType<typeof review>, ...more: readonly string[]) {
  await folder.slr("export", "--for", "reviewer", "--as", "ada", "-o", "ada.html", ...more);
  return pageIn(folder.read("ada.html"));
}

const withoutTimes = (table: string) => table.replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "TIME");

beforeAll(async () => {
  await builtPage();
});

describe("decisions-ada.csv of a page", () => {
  test("gives the rows that the same answers give in a terminal, but for their times", async () => {
    const folder = review();
    const page = await exported(folder);
    const ids = [...page.state.upcoming].sort();
    folder.write(
      "decisions-ada.csv",
      await decisionsSaved(page, [
        [ids[0]!, { verdict: "exclude", reasons: ["E1"], note: 'so "so", yes' }],
        [ids[1]!, {}],
        [ids[1]!, null],
        [ids[1]!, { verdict: "maybe", tags: ["later", "methods"] }],
      ]),
    );
    const { code, transcript } = await folder.slr("import", "decisions", "decisions-ada.csv");
    expect([code, transcript]).toEqual([
      0,
      [
        "out| reviewer  stage           read  added  already there  of no record  contradictory",
        "out| ada       title-abstract     4      4              0             0              0",
        "err| Added 4 rows to decisions/.",
      ].join("\n"),
    ]);
    const terminal = review();
    const keys = 'nso "so", yes\r1iutlater; methods\rmq';
    await terminal.slrWith(
      { terminal: fakeTerminal(keys) },
      "decide",
      "--as",
      "ada",
      "--order",
      "key",
    );
    expect(withoutTimes(folder.read("decisions/ada.csv"))).toBe(
      withoutTimes(terminal.read("decisions/ada.csv")),
    );
    for (const one of [folder, terminal]) await one.slr("screen");
    expect(folder.read("results/prisma.json")).toBe(terminal.read("results/prisma.json"));
  });

  test("is taken in again and again, and grows, adding nothing twice", async () => {
    const folder = review();
    const page = await exported(folder);
    const [a = "", b = ""] = page.state.upcoming;
    const says = [
      [a, {}],
      [a, null],
      [a, {}],
    ] as const;
    const imported = async (more: Parameters<typeof decisionsSaved>[1]) => {
      folder.write("decisions-ada.csv", await decisionsSaved(page, [...says, ...more]));
      const { err } = await folder.slr("import", "decisions", "decisions-ada.csv");
      return err;
    };
    expect(await imported([])).toBe("Added 3 rows to decisions/.");
    const before = folder.read("decisions/ada.csv");
    expect(await imported([])).toBe("Nothing to add.");
    expect(folder.read("decisions/ada.csv")).toBe(before);
    expect(await imported([[b, { verdict: "exclude" }]])).toBe("Added 1 row to decisions/.");
    // A spreadsheet has been there meanwhile and cut the seconds off.
    folder.write(
      "decisions/ada.csv",
      folder.read("decisions/ada.csv").replaceAll(/T(\d\d:\d\d):\d\dZ/g, " $1"),
    );
    expect(await imported([[b, { verdict: "exclude" }]])).toContain("Nothing to add.");
  });

  test("says nothing and writes nothing with --dry-run, but what it would do", async () => {
    const folder = review();
    const page = await exported(folder);
    folder.write("decisions-ada.csv", await decisionsSaved(page, [[page.state.upcoming[0]!, {}]]));
    const { err } = await folder.slr("import", "decisions", "--dry-run", "decisions-ada.csv");
    expect(err).toBe("Would add 1 row to decisions/; nothing is written (--dry-run).");
    expect(existsSync(join(folder.path, "decisions"))).toBe(false);
  });

  test("at full text brings missing reports to retrieval.csv, each once", async () => {
    const folder = review();
    const first = await exported(folder);
    const ids = first.state.upcoming;
    folder.write(
      "t.csv",
      await decisionsSaved(
        first,
        ids.map((id) => [id, {}] as const),
      ),
    );
    await folder.slr("import", "decisions", "t.csv");
    const page = await exported(folder, "--stage", "full-text");
    const [a = "", b = "", c = ""] = page.state.upcoming;
    folder.write(
      "f.csv",
      await decisionsSaved(
        page,
        [
          [a, { verdict: "not-retrieved", note: "asked the library" }],
          [b, { verdict: "not-retrieved" }],
          [b, { verdict: "exclude", reasons: ["F1"] }],
          [c, {}],
        ],
        Date.UTC(2026, 1, 1),
      ),
    );
    const added = await folder.slr("import", "decisions", "f.csv");
    expect(added.err).toBe("Added 2 rows to decisions/ and 3 rows to retrieval.csv.");
    expect(folder.read("retrieval.csv")).toBe(
      `record,status,file,note\n${a},not-retrieved,,asked the library\n${b},not-retrieved,,\n${b},withdrawn,,\n`,
    );
    expect((await folder.slr("import", "decisions", "f.csv")).err).toBe("Nothing to add.");
    folder.write("retrieval.csv", `${folder.read("retrieval.csv")}${a},retrieved,,found it\n`);
    const { err } = await folder.slr("import", "decisions", "f.csv");
    expect(err).toContain(
      `${a} is not-retrieved here, but retrieved in a later row of retrieval.csv, which counts.`,
    );
    expect(err).toContain("Nothing to add.");
  });

  test("names a record that is not here, keeps its row, and exits with 1", async () => {
    const folder = review();
    const page = await exported(folder);
    const csv = await decisionsSaved(page, [[page.state.upcoming[0]!, {}]]);
    const elsewhere = testFolder({
      "slr.yaml": PROTOCOL,
      "searches/scopus.ris": risOf("Something else"),
      "decisions-ada.csv": csv,
    });
    const { code, err } = await elsewhere.slr("import", "decisions", "decisions-ada.csv");
    expect(code).toBe(1);
    expect(err).toMatch(
      /decisions-ada\.csv:2: error: `.+` is no record of this review: .+ The row is kept\. \(import\/unknown-record\)/,
    );
    expect(elsewhere.read("decisions/ada.csv")).toContain("include");
  });

  test.each([
    ["../../etc/passwd", "cannot be the name of a file"],
    ["Ada", "The reviewer `Ada` is in decisions/ as `ada`."],
  ])("of a reviewer called %s is refused", async (name, why) => {
    const folder = review({
      "decisions/ada.csv": "record,stage,verdict,reason,resolves,note,decided_at\n",
    });
    folder.write(
      "decisions-x.csv",
      `record,stage,verdict,decided_at,reviewer\nabc,title-abstract,include,2026-01-01T00:00:00Z,${name}\n`,
    );
    const { code, err } = await folder.slr("import", "decisions", "decisions-x.csv");
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  });

  test("is not mixed with files of other tools", async () => {
    const folder = review({
      "decisions-x.csv": "record,stage,verdict,decided_at,reviewer\n",
      "other.csv": "title,year\nA,2020\n",
    });
    const { code, err } = await folder.slr("import", "decisions", "decisions-x.csv", "other.csv");
    expect([code, err]).toEqual([2, expect.stringContaining("was saved by a page of slr")]);
  });
});
