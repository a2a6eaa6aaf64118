import { expect, test } from "vitest";
import { FLOW_FORMATS } from "../../../../src/outputs/flow/flow-formats.ts";
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

test("every format writes to a file, too", async () => {
  const folder = folderWithReview();
  for (const format of ["text", "json", "csv", "md", "svg"]) {
    const { code } = await folder.slr("prisma", "-f", format, "-o", `flow.${format}`);
    expect(code).toBe(0);
    expect(folder.read(`flow.${format}`)).toBe(
      `${(await folder.slr("prisma", "-f", format)).out}\n`,
    );
  }
});

test("an unknown format lists those there are", async () => {
  const { code, err } = await folderWithReview().slr("prisma", "--format", "docx");
  expect(code).toBe(2);
  const names = FLOW_FORMATS.map(({ name }) => name).join(", ");
  expect(err).toBe(
    `error: option '-f, --format <format>' argument 'docx' is invalid. Choose from ${names}.`,
  );
});
