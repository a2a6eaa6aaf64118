import { createHash } from "node:crypto";
import { screenReview } from "../../../core/review/review.ts";
import type { FlowCounts } from "../../../core/screening/flow.ts";
import type { FlowForm } from "../../../outputs/flow/flow-formats.ts";
import { readManifest } from "../../folder/results-folder.ts";
import { openReview, PROTOCOL_FILE, RESULTS } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

export interface PrismaOptions {
  readonly format: FlowForm;
  readonly output?: string;
}

/** `slr prisma`: the flow of the review as it is now, whether or not results/ is up to date. */
export async function prisma(options: PrismaOptions, io: Io): Promise<ExitCode> {
  const { flow, title } = (await writtenFlow(io)) ?? (await freshFlow(io));
  const width = Math.min(io.width ?? 80, 100);
  const { render } = await options.format.load();
  const drawn = await render(flow, { title, width });
  const { output } = options;
  if (output !== undefined) {
    await io.writeFile(output, typeof drawn === "string" ? `${drawn.trimEnd()}\n` : once(drawn));
    io.notify(`The flow is in ${output}.`);
  } else if (typeof drawn === "string") io.print(drawn.trimEnd());
  else if (io.width === undefined) await io.write(drawn);
  else {
    const { name } = options.format;
    throw new UserError(`A terminal cannot show ${name}.`, {
      hint: `Write it to a file: --output flow.${name}`,
    });
  }
  return EXIT.ok;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The flow in results/, if it was made from exactly the files that are there now. */
async function writtenFlow(io: Io): Promise<{ flow: FlowCounts; title: string } | undefined> {
  const manifest = await readManifest(io);
  if (manifest === undefined) return undefined;
  const hasProtocol = (await io.kindOf(PROTOCOL_FILE)) === "file";
  if (hasProtocol) return undefined;
  for (const [path, expected] of Object.entries(manifest.inputs)) {
    const hash = createHash("sha256");
    if ((await io.kindOf(path)) === "file")
      for await (const chunk of io.readBytes(path)) hash.update(chunk);
    if (hash.digest("hex") !== expected) {
      throw new UserError(`${RESULTS}/ is out of date: ${path} has changed or is gone.`, {
        hint: "Run slr screen again.",
      });
    }
  }
  const flow = JSON.parse(await io.readText(`${RESULTS}/prisma.json`)) as FlowCounts; // slr wrote it
  return { flow, title: "" };
}

async function freshFlow(io: Io): Promise<{ flow: FlowCounts; title: string }> {
  const review = await openReview(io, []);
  const { results } = await screenReview(review.input);
  io.status(undefined);
  return results;
}
