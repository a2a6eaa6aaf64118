import { CommanderError } from "commander";
import { COMMANDS } from "./commands/index.ts";
import { EXIT, type ExitCode } from "./io/errors.ts";
import { Interrupted } from "./io/interrupts.ts";
import type { Io } from "./io/io.ts";
import { nodeIo, watchOutput } from "./io/terminal.ts";
import { createProgram, helpAsOption } from "./usage/program.ts";

/** Runs one command. Only this function catches errors; each command loads what it needs. */
export async function main(
  argv: readonly string[],
  io?: Io,
  commands: typeof COMMANDS = COMMANDS,
): Promise<ExitCode> {
  const output = io === undefined ? watchOutput() : undefined;
  const real = io ?? nodeIo();
  const code = await runCommand(argv, real, commands);
  const failure = await output?.();
  if (failure === undefined) return code;
  const { reportError } = await import("./usage/report-error.ts");
  return reportError(failure, real);
}

async function runCommand(
  argv: readonly string[],
  real: Io,
  commands: typeof COMMANDS,
): Promise<ExitCode> {
  try {
    let code: ExitCode = EXIT.ok;
    const program = createProgram(commands, real, (result) => {
      code = result;
    });
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.ok;
    }
    await program.parseAsync(helpAsOption(argv, commands), { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof Interrupted) return EXIT.interrupted;
    const { reportError } = await import("./usage/report-error.ts");
    if (!(error instanceof CommanderError)) return reportError(error, real);
    if (error.exitCode === 0) return EXIT.ok;
    // Commander has printed the help of a group that was called without a command.
    if (error.code === "commander.help") return EXIT.couldNotRun;
    const { explainMistake } = await import("./usage/explain-mistake.ts");
    return reportError(await explainMistake(error, argv, commands), real);
  } finally {
    // A spinner that goes on would keep the process alive.
    real.status(undefined);
  }
}
