import { resolve } from "node:path";
import { type IPty, spawn } from "@lydell/node-pty";
import headless from "@xterm/headless";

const BIN = resolve("bin/slr.js");

/** The real program in a real pseudo-terminal, with a screen that can be read. */
export interface PtySession {
  readonly pty: IPty;
  /** The rows of the screen without trailing blanks. */
  screen(): string[];
  /** Everything that was written, escape sequences included. */
  written(): string;
  /** Whether the alternate screen is shown. */
  inAlternateScreen(): boolean;
  press(keys: string): void;
  /** Waits until the screen shows what is asked for; throws with the screen if it never does. */
  until(shows: string | RegExp): Promise<string[]>;
  resize(columns: number, rows: number): void;
  readonly ended: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>;
}

export function runInPty(
  folder: string,
  argv: readonly string[],
  {
    columns = 80,
    rows = 24,
    stty,
    env = {},
  }: {
    readonly columns?: number;
    /** The columns that the terminal says it has, where these are others: 0 is what docker says. */
    readonly stty?: number;
    readonly rows?: number;
    readonly env?: Readonly<Record<string, string | undefined>>;
  } = {},
): PtySession {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  const own = [process.execPath, BIN, ...argv];
  const [command = "", ...args] =
    stty === undefined ? own : ["sh", "-c", `stty cols ${stty}; exec "$@"`, "sh", ...own];
  const pty = spawn(command, args, {
    cwd: folder,
    cols: columns,
    rows,
    name: env.TERM ?? "xterm",
    env: { PATH: process.env.PATH, HOME: folder, ...env },
  });
  let written = "";
  let drawn = Promise.resolve();
  pty.onData((text) => {
    written += text;
    drawn = new Promise((done) => terminal.write(text, done));
  });
  const screen = () => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? "").trimEnd(),
    );
  };
  return {
    pty,
    screen,
    written: () => written,
    inAlternateScreen: () => terminal.buffer.active.type === "alternate",
    press: (keys) => pty.write(keys),
    async until(shows) {
      for (let waited = 0; waited < 50_000; waited += 10) {
        await drawn;
        const text = screen().join("\n");
        if (typeof shows === "string" ? text.includes(shows) : shows.test(text)) return screen();
        await new Promise((done) => setTimeout(done, 10));
      }
      throw new Error(`The screen never showed ${shows}:\n${screen().join("\n")}`);
    },
    resize(toColumns, toRows) {
      terminal.resize(toColumns, toRows);
      pty.resize(toColumns, toRows);
    },
    ended: new Promise((done) => pty.onExit(({ exitCode, signal }) => done({ exitCode, signal }))),
  };
}
