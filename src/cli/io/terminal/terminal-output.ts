import type { Io, Terminal } from "../io.ts";
import type { ProgressLine } from "./progress-line.ts";

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

/**
 * Tells whether somebody watches the terminal behind stderr while slr works. The log of a CI server
 * keeps every line that was drawn, and at the other end of a pipe another program, such as a pager,
 * may draw on the same screen.
 */
export function isWatched(
  { CI = "", TERM }: Readonly<Record<string, string | undefined>>,
  stdoutIsPipe: boolean,
): boolean {
  return !stdoutIsPipe && TERM !== "dumb" && ["", "0", "false"].includes(CI);
}

/** The columns of the spinner and the blank behind it. */
const SPINNER = 2;

/**
 * @param showsProgress whether somebody watches the terminal behind stderr
 * @param colour that of the spinner
 */
export function terminalOutput(
  stdout: OutputStream,
  stderr: OutputStream,
  showsProgress: boolean,
  colour: "cyan" | false = false,
): TerminalOutput {
  let line: ProgressLine | undefined;
  let loading = false;
  let step: Parameters<Io["status"]>[0];
  let taken = false;
  const waiting: (() => void)[] = [];
  const endLine = () => {
    step = undefined;
    line?.end();
  };
  const put = (stream: OutputStream, write: () => void) => {
    if (taken) waiting.push(write);
    else {
      // What goes into a file does not meet the line on the terminal.
      if (stream.isTTY === true) endLine();
      write();
    }
  };
  const loadLine = async () => {
    loading = true;
    const [{ default: ora }, { ProgressLine }] = await Promise.all([
      import("ora"),
      import("./progress-line.ts"),
    ]);
    loading = false;
    // It is drawn by `render` alone: a spinner that was started would draw itself by its own clock,
    // take stdin and hide the cursor.
    const spinner = ora({ stream: stderr, color: colour, isEnabled: true });
    line = new ProgressLine({
      draw(text) {
        spinner.text = text;
        if (text === "") spinner.clear();
        else spinner.render();
      },
      width: () => (stderr.columns ?? 0) - SPINNER,
      clock: () => performance.now(),
    });
    // The work may be over, or the screen taken, before the line is loaded.
    if (step !== undefined && !taken) line.show(step);
  };
  return {
    print: (text) => put(stdout, () => void stdout.write(`${text}\n`)),
    write: (piece) =>
      new Promise((done) => put(stdout, () => void stdout.write(piece, (error) => done(!error)))),
    notify: (text) => put(stderr, () => void stderr.write(`${text}\n`)),
    status(now) {
      // Without its width nothing can be drawn on a terminal that does not break the line.
      if (!showsProgress || stderr.isTTY !== true || !stderr.columns || taken) return;
      if (now === undefined) return endLine();
      step = now;
      if (line !== undefined) line.show(now);
      else if (!loading) void loadLine();
    },
    owned: (terminal) =>
      terminal && {
        ...terminal,
        takeOver(resized) {
          endLine();
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
