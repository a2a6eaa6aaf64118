import type { Io, Terminal } from "./io.ts";

type Spinner = import("ora").Ora;

/** A stream that may be a terminal. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** 0 if the terminal does not report its size. */
  readonly columns?: number;
}

/**
 * Everything that slr writes to the terminal goes through here, so that no part of it overwrites
 * another.
 */
export interface TerminalOutput extends Pick<Io, "print" | "write" | "notify" | "status"> {
  /** The terminal; while its whole screen is taken, all other output waits. */
  owned(terminal: Terminal | undefined): Terminal | undefined;
}

export function terminalOutput(
  stdout: OutputStream,
  stderr: OutputStream,
  colour: "cyan" | false,
): TerminalOutput {
  let spinner: Spinner | undefined;
  let loading = false;
  let doing: string | undefined;
  let taken = false;
  const waiting: (() => void)[] = [];
  const put = (write: () => void) => {
    if (taken) waiting.push(write);
    else {
      spinner?.stop();
      write();
    }
  };
  const startSpinner = async () => {
    loading = true;
    const { default: ora } = await import("ora");
    // The work may be over, or the screen taken, before the spinner is loaded.
    if (doing !== undefined && !taken)
      spinner = ora({
        text: doing,
        stream: stderr,
        color: colour,
        // stdin stays as it is and no handler restores the cursor, so that Ctrl-C ends slr at once.
        discardStdin: false,
        hideCursor: false,
      }).start();
    loading = false;
  };
  return {
    print: (text) => put(() => void stdout.write(`${text}\n`)),
    write: (piece) =>
      new Promise((done) => put(() => void stdout.write(piece, (error) => done(!error)))),
    notify: (text) => put(() => void stderr.write(`${text}\n`)),
    status(now) {
      // A spinner counts the lines that it has to clear, and divides by the width to do so.
      if (stderr.isTTY !== true || !stderr.columns || taken) return;
      doing = now;
      if (now === undefined) spinner?.stop();
      else if (spinner !== undefined) {
        spinner.text = now;
        if (!spinner.isSpinning) spinner.start();
        // Work that never waits leaves the spinner no time to draw itself.
        else spinner.render();
      } else if (!loading) void startSpinner();
    },
    owned: (terminal) =>
      terminal && {
        ...terminal,
        takeOver(resized) {
          spinner?.stop();
          doing = undefined;
          taken = true;
          const giveBack = terminal.takeOver(resized);
          return () => {
            giveBack();
            taken = false;
            for (const write of waiting.splice(0)) write();
          };
        },
      },
  };
}
