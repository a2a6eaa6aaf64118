import type { ChalkInstance } from "chalk";
import { formatProblem, type Problem } from "../../core/records/problem.ts";
import { problemKinds } from "../../core/records/problem-kinds.ts";
import { formatCount, plural } from "../../core/records/text/plural.ts";
import { plainText } from "../../outputs/text/plain-text.ts";
import { MOST_ERRORS_SHOWN, moreOfKind } from "./errors.ts";
import type { Io } from "./io.ts";

/**
 * How many problems of one kind are printed: each error deserves a look, while warnings resemble
 * each other.
 */
const SHOWN = { error: MOST_ERRORS_SHOWN, warning: 3 } as const satisfies Record<
  Problem["severity"],
  number
>;

/** How long lists of problems are shortened. */
export interface Shortened {
  /** Where all of them are: `results/problems.csv lists them`. */
  readonly rest?: string;
  /** Prints every error, if no file keeps them. */
  readonly everyError?: boolean;
}

/**
 * Problems as they are printed: errors first, then warnings, each kind with examples and its count.
 */
export function problemLines(
  problems: readonly Problem[],
  colour: ChalkInstance,
  { rest, everyError = false }: Shortened = {},
): string[] {
  return problemKinds(problems).flatMap((kind) => {
    const { severity, problems: ofKind } = kind;
    const label = colour[severity === "error" ? "red" : "yellow"](`${severity}:`);
    const shown = ofKind
      .slice(0, everyError && severity === "error" ? ofKind.length : SHOWN[severity])
      .map((problem) => safeLines(formatProblem(problem)).replace(`${severity}:`, label));
    return [...shown, ...moreOfKind(kind, shown.length, rest)];
  });
}

/** Problems that slr.yaml acknowledges, each with the reason; many of one kind are shortened. */
export function acknowledgedLines(
  problems: readonly (Problem & { readonly reason: string })[],
  rest: string,
): string[] {
  return problemKinds(problems).flatMap(({ code, problems: ofKind }) => {
    const all = ofKind as readonly (Problem & { readonly reason: string })[];
    const shown = all
      .slice(0, SHOWN.warning)
      .map(
        (problem) =>
          `${safeLines(formatProblem(problem)).split("\n", 1)[0]}\n  reason: ${safeLines(problem.reason)}`,
      );
    const more = all.length - shown.length;
    return more === 0
      ? shown
      : [...shown, `  … and ${formatCount(more)} more of this kind (${code}); ${rest}.`];
  });
}

/** Colour where the terminal takes it. */
export async function coloursOf(io: Io): Promise<ChalkInstance> {
  const { Chalk } = await import("chalk");
  return new Chalk({ level: io.colour ? 1 : 0 });
}

/** Prints problems to stderr. */
export async function printProblems(
  io: Io,
  problems: readonly Problem[],
  shortened: Shortened,
): Promise<void> {
  const colour = await coloursOf(io);
  for (const line of problemLines(problems, colour, shortened)) io.notify(line);
}

/**
 * Says that some decisions are missing from all figures, because they name no record of the review
 * or cannot be read.
 */
export function notifyLostDecisions(io: Io, problems: readonly Problem[]): void {
  const lost = problems.filter(
    ({ severity, code }) => severity === "error" && code.startsWith("decisions/"),
  );
  if (lost.length > 0)
    io.notify(
      `${plural(lost.length, "problem")} with rows in decisions/, which may be missing here: slr check lists them.`,
    );
}

/** Text from files without control sequences; carets stay below their place. */
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
