import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { parseSums } from "../../../../src/cli/folder/copy/published-copy.ts";
import { madeUpReview } from "../../../living-review/made-up-review.ts";
import { reviewCopy, reviewWithCache } from "../../../screened-review.ts";
import { type TestFolder, testFolder } from "../../captured-io.ts";
import { expectNothingOf, filesOf, secretsOf } from "./secrets.ts";

const EXAMPLE = "fixtures/reviews/llm-acceleration";

vi.setConfig({ testTimeout: 300_000 });

/** The copy of the example, made once. */
let copyOfExample: ReadonlyMap<string, string> | undefined;

/** The example and its copy in `copy/`. */
async function published(): Promise<{
  readonly folder: TestFolder;
  readonly files: ReadonlyMap<string, string>;
}> {
  const folder = await reviewWithCache(EXAMPLE);
  if (copyOfExample === undefined) {
    const { code, err } = await folder.slr("publish", "copy");
    expect(code).toBe(1); // two entries of the example cannot be read, on purpose
    expect(err).toContain("gap: There is no CITATION.cff");
    copyOfExample = filesOf(folder, "copy");
  } else for (const [file, text] of copyOfExample) folder.write(`copy/${file}`, text);
  return { folder, files: copyOfExample };
}

describe("the copy of the example", () => {
  test("holds no abstract, no note and no matched word", async () => {
    const folder = await reviewWithCache(EXAMPLE);
    const secret = "The authors write: matrix products inside each transformer layer are split";
    folder.write(
      "decisions/ada.csv",
      folder
        .read("decisions/ada.csv")
        .split("\n")
        .map((row, at) => (at === 1 ? withNote(row, secret) : row))
        .join("\n"),
    );
    await folder.slr("publish", "copy");
    const secrets = await secretsOf(folder);
    expect(secrets.notes).toContain(secret);
    expectNothingOf(secrets, filesOf(folder, "copy"));
    // The review itself holds them, so the search finds what it looks for.
    await folder.slr("screen");
    expect(() => expectNothingOf(secrets, filesOf(folder, "results"))).toThrow();
  });

  test("passes slr check, which lists what it could not recompute", async () => {
    const { folder, files } = await published();
    const { code, out } = await folder.slr("check", "-C", "copy");
    expect(out).toMatch(/All \d+ checks passed\./);
    expect(code).toBe(0);
    expect(out).toContain("Not recomputed, because a published copy does not hold the exports:");
    expect(out).toContain("whether every entry can be read: 2 errors when the copy was made");
    const report = JSON.parse((await folder.slr("check", "-C", "copy", "-f", "json")).out);
    expect(report.not_recomputed.length).toBeGreaterThan(5);
    expect(report.checks.map(({ id }: { id: string }) => id)).toContain("published-copy");
    for (const [file, hash] of parseSums(files.get("SHA256SUMS")!))
      expect(createHash("sha256").update(files.get(file)!).digest("hex"), file).toBe(hash);
    expect([...parseSums(files.get("SHA256SUMS")!).keys(), "SHA256SUMS"].sort()).toEqual(
      [...files.keys()].sort(),
    );
    expect((await folder.slr("prisma", "-C", "copy")).out).toBe((await folder.slr("prisma")).out);
    const other = await folder.slr("status", "-C", "copy");
    expect(other.code).toBe(2);
    expect(other.err).toContain("published copy");
    expect((await folder.slr("check", "-C", "copy", "--update-lock")).code).toBe(2);
  });

  test("is the same byte for byte wherever and however often it is written", async () => {
    const { folder, files } = await published();
    await folder.slr("publish", "copy");
    expect(filesOf(folder, "copy")).toEqual(files);
    await folder.slr("publish", "elsewhere/other");
    expect(filesOf(folder, "elsewhere/other")).toEqual(files);
  });

  test("describes itself as RO-Crate 1.1", async () => {
    const { files } = await published();
    const crate = JSON.parse(files.get("ro-crate-metadata.json")!);
    expect(crate["@context"]).toContain("https://w3id.org/ro/crate/1.1/context");
    const byId = new Map<string, Record<string, unknown>>(
      crate["@graph"].map((entity: { "@id": string }) => [entity["@id"], entity]),
    );
    expect(byId.size).toBe(crate["@graph"].length);
    expect(byId.get("ro-crate-metadata.json")).toMatchObject({
      "@type": "CreativeWork",
      about: { "@id": "./" },
      conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" },
    });
    const root = byId.get("./")!;
    expect(root).toMatchObject({ "@type": "Dataset", datePublished: "2024-07-02" });
    for (const property of ["name", "description", "license"]) expect(root[property]).toBeTruthy();
    const parts = root.hasPart as { "@id": string }[];
    const described = ["ro-crate-metadata.json", "SHA256SUMS"];
    expect(parts.map((part) => decodeURI(part["@id"])).sort()).toEqual(
      [...files.keys()].filter((file) => !described.includes(file)).sort(),
    );
    for (const { "@id": id } of parts) {
      const text = files.get(decodeURI(id))!;
      expect(byId.get(id)).toMatchObject({
        "@type": "File",
        contentSize: String(Buffer.byteLength(text)),
        sha256: createHash("sha256").update(text).digest("hex"),
      });
    }
    // Every reference leads to an entity of the crate or out of it.
    const references = JSON.stringify(crate["@graph"]).matchAll(/\{"@id":"([^"]+)"\}/g);
    for (const [, id] of references)
      expect(byId.has(id!) || id!.startsWith("https://w3id.org/")).toBe(true);
  });

  test("takes authors, licence and day from CITATION.cff", async () => {
    const folder = await reviewWithCache(EXAMPLE);
    const cff = `cff-version: 1.2.0
message: Please cite.
title: The review
authors:
  - { family-names: Doe, given-names: Ada, orcid: "https://orcid.org/0000-0002-1825-0097" }
  - name: The Team
license: CC-BY-4.0
date-released: 2024-08-01
doi: 10.5281/zenodo.1
`;
    folder.write("CITATION.cff", cff);
    const { err } = await folder.slr("publish", "copy");
    expect(err).not.toContain("gap:");
    const files = filesOf(folder, "copy");
    expect(files.get("CITATION.cff")).toBe(cff);
    const { "@graph": graph } = JSON.parse(files.get("ro-crate-metadata.json")!);
    const root = graph.find((entity: { "@id": string }) => entity["@id"] === "./");
    expect(root).toMatchObject({
      datePublished: "2024-08-01",
      license: { "@id": "https://spdx.org/licenses/CC-BY-4.0" },
      identifier: "https://doi.org/10.5281/zenodo.1",
      author: [{ "@id": "https://orcid.org/0000-0002-1825-0097" }, { "@id": "#author-2" }],
    });
    folder.write("CITATION.cff", "- not a mapping");
    expect((await folder.slr("publish", "copy")).code).toBe(2);
  });
});

