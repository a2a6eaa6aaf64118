import { fstatSync } from "node:fs";
import { resolve } from "node:path";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { diskAt, type Io } from "./io.ts";
import { nodeTerminal } from "./terminal/node-terminal.ts";
import { isWatched, type TerminalOutput, terminalOutput } from "./terminal/terminal-output.ts";

const plain = () => process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== "";

function isPipe(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFIFO();
  } catch {
    return false; // It is closed.
  }
}

/** The real terminal and disk. */
export function nodeIo(
  folder: string = process.cwd(),
  output: TerminalOutput = terminalOutput(
    process.stdout,
    process.stderr,
    isWatched(process.env, isPipe(process.stdout.fd)),
    plain() ? false : "cyan",
  ),
): Io {
  const { stdout, stderr } = process;
  return {
    ...diskAt(folder),
    within: (other) => nodeIo(resolve(folder, other), output),
    print: output.print,
    write: output.write,
    notify: output.notify,
    status: output.status,
    // A terminal that does not report its size gives 0.
    width: stdout.isTTY ? stdout.columns || 80 : undefined,
    notesWidth: stderr.isTTY ? stderr.columns || 80 : undefined,
    colour: !plain() && Boolean(stdout.isTTY) && Boolean(stderr.isTTY),
    terminal: output.owned(nodeTerminal()),
    now: () => new Date(),
    cpuSeconds() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
    memoryLimit: () => getHeapStatistics().heap_size_limit,
    // V8 otherwise lets three times what is in use lie until it collects.
    saveMemory: () => setFlagsFromString("--heap-growing-percent=50"),
    async gitName() {
      const { gitName } = await import("./external-programs.ts");
      return gitName(folder);
    },
    async gitFile(revision, path) {
      const { gitFile } = await import("./external-programs.ts");
      return gitFile(folder, revision, path);
    },
    async untilInterrupted() {
      const { untilInterrupted } = await import("./interrupts.ts");
      return untilInterrupted();
    },
    async openLink(url) {
      const { openLink } = await import("./external-programs.ts");
      return openLink(url);
    },
  };
}

/**
 * Watches what is printed. A reader that closes the pipe early (`slr prisma | head -1`) has what it
 * wanted; anything else that stops the output, such as a full disk, is an error of the run.
 *
 * @returns resolves when everything is printed: to the error, if there was one
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
    // An error of a write is reported after the write.
    await new Promise((told) => setImmediate(told));
    return failure;
  };
}
