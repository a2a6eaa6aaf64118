import { createHash } from "node:crypto";
import { type ListedEntry, listedEntries } from "../../../core/overviews/listed-entries.ts";
import { screenWithoutRating } from "../../../core/review/review.ts";
import type { FlowCounts } from "../../../core/screening/flow.ts";
import { describeFlow } from "../../../outputs/flow/diagram/describe-flow.ts";
import type { FlowOptions } from "../../../outputs/flow/flow-format.ts";
import { FLOW_FORMATS, type FlowForm } from "../../../outputs/flow/flow-formats.ts";
import { MissingGlyphs } from "../../../outputs/flow/fonts/flow-fonts.ts";
import { openCopy } from "../../folder/copy/open-copy.ts";
import { formOfEnding, outputFile, writeOutput } from "../../folder/output-file.ts";
import { readManifest } from "../../folder/results-folder.ts";
import { openReview, PROTOCOL_FILE, RESULTS } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notTogether } from "../../usage/option.ts";
import { figureFonts } from "./figure-fonts.ts";

export interface PrismaOptions {
  /** The form; without it, the file extension of `output` selects one. */
  readonly format?: FlowForm | undefined;
  /** A file; `-` is stdout. */
  readonly output?: string | undefined;
  readonly horizontal?: boolean | undefined;
  /** The flows of all versions of a living review, side by side. */
  readonly versions?: boolean | undefined;
  /** The lock of a version whose flow is drawn instead of that of the review as it is. */
  readonly lock?: string | undefined;
  readonly dpi?: number | undefined;
  /** Font files for characters that the shipped fonts lack. */
  readonly font?: readonly string[] | undefined;
}

interface DrawnReview {
  readonly flow: FlowCounts;
  readonly title: string;
  /** Lists the entries; none if only the numbers were kept. */
  readonly entries: () => readonly ListedEntry[];
  /** The files from which the flow was made. */
  readonly inputs: readonly string[];
}

/** `slr prisma`: the flow of the review as it is now, whether or not results/ is up to date. */
export async function prisma(options: PrismaOptions, io: Io): Promise<ExitCode> {
  const output = outputFile(options.output);
  const form = chosenForm(options, output);
  if (form.binary && output === undefined && io.terminal !== undefined) {
    throw new UserError(`The form ${form.name} is not text and cannot be shown in a terminal.`, {
      hint: `Write it to a file: slr prisma -o flow${form.endings[0]}`,
    });
  }
  if (options.versions) {
    if (options.lock !== undefined) throw notTogether("--versions", "--lock");
    const { flowsOfVersions } = await import("./versions.ts");
    const versions = await flowsOfVersions(form, io);
    const content = await draw(form, versions.draw, options, io);
    return printFlow(content, output, [...versions.inputs, ...(options.font ?? [])], io);
  }
  const review =
    options.lock === undefined
      ? ((await writtenFlow(io)) ?? (await freshFlow(io)))
      : await flowOfLock(options.lock, io);
  const { flow, title } = review;
  const { render } = await form.load();
  const content = await draw(
    form,
    (drawing) =>
      render(flow, {
        ...drawing,
        title,
        // Few forms list the entries.
        get entries() {
          return review.entries();
        },
      }),
    options,
    io,
  );
  const { unfinished } = describeFlow(review.flow);
  if (form.looksFinished && unfinished !== undefined) {
    io.notify(`${unfinished} The diagram that is drawn from this file will not say so.`);
  }
  return printFlow(content, output, [...review.inputs, ...(options.font ?? [])], io);
}

/** Writes the flow to the file that the user named, or prints it. */
async function printFlow(
  content: string | Uint8Array,
  output: string | undefined,
  inputs: readonly string[],
  io: Io,
): Promise<ExitCode> {
  if (output !== undefined) {
    const written = typeof content === "string" ? content : pieces(content);
    await writeOutput(io, output, written, inputs);
    io.notify(`The flow is in ${output}.`);
  } else if (typeof content === "string") io.print(content.trimEnd());
  else await io.write(content);
  return EXIT.ok;
}

