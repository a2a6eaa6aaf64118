import { formatCount } from "../../../core/records/text/plural.ts";
import { brokenChain, type VersionFlow } from "../../../core/versions/version-flows.ts";
import { alignColumns } from "../../text/align-columns.ts";
import { csvWriter } from "../../text/csv-table.ts";
import { escapeMarkdown } from "../../text/markdown.ts";
import { displayWidth, plainText, wrapText } from "../../text/plain-text.ts";
import { writeRows } from "../../text/row-writer.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import type { FlowOptions } from "../flow-format.ts";
import { flowJson } from "../forms/flow-json.ts";
import { drawSvg } from "../layout/svg-drawing.ts";
import { type VersionRow, versionRows } from "./version-rows.ts";
import { figureOfVersions } from "./versions-figure.ts";

/** The flows of all versions of a living review, as they are printed. */
export interface PrintedVersions {
  /** The title of the review; may be empty. */
  readonly title: string;
  /** Oldest first; the last one is the review as it is now. */
  readonly versions: readonly VersionFlow[];
  /** Columns of the terminal. */
  readonly width: number;
}

/** Heads the sums of all versions. */
const ALL = "All versions";

/** Draws the flows of all versions in a form. */
type VersionForm = (of: PrintedVersions, options: FlowOptions) => Promise<string | Uint8Array>;

/**
 * The forms of `slr prisma --versions`, by the name of the form of one flow that has the same
 * endings.
 */
export const VERSION_FORMATS: Readonly<Record<string, VersionForm>> = {
  text: async (of) => versionsText(of),
  json: async (of) => versionsJson(of),
  csv: async (of) => versionsCsv(of),
  md: async (of) => versionsMarkdown(of),
  svg: async (of, options) => drawSvg(figureOfVersions(of, options)),
  png: async (of, options) => {
    const { drawPng } = await import("../forms/flow-png.ts");
    return drawPng(figureOfVersions(of, options), options);
  },
  pdf: async (of, options) => {
    const { drawPdf } = await import("../forms/flow-pdf.ts");
    return drawPdf(figureOfVersions(of, options), options);
  },
};

function versionsText({ title, versions, width }: PrintedVersions): string {
  const rows = versionRows(versions);
  const phases = [...new Set(rows.map(({ phase }) => phase))];
  const cells = rows.map((row) => [
    `${"  ".repeat(row.indent + 1)}${row.label}`,
    ...numbersOf(row).map((n) => (n === undefined ? "" : formatCount(n))),
  ]);
  const [head = "", ...lines] = alignColumns([headerOf("", versions), ...cells]);
  const about = versions.map(({ name, date, lock }) => [
    plainText(name),
    date ?? (lock === undefined ? "in work" : ""),
    plainText(lock ?? ""),
  ]);
  return [
    ...(title === "" ? [] : [...wrapText(plainText(title), width, width, displayWidth), ""]),
    ...alignColumns([["version", "published", "lock"], ...about]),
    "",
    head,
    ...phases.flatMap((phase) => [
      plainText(phase),
      ...lines.filter((_, at) => rows[at]!.phase === phase),
    ]),
    ...notesOf(versions).flatMap((note) => ["", ...wrapText(note, width, width, displayWidth)]),
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

function versionsMarkdown({ title, versions }: PrintedVersions): string {
  const rows = versionRows(versions);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const body = rows.flatMap((row, at) => [
    ...(row.phase === rows[at - 1]?.phase
      ? []
      : [line([`**${escapeMarkdown(row.phase)}**`, ...numbersOf(row).map(() => "")])]),
    line([
      `${"&emsp;".repeat(row.indent * 2)}${escapeMarkdown(row.label)}`,
      ...numbersOf(row).map((n) => (n === undefined ? "" : formatCount(n))),
    ]),
  ]);
  const header = headerOf("", versions).map((cell, at) => {
    const date = versions[at - 1]?.date;
    return escapeMarkdown(date === undefined ? cell : `${cell} (${date})`);
  });
  const table = [line(header), line([":---", ...header.slice(1).map(() => "---:")]), ...body];
  const blocks = [
    "## PRISMA flow of all versions",
    ...(title === "" ? [] : [escapeMarkdown(plainText(title))]),
    table.join("\n"),
    ...notesOf(versions).map(escapeMarkdown),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function versionsCsv({ versions }: PrintedVersions): string {
  const writer = csvWriter<VersionRow>(
    [
      ["phase", ({ phase }) => phase],
      ["box", ({ box }) => box],
      ["label", ({ label }) => label],
      ...versions.map(
        ({ name }, at) => [plainText(name), ({ numbers }: VersionRow) => numbers[at]] as const,
      ),
      [ALL, ({ all }) => all],
    ],
    { forPeople: true },
  );
  return [...writeRows(writer, versionRows(versions))].join("");
}

function versionsJson({ title, versions }: PrintedVersions): string {
  const all = versionRows(versions).flatMap(({ box, all: sum }) =>
    sum === undefined ? [] : [[box, sum] as const],
  );
  return `${JSON.stringify(
    {
      title,
      versions: versions.map(({ name, date, lock, flow }) => ({
        name,
        published: date ?? null,
        lock: lock ?? null,
        flow: JSON.parse(flowJson.render(flow, { title: "" })),
      })),
      all_versions: Object.fromEntries(all),
      notes: notesOf(versions),
    },
    null,
    2,
  )}\n`;
}

function headerOf(first: string, versions: readonly VersionFlow[]): string[] {
  return [first, ...versions.map(({ name }) => plainText(name)), ALL];
}

function numbersOf({ numbers, all }: VersionRow): readonly (number | undefined)[] {
  return [...numbers, all];
}

/** What readers of the numbers must know: unfinished work, and versions that do not fit together. */
function notesOf(versions: readonly VersionFlow[]): string[] {
  const open = versions.flatMap(({ name, flow }) => {
    const { unfinished } = describeFlow(flow);
    return unfinished === undefined ? [] : [`${name}: ${unfinished}`];
  });
  return [
    ...open,
    ...brokenChain(versions),
    "Each version counts the records that its own searches found. A record that an earlier version had found is a duplicate in a later one.",
  ].map(plainText);
}
