import type { ChalkInstance } from "chalk";
import { plural } from "../../core/records/plural.ts";
import { formatProblem, type Problem } from "../../core/records/problem.ts";
import { plainText } from "../../outputs/text/plain-text.ts";
import type { Io } from "./io.ts";

/** How many problems of one severity are printed; all of them are in results/problems.csv. */
const SHOWN = 20;

/** Colour where the terminal takes it. */
export async function coloursOf(io: Io): Promise<ChalkInstance> {
  const { Chalk } = await import("chalk");
  return new Chalk({ level: io.colour ? 1 : 0 });
}

/** Prints problems to stderr, errors first; `limit` of each severity, where results/ has them all. */
export async function printProblems(
  io: Io,
  problems: readonly Problem[],
  { limit = SHOWN }: { readonly limit?: number } = {},
): Promise<void> {
  const colour = await coloursOf(io);
  for (const severity of ["error", "warning"] as const) {
    const these = problems.filter((problem) => problem.severity === severity);
    for (const problem of these.slice(0, limit)) {
      const text = safeLines(formatProblem(problem));
      io.notify(
        text.replace(
          `${severity}:`,
          colour[severity === "error" ? "red" : "yellow"](`${severity}:`),
        ),
      );
    }
    if (these.length > limit) {
      io.notify(`${these.length - limit} more ${severity}s, all of them in results/problems.csv`);
    }
  }
}

/** Says that some decisions are in no figure, where they name no record of the review or cannot be read. */
export function notifyLostDecisions(io: Io, problems: readonly Problem[]): void {
  const lost = problems.filter(
    ({ severity, code }) => severity === "error" && code.startsWith("decisions/"),
  );
  if (lost.length > 0)
    io.notify(
      `${plural(lost.length, "problem")} with rows in decisions/, which may be missing here: slr check lists them.`,
    );
}

/** Text from files without control sequences; carets stay under their place. */
function safeLines(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const rest = line.trimStart();
      return " ".repeat(line.length - rest.length) + plainText(rest);
    })
    .map((line) => line.trimEnd())
    .join("\n");
}
