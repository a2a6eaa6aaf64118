import { diskMessage, EXIT, type ExitCode, UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import { safeLines } from "../io/problems.ts";

/** Tells the user what ended slr; its exit code. */
export function reportError(error: unknown, io: Io): ExitCode {
  const notify = (text: string) => io.notify(safeLines(text));
  if (error instanceof UserError) {
    const { message, hint } = error;
    const text = /^[^ ]+:\d+: error: /.test(message) ? message : `error: ${message}`;
    notify(hint === undefined ? text : `${text}\n  hint: ${hint}`);
  } else if (error instanceof Error && error.name === "ChangedFileError") {
    notify(`error: ${error.message}\n  hint: Run slr again when nothing writes to it any more.`);
  } else {
    const disk = diskMessage(error);
    const stack = error instanceof Error ? error.stack : String(error);
    notify(
      disk === undefined ? `This is a bug in slr, please report it.\n${stack}` : `error: ${disk}`,
    );
  }
  return EXIT.couldNotRun;
}
