import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { builtPage } from "../../../web/browser/chromium.ts";
import { pageIn } from "../../../web/exported-page.ts";
import { risOf, testFolder } from "../../captured-io.ts";

const PROTOCOL = `title: Sleep </script><b>
sources: [{ name: Scopus, files: searches/*.ris }]
reviewers: { gpt: { kind: automation } }
criteria:
  - { id: I1, text: About sleep, stage: title-abstract, include: title-abs(sleep) }
  - { id: F1, text: No control, stage: full-text }
screening:
  title-abstract: { by: reviewers, per-record: 2 }
  full-text: { by: reviewers }
`;
const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year,tags\n";
const row = (title: string, year: number, verdict: string, note: string) =>
  `,title-abstract,${verdict},,,${note},2024-01-01T00:00:00Z,,,${title},${year},\n`;

function review() {
  return testFolder({
    "slr.yaml": PROTOCOL,
    "searches/scopus.ris": risOf("Sleep in mice", "Sleep in men", "Naps at noon"),
    "decisions/ada.csv": HEADER + row("Sleep in mice", 2020, "include", "mine"),
    "decisions/bela.csv":
      HEADER +
      row("Sleep in mice", 2020, "exclude", "secretofbela") +
      row("Sleep in men", 2021, "exclude", "secretofbela"),
  });
}

beforeAll(async () => {
  await builtPage();
});

describe("slr export --for reviewer", () => {
  test("writes one file with the reviewer's queue and own answers, and tells what to do with it", async () => {
    const folder = review();
    const { code, transcript } = await folder.slr(
      "export",
      "--for",
      "reviewer",
      "--as",
      "ada",
      "-o",
      "ada.html",
    );
    expect([code, transcript]).toEqual([
      0,
      [
        "err| Exported 2 records for ada at title/abstract to ada.html, and 1 decided before.",
        "err| ada opens the file in a browser and saves decisions-ada.csv; slr import decisions takes that in.",
      ].join("\n"),
    ]);
    const page = pageIn(folder.read("ada.html"));
    expect(page.state).toMatchObject({ decided: 1, left: 2 });
    expect(page.items.map(({ label }) => label.split(",")[0]).sort()).toEqual([
      "Naps at noon",
      "Sleep in men",
      "Sleep in mice",
    ]);
    expect(page.answers).toMatchObject([{ said: { verdict: "include", note: "mine" } }]);
    expect(page.plan).toMatchObject({ work: "screen/title-abstract", reasonRequired: false });
    const [first] = page.items;
    expect(first).toMatchObject({
      kind: "record",
      record: { rating: { says: expect.any(String) }, criteria: [{ id: "I1" }] },
    });
  });

  test("lets nobody read what others decided, neither in words nor in the data", async () => {
    const folder = review();
    await folder.slr("export", "--for", "reviewer", "--as", "ada", "-o", "ada.html");
    const html = folder.read("ada.html");
    expect(html).not.toContain("bela");
    // With other decisions of the others, the file is the same to the letter.
    const other = review();
    other.write(
      "decisions/bela.csv",
      HEADER + row("Naps at noon", 2022, "include", "another secret"),
    );
    await other.slr("export", "--for", "reviewer", "--as", "ada", "-o", "ada.html");
    expect(other.read("ada.html")).toBe(html);
  });

  test("permits its own script and style alone, and holds hostile text as data", async () => {
    const folder = review();
    await folder.slr("export", "--for", "reviewer", "--as", "ada", "-o", "ada.html");
    const html = folder.read("ada.html");
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(html)!;
    const script = html.slice(html.lastIndexOf("<script>") + 8, html.lastIndexOf("</script>"));
    const hash = (text: string) => createHash("sha256").update(text).digest("base64");
    expect(html).toContain(
      `script-src 'sha256-${hash(script)}'; style-src 'sha256-${hash(style)}'`,
    );
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(pageIn(html).title).toBe("Sleep </script><b>");
    expect(html).not.toMatch(/\b(?:src|href)=/);
  });

  test("names its database after its content, so that the same file goes on and another begins anew", async () => {
    const folder = review();
    const database = async (...more: readonly string[]) => {
      await folder.slr("export", "--for", "reviewer", "--as", "ada", "-o", "ada.html", ...more);
      return pageIn(folder.read("ada.html")).database;
    };
    const first = await database();
    expect(first).toMatch(/^slr ada screen\/title-abstract [0-9a-f]{16}$/);
    expect(await database()).toBe(first);
    folder.write("decisions/ada.csv", HEADER + row("Naps at noon", 2022, "include", ""));
    expect(await database()).not.toBe(first);
  });

  test.each([
    [["--for", "reviewer"], "error: --for reviewer needs --as: the reviewer whose queue it is."],
    [["--as", "ada"], "error: --as names the reviewer of a page: it needs --for reviewer."],
    [
      ["--for", "reviewer", "--as", "gpt"],
      "error: The reviewer `gpt` is a program, as slr.yaml says; only people decide here.",
    ],
    [
      ["--for", "reviewer", "--as", "ada", "--stage", "full-text"],
      "error: Nothing waits for ada at full text.",
    ],
    [
      ["--for", "reviewer", "--format", "ris"],
      "error: --format and --for cannot be used together; choose one of them.",
    ],
  ])("%j is refused with a reason", async (argv, message) => {
    const { code, err } = await review().slr("export", ...argv, "-o", "x.html");
    expect([code, err.split("\n")[0]]).toEqual([2, message]);
  });
});
