import { writeSync } from "node:fs";
import type { Terminal } from "../io.ts";

/** The codes for an alternate screen, a hidden cursor, no line wrapping, and marked pastes. */
const TAKE = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h";
const GIVE_BACK = "\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[0m\x1b[?1049l";

/** Signals that end slr while it has the screen; ctrl-c arrives as a key. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Input typed before slr took over the terminal arrives within this many milliseconds. */
const TYPED_BEFORE_MS = 30;

/**
 * The terminal in which slr runs; undefined if stdin or stdout is not a terminal, or if it cannot
 * be drawn on.
 */
export function nodeTerminal(): Terminal | undefined {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY || process.env.TERM === "dumb") return undefined;
  return {
    input: stdin,
    write: (text) => void stdout.write(text),
    // A terminal that does not report its size gives 0.
    size: () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 }),
    takeOver(resized) {
      let taken = true;
      const giveBack = () => {
        if (!taken) return;
        taken = false;
        try {
          stdin.setRawMode(false);
          // Written without the stream: nothing may be left unwritten when the process ends.
          writeSync(stdout.fd, GIVE_BACK);
        } catch {
          // The terminal is gone, and with it the alternate screen.
        }
      };
      const endBy = (signal: NodeJS.Signals) => {
        release();
        process.kill(process.pid, signal);
      };
      const release = () => {
        giveBack();
        for (const signal of ENDING) process.off(signal, endBy);
        process.off("exit", giveBack);
        process.off("uncaughtExceptionMonitor", giveBack);
        stdout.off("resize", resized);
      };
      for (const signal of ENDING) process.on(signal, endBy);
      process.on("exit", giveBack);
      process.on("uncaughtExceptionMonitor", giveBack);
      stdout.on("resize", resized);
      stdin.setRawMode(true);
      stdout.write(TAKE);
      return release;
    },
    typedBefore() {
      let typed = "";
      const take = (text: Buffer | string) => {
        typed += text;
      };
      stdin.on("data", take);
      return new Promise((done) => {
        setTimeout(() => {
          stdin.off("data", take);
          done(typed);
        }, TYPED_BEFORE_MS);
      });
    },
    suspend() {
      if (process.platform === "win32") return Promise.resolve();
      return new Promise((done) => {
        process.once("SIGCONT", () => done());
        process.kill(process.pid, "SIGTSTP");
      });
    },
  };
}
