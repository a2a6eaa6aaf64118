import { describe, expect, test } from "vitest";
import { printProblems } from "../../../src/cli/io/problems.ts";
import type { Problem } from "../../../src/core/records/problem.ts";
import { testFolder } from "../captured-io.ts";

function problem(severity: Problem["severity"], code: string, line: number): Problem {
  return { severity, code, file: "a.ris", line, message: "Something is wrong." };
}

function many(severity: Problem["severity"], code: string, count: number): Problem[] {
  return Array.from({ length: count }, (_, at) => problem(severity, code, at + 1));
}

async function printed(problems: readonly Problem[], ...rest: [string?]): Promise<string[]> {
  const { err } = await testFolder().slrBy(async (io) => {
    await printProblems(io, problems, rest[0] === undefined ? {} : { rest: rest[0] });
    return 0;
  });
  return err === "" ? [] : err.split("\n");
}

describe("problems that are printed", () => {
  test("errors come first, whatever was found first", async () => {
    const lines = await printed([
      problem("warning", "ris/odd", 1),
      problem("error", "ris/broken", 2),
      problem("warning", "ris/odd", 3),
    ]);
    expect(lines.map((line) => /(error|warning): /.exec(line)![1])).toEqual([
      "error",
      "warning",
      "warning",
    ]);
  });

  test("warnings stand by kind, three examples of each and its count", async () => {
    const lines = await printed(
      [...many("warning", "ris/odd", 1204), ...many("warning", "ris/rare", 2)],
      "results/problems.csv lists them",
    );
    expect(lines).toHaveLength(3 + 1 + 2);
    expect(lines[3]).toBe(
      "  … and 1,201 more: 1,204 warnings of this kind (ris/odd); results/problems.csv lists them.",
    );
    expect(lines.slice(4).join()).toContain("(ris/rare)");
  });

  test("a frequent error does not hide a rare one", async () => {
    const lines = await printed([
      ...many("error", "ris/broken", 500),
      problem("error", "decisions/unknown-record", 7),
    ]);
    expect(lines).toHaveLength(20 + 1 + 1);
    expect(lines[20]).toBe("  … and 480 more: 500 errors of this kind (ris/broken).");
    expect(lines[21]).toContain("(decisions/unknown-record)");
  });

  test("none are nothing", async () => {
    expect(await printed([])).toEqual([]);
  });
});
