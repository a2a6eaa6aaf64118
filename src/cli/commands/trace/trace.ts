import { namedRecord } from "../../../core/overviews/trace/named-record.ts";
import {
  type RecordTrace,
  traceRecord,
  type UnreadableEntry,
  unreadableEntry,
} from "../../../core/overviews/trace/trace-record.ts";
import { screenWithoutRating } from "../../../core/review/review.ts";
import {
  criteriaText,
  inBrackets,
  type TracePaint,
} from "../../../outputs/overviews/trace/criteria-text.ts";
import {
  explainJson,
  traceJson,
  unreadableJson,
} from "../../../outputs/overviews/trace/trace-json.ts";
import {
  headLines,
  traceText,
  unreadableText,
} from "../../../outputs/overviews/trace/trace-text.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { coloursOf } from "../../io/problems.ts";

/** What `--format` offers for a traced record. */
export interface TraceFormat {
  render(trace: RecordTrace, through: string | undefined, paint: TracePaint): string;
  renderUnreadable(entry: UnreadableEntry, through: string): string;
}

/** `slr trace` and `slr explain`: one record, from its box back to the raw lines. */
export async function trace(
  words: readonly string[],
  { format }: { readonly format: TraceFormat },
  io: Io,
): Promise<ExitCode> {
  // A title may be typed without quotes.
  const name = words.join(" ").trim();
  const opened = await openReview(io, []);
  const review = await screenWithoutRating(opened.input);
  const named = namedRecord(name, review);
  if (named.kind === "unreadable") {
    io.print(format.renderUnreadable(unreadableEntry(named.entry, review), named.through));
    return EXIT.ok;
  }
  if (named.kind === "none") {
    throw new UserError(
      `\`${plainText(name)}\` names no single record of this review: ${plainText(named.why)}.`,
      {
        hint:
          named.near.length > 0
            ? `Records that may be meant: ${plainText(named.near.join(", "))}.`
            : "A name is a key, doi:…, pmid:…, arxiv:…, an entry such as Scopus#12, a title, or a line such as searches/scopus.csv:12 or decisions/ada.csv:7.",
      },
    );
  }
  const { key } = review.found.clustered.records[named.at]!;
  const inputs = opened.inputs();
  for await (const whole of review.read([key])) {
    const traced = traceRecord(whole, review, opened.input.protocol, (path) =>
      hashOf(path, inputs),
    );
    io.print(format.render(traced, named.through, await paintOf(io)));
  }
  return EXIT.ok;
}

/** The hash of the file in which an export lies; `all.zip/a.ris` and `book.xlsx/Sheet` lie in one. */
function hashOf(path: string, inputs: ReadonlyMap<string, { readonly bytes: string }>): string {
  for (let name = path; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf("/")))) {
    const hash = inputs.get(name);
    if (hash !== undefined) return hash.bytes;
  }
  return "";
}

async function paintOf(io: Io): Promise<TracePaint> {
  const colour = await coloursOf(io);
  const verdicts = { met: colour.green, violated: colour.red, unknown: colour.yellow };
  return {
    width: io.width ?? 100,
    heading: colour.bold,
    verdict: (verdict, text) => (verdict === undefined ? text : verdicts[verdict](text)),
    words: io.colour ? (text) => colour.bold.cyan(text) : inBrackets,
  };
}

export const TRACE_FORMATS: Readonly<Record<string, TraceFormat>> = {
  text: { render: traceText, renderUnreadable: unreadableText },
  json: { render: traceJson, renderUnreadable: unreadableJson },
};

export const EXPLAIN_FORMATS: Readonly<Record<string, TraceFormat>> = {
  text: {
    render: (traced, _, paint) =>
      [...headLines(traced, paint), "", ...explained(traced, paint)].join("\n"),
    renderUnreadable: unreadableText,
  },
  json: { render: (traced) => explainJson(traced), renderUnreadable: unreadableJson },
};

function explained(traced: RecordTrace, paint: TracePaint): string[] {
  const lines = criteriaText(traced.criteria, paint);
  return lines.length > 0 ? lines : ["slr.yaml has no criteria."];
}
