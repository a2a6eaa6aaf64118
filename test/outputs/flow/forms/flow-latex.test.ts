import { describe, expect, test } from "vitest";
import { flowLatex } from "../../../../src/outputs/flow/forms/flow-latex.ts";
import { EXAMPLE_FLOWS, fiftyReasons, manyScripts, small, updated } from "../../example-flows.ts";
import { has, runOn } from "../figure-drawing.ts";

const title = "Exercise & sleep: a review";
const tex = flowLatex.render(updated, { title });

test("draws the example updated", async () => {
  await expect(tex).toMatchFileSnapshot("../../../../fixtures/outputs/flow-updated.tex");
});

test("gives every number of the flow as a macro", () => {
  expect(tex).toContain("\\newcommand{\\slrIdentified}{1{,}256}");
  expect(tex).toContain("\\newcommand{\\slrScreened}{1{,}015}");
  expect(tex).toContain("\\newcommand{\\slrReportsExcluded}{40}");
  expect(tex).toContain("\\newcommand{\\slrOtherAssessed}{13}");
  expect(tex).toContain("\\newcommand{\\slrStudies}{115}");
  const names = [...tex.matchAll(/\\newcommand\{\\(slr\w+)\}/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[A-Za-z]+$/);
});

test("prints signs of LaTeX as they are", () => {
  const dbr_excluded = [{ name: "50 % of $5 & {a}_b^c~d #1 \\x <y> |z| \"q\" 'r' `s` -- t", n: 1 }];
  expect(
    flowLatex.render({ ...small, dbr_excluded }, { title }).replace(/\};\n\\node[^{]*\{/g, " "),
  ).toContain("50 \\% of \\$5 \\& \\{a\\}\\_b\\textasciicircum{}c\\textasciitilde{}d \\#1");
});

test("names the characters that pdflatex does not know", () => {
  expect(tex).not.toContain("pdflatex does not know");
  const line = flowLatex
    .render(manyScripts, { title })
    .split("\n")
    .find((each) => each.includes("sans-serif\n") || each.startsWith("% font that has them"));
  expect(line).toContain("万");
  expect(line).toContain("א");
  expect(line).not.toContain("Ł");
});

describe.skipIf(!has("pdflatex"))("with pdflatex", () => {
  const { large: _, manyScripts: __, ...latin } = EXAMPLE_FLOWS;
  const compile = (name: string, content: string) =>
    runOn({ name, content }, "pdflatex", (path) => ["-halt-on-error", path]);

  test.each(Object.entries({ updated: latin.updated, fiftyReasons }))(
    "the example %s compiles alone",
    (name, flow) => {
      expect(compile(`${name}.tex`, flowLatex.render(flow, { title }))).toContain("(1 page");
    },
    60_000,
  );

  test("a paper takes its numbers and its figure from it", () => {
    const paper = `\\begin{filecontents*}{flow.tex}\n${tex}\\end{filecontents*}
\\documentclass{article}
\\input{flow.tex}
\\begin{document}
We screened \\slrScreened{} records.
\\resizebox{\\textwidth}{!}{\\slrFlowDiagram}
\\end{document}
`;
    expect(compile("paper.tex", paper)).toContain("(1 page");
  }, 60_000);
});
