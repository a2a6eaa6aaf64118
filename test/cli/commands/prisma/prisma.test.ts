import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FLOW_FORMATS, type FlowForm } from "../../../../src/outputs/flow/flow-formats.ts";
import { risOf, testFolder } from "../../captured-io.ts";

const folderWithReview = () =>
  testFolder({
    "slr.yaml": "title: Test\nsources: [{ name: Scopus, files: searches/*.ris }]\n",
    "searches/scopus.ris": risOf(
      "Pipelined training of giant models",
      "Paged attention for serving",
    ),
  });

test("the flow as text fits 80 columns", async () => {
  const { code, out } = await folderWithReview().slr("prisma");
  expect(code).toBe(0);
  expect(out).toContain("Records screened (n = 2)");
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("the flow is that of the folder as it is now, screened or not", async () => {
  const folder = folderWithReview();
  await folder.slr("screen");
  folder.write("searches/scopus.ris", risOf("Only one is left of them"));
  expect(JSON.parse((await folder.slr("prisma", "--format", "json")).out)).toMatchObject({
    records_screened: 1,
  });
});

test("without a protocol it is the flow of the last screening, or a refusal when that is out of date", async () => {
  const folder = testFolder({ "a.ris": risOf("One title about models") });
  await folder.slr("screen", "a.ris");
  expect((await folder.slr("prisma")).out).toContain("a (n = 1)");
  folder.write("a.ris", risOf("Another title about models"));
  const { code, err } = await folder.slr("prisma");
  expect(code).toBe(2);
  expect(err).toContain("results/ is out of date: a.ris has changed or is gone.");
});

test.each(FLOW_FORMATS as readonly FlowForm[])(
  "the form $name goes to a file and to stdout",
  async ({ name, endings, binary }) => {
    const folder = folderWithReview();
    const { code, err } = await folder.slr("prisma", "-f", name, "-o", `flow${endings[0]}`);
    expect(code).toBe(0);
    expect(err.split("\n").at(-1)).toBe(`The flow is in flow${endings[0]}.`);
    if (binary) return;
    const { out } = await folder.slr("prisma", "-f", name, "-o", "-");
    expect(folder.read(`flow${endings[0]}`)).toBe(`${out}\n`);
  },
);

test("an unknown format lists those there are", async () => {
  const { code, err } = await folderWithReview().slr("prisma", "--format", "gif");
  expect(code).toBe(2);
  const names = FLOW_FORMATS.map(({ name }) => name).join(", ");
  expect(err).toBe(
    `error: option '-f, --format <format>' argument 'gif' is invalid. Choose from ${names}.\n  hint: \`slr prisma --help\` shows how it is used.`,
  );
});

test("the ending of the file says the form, and --format wins over it", async () => {
  const folder = folderWithReview();
  await folder.slr("prisma", "-o", "flow.svg");
  expect(folder.read("flow.svg")).toMatch(/^<svg /);
  await folder.slr("prisma", "-o", "FLOW.PNG", "--dpi", "72");
  expect(folder.read("FLOW.PNG")).toContain("PNG");
  await folder.slr("prisma", "-o", "flow.svg", "--format", "json");
  expect(JSON.parse(folder.read("flow.svg"))).toMatchObject({ records_screened: 2 });
});

test("an ending that no form has is an error that lists those there are", async () => {
  const folder = folderWithReview();
  for (const file of ["flow.gif", "flow", "results.d/flow"]) {
    const { code, err } = await folder.slr("prisma", "-o", file);
    expect(code).toBe(2);
    expect(err).toContain(`No form of the flow has the file extension of ${file}.`);
    expect(err).toContain(".svg");
    expect(existsSync(join(folder.path, file))).toBe(false);
  }
});

test("a character that no font has is named, and nothing is written", async () => {
  const folder = testFolder({
    "slr.yaml": "title: Test\nsources: [{ name: 万方, files: a.ris }]\n",
    "a.ris": risOf("A title about models"),
  });
  const { code, err } = await folder.slr("prisma", "-o", "flow.pdf");
  expect(code).toBe(2);
  expect(err).toContain("no glyphs for these characters: 万 方");
  expect(err).toContain("--font");
  expect(existsSync(join(folder.path, "flow.pdf"))).toBe(false);
  expect((await folder.slr("prisma", "-o", "flow.pdf", "--font", "a.ris")).err).toContain(
    "a.ris is not a TrueType or OpenType font.",
  );
  expect((await folder.slr("prisma", "-o", "flow.pdf", "--font", "b.ttf")).err).toContain(
    "The font b.ttf is not there.",
  );
});

test("slr.yaml names the template, and studies.csv the synthesis of each study", async () => {
  const folder = testFolder({
    "slr.yaml": `title: Test
sources: [{ name: Scopus, files: a.ris }]
flow: { template: prisma-2009 }
screening: { title-abstract: { by: rules }, full-text: { by: reviewers } }
`,
    "a.ris": risOf("Pipelined training of giant models", "Paged attention for serving"),
    "decisions/ada.csv": `record,stage,verdict,reason,title
,full-text,include,,Pipelined training of giant models
,full-text,include,,Paged attention for serving
`,
    "studies.csv": `study,record,synthesis,title
Pipe,,quantitative,Pipelined training of giant models
Paged,,qualitative,Paged attention for serving
`,
  });
  const { out } = await folder.slr("prisma", "--format", "md");
  expect(out).toContain("## PRISMA 2009 flow");
  expect(out).toMatch(/Studies included in qualitative synthesis \| 2 \|/);
  expect(out).toMatch(/Studies included in quantitative synthesis \(meta-analysis\) \| 1 \|/);
});

test("the CSV, which has no place for it, comes with a word that screening is not finished", async () => {
  const { code, err } = await folderWithReview().slr("prisma", "--format", "csv");
  expect(code).toBe(0);
  expect(err).toContain("Screening is not finished: 2 records await a decision.");
});