/** A row of decisions with a note, whatever its cells. */
function withNote(row: string, note: string): string {
  const cells = row.split(",");
  cells[5] = `"${note}"`;
  return cells.join(",");
}

describe("a copy that somebody changed fails slr check", () => {
  /** The copy of a small review, made once. */
  let small: ReadonlyMap<string, string> | undefined;

  /** Changes a file of the copy; with `hashed` its hash is corrected, too. */
  const changed = async (
    file: string,
    change: (text: string) => string,
    { hashed }: { readonly hashed: boolean },
  ) => {
    if (small === undefined) {
      const review = reviewCopy("fixtures/checks/good");
      expect((await review.slr("publish", "copy")).code).toBe(0);
      small = filesOf(review, "copy");
    }
    const copy = testFolder(Object.fromEntries(small));
    const text = change(small.get(file)!);
    expect(text).not.toBe(small.get(file));
    copy.write(file, text);
    if (hashed) {
      const hash = createHash("sha256").update(text).digest("hex");
      const sums = small.get("SHA256SUMS")!;
      const old = parseSums(sums).get(file)!;
      copy.write("SHA256SUMS", sums.replace(`${old}  ${file}\n`, `${hash}  ${file}\n`));
    }
    return copy.slr("check");
  };

  test("as it was written it passes", async () => {
    const { code, out } = await changed("README.md", (text) => `${text}More.\n`, { hashed: true });
    expect(out).toMatch(/All \d+ checks passed\./);
    expect(code).toBe(0);
  });

  const secondRow = (text: string) =>
    text
      .split("\n")
      .filter((_, at) => at !== 1)
      .join("\n");

  test.each([
    [
      "a box",
      "results/ledger.csv",
      (text: string) => text.replace(",included,", ",excluded-full-text,"),
    ],
    ["an outcome", "results/records.csv", (text: string) => text.replace(",exclude,", ",include,")],
    [
      "a number of the flow",
      "results/prisma.json",
      (text: string) => text.replace('"new_studies": 3', '"new_studies": 4'),
    ],
    [
      "a decision",
      "decisions.csv",
      (text: string) => text.replace(",full-text,include,", ",full-text,exclude,"),
    ],
    [
      "a judgement",
      "results/judgements.csv",
      (text: string) => text.replace(",violated,", ",met,"),
    ],
    [
      "a box of the lock",
      "slr.lock",
      (text: string) => text.replace('"box":"included"', '"box":"not-retrieved"'),
    ],
    ["a row of the ledger, deleted", "results/ledger.csv", secondRow],
    ["a record, deleted", "results/records.csv", secondRow],
    ["a decision, deleted", "decisions.csv", secondRow],
    ["an entry, deleted", "identities.jsonl", secondRow],
    ["an included report, deleted", "results/included.csv", secondRow],
    [
      "an included report in RIS, deleted",
      "results/included.ris",
      (text: string) => text.slice(text.indexOf("ER  -") + 7),
    ],
    ["a study", "studies.csv", secondRow],
    [
      "the figure",
      "results/prisma.svg",
      (text: string) => text.replace("n\u00a0=\u00a03)", "n\u00a0=\u00a04)"),
    ],
  ])("%s, even with a correct hash", async (_, file, change) => {
    const { code, out, err } = await changed(file, change, { hashed: true });
    expect(code, `${out}${err}`).toBe(1);
    expect(out).toMatch(/check\/(?:copy-table|locked|conservation)/);
  });

  test.each([
    ["a year", "results/records.csv", (text: string) => text.replace(/,20\d\d,/, ",1999,")],
    ["the README", "README.md", (text: string) => `${text}More.\n`],
  ])("%s, by its hash", async (_, file, change) => {
    const { code, out } = await changed(file, change, { hashed: false });
    expect(code).toBe(1);
    expect(out).toContain(
      `${file}: error: This file is not as slr publish wrote it. (check/copy-file)`,
    );
  });

  test("a table that is none is told with its line", async () => {
    const { code, err } = await changed(
      "decisions.csv",
      (text) => text.replace(",include,", ",perhaps,"),
      { hashed: true },
    );
    expect(code).toBe(2);
    expect(err).toMatch(/damaged: decisions\.csv:\d+: Unexpected verdict `perhaps`/);
  });

  test("line ends that git changed are a warning", async () => {
    const { code, out } = await changed("README.md", (text) => text.replaceAll("\n", "\r\n"), {
      hashed: false,
    });
    expect(code).toBe(0);
    expect(out).toContain("differs in its line ends only");
  });
});

