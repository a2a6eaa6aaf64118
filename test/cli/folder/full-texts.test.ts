import PDFDocument from "pdfkit";
import { expect, test } from "vitest";
import { rowsOf } from "../../screened-review.ts";
import { risOf, testFolder } from "../captured-io.ts";

const TITLES = [
  "Pruning at scale",
  "Serving models",
  "Early exit",
  "Sparse experts",
  "Paged attention",
];
const FILLER =
  "The quick brown fox jumps over the lazy dog while nobody looks at the river. ".repeat(3);

/** A PDF with these pages; a page without text is a picture of one. */
function pdf(...pages: readonly string[]): Promise<Uint8Array> {
  const document = new PDFDocument({ autoFirstPage: false });
  const chunks: Uint8Array[] = [];
  document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve) =>
    document.on("end", () => resolve(Buffer.concat(chunks))),
  );
  for (const text of pages) {
    document.addPage();
    if (text === "") document.rect(50, 50, 200, 300).fill("#888888");
    else document.text(text);
  }
  document.end();
  return done;
}

test("a PDF is read as the full text; a scan and a broken one are unknown, and told", async () => {
  const folder = testFolder({
    "slr.yaml": `sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria: [{ id: F1, text: No ethics, stage: full-text, include: 'full-text("ethics committee")' }]
screening: { title-abstract: { by: rules }, full-text: { by: rules } }
`,
    "searches/scopus.ris": risOf(...TITLES),
  });
  await folder.slr("screen");
  const keys = new Map(
    rowsOf(folder.read("results/records.csv")).map(({ title, record }) => [title, record!]),
  );
  const file = (at: number, ending: string) => `fulltext/${keys.get(TITLES[at]!)}.${ending}`;
  folder.write(file(0, "pdf"), await pdf(FILLER, `The ethics commit-\ntee agreed. ${FILLER}`));
  folder.write(file(1, "PDF"), await pdf(FILLER));
  folder.write(file(2, "pdf"), await pdf("", ""));
  folder.write(file(3, "pdf"), "%PDF-1.4 and nothing else");
  folder.write(file(4, "pdf"), await pdf(FILLER));
  folder.write(file(4, "txt"), "Approved by the Ethics Committee.");

  const { code } = await folder.slr("screen");
  const verdicts = new Map(
    rowsOf(folder.read("results/judgements.csv")).map(({ record, verdict }) => [record, verdict]),
  );
  expect(TITLES.map((title) => verdicts.get(keys.get(title)))).toEqual([
    "met",
    "violated",
    "unknown",
    "unknown",
    // A text beside a PDF is what counts.
    "met",
  ]);
  const problems = rowsOf(folder.read("results/problems.csv")).filter(({ file: name }) =>
    name?.startsWith("fulltext/"),
  );
  expect(problems.map(({ severity, code: id, file: name }) => [severity, id, name])).toEqual(
    [
      ["warning", "fulltext/no-text", file(2, "pdf")],
      ["warning", "fulltext/unreadable", file(3, "pdf")],
    ].sort((a, b) => (a[2]! < b[2]! ? -1 : 1)),
  );
  expect(code).toBe(0);
});