function chosenForm({ format }: PrismaOptions, output: string | undefined): FlowForm {
  if (format !== undefined) return format;
  return output === undefined
    ? FLOW_FORMATS[0]
    : formOfEnding<FlowForm>(output, "the flow", FLOW_FORMATS);
}

/** Draws with the fonts and sizes that the options ask for; says what the fonts lack. */
async function draw(
  form: FlowForm,
  render: (options: FlowOptions) => string | Uint8Array | Promise<string | Uint8Array>,
  options: PrismaOptions,
  io: Io,
): Promise<string | Uint8Array> {
  const { horizontal = false, dpi, font = [] } = options;
  const drawing = form.drawsLetters
    ? { fonts: await figureFonts(font, io), date: fileDate() }
    : undefined;
  try {
    return await render({
      title: "",
      width: Math.min(io.width ?? 80, 100),
      horizontal,
      ...(dpi !== undefined && { dpi }),
      ...(drawing && { drawing }),
    });
  } catch (error) {
    if (error instanceof MissingGlyphs) {
      throw new UserError(
        `The shipped fonts have no glyphs for these characters: ${error.characters.join(" ")}`,
        {
          hint: "Name a font that has them, for example --font NotoSansCJK-Regular.ttc; the forms svg, html, docx and pptx use the fonts of the reader.",
        },
      );
    }
    if (error instanceof RangeError)
      throw new UserError(error.message, {
        hint: "Choose a smaller --dpi, or the form pdf or svg.",
      });
    throw error;
  }
}

/** Files contain no current time, so that equal reviews give equal files. */
function fileDate(): Date {
  const seconds = Number(process.env.SOURCE_DATE_EPOCH);
  return new Date(Number.isFinite(seconds) ? seconds * 1000 : 0);
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** The flow in results/, if it was made from exactly the present files. */
async function writtenFlow(io: Io): Promise<DrawnReview | undefined> {
  const manifest = await readManifest(io);
  if (manifest === undefined) return undefined;
  const hasProtocol = (await io.kindOf(PROTOCOL_FILE)) === "file";
  if (hasProtocol) return undefined;
  for (const [path, expected] of Object.entries(manifest.inputs)) {
    const hash = createHash("sha256");
    if ((await io.kindOf(path)) === "file")
      for await (const chunk of io.readBytes(path, { inPassing: true })) hash.update(chunk);
    if (hash.digest("hex") !== expected) {
      throw new UserError(`${RESULTS}/ is out of date: ${path} has changed or is gone.`, {
        hint: "Run slr screen again.",
      });
    }
  }
  const { parseFlow } = await import("../../../core/screening/parse-flow.ts");
  const flow = parseFlow(await io.readText(`${RESULTS}/prisma.json`));
  if (flow === undefined) {
    throw new UserError(`${RESULTS}/prisma.json is not as slr wrote it.`, {
      hint: "Run slr screen again.",
    });
  }
  return { flow, title: "", entries: () => [], inputs: Object.keys(manifest.inputs) };
}

/** The flow of an earlier version, with the title that the review has now. */
async function flowOfLock(lock: string, io: Io): Promise<DrawnReview> {
  const { lockedFlow } = await import("./versions.ts");
  const flow = await lockedFlow(lock, io);
  const yaml = (await io.kindOf(PROTOCOL_FILE)) === "file" ? await io.readText(PROTOCOL_FILE) : "";
  const { parseProtocol } = await import("../../../core/protocol/parse-protocol.ts");
  const parsed = parseProtocol(yaml, PROTOCOL_FILE);
  const title = yaml !== "" && parsed.ok ? parsed.protocol.title : "";
  return { flow, title, entries: () => [], inputs: [lock] };
}

async function freshFlow(io: Io): Promise<DrawnReview> {
  const copy = await openCopy(io);
  if (copy !== undefined) {
    const { flow, title } = copy.review.results;
    return { flow, title, entries: () => listedEntries(copy.review), inputs: [PROTOCOL_FILE] };
  }
  const review = await openReview(io, []);
  const screened = await screenWithoutRating(review.input);
  const { flow, title } = screened.results;
  const inputs = [...review.inputs().keys()];
  return { flow, title, entries: () => listedEntries(screened), inputs };
}
