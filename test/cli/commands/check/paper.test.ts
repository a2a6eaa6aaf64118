import { expect, test } from "vitest";
import { reviewWithResults } from "../../../screened-review.ts";

const example = () => reviewWithResults("fixtures/reviews/llm-acceleration");

interface PaperCheck {
  readonly checks: readonly {
    readonly id: string;
    readonly status: string;
    readonly problems: readonly {
      readonly file: string;
      readonly line?: number;
      readonly message: string;
    }[];
  }[];
  readonly paper: readonly {
    readonly line: number;
    readonly claimed: number;
    readonly verdict: string;
  }[];
}

async function paperCheck(folder: Awaited<ReturnType<typeof example>>, ...files: string[]) {
  const { out, code } = await folder.slr("check", "--format", "json", "--paper", ...files);
  const { checks, paper } = JSON.parse(out) as PaperCheck;
  const check = checks.find(({ id }) => id === "paper")!;
  return { code, paper, ...check };
}

const TEX = String.raw`\documentclass{article}
\input{flow}
\newcommand{\nIncluded}{43}
\begin{document}
The searches yielded 89 records; 11 records were
identified by citation searching. % 500 records were identified
We screened \slrScreened{} records; of these, 15 were excluded.
In total, \textbf{48 full-text articles} were assessed for
eligibility, and \nIncluded{} studies were included.
\begin{tabular}{lr}
Records screened & 66 \\
\end{tabular}
\end{document}
`;

test("LaTeX: sentences, tables and macros, with the line and what the flow says", async () => {
  const folder = await example();
  folder.write("paper/paper.tex", TEX);
  await folder.slr("prisma", "-o", "paper/flow.tex");
  const { status, problems, paper } = await paperCheck(folder, "paper/paper.tex");
  expect(status).toBe("failed");
  expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    "paper/paper.tex:8 `In total, 48 full-text articles were assessed for` says 48, but the flow has 49 reports assessed for eligibility.",
    "paper/paper.tex:11 `Records screened | 66` says 66, but the flow has 65 records screened.",
  ]);
  // What was compared is listed, and the comment is none of it.
  const agreeing = paper
    .filter(({ verdict }) => verdict === "agrees")
    .map(({ claimed }) => claimed);
  expect(agreeing).toEqual(expect.arrayContaining([89, 11, 65, 43]));
  expect(agreeing).not.toContain(500);
});

test("macros of an earlier flow, and macros that nobody defines", async () => {
  const folder = await example();
  await folder.slr("prisma", "-o", "flow.tex");
  folder.write(
    "flow.tex",
    folder.read("flow.tex").replace("{\\slrScreened}{65}", "{\\slrScreened}{64}"),
  );
  folder.write(
    "paper.tex",
    "\\input{flow}\nWe screened \\slrScreened{} records, and \\slrScreend{} more.\n",
  );
  const { problems } = await paperCheck(folder, "paper.tex");
  const said = problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
  expect(
    said.some((text) =>
      /^flow\.tex:\d+ `\\slrScreened` says 64, but the flow has 65 now/.test(text),
    ),
  ).toBe(true);
  expect(
    said.some((text) => /^paper\.tex:2 .*says 64, but the flow has 65 records screened/.test(text)),
  ).toBe(true);
  expect(said.some((text) => text.includes("Nobody defines `\\slrScreend`"))).toBe(true);
});

test("Markdown and Quarto: prose, lists and tables, but no header and no code", async () => {
  const folder = await example();
  const text = `---
title: 500 studies were included
---

We identified **89 records**
from databases (Scopus: 28).

| box | n |
|---|---|
| Reports not retrieved | 2 |

\`\`\`{r}
"12 studies were included"
\`\`\`

- eight reports were excluded at full text
`;
  for (const file of ["paper.md", "paper.qmd"]) {
    folder.write(file, text);
    const { problems, paper } = await paperCheck(folder, file);
    expect(problems.map(({ line }) => line)).toEqual([10]);
    expect(paper.map(({ claimed, line }) => [claimed, line])).toEqual([
      [89, 5],
      [28, 6],
      [2, 10],
      [8, 16],
    ]);
  }
});

test("the figure that slr writes for Word agrees with the flow, each number once", async () => {
  const folder = await example();
  await folder.slr("prisma", "-o", "flow.docx");
  const { status, paper } = await paperCheck(folder, "flow.docx");
  expect(status).toBe("passed");
  expect(paper.filter(({ claimed }) => claimed === 65)).toHaveLength(1);
  expect(paper.length).toBeGreaterThan(20);
});

test("a paper whose numbers are those of the flow changes no other check", async () => {
  const folder = await example();
  folder.write("paper.md", "Finally, 43 studies were included.\n");
  const { out } = await folder.slr("check", "--paper", "paper.md");
  expect(out).toContain("ok    the numbers of the paper are those of the flow");
  expect(out).toContain("1 number of the paper beside words of the flow: 1 agree");
  expect(out).toMatch(/ok +paper\.md:1 +Finally, 43 studies were included/);
  expect((await folder.slr("check")).out).not.toContain("numbers of the paper");
});

test("a file that is no paper gets a message", async () => {
  const folder = await example();
  folder.write("paper.pdf", "%PDF-1.4");
  folder.write("paper.docx", "no zip");
  const err = async (file: string) => (await folder.slr("check", "--paper", file)).err;
  expect(await err("paper.pdf")).toContain("slr does not read numbers in paper.pdf");
  expect(await err("paper.docx")).toContain("paper.docx is no Word file");
  expect(await err("nowhere.tex")).toContain("There is no file nowhere.tex");
});
