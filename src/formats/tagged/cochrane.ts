import type { Author } from "../../core/records/model.ts";
import { normalizeLanguage, normalizeType, parseAuthor } from "../../core/records/normalize.ts";
import { combineEvidence, databaseNamed, databaseOfAccession } from "../fields/attribution.ts";
import type { Format } from "../format.ts";
import { lineMarks } from "../marks.ts";
import { entryBuilder } from "./builder.ts";
import type { TaggedEntry } from "./entry.ts";
import type { FileProblems } from "./file-problems.ts";
import { type LineReader, readTagged } from "./read.ts";
import { finishTagged, type TaggedContent, yearOf } from "./record.ts";
import { publicationType } from "./types.ts";
import {
  abstractOf,
  beginsWithLink,
  firstDoi,
  firstLink,
  firstMatch,
  issnsOf,
  keywordsOf,
  selectFrom,
  splitNames,
  valuesOf,
} from "./values.ts";

/** The Cochrane Library's text format: `Record #1 of 2`, then tags with a colon. Its line ends may be lone CR. */
export const cochrane: Format<"cochrane"> = {
  id: "cochrane",
  marks: lineMarks(/^\s*Record #\d+ of \d+\s*$/),
  telltale: { line: /^\s{0,20}Record #\d{1,9} of \d{1,9}\s{0,20}$/, isSeparator: true },
  recognizes: (head) => /^\s*Record #\d+ of \d+\s+[A-Z]{2,4}: /.test(head),
  read: (chunks, options) =>
    readTagged("cochrane", chunks, options, (problems, emit) =>
      lineReader(problems, (entry) => emit(finishTagged(entry, readEntry(entry), problems))),
    ),
};

const HEADER = /^Record #\d+ of \d+\s*$/;
const TAG_LINE = /^([A-Z][A-Z0-9]{1,3}):(?: |$)/;
/** The blank can be missing. */
const TIGHT_TAG_LINE = /^(ID|AU|TI|SO|YR|VL|NO|PG|PM|XR|PT|KY|DOI|US|CC|AB):(?=\S)/;
/** In an abstract, `AIMS:` and `II:` begin a sentence. */
const TAGS = new Set(
  "ID AU TI SO YR VL NO PG PB PM PT XR KY AB US DOI CC SN IS LA DE ST C3 CRG ISSN ISBN".split(" "),
);

function lineReader(problems: FileProblems, emit: (entry: TaggedEntry) => void): LineReader {
  const builder = entryBuilder("`Record #` of the next record", problems, emit);
  let header: string | undefined;
  let headerAt = 0;
  return {
    readLine(line, number) {
      if (HEADER.test(line)) {
        if (
          builder.isOpen() &&
          builder.first() === undefined &&
          line.trim() === header &&
          number === headerAt + 1
        )
          problems.repeatedMark(header, number);
        else builder.open(number);
        header = line.trim();
        headerAt = number;
        return;
      }
      const tag = (TAG_LINE.exec(line) ?? TIGHT_TAG_LINE.exec(line))?.[1];
      const isTight = tag !== undefined && /\S/.test(line.charAt(tag.length + 1));
      if (tag !== undefined && (builder.last() !== "AB" || (TAGS.has(tag) && !isTight))) {
        if (tag === "ID" && builder.has("ID")) builder.open(number);
        builder.add(tag, line.slice(tag.length + 1).trim(), number);
        return;
      }
      const text = line.trim();
      if (text !== "" && !builder.goOn(text, number)) problems.outside(text, number);
    },
    end: builder.close,
  };
}

function readEntry({ fields }: TaggedEntry): TaggedContent {
  const all = selectFrom(valuesOf(fields));
  const { year, wrongYear } = yearOf(fields, all, ["YR"], "YR");
  const references = all("PM", "XR");
  const types = all("PT");
  // Its trials write `Family GM`.
  const authorOf = /^CD\d/.test(all("ID")[0] ?? "") ? reviewAuthor : parseAuthor;
  return {
    fields: {
      title: all("TI")[0],
      abstract: abstractOf(all("AB")),
      authors: all("AU")
        .flatMap(splitNames)
        .flatMap((name) => authorOf(name) ?? []),
      year,
      // A registered trial has its page there.
      venue: all("SO").find((source) => !/^https?:/i.test(source)),
      type: publicationType(types) ?? normalizeType(types[0] ?? ""),
      language: normalizeLanguage(all("LA")[0] ?? ""),
      doi: firstDoi(all("DOI")) ?? firstDoi(all("US")),
      pmid:
        firstMatch(/\bPUBMED\s+(\d{4,8})\b/i, references) ?? firstMatch(/^(\d{4,8})$/, all("PM")),
      volume: all("VL")[0],
      issue: all("NO")[0],
      pages: all("PG")[0],
      issn: issnsOf(all("SN", "ISSN")),
      url: firstLink(all("US", "SO").filter(beginsWithLink)),
      accession: all("ID")[0],
      keywords: keywordsOf(all("KY")),
    },
    attribution: combineEvidence([
      ...all("ID").map(databaseOfAccession),
      // No other program writes this format.
      databaseNamed("Cochrane Library"),
    ]),
    wrongYear,
    titleIn: "`TI: `",
  };
}

/** Small words before a family name; inside of one, `i`, `y` and `e` join two: `Roqué i Figuls Marta`. */
const PARTICLE = /^(?:van|von|der|den|ter|ten|de|del|della|di|da|das|dos|du|la|le|el|al|bin|ibn)$/i;

/** The Cochrane Library's reviews write `Family Given GM` without a comma. */
function reviewAuthor(text: string): Author | undefined {
  const author = parseAuthor(text);
  if (author?.given === undefined || text.includes(",")) return author;
  const words = text.split(/\s+/);
  let end = 0;
  while (end < words.length - 2 && PARTICLE.test(words[end] ?? "")) end += 1;
  end += 1;
  while (end < words.length - 2 && /^[iye]$/.test(words[end] ?? "")) end += 2;
  return { family: words.slice(0, end).join(" "), given: words.slice(end).join(" ") };
}
