import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { gitFile } from "../../src/cli/io/external-programs.ts";
import { diskAt, type Io } from "../../src/cli/io/io.ts";
import { main } from "../../src/cli/main.ts";

interface Run {
  readonly code: number;
  readonly transcript: string;
  readonly out: string;
  readonly err: string;
}

/** A review folder of its own for one test, on the real disk, with everything that was printed. */
export interface TestFolder {
  readonly path: string;
  /** Runs slr in the folder: the exit code and the lines, marked by their stream. */
  slr(...argv: string[]): Promise<Run>;
  /** The same, with a part of the outside world that the test brings along. */
  slrWith(extra: Partial<Io>, ...argv: string[]): Promise<Run>;
  /** Runs something else in the folder, with the same outside world. */
  slrBy(act: (io: Io) => Promise<number>, extra?: Partial<Io>): Promise<Run>;
  write(file: string, content: string | Uint8Array): void;
  read(file: string): string;
}

export function testFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): TestFolder {
  const path = mkdtempSync(join(tmpdir(), "slr-test-"));
  // What a server had begun to write when it ended may still come in, so this must not block.
  onTestFinished(() => rm(path, { recursive: true, force: true, maxRetries: 10 }));
  const folder: TestFolder = {
    path,
    slr: (...argv) => folder.slrWith({}, ...argv),
    slrWith: (extra, ...argv) => folder.slrBy((io) => main(argv, io), extra),
    async slrBy(act, extra = {}) {
      const lines: { stream: "out" | "err"; text: string }[] = [];
      const code = await act(capturedIo(path, lines, extra));
      const of = (stream: string) =>
        lines
          .filter((line) => line.stream === stream)
          .map(({ text }) => text)
          .join("\n");
      const transcript = lines
        .flatMap(({ stream, text }) =>
          text.split("\n").map((line) => `${stream}| ${line}`.trimEnd()),
        )
        .join("\n");
      return { code, transcript, out: of("out"), err: of("err") };
    },
    write(file, content) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), content);
    },
    read: (file) => readFileSync(join(path, file), "utf8"),
  };
  for (const [file, content] of Object.entries(files)) folder.write(file, content);
  return folder;
}

function capturedIo(
  path: string,
  lines: { stream: "out" | "err"; text: string }[],
  extra: Partial<Io>,
): Io {
  return {
    ...diskAt(path),
    within: (other) => capturedIo(join(path, other), lines, extra),
    print: (text) => void lines.push({ stream: "out", text }),
    write: (piece) => {
      lines.push({ stream: "out", text: Buffer.from(piece).toString() });
      return Promise.resolve(true);
    },
    notify: (text) => void lines.push({ stream: "err", text }),
    status: () => {},
    width: undefined,
    notesWidth: undefined,
    colour: false,
    terminal: undefined,
    now: () => new Date("2024-06-03T09:00:00Z"),
    cpuSeconds: () => 0,
    memoryLimit: () => 2 ** 32,
    saveMemory: () => {},
    gitName: () => Promise.resolve(undefined),
    gitFile: (revision, file) => gitFile(path, revision, file),
    untilInterrupted: () => Promise.resolve(),
    openLink: () => Promise.resolve(false),
    ...extra,
  };
}

/** A RIS export with these titles, one record each. */
export function risOf(...titles: readonly string[]): string {
  return titles
    .map(
      (title, at) =>
        `TY  - JOUR\nTI  - ${title}\nAU  - Author${at}, A.\nPY  - 20${20 + at}\nAB  - About ${title}.\nER  - \n`,
    )
    .join("\n");
}
