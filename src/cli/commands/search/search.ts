import type { DIALECTS } from "../../../core/criteria/index.ts";
import {
  type SearchOverview,
  searchOverview,
} from "../../../core/overviews/search/search-overview.ts";
import { screenWithoutRating } from "../../../core/review/review.ts";
import { overlapSvg } from "../../../outputs/overviews/search/overlap-svg.ts";
import { searchCsv } from "../../../outputs/overviews/search/search-csv.ts";
import { searchDocx } from "../../../outputs/overviews/search/search-docx.ts";
import { searchJson } from "../../../outputs/overviews/search/search-json.ts";
import { searchMarkdown } from "../../../outputs/overviews/search/search-markdown.ts";
import { SEARCH_PARTS, type SearchPart } from "../../../outputs/overviews/search/search-tables.ts";
import { searchText } from "../../../outputs/overviews/search/search-text.ts";
import { formOfEnding, outputFile, writeOutput } from "../../folder/output-file.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notTogether } from "../../usage/option.ts";
import { lint } from "./lint.ts";

/** A form of `slr search`. */
export interface SearchForm {
  readonly name: string;
  readonly endings: readonly string[];
  /** The parts that it can show; without them, all. */
  readonly parts?: readonly SearchPart[];
  /** Whether it holds one part only. */
  readonly isSingle?: true;
  readonly isBinary?: true;
  render(overview: SearchOverview, parts: readonly SearchPart[]): string | Uint8Array;
}

export const SEARCH_FORMS: readonly SearchForm[] = [
  { name: "text", endings: [".txt"], render: searchText },
  { name: "json", endings: [".json"], render: searchJson },
  {
    name: "csv",
    endings: [".csv"],
    isSingle: true,
    render: (overview, [part]) => searchCsv(overview, part!),
  },
  { name: "md", endings: [".md"], render: searchMarkdown },
  { name: "docx", endings: [".docx"], isBinary: true, render: searchDocx },
  {
    name: "svg",
    endings: [".svg"],
    parts: ["overlap"],
    render: ({ overlap, title }) => overlapSvg(overlap, title),
  },
];

export interface SearchOptions {
  readonly lint?: boolean;
  readonly dialect?: (typeof DIALECTS)[number];
  readonly part?: readonly SearchPart[];
  readonly format?: SearchForm;
  readonly output?: string;
}

/** A review of at most so many records is kept in memory, so that its exports are read twice only. */
const KEPT = 20_000;

/** `slr search`: what the searches found, and what they may have missed. */
export async function search(
  given: readonly string[],
  options: SearchOptions,
  io: Io,
): Promise<ExitCode> {
  if (options.lint === true) return lintStrings(given, options, io);
  if (given.length > 0)
    throw new UserError("A search string is given, which only --lint looks at.", {
      hint: "Add --lint, or leave the string out.",
    });
  if (options.dialect !== undefined)
    throw new UserError("--dialect says the language of a string for --lint; add --lint.");
  return showOverview(options, io);
}

function lintStrings(
  given: readonly string[],
  { format, dialect, part, output }: SearchOptions,
  io: Io,
): Promise<ExitCode> {
  if (part !== undefined) throw notTogether("--lint", "--part");
  if (output !== undefined) throw notTogether("--lint", "--output");
  const form = format?.name ?? "text";
  if (form !== "text" && form !== "json")
    throw new UserError(`--lint has no form ${form}.`, { hint: "It has text and json." });
  if (dialect !== undefined && given.length === 0)
    throw new UserError("--dialect says the language of a given string; give one.", {
      hint: "In slr.yaml, `dialect` beside a source says it.",
    });
  return lint(given, dialect, form, io);
}

async function showOverview(options: SearchOptions, io: Io): Promise<ExitCode> {
  const output = outputFile(options.output);
  const form = chosenForm(options, output);
  const parts = partsOf(form, options);
  if (form.isBinary && output === undefined && io.terminal !== undefined)
    throw new UserError(`The form ${form.name} is not text and cannot be shown in a terminal.`, {
      hint: `Write it to a file: slr search -o searches${form.endings[0]}`,
    });
  const opened = await openReview(io, []);
  const review = await screenWithoutRating(opened.input, { wholeRecords: KEPT });
  io.status({ doing: "Comparing searches" });
  const overview = await searchOverview(review, opened.input.protocol);
  const content = form.render(overview, parts);
  if (output !== undefined) {
    const written = typeof content === "string" ? `${content.trimEnd()}\n` : pieces(content);
    await writeOutput(io, output, written, opened.inputs().keys());
    io.notify(`What the searches found is in ${output}.`);
  } else if (typeof content === "string") io.print(content.trimEnd());
  else await io.write(content);
  return EXIT.ok;
}

function chosenForm({ format }: SearchOptions, output: string | undefined): SearchForm {
  if (format !== undefined) return format;
  return output === undefined
    ? SEARCH_FORMS[0]!
    : formOfEnding(output, "what searches found", SEARCH_FORMS);
}

function partsOf(form: SearchForm, { part }: SearchOptions): readonly SearchPart[] {
  const shown = form.parts ?? SEARCH_PARTS;
  const other = part?.find((one) => !shown.includes(one));
  if (other !== undefined)
    throw new UserError(`The form ${form.name} cannot show the part ${other}.`, {
      hint: `It shows ${shown.join(", ")}.`,
    });
  const parts = part ?? shown;
  if (form.isSingle && parts.length !== 1)
    throw new UserError(`The form ${form.name} holds one part.`, {
      hint: `Choose it with --part: ${shown.join(", ")}.`,
    });
  return parts;
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