describe("slr publish writes nowhere else", () => {
  test.each([
    ["a folder with files of others", "mine", { "mine/notes.txt": "mine" }],
    ["the folder of the review", ".", {}],
    ["a folder that slr reads", "decisions/copy", {}],
    ["a file", "slr.yaml", {}],
  ])("%s is refused", async (_, target, more) => {
    const folder = reviewCopy("fixtures/checks/good");
    for (const [file, text] of Object.entries(more)) folder.write(file, text);
    const before = filesOf(folder, ".");
    const { code } = await folder.slr("publish", target);
    expect(code).toBe(2);
    expect(filesOf(folder, ".")).toEqual(before);
  });

  test("a file that somebody put into the copy is not lost", async () => {
    const folder = reviewCopy("fixtures/checks/good");
    await folder.slr("publish", "copy");
    folder.write("copy/results/mine.txt", "mine");
    const { code, err } = await folder.slr("publish", "copy");
    expect(code).toBe(2);
    expect(err).toContain("results/mine.txt");
    expect(folder.read("copy/results/mine.txt")).toBe("mine");
  });

  test("a review without decisions or a protocol has nothing to publish", async () => {
    const folder = testFolder({ "searches/a.ris": "TY  - JOUR\nTI  - A title\nER  - \n" });
    const { code, err } = await folder.slr("publish", "copy");
    expect(code).toBe(2);
    expect(err).toContain("There is no slr.yaml");
    expect(existsSync(join(folder.path, "copy"))).toBe(false);
  });
});

test("codes of the taxonomy are in the copy, without notes", async () => {
  const folder = reviewCopy("fixtures/checks/good");
  folder.write(
    "codes/ada.csv",
    "record,classes,note,title,mine\ndoi:10.1000/practice.1,trial,quotes the abstract,A title,secret\n",
  );
  await folder.slr("publish", "copy");
  expect(folder.read("copy/codes/ada.csv")).toBe(
    "record,classes,title\ndoi:10.1000/practice.1,trial,A title\n",
  );
});

test("an update is published with the locks of its versions, and its copy passes", async () => {
  const locks = [2023].map((year) => [
    `slr-${year}.lock`,
    readFileSync(`fixtures/living-review/slr-${year}.lock`, "utf8"),
  ]);
  const folder = testFolder({ ...madeUpReview(2024), ...Object.fromEntries(locks) });
  expect((await folder.slr("publish", "copy")).code).toBe(0);
  const { code, out } = await folder.slr("check", "-C", "copy");
  expect(out).toMatch(/All \d+ checks passed\./);
  expect(out).toContain("From Base review (slr-2023.lock) to This version:");
  expect(code).toBe(0);
  expect((await folder.slr("prisma", "-C", "copy")).out).toBe((await folder.slr("prisma")).out);
});
