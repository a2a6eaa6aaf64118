import { methodsStatement } from "../../../core/overviews/methods/methods-statement.ts";
import type { Gap } from "../../../core/overviews/methods/sentence.ts";
import { screenReview } from "../../../core/review/review.ts";
import type { MethodsFormat } from "../../../outputs/methods/methods-format.ts";
import { METHODS_FORMATS } from "../../../outputs/methods/methods-formats.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { readAutomationFiles } from "../../folder/automation-files.ts";
import { formOfEnding, outputFile, writeOutput } from "../../folder/output-file.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notifyLostDecisions, printProblems } from "../../io/problems.ts";
import { slrVersion } from "../../io/version.ts";

export interface MethodsOptions {
  /** The form; without it, the file extension of `output` selects one. */
  readonly format?: MethodsFormat | undefined;
  /** A file; `-` is stdout. */
  readonly output?: string | undefined;
}

/** `slr methods`: the methods section of the paper, as far as the folder bears it. */
export async function methods(options: MethodsOptions, io: Io): Promise<ExitCode> {
  const output = outputFile(options.output);
  const form = chosenForm(options, output);
  if (form.binary && output === undefined && io.terminal !== undefined) {
    throw new UserError(`The form ${form.name} is not text and cannot be shown in a terminal.`, {
      hint: `Write it to a file: slr methods -o methods${form.endings[0]}`,
    });
  }
  const opened = await openReview(io, []);
  const review = await screenReview(opened.input);
  const { automation, problems } = await readAutomationFiles(io);
  const statement = methodsStatement({
    review,
    protocol: opened.input.protocol,
    automation,
    version: slrVersion(),
  });
  const content = form.render(statement);
  if (output !== undefined) {
    const written = typeof content === "string" ? content : pieces(content);
    await writeOutput(io, output, written, opened.inputs().keys());
    io.notify(`The methods section is in ${output}.`);
  } else if (typeof content === "string") io.print(content.trimEnd());
  else await io.write(content);
  notifyLostDecisions(io, review.results.problems);
  await printProblems(io, problems, { everyError: true });
  notifyGaps(io, statement.gaps);
  return problems.some(({ severity }) => severity === "error") ? EXIT.foundProblems : EXIT.ok;
}

function chosenForm({ format }: MethodsOptions, output: string | undefined): MethodsFormat {
  if (format !== undefined) return format;
  return output === undefined
    ? METHODS_FORMATS[0]!
    : formOfEnding(output, "the methods section", METHODS_FORMATS);
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function notifyGaps(io: Io, gaps: readonly Gap[]): void {
  if (gaps.length === 0) return;
  io.notify(
    gaps.length === 1
      ? "1 thing is not stated in the review folder; say it here:"
      : `${gaps.length} things are not stated in the review folder; say them here:`,
  );
  for (const { gap, where } of gaps) io.notify(`  ${plainText(gap)}: ${plainText(where)}`);
}
