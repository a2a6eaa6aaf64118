import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { testFolder } from "../cli/captured-io.ts";
import { addCache } from "../screened-review.ts";
import { pageText } from "./pages.ts";

/** The review that the pages show. */
export const EXAMPLE = "fixtures/reviews/llm-acceleration";

/**
 * The page as it reads when every command that it shows has been run again: one session a page, in a
 * folder that holds the bundled example. A line of `…` in the page stands for lines left out.
 */
export async function pageRunAgain(page: string): Promise<string> {
  const session = await openSession();
  const pieces: string[] = [];
  for (const piece of pageText(page).split(/(^```console\n[\s\S]*?^```$)/m)) {
    pieces.push(piece.startsWith("```console\n") ? await blockRunAgain(piece, session) : piece);
  }
  return pieces.join("");
}

async function blockRunAgain(block: string, session: Session): Promise<string> {
  const lines = block.split("\n").slice(1, -1);
  const rendered: string[] = ["```console"];
  let at = 0;
  while (at < lines.length) {
    const command = lines[at]!;
    if (!command.startsWith("$ "))
      throw new Error(`Not a command that begins with \`$ \`: ${command}`);
    const input = command.endsWith(HERE_DOCUMENT)
      ? lines.slice(at + 1, lines.indexOf("EOF", at) + 1)
      : [];
    const next = lines.findIndex(
      (line, index) => index > at + input.length && line.startsWith("$ "),
    );
    const end = next < 0 ? lines.length : next;
    const shown = lines.slice(at + 1 + input.length, end);
    const printed = await session.run(command.slice(2), input.slice(0, -1));
    rendered.push(command, ...input, ...withOmissions(shown, printed));
    at = end;
  }
  return [...rendered, "```"].join("\n");
}

const HERE_DOCUMENT = " <<'EOF'";

/**
 * The lines printed, without those that the page leaves out: each run of shown lines between two `…`
 * stands where most of its lines are printed, the first at the beginning and the last at the end.
 * Where a run is nowhere to be found, all lines are given.
 */
function withOmissions(shown: readonly string[], printed: readonly string[]): readonly string[] {
  const runs: string[][] = [[]];
  for (const line of shown) {
    if (line.trim() === "…") runs.push([]);
    else runs.at(-1)!.push(line);
  }
  if (runs.length === 1) return printed;
  const rendered: string[] = [];
  let from = 0;
  for (const [index, run] of runs.entries()) {
    const end = printed.length - run.length;
    const start = index === 0 ? 0 : index === runs.length - 1 ? end : placeOf(run, printed, from);
    if (start === undefined || start < from || start > end) return printed;
    if (index > 0) rendered.push("…");
    rendered.push(...printed.slice(start, start + run.length));
    from = start + run.length;
  }
  return rendered;
}

/** Where most lines of a run are printed, the first such place; undefined where none is. */
function placeOf(
  run: readonly string[],
  printed: readonly string[],
  from: number,
): number | undefined {
  let best: { readonly start: number; readonly equal: number } | undefined;
  for (let start = from; start + run.length <= printed.length; start += 1) {
    const equal = run.filter((line, offset) => printed[start + offset] === line).length;
    if (equal > (best?.equal ?? 0)) best = { start, equal };
  }
  return best?.start;
}

interface Session {
  /** Runs a line as a shell would, with the lines of its here-document: the lines on both streams. */
  run(line: string, input: readonly string[]): Promise<string[]>;
}

/** A shell of the few commands that pages show; slr runs inside of this process. */
async function openSession(): Promise<Session> {
  const folder = testFolder();
  cpSync(EXAMPLE, join(folder.path, EXAMPLE), {
    recursive: true,
    filter: (path) => !/[/\\]results$/.test(path),
  });
  await addCache(folder, EXAMPLE, EXAMPLE);
  let inside = "";
  let exitCode = 0;
  const path = (file: string) => join(folder.path, inside, file);

  const slr = async (argv: readonly string[], hidden: "out" | "err" | undefined) => {
    const review = inside === "" || argv.includes("-C") ? [] : ["-C", inside];
    const [command = "", ...rest] = argv;
    const { code, transcript } = await folder.slr(command, ...rest, ...review);
    exitCode = code;
    return transcript
      .split("\n")
      .filter((line) => line !== "" && !(hidden !== undefined && line.startsWith(hidden)))
      .map((line) => line.replace(/^(?:out|err)\| ?/, ""));
  };
  const commands: Readonly<Record<string, (args: readonly string[]) => string[]>> = {
    mkdir: (args) => {
      for (const name of args)
        if (!name.startsWith("-")) mkdirSync(path(name), { recursive: true });
      return [];
    },
    cd: ([name = ""]) => {
      inside = join(inside, name);
      return [];
    },
    cp: (args) => {
      const target = path(args.at(-1)!);
      const isFolder = existsSync(target);
      for (const name of args.slice(0, -1))
        copyFileSync(path(name), isFolder ? join(target, basename(name)) : target);
      return [];
    },
    cat: ([name = ""]) => readFileSync(path(name), "utf8").trimEnd().split("\n"),
    echo: () => [String(exitCode)],
  };

  return {
    async run(line, input) {
      const written = /^cat > (\S+) <</.exec(line);
      if (written !== null) {
        writeFileSync(path(written[1]!), `${input.join("\n")}\n`);
        return [];
      }
      const [, typed = "", stream] = /^(.*?)(?: (2?)>\/dev\/null)?$/.exec(line)!;
      const [program = "", ...args] = wordsOf(typed);
      if (program === "slr")
        return slr(args, stream === undefined ? undefined : stream === "2" ? "err" : "out");
      const command = commands[program];
      if (command === undefined) throw new Error(`No page can run \`${program}\`: ${line}`);
      return command(args);
    },
  };
}

/** The words of a command line; quotes hold blanks together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
}
