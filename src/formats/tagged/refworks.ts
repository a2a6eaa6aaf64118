import type { Author } from "../../core/records/model.ts";
import {
  findArxivId,
  joinPages,
  normalizeLanguage,
  parseAuthor,
} from "../../core/records/normalize.ts";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
} from "../fields/attribution.ts";
import type { Attribution, Format } from "../format.ts";
import { lineMarks } from "../marks.ts";
import { entryBuilder } from "./builder.ts";
import type { TaggedEntry } from "./entry.ts";
import type { FileProblems } from "./file-problems.ts";
import { type LineReader, readTagged } from "./read.ts";
import { finishTagged, type TaggedContent, yearOf } from "./record.ts";
import { referenceType } from "./types.ts";
import {
  abstractOf,
  firstDoi,
  firstFound,
  firstLink,
  firstMatch,
  issnsOf,
  keywordsOf,
  type Select,
  selectFrom,
  splitNames,
  valuesOf,
} from "./values.ts";

/**
 * RefWorks' tagged format, from RefWorks itself after a legend of its tags, from HighWire's
 * journals and from CNKI: two letters, a blank, the value; records begin with `RT`.
 */
export const refworks: Format<"refworks"> = {
  id: "refworks",
  marks: lineMarks(
    /^\ufeff?RT[ \t]{0,2}(?:[^\0-\x7f]|(?:Abstract|Art|Bill|Book|Case|Comp|Conf|Court|DVD|Diss|Generic|Grant|Hear|Journal|Law|Mag|Map|Mono|Motion|Music|News|Online|Patent|Pers|Report|Res|Sound|Stat|Thesis|Unpub|Video|Web))/,
  ),
  telltale: {
    line: /^RT (?:Journal|Book|Conference|Dissertation|Thesis|Generic|Magazine|Newspaper|Patent|Report|Web)/,
  },
  recognizes: (head) =>
    /^\s*RT [A-Z][^\r\n]{0,60}[\r\n]+(?:SR|ID|A1|AD|T1|JF|YR|AB) /.test(head) || LEGEND.test(head),
  read: (chunks, options) =>
    readTagged("refworks", chunks, options, (problems, emit) =>
      lineReader(problems, (entry, byRefWorks) =>
        emit(finishTagged(entry, readEntry(entry, byRefWorks), problems)),
      ),
    ),
};

const LEGEND = /^\s*Refworks Export Tagged Format/i;

const TAGS = new Set(
  (
    "RT SR ID A1 T1 JF JO YR FD VO IS SP OP K1 AB NO A2 T2 ED PB PP A3 A4 A5 A6 T3 SN AV AD AN LA CL SF OT LK DO " +
    "CN DB DS IP RD ST U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 UL SL LL CR WT WV WP OL PMID PMCID ER"
  ).split(" "),
);
const TAG_LINE = /^([A-Z][A-Z0-9]{1,4})(?: |$)/;
/** CNKI and others leave the blank out before Chinese text: `A1林行众`. */
const TIGHT_TAG_LINE = /^([A-Z][A-Z0-9])(?=[^\0-\x7f])/;
/** Tags that are words in a text, where a wrapped line may begin with them: `IP地址`. */
const WORDS = new Set(["IP", "ID", "ED", "SP", "OP", "CR", "AD", "AN", "SL", "ST", "PP"]);
/** Tags that show that lines outside a record are a record that lost its `RT`. */
const IDENTIFYING = new Set(["T1", "A1", "JF"]);
/** Tags of text, in which `RT PCR` may begin a wrapped line. */
const PROSE = new Set(["AB", "NO", "T1", "AD", "CR"]);
const REFERENCE_TYPE =
  /^(?:Abstract|Artwork|Bills|Book|Case|Computer|Conference|Court|DVD|Dissertation|Generic|Grant|Hearing|Journal|Laws|Magazine|Map|Monograph|Motion|Music|Newspaper|Online|Patent|Personal|Report|Resolutions|Sound|Statutes|Thesis|Unpublished|Video|Web)\b/;

