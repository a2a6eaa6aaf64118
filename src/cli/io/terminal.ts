import { resolve } from "node:path";
import { diskAt, type Io } from "./io.ts";
import { nodeTerminal } from "./node-terminal.ts";

type Spinner = import("ora").Ora;

/** The real terminal and disk. */
export function nodeIo(folder: string = process.cwd()): Io {
  const { stdout, stderr } = process;
  let spinner: Spinner | undefined;
  let loading = false;
  let doing: string | undefined;
  const plain = process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== "";
  const io: Io = {
    ...diskAt(folder),
    within: (other) => nodeIo(resolve(folder, other)),
    print(text) {
      spinner?.stop();
      stdout.write(`${text}\n`);
    },
    write(piece) {
      spinner?.stop();
      return new Promise((taken) => stdout.write(piece, (error) => taken(!error)));
    },
    notify(text) {
      spinner?.stop();
      stderr.write(`${text}\n`);
    },
    status(now) {
      doing = now;
      if (!stderr.isTTY) return;
      if (now === undefined) spinner?.stop();
      else if (spinner === undefined) {
        if (loading) return;
        loading = true;
        void import("ora").then(({ default: ora }) => {
          // Reading may be over before the spinner is loaded.
          if (doing !== undefined)
            spinner = ora({ text: doing, stream: stderr, color: plain ? false : "cyan" }).start();
        });
      } else {
        spinner.text = now;
        if (!spinner.isSpinning) spinner.start();
      }
    },
    width: stdout.isTTY ? stdout.columns : undefined,
    colour: !plain && Boolean(stdout.isTTY) && Boolean(stderr.isTTY),
    terminal: nodeTerminal(),
    now: () => new Date(),
    cpuSeconds() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
    async gitName() {
      const { gitName } = await import("./external-programs.ts");
      return gitName(folder);
    },
    async openLink(url) {
      const { openLink } = await import("./external-programs.ts");
      return openLink(url);
    },
  };
  return io;
}

/**
 * Watches what is printed. A reader that closes the pipe early (`slr prisma | head -1`) has what it
 * wanted; anything else that stops the output, such as a full disk, is an error of the run.
 *
 * @returns resolves when all is printed: the error, if there was one
 */
export function watchOutput(): () => Promise<Error | undefined> {
  let failure: Error | undefined;
  const streams = [process.stdout, process.stderr];
  for (const stream of streams) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") failure ??= error;
    });
  }
  return async () => {
    for (const stream of streams) {
      await new Promise<void>((printed) => {
        if (stream.destroyed || stream.writableEnded) printed();
        else stream.write("", () => printed());
      });
    }
    // The error of a write is told after the write.
    await new Promise((told) => setImmediate(told));
    return failure;
  };
}
