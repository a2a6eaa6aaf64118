import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rowsOf } from "../../screened-review.ts";
import { risOf, testFolder } from "../captured-io.ts";

const NOTE = "Übergröße – naïve";
const TITLE = "Étude sur les modèles";

/** A text in an encoding that spreadsheets write. */
const ENCODED: Readonly<Record<string, (text: string) => Uint8Array>> = {
  "UTF-8": (text) => Buffer.from(text, "utf8"),
  "UTF-8 with a byte order mark": (text) => Buffer.from(`\ufeff${text}`, "utf8"),
  // Of what windows-1252 writes differently from Latin-1, these texts have only the dash.
  "windows-1252": (text) =>
    Uint8Array.from(text, (letter) => (letter === "–" ? 0x96 : letter.charCodeAt(0))),
  "UTF-16": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16 without a byte order mark": (text) => Buffer.from(text, "utf16le"),
};

const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A review in which every table that people keep is in one encoding. */
function reviewIn(encoding: string) {
  const encode = ENCODED[encoding]!;
  const kept = {
    "slr.yaml": `title: ${TITLE}
sources:
  - { name: Scopus, files: searches/*.ris }
decisions:
  - file: kept/screening.csv
    stage: title-abstract
    record: { title: Title }
    verdict: { column: Decision, exclude: [non] }
    reason: Why
    reviewer: Who
`,
    "decisions/ann.csv": `record,stage,verdict,reason,note,title\n,title-abstract,exclude,${NOTE},${NOTE},${TITLE}\n`,
    "duplicates.csv": `a,b,verdict,by,title_a,title_b\n,,different,Zoë,${TITLE},Les études\n`,
    "retrieval.csv": `record,status,title\n,retrieved,${TITLE}\n`,
    "studies.csv": `study,record,title\n${NOTE},,${TITLE}\n`,
    "kept/screening.csv": `Title,Decision,Why,Who\nLes études,non,${NOTE},bob\n`,
  };
  const bytes = Object.fromEntries(
    Object.entries(kept).map(([file, text]) => [file, encode(text)] as const),
  );
  const exported = risOf(TITLE, "Les études");
  return { bytes, folder: testFolder({ ...bytes, "searches/a.ris": exported }) };
}

test.each(Object.keys(ENCODED))(
  "tables and a protocol in %s say what they say in UTF-8",
  async (encoding) => {
    const { folder } = reviewIn(encoding);
    const plain = reviewIn("UTF-8").folder;
    await folder.slr("screen");
    await plain.slr("screen");
    for (const file of ["ledger.csv", "records.csv", "prisma.json"])
      expect(folder.read(`results/${file}`)).toBe(plain.read(`results/${file}`));
    expect(folder.read("results/ledger.csv")).toContain(NOTE);
    expect(folder.read("results/ledger.csv")).not.toContain("\ufffd");
  },
);

test.each(Object.keys(ENCODED))(
  "the manifest has the hash of a file's bytes: %s",
  async (encoding) => {
    const { folder, bytes } = reviewIn(encoding);
    await folder.slr("screen");
    const { inputs } = JSON.parse(folder.read("results/manifest.json"));
    for (const [file, content] of Object.entries(bytes))
      expect(inputs[file]).toBe(sha256Of(content));
    expect(inputs["searches/a.ris"]).toBe(
      sha256Of(readFileSync(join(folder.path, "searches/a.ris"))),
    );
  },
);

test("a table that is not UTF-8 is read as windows-1252, and slr says so", async () => {
  const { folder } = reviewIn("windows-1252");
  const { err } = await folder.slr("screen");
  expect(err).toMatch(/: warning: .* windows-1252.*\(screen\/encoding\)/);
  const problems = rowsOf(folder.read("results/problems.csv"));
  const guessed = problems.filter(({ code }) => code === "screen/encoding");
  expect(guessed.map(({ file }) => file)).toEqual([
    "decisions/ann.csv",
    "duplicates.csv",
    "kept/screening.csv",
    "retrieval.csv",
    "slr.yaml",
    "studies.csv",
  ]);
  for (const { message } of guessed) expect(message).toContain("windows-1252");
});

test("UTF-16 without a byte order mark is a guess, and slr says so", async () => {
  const { folder } = reviewIn("UTF-16 without a byte order mark");
  const { err } = await folder.slr("screen");
  expect(err).toMatch(/decisions\/ann\.csv: warning: .*UTF-16LE.*save the file as UTF-8/);
  expect((await reviewIn("UTF-16").folder.slr("screen")).err).not.toContain("screen/encoding");
});

test("slr adds no UTF-8 row to a table in UTF-16", async () => {
  const { folder } = reviewIn("UTF-16");
  const before = sha256Of(readFileSync(join(folder.path, "studies.csv")));
  const { code, err } = await folder.slr("dedupe", "--studies", "--accept");
  expect(code).toBe(2);
  expect(err).toContain("studies.csv is in UTF-16LE");
  expect(sha256Of(readFileSync(join(folder.path, "studies.csv")))).toBe(before);
});
