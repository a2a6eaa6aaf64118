import { findArxivId, normalizeLanguage, parseAuthor } from "../../core/records/normalize.ts";
import { combineEvidence, databaseNamed, databaseOfUrl } from "../fields/attribution.ts";
import type { Format } from "../format.ts";
import { lineMarks } from "../marks.ts";
import { entryBuilder } from "./builder.ts";
import type { TaggedEntry } from "./entry.ts";
import type { FileProblems } from "./file-problems.ts";
import { type LineReader, readTagged } from "./read.ts";
import { finishTagged, type TaggedContent, yearOf } from "./record.ts";
import { referenceType } from "./types.ts";
import {
  beginsWithLink,
  firstDoi,
  firstFound,
  firstLink,
  firstMatch,
  issnsOf,
  keywordsOf,
  selectFrom,
  splitNames,
  valuesOf,
} from "./values.ts";

/** NoteExpress' format (`.net`), which CNKI and Wanfang export: `{Title}: value`, records from `{Reference Type}`. */
export const noteexpress: Format<"noteexpress"> = {
  id: "noteexpress",
  marks: lineMarks(/^\s*\{Reference Type\}/),
  telltale: { line: /^\{Reference Type\}: ?\S/ },
  recognizes: (head) => /^\s*\{Reference Type\}: ?\S/.test(head),
  read: (chunks, options) =>
    readTagged("noteexpress", chunks, options, (problems, emit) =>
      lineReader(problems, (entry) => emit(finishTagged(entry, readEntry(entry), problems))),
    ),
};

const TAG_LINE = /^\s*\{([^{}\r\n]{1,60})\}: ?/;

function lineReader(problems: FileProblems, emit: (entry: TaggedEntry) => void): LineReader {
  const builder = entryBuilder("`{Reference Type}` of the next record", problems, emit);
  return {
    readLine(line, number) {
      const match = line.includes("{") ? TAG_LINE.exec(line) : null;
      if (match !== null) {
        const [all, tag = ""] = match;
        if (tag === "Reference Type" && builder.repeats(tag, number))
          problems.repeatedMark("{Reference Type}", number);
        else if (tag === "Reference Type") builder.open(number);
        builder.add(tag, line.slice(all.length).trim(), number);
        return;
      }
      const text = line.trim();
      // Addresses hold runs of blank lines.
      if (text !== "" && !builder.goOn(text, number)) problems.outside(text, number);
    },
    end: builder.close,
  };
}

function readEntry({ fields }: TaggedEntry): TaggedContent {
  const all = selectFrom(valuesOf(fields));
  const { year, wrongYear } = yearOf(fields, all, ["Year", "Date"], "Year");
  const type = referenceType(all("Reference Type")[0]);
  const names = all("Author").flatMap(namesOf);
  return {
    fields: {
      title: all("Title")[0],
      // CNKI's mark of a line break, first behind a heading.
      abstract: all("Abstract")[0]
        ?.replace(/^Abstract\s*\(#br\)/, "")
        .replaceAll("(#br)", " "),
      authors: names.flatMap((name) => parseAuthor(name) ?? []),
      year,
      venue: all("Journal")[0] ?? (type === "book" ? undefined : all("Secondary Title")[0]),
      type,
      language: normalizeLanguage(all("Language")[0] ?? ""),
      doi: firstDoi(all("DOI")) ?? firstDoi(all("URL").filter((url) => /\bdoi\.org\//i.test(url))),
      pmid: firstMatch(/^(\d{4,8})$/, all("PMID")),
      arxiv: firstFound(findArxivId, all("DOI", "URL")),
      volume: all("Volume")[0],
      issue: all("Issue")[0],
      pages: all("Pages")[0],
      issn: issnsOf(all("ISBN/ISSN", "ISSN")),
      url: firstLink(all("URL", "Link").filter(beginsWithLink)),
      accession: all("Accession Number")[0],
      keywords: keywordsOf(all("Keywords")),
    },
    attribution: combineEvidence([
      ...all("Database Provider").map(databaseNamed),
      ...all("URL").map(databaseOfUrl),
    ]),
    wrongYear,
    titleIn: "`{Title}: `",
  };
}

/** `唐伦;赵培培;`, `Jo Doe;;Al Roe`; before 2008 CNKI put commas between Chinese names. */
function namesOf(text: string): readonly string[] {
  const isChinese = /^[\p{Script=Han}\s,，、·]+$/u.test(text);
  return isChinese
    ? text.split(/[,，、]/).flatMap(splitNames)
    : splitNames(text.replaceAll("；", ";"));
}
