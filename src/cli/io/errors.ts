import { formatProblem, type Problem } from "../../core/records/problem.ts";
import { type ProblemKind, problemKinds } from "../../core/records/problem-kinds.ts";
import { formatCount, plural } from "../../core/records/text/plural.ts";

/**
 * 0 done; 1 ran and found problems that the user should act on; 2 could not run; 130 interrupted by
 * Ctrl-C.
 */
export const EXIT = { ok: 0, foundProblems: 1, couldNotRun: 2, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** How many errors of one kind are printed; each deserves a look, but nobody reads hundreds. */
export const MOST_ERRORS_SHOWN = 20;

/**
 * slr cannot go on, and the user can fix the cause. Any other error that reaches `main` is a bug in
 * slr.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
  }

  static fromProblems(problems: readonly Problem[], hint?: string): UserError {
    return new UserError(messagesOf(problems).join("\n"), hint === undefined ? {} : { hint });
  }
}

/** The messages of problems in their order; many of one kind are counted. */
function messagesOf(problems: readonly Problem[]): string[] {
  const kinds = problemKinds(problems);
  const left = new Set(kinds.flatMap((kind) => kind.problems.slice(MOST_ERRORS_SHOWN)));
  return [
    ...problems.filter((problem) => !left.has(problem)).map(formatProblem),
    ...kinds.flatMap((kind) => moreOfKind(kind, MOST_ERRORS_SHOWN)),
  ];
}

/**
 * How many problems of a kind follow those that are shown; nothing if all are.
 *
 * @param rest where all of them are: `results/problems.csv lists them`
 */
export function moreOfKind(
  { severity, code, problems }: ProblemKind,
  shown: number,
  rest?: string,
): string[] {
  const more = problems.length - shown;
  if (more <= 0) return [];
  const all = `${plural(problems.length, severity)} of this kind (${code})`;
  return [`  … and ${formatCount(more)} more: ${all}${rest === undefined ? "." : `; ${rest}.`}`];
}

/** The exit code of a run that found these problems. */
export function exitCodeOf(problems: readonly Problem[]): ExitCode {
  return problems.some(({ severity }) => severity === "error") ? EXIT.foundProblems : EXIT.ok;
}

/** The reason why the operating system refused, in words; undefined for any other error. */
export function diskMessage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const path = "path" in error ? ` ${String(error.path)}` : "";
  const why: Readonly<Record<string, string>> = {
    EACCES: `Permission is denied for${path}.`,
    EPERM: `Permission is denied for${path}.`,
    EROFS: `The disk of${path} can only be read.`,
    ENOSPC: "There is no space left on the disk.",
    ENOENT: `There is no${path}.`,
    EISDIR: `There is a folder at${path}, where slr needs a file.`,
    ENOTDIR: `A file is in the way of${path}, where slr needs a folder.`,
    EMFILE: "Too many files are open.",
    ENOTEMPTY: `Another process is writing to the folder of${path}; run slr again when it has ended.`,
    EEXIST: `Another process has just written${path}; run slr again when it has ended.`,
    EIO: `The disk or the device failed${path === "" ? "" : ` at${path}`}.`,
    ELOOP: `Links lead in a circle, or a link stands where slr needs a file, at${path}.`,
    ENAMETOOLONG: `The name is too long:${path}.`,
    EFBIG:
      "A file would become larger than the system (`ulimit -f`) or its disk (4 GB on FAT32) allows; raise the limit, or use another disk.",
    EBUSY: `Another program holds${path} open; close it there and run slr again.`,
    ETXTBSY: `Another program holds${path} open; close it there and run slr again.`,
    ENFILE: "Too many files are open on this machine.",
    ESTALE: `The network disk of${path} has changed under slr; run slr again.`,
    ETIMEDOUT: `The disk of${path} did not answer in time; download the file first if it is kept in a cloud.`,
    EDQUOT: "Your disk quota is used up.",
    EPIPE: "The program that reads the output of slr has stopped reading.",
  };
  const code = String(error.code);
  if (code === "ERR_INVALID_ARG_VALUE" && /null bytes/.test(error.message))
    return "A path contains a NUL character, which no file name can contain.";
  if (Object.hasOwn(why, code)) return why[code];
  return "syscall" in error
    ? `The system refused to ${String(error.syscall)}${path} (${code}).`
    : undefined;
}

/** The limit of this program that was reached, in words; undefined for any other error. */
export function limitMessage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  if (code === "ERR_STRING_TOO_LONG" || /Invalid string length/.test(error.message))
    return "A file or a result is longer than a text can be; divide it into several files.";
  if (code === "ERR_FS_FILE_TOO_LARGE" || /Array buffer allocation failed/.test(error.message))
    return "There is not enough memory for a file of this size; divide it into several files.";
  if (/WebAssembly\b.*(?:out of memory|allocate|memory size)/i.test(error.message))
    return "There is not enough memory, or a limit such as `ulimit -v` forbids to reserve it; raise the limit, or use a machine with more memory.";
  if (/WebAssembly is not defined/.test(error.message))
    return "This Node has no WebAssembly, which this needs; start Node without `--jitless`.";
  return undefined;
}
