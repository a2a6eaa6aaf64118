import { InvalidArgumentError } from "commander";
import { otherValues } from "../../../core/overviews/other-values.ts";
import type { RecordKey, Stage } from "../../../core/records/model.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { type ScreenedReview, screenReview } from "../../../core/review/review.ts";
import { BOXES, type Box, type ScreenedRecord } from "../../../core/screening/results.ts";
import { imprintOf } from "../../../formats/imprint.ts";
import type { ExportedRecord, ExportedVote } from "../../../outputs/records/exported-record.ts";
import { RECORD_FORMATS, type RecordFormat } from "../../../outputs/records/record-formats.ts";
import { formOfEnding, outputFile, writeOutput } from "../../folder/output-file.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notTogether } from "../../usage/option.ts";
import { exportForReviewer } from "./export-for-reviewer.ts";

export interface ExportOptions {
  readonly box: ReadonlySet<Box>;
  readonly format?: RecordFormat;
  readonly for?: RecordFormat | "reviewer";
  /** Whose queue, in a page for one reviewer. */
  readonly as?: string;
  readonly stage: Stage;
  readonly output?: string;
}

/** `slr export`: the records of some boxes with all of their fields, for other programs, or the queue of a reviewer as a page. */
export async function exportRecords(options: ExportOptions, io: Io): Promise<ExitCode> {
  const { for: tool, as } = options;
  if (tool === "reviewer") {
    if (options.format !== undefined) throw notTogether("--format", "--for");
    return exportForReviewer(options, io);
  }
  if (as !== undefined)
    throw new UserError("--as names the reviewer of a page: it needs --for reviewer.");
  const output = outputFile(options.output);
  const format = formatOf(options.format, tool, output);
  if (format.binary && output === undefined && io.width !== undefined) {
    throw new UserError(`A terminal cannot show ${format.name}.`, {
      hint: `Write it to a file: --output records.${format.name}`,
    });
  }
  const opened = await openReview(io, []);
  const review = await screenReview(opened.input);
  const placed = placedRecords(review, options.box);
  if (format.most !== undefined && placed.size > format.most) {
    throw new UserError(
      `${placed.size} records are more than ${format.name} can hold (${format.most}).`,
      { hint: "Choose --format csv, or fewer boxes." },
    );
  }
  const losses: string[] = [];
  const pieces = piecesOf(format, recordsOf(review, placed, options.stage), losses);
  if (output !== undefined) await writeOutput(io, output, pieces, opened.inputs().keys());
  else for await (const piece of pieces) if (!(await io.write(piece))) break;
  for (const loss of losses) io.notify(loss);
  const where = output === undefined ? "" : ` to ${output}`;
  io.notify(`Exported ${plural(placed.size, "record")}${where}.`);
  return EXIT.ok;
}

function formatOf(
  format: RecordFormat | undefined,
  tool: RecordFormat | undefined,
  output: string | undefined,
): RecordFormat {
  if (format !== undefined && tool !== undefined) throw notTogether("--format", "--for");
  if (tool !== undefined || format !== undefined) return (tool ?? format)!;
  if (output === undefined) return RECORD_FORMATS[0]!;
  const forms = RECORD_FORMATS.map((one) => ({
    one,
    endings: [`.${one.extension ?? one.name}`],
  }));
  return formOfEnding(output, "the records", forms).one;
}

/** Boxes that contain unique records; duplicates and unreadable entries are in none of them. */
export const RECORD_BOXES = BOXES.filter((box) => box !== "duplicate" && box !== "removed-other");

/** The boxes of a list of names; `pending` means every box that begins with it. */
export function boxesOf(list: string): ReadonlySet<Box> {
  const boxes = list.split(",").flatMap((text) => {
    const name = text.trim();
    const found = RECORD_BOXES.filter(
      (box) => name === "all" || box === name || box.startsWith(`${name}-`),
    );
    if (found.length === 0) {
      throw new InvalidArgumentError(
        `\`${name}\` is not a box of the flow. Choose from all, excluded, pending, conflict, ${RECORD_BOXES.join(", ")}.`,
      );
    }
    return found;
  });
  return new Set(boxes);
}

/** The box of each wanted record, and the reasons for it. */
type Placed = ReadonlyMap<
  RecordKey,
  Pick<ExportedRecord, "box" | "reasons" | "sources"> & {
    readonly stages: Pick<ScreenedRecord, "titleAbstract" | "fullText">;
  }
>;

function placedRecords({ results }: ScreenedReview, boxes: ReadonlySet<Box>): Placed {
  const reasons = new Map(
    results.ledger.flatMap(({ record, box, reason }) =>
      record !== "" && box !== "duplicate" ? [[record, reason] as const] : [],
    ),
  );
  return new Map(
    results.records
      .filter(({ box }) => boxes.has(box))
      .map(({ key, box, sources, titleAbstract, fullText }) => [
        key,
        {
          box,
          sources,
          reasons: (reasons.get(key) ?? "").split(";").filter((reason) => reason !== ""),
          stages: { ...(titleAbstract && { titleAbstract }), ...(fullText && { fullText }) },
        },
      ]),
  );
}

async function* recordsOf(
  review: ScreenedReview,
  placed: Placed,
  stage: Stage,
): AsyncGenerator<ExportedRecord> {
  const { identified } = review;
  for await (const whole of review.read(placed.keys())) {
    const { key, members, merged } = whole;
    const { box, reasons, sources, stages } = placed.get(key)!;
    const result = stage === "full-text" ? stages.fullText : stages.titleAbstract;
    const byPeople = result?.by.some((name) => name !== "rules") ?? false;
    const decided = result?.outcome;
    yield {
      key,
      record: merged.record,
      otherValues: otherValues(whole, identified),
      imprint: imprintOf(
        members.map(({ record }) => record),
        merged.record,
      ),
      entries: members.map(({ entry, record: { original } }) => {
        const { id, file, line } = identified.entries[entry]!;
        return { entry: id, file: identified.files[file]!.path, line, original };
      }),
      sources,
      box,
      reasons,
      votes: votesOf(review, key, stage),
      ...(byPeople && (decided === "include" || decided === "exclude") && { decided }),
    };
  }
}

/**
 * The last verdict of each reviewer; a reviewer with contradicting verdicts on one record, or whose
 * last verdict is unknown, has not voted.
 */
function votesOf(review: ScreenedReview, key: RecordKey, stage: Stage): ExportedVote[] {
  const { votes, rows } = review.ballot(key, stage);
  return votes.flatMap(({ reviewer, verdict, reasons }) => {
    if (verdict === "both" || verdict === "unclear") return [];
    const last = rows.findLast((row) => row.reviewer === reviewer && !row.resolves);
    return [{ reviewer, verdict, reasons, note: last?.note ?? "", tags: last?.tags ?? [] }];
  });
}

/** Large enough for an efficient write. */
const PIECE = 1 << 16;

async function* piecesOf(
  format: RecordFormat,
  records: AsyncIterable<ExportedRecord>,
  losses: string[],
): AsyncGenerator<Uint8Array> {
  const writer = format.writer();
  let held: Uint8Array[] = [];
  let length = 0;
  const hold = (piece: string | Uint8Array): boolean => {
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    held.push(bytes);
    length += bytes.length;
    return length >= PIECE;
  };
  const take = (): Uint8Array => {
    const bytes = Buffer.concat(held);
    held = [];
    length = 0;
    return bytes;
  };
  hold(writer.begin);
  for await (const record of records) if (hold(writer.record(record))) yield take();
  hold(writer.end());
  yield take();
  losses.push(...(writer.losses?.() ?? []));
}
