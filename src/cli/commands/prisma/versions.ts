import { screenWithoutRating } from "../../../core/review/review.ts";
import type { FlowCounts } from "../../../core/screening/flow.ts";
import { readFlow } from "../../../core/screening/parse-flow.ts";
import { parseLock } from "../../../core/versions/parse-lock.ts";
import { THIS_VERSION } from "../../../core/versions/version-changes.ts";
import type { VersionFlow } from "../../../core/versions/version-flows.ts";
import type { FlowOptions } from "../../../outputs/flow/flow-format.ts";
import type { FlowForm } from "../../../outputs/flow/flow-formats.ts";
import { VERSION_FORMATS } from "../../../outputs/flow/versions/version-formats.ts";
import { openReview } from "../../folder/review-folder.ts";
import { UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/** The flows of all versions of the review. */
interface FlowsOfVersions {
  /** Draws them in the form that was asked for. */
  draw(options: FlowOptions): Promise<string | Uint8Array>;
  /** The files from which they were made. */
  readonly inputs: readonly string[];
}

export async function flowsOfVersions({ name }: FlowForm, io: Io): Promise<FlowsOfVersions> {
  const render = VERSION_FORMATS[name];
  if (render === undefined) {
    throw new UserError(
      `The form ${name} draws one version of the review; --versions has the forms ${Object.keys(VERSION_FORMATS).join(", ")}.`,
      {
        hint: "To draw an earlier version, name its lock: slr prisma --lock slr-2024.lock -o flow.svg",
      },
    );
  }
  const opened = await openReview(io, []);
  if (opened.versions.length === 0) {
    throw new UserError("slr.yaml names no earlier version of this review.", {
      hint: "List the locks of the published versions under `previous`, oldest first: docs/living-reviews.md shows how.",
    });
  }
  const { results } = await screenWithoutRating(opened.input);
  const versions: VersionFlow[] = [
    ...opened.versions.map(({ name: version, date, file, lock }) => ({
      name: version,
      lock: file,
      flow: flowOf(lock.flow, file),
      ...(date !== undefined && { date }),
    })),
    { name: THIS_VERSION, flow: results.flow },
  ];
  const printed = { title: results.title, versions, width: io.width ?? 100 };
  return {
    draw: (options) => render(printed, options),
    inputs: [...opened.inputs().keys()],
  };
}

/** The flow that a lock holds. */
export async function lockedFlow(file: string, io: Io): Promise<FlowCounts> {
  if ((await io.kindOf(file)) !== "file") {
    throw new UserError(`There is no lock ${file}.`, {
      hint: "Name the slr.lock of a version of the review; slr check --update-lock writes one.",
    });
  }
  const lock = parseLock(await io.readText(file));
  if (lock === undefined) throw new UserError(`${file} is not a lock file of slr.`);
  return flowOf(lock.flow, file);
}

function flowOf(flow: unknown, file: string): FlowCounts {
  const read = readFlow(flow);
  if (read !== undefined) return read;
  throw new UserError(`${file} does not hold all numbers of the flow.`, {
    hint: "An early slr wrote it, or somebody changed it. Check out that version of the review and run slr check --update-lock.",
  });
}