function lineReader(
  problems: FileProblems,
  emit: (entry: TaggedEntry, byRefWorks: boolean) => void,
): LineReader {
  let byRefWorks = false;
  const builder = entryBuilder("`RT ` of the next record", problems, (entry) =>
    emit(entry, byRefWorks),
  );
  let afterGap = false;
  /** The reference type in the last `RT`. */
  let type = "";

  /** `RT PCR was` may be a line of text that lost its record: the `RT Generic` below it opens one. */
  function repeatsType(value: string, number: number): boolean {
    return (
      builder.repeats("RT", number) && (REFERENCE_TYPE.test(type) || !REFERENCE_TYPE.test(value))
    );
  }

  function isTag(tag: string, value: string, tight: boolean): boolean {
    if (!TAGS.has(tag)) return false;
    if (tag === "ER") return value === "";
    if (tight && PROSE.has(builder.last() ?? "") && (WORDS.has(tag) || builder.has(tag)))
      return false;
    if (tag !== "RT") return builder.isOpen() || IDENTIFYING.has(tag);
    // In a wrapped text only a known reference type opens a record.
    return afterGap || !PROSE.has(builder.last() ?? "") || REFERENCE_TYPE.test(value);
  }

  return {
    readLine(line, number) {
      const tag = (TAG_LINE.exec(line) ?? TIGHT_TAG_LINE.exec(line))?.[1];
      const value = tag === undefined ? "" : line.slice(tag.length).trim();
      if (tag !== undefined && isTag(tag, value, line.charCodeAt(tag.length) > 0x7f)) {
        if (tag === "ER") builder.close();
        else {
          if (tag === "RT") {
            if (repeatsType(value, number)) problems.repeatedMark("RT", number);
            else builder.open(number);
            type = value;
          }
          builder.add(tag, value, number);
        }
        afterGap = false;
        return;
      }
      const text = line.trim();
      if (text === "") {
        afterGap = true;
        return;
      }
      if (LEGEND.test(line)) byRefWorks = true;
      else if (!builder.goOn(text, number, builder.last() === "K1") && !byRefWorks) {
        problems.outside(text, number);
      }
      afterGap = false;
    },
    end: builder.close,
  };
}

function readEntry({ fields }: TaggedEntry, byRefWorks: boolean): TaggedContent {
  const all = selectFrom(valuesOf(fields));
  const { year, wrongYear } = yearOf(fields, all, ["YR", "FD"], "YR");
  const type = referenceType(all("RT")[0]);
  return {
    fields: {
      title: all("T1")[0],
      abstract: abstractOf(all("AB")),
      authors: authorsOf(all),
      year,
      venue: all("JF")[0] ?? (type === "book" ? undefined : all("T2")[0]) ?? all("JO")[0],
      type,
      language: normalizeLanguage(all("LA")[0] ?? ""),
      doi: doiOf(all),
      pmid: firstMatch(/^(\d{4,8})$/, all("PMID")),
      pmcid: firstMatch(/^PMC\d{4,9}$/, all("PMCID")),
      arxiv: firstFound(findArxivId, all("DO", "UL", "LK", "JF")),
      volume: all("VO")[0],
      issue: all("IS")[0],
      // CNKI writes the whole range into `OP`.
      pages:
        type === "thesis" || type === "book" ? undefined : joinPages(all("SP")[0], all("OP")[0]),
      issn: issnsOf(all("SN")),
      url: firstLink(all("UL", "LK")),
      accession: all("AN")[0],
      keywords: keywordsOf(all("K1")),
    },
    attribution: originOf(all, byRefWorks),
    wrongYear,
    titleIn: "`T1 `",
  };
}

function authorsOf(all: Select): readonly Author[] {
  const names = all("A1").length > 0 ? all("A1") : all("A2");
  return names.flatMap(splitNames).flatMap((name) => parseAuthor(name) ?? []);
}

/** `DO`, a link of the resolver, or a note that is nothing else: `doi: 10.1000/1`. */
function doiOf(all: Select): string | undefined {
  const links = all("UL", "LK").filter((url) => /\bdoi\.org\//i.test(url.slice(0, 2000)));
  const notes = all("NO").filter((note) => /^doi:\s*10\.\S+$/i.test(note));
  return firstDoi(all("DO")) ?? firstDoi(links) ?? firstDoi(notes);
}

function originOf(all: Select, byRefWorks: boolean): Attribution {
  return combineEvidence([
    // RefWorks exports what was put into it: it is a program, not a database.
    byRefWorks ? databaseNamed("RefWorks") : undefined,
    ...all("DB", "DS").map(databaseNamed),
    ...all("AN").map(databaseOfAccession),
    ...all("LK", "UL").map(databaseOfUrl),
  ]);
}
