import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testFolder } from "../../captured-io.ts";
import { reviewedBy } from "../../reviewers.ts";

const PDF = "%PDF-1.4\n";
// Author0 to Author3, of the years 2020 to 2023.
const review = () => reviewedBy({ ada: "iiii" }, "{ title-abstract: { by: reviewers } }");

test("lists what waits at full text without a file", async () => {
  const { code, out } = await review().slr("retrieval");
  expect(code).toBe(0);
  expect(out).toMatch(/^4 reports to fetch\n/);
  expect(out).toContain("Paged attention for serving");
  const { out: csv } = await review().slr("retrieval", "--format", "csv");
  expect(csv.split(/\r?\n/)).toHaveLength(5);
});

test("slr status proposes to fetch as many reports as slr retrieval lists", async () => {
  const folder = review();
  const proposed = async () => {
    const [, count = "none"] =
      /slr retrieval lists (\d+) reports? to fetch/.exec((await folder.slr("status")).out) ?? [];
    const [, listed = "none"] =
      /^(\d+) reports? to/.exec((await folder.slr("retrieval")).out) ?? [];
    expect(count).toBe(listed);
    return count;
  };
  expect(await proposed()).toBe("4");
  expect((await folder.slr("screen", "--format", "json")).out).toContain(
    '"does": "lists 4 reports to fetch"',
  );
  const keys = (await folder.slr("retrieval", "--format", "csv")).out
    .split(/\r?\n/)
    .slice(1, 5)
    .map((row) => row.slice(0, 8));
  folder.write(`fulltext/${keys[0]}.PDF`, PDF);
  expect(await proposed()).toBe("3");
  folder.write("retrieval.csv", `record,status,file,note\n${keys[1]},retrieved,,in the library\n`);
  expect(await proposed()).toBe("2");
  folder.write("decisions/bela.csv", `record,stage,verdict,reason\n${keys[2]},full-text,maybe,\n`);
  expect(await proposed()).toBe("1");
  folder.write(`fulltext/${keys[3]}.txt`, "Text");
  expect(await proposed()).toBe("none");
});

test("PDFs are matched by the names of Zotero and EndNote, and nothing is written unasked", async () => {
  const folder = review();
  folder.write("pdfs/Author0 et al. - 2020 - Pipelined training of gi.pdf", PDF);
  folder.write("pdfs/sub/Author1-2021-Paged attention for serving.pdf", PDF);
  folder.write("pdfs/Author2 - 2019 - Quantization below four bits.pdf", PDF);
  folder.write("pdfs/Nobody - 2023 - Speculative decoding with small drafts.pdf", PDF);
  folder.write("pdfs/scan001.pdf", PDF);
  const { out, err } = await folder.slr("retrieval", "--match", "pdfs");
  expect(out).toContain("Pipelined training of giant models");
  expect(out).toContain("Paged attention for serving");
  expect(err).toContain("Author2 - 2019 - Quantization below four bits.pdf: no report");
  expect(err).toContain("Nobody - 2023");
  expect(err).toContain("scan001.pdf: its name is neither a key");
  expect(err).toContain("Found 2 reports of 4 to fetch; nothing is written");
  expect(() => folder.read("retrieval.csv")).toThrow();
});

test("--accept copies to fulltext/ and writes retrieval.csv, once", async () => {
  const folder = review();
  folder.write("pdfs/Author1 - 2021 - Paged attention for serving.pdf", PDF);
  const { code, out } = await folder.slr("retrieval", "--match", "pdfs", "--accept");
  expect(code).toBe(0);
  const key = out.slice(0, 8);
  expect(folder.read(`fulltext/${key}.pdf`)).toBe(PDF);
  expect(folder.read("retrieval.csv")).toBe(
    `record,status,file,note\n${key},retrieved,fulltext/${key}.pdf,Author1 - 2021 - Paged attention for serving.pdf\n`,
  );
  expect((await folder.slr("retrieval", "--match", "pdfs", "--accept")).err).toContain(
    "Copied 0 reports",
  );
  expect((await folder.slr("retrieval")).out).toMatch(/^3 reports/);
});

test("two files for one report, and a page that only calls itself a PDF, are left out", async () => {
  const folder = review();
  folder.write("pdfs/Author1 - 2021 - Paged attention for serving.pdf", PDF);
  folder.write("pdfs/copy/Author1 - 2021 - Paged attention for serving.pdf", PDF);
  folder.write(
    "pdfs/Author0 - 2020 - Pipelined training of giant models.pdf",
    "<html>Log in</html>",
  );
  const { err } = await folder.slr("retrieval", "--match", "pdfs", "--accept");
  expect(err).toContain("another file fits");
  expect(err).toContain("is not a PDF in spite of its name");
  expect(err).toContain("Copied 0 reports");
});

test("--accept alone says what it needs", async () => {
  expect((await review().slr("retrieval", "--accept")).err).toContain("--match names the folder");
});

test("the folder of PDFs may lie outside of the review", async () => {
  const outside = testFolder({ "Author1-2021-Paged attention for serving.pdf": PDF });
  const { out } = await review().slr("retrieval", "--match", outside.path, "--accept");
  expect(out).toContain("Paged attention for serving");
});

test("folders in it, as EndNote makes them, are searched; a link out of it is not followed", async () => {
  const name = "0123456789/Author1-2021-Paged attention for serving.pdf";
  const elsewhere = testFolder({ "secret.pdf": PDF });
  const outside = testFolder({ [name]: PDF });
  symlinkSync(join(elsewhere.path, "secret.pdf"), join(outside.path, "0123456789/secret.pdf"));
  symlinkSync(elsewhere.path, join(outside.path, "more"));
  const { out, err } = await review().slr("retrieval", "--match", outside.path);
  expect(out).toContain(name);
  expect(out + err).not.toContain("secret");
});
