import { fitLines } from "../../outputs/text/fit-lines.ts";
import { diskMessage, EXIT, type ExitCode, limitMessage, UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import { withSafeOutput } from "../io/terminal/safe-output.ts";

/** Tells the user what ended slr, and returns its exit code. */
export function reportError(error: unknown, io: Io): ExitCode {
  const { notify } = withSafeOutput(io, "people", fitLines);
  if (error instanceof UserError) {
    const { message, hint } = error;
    const text = /^[^ ]+:\d+: error: /.test(message) ? message : `error: ${message}`;
    notify(hint === undefined ? text : `${text}\n  hint: ${hint}`);
  } else if (error instanceof Error && error.name === "ChangedFileError") {
    notify(`error: ${error.message}\n  hint: Run slr again when nothing writes to it any more.`);
  } else {
    const known = diskMessage(error) ?? limitMessage(error);
    notify(known === undefined ? bugMessage(error) : `error: ${known}`);
  }
  return EXIT.couldNotRun;
}

/** What a developer of slr needs to know; the stack only if it is asked for. */
function bugMessage(error: unknown): string {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const trace = process.env.SLR_DEBUG === undefined ? undefined : stack;
  return `error: This is a bug in slr, please report it: ${name}: ${message}\n${
    trace ??
    "  hint: Run the command again with SLR_DEBUG=1 to see where it happened, and send that, too."
  }`;
}
