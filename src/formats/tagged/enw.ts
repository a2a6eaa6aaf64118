import type { Author } from "../../core/records/model.ts";
import { findArxivId, normalizeLanguage, parseAuthor } from "../../core/records/normalize.ts";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
  platformOfUrl,
} from "../fields/attribution.ts";
import { hasStandIns } from "../fields/roles.ts";
import type { Attribution, Format } from "../format.ts";
import { enwMarks } from "../marks.ts";
import { entryBuilder } from "./builder.ts";
import type { TaggedEntry, TaggedField } from "./entry.ts";
import type { FileProblems } from "./file-problems.ts";
import { type LineReader, readTagged } from "./read.ts";
import { finishTagged, type TaggedContent, yearOf } from "./record.ts";
import { referenceType } from "./types.ts";
import {
  abstractOf,
  beginsWithLink,
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
 * ENW or Refer, EndNote's tagged format, which Google Scholar, ACM, CNKI and the AIS eLibrary
 * write, too: a percent sign, a character and the value. A record begins with `%0` or, if it has
 * none, after a blank line.
 */
export const enw: Format<"enw"> = {
  id: "enw",
  marks: enwMarks,
  telltale: { line: /^%0 [A-Z][A-Za-z ]{2,40}$/ },
  recognizes: (head) =>
    /^\s*%[0-9A-Z@] \S/.test(head)
      ? /(?:^|[\r\n])%[0T] \S/.test(head)
      : /[\r\n]%0 [A-Z]/.test(head) && /[\r\n]%T \S/.test(head),
  read: (chunks, options) =>
    readTagged("enw", chunks, options, (problems, emit) =>
      lineReader(problems, (entry) => emit(finishTagged(entry, readEntry(entry), problems))),
    ),
};

const TAG_LINE = /^\s*%([0-9A-Z@!#$?&()*+<>[\]^~=|])(?: |$)/;
/**
 * The blank may be missing, especially before Chinese text; `%CI` in a wrapped text is not a tag.
 */
const TIGHT_TAG_LINE =
  /^\s*%(?:(0)(?=(?:Journal|Book|Conference|Thesis|Generic|Report|Electronic|Web|Newspaper|Magazine|Patent|Unpublished|Edited|Manuscript)\b)|([0-9A-Z@])(?=[^\0-\x7f]))/;

/** Tags whose untagged lines are further values, as EndNote writes them. */
const LISTS = new Set(["A", "E", "K", "@", "U"]);
/** Tags of text that may hold blank lines. */
const PROSE = new Set(["X", "Z", "O", "<", "+"]);
/** Tags that records without `%0` begin with. */
const OPENERS = new Set(["0", "T", "A", "E", "Q", "L", "M", "F"]);

function lineReader(problems: FileProblems, emit: (entry: TaggedEntry) => void): LineReader {
  const builder = entryBuilder("`%0 ` of the next record", problems, emit);
  let afterGap = false;

  function opens(tag: string): boolean {
    if (!builder.isOpen()) return true;
    const typed = builder.has("0");
    if (tag === "0") return typed || afterGap;
    if (!typed)
      return afterGap ? OPENERS.has(tag) || builder.has(tag) : tag === "T" && builder.has("T");
    // The AIS eLibrary writes `%T` first, and `%0` only for some records.
    if (!afterGap || !builder.has("T")) return false;
    return tag === "T" || (tag === "A" && !PROSE.has(builder.last() ?? ""));
  }

  return {
    readLine(line, number) {
      const tag = line.includes("%") ? tagOf(line) : undefined;
      if (tag !== undefined) {
        if (tag === "0" && builder.repeats("0", number)) problems.repeatedMark("%0", number);
        else if (opens(tag)) builder.open(number);
        builder.add(tag, line.slice(line.indexOf("%") + 2).trim(), number);
        afterGap = false;
        return;
      }
      const text = line.trim();
      if (text === "") {
        afterGap = true;
        return;
      }
      if (!builder.goOn(text, number, LISTS.has(builder.last() ?? "")))
        problems.outside(text, number);
      afterGap = false;
    },
    end: builder.close,
  };
}

function tagOf(line: string): string | undefined {
  const [, tight, other] = TIGHT_TAG_LINE.exec(line) ?? [];
  return TAG_LINE.exec(line)?.[1] ?? tight ?? other;
}

function readEntry({ fields }: TaggedEntry): TaggedContent {
  const all = selectFrom(valuesOf(fields));
  const { year, wrongYear } = yearOf(fields, all, ["D", "8", "7"], "D");
  const type = referenceType(all("0")[0]);
  const isPubMed = all("~", "W").some((name) => databaseNamed(name)?.database === "PubMed");
  return {
    fields: {
      title: all("T")[0],
      abstract: abstractOf(all("X")),
      authors: authorsOf(all, hasStandIns(all("0")[0])),
      year,
      // `%B` of a book is its series.
      venue: all("J")[0] ?? (type === "book" ? undefined : all("B")[0]),
      type,
      language: normalizeLanguage(all("G")[0] ?? ""),
      doi: doiOf(all),
      pmid: isPubMed ? firstMatch(/^(\d{4,8})$/, all("M")) : undefined,
      pmcid: firstMatch(/^PMC\d{4,9}$/, all("2")),
      arxiv: firstFound(findArxivId, all("R", "U", "J", "M")),
      volume: all("V")[0],
      issue: all("N")[0],
      pages: all("P", "]", "&")[0],
      issn: issnsOf(all("@")),
      url: firstLink(all("U", ">").filter(beginsWithLink)),
      accession: all("M")[0],
      keywords: keywordsOf(all("K")),
    },
    attribution: originOf(fields, all),
    wrongYear,
    titleIn: "`%T `",
  };
}

/** Several names can share a line: `Doe, J.; Roe, R.`, `Doe, J. and Roe, R.`; editors where there are no authors. */
function authorsOf(all: Select, hasStandIns: boolean): readonly Author[] {
  const kinds = hasStandIns ? ["A", "E", "Y"] : ["A"];
  const texts = kinds.map((kind) => all(kind)).find((names) => names.length > 0) ?? [];
  return texts.flatMap((text) => splitNames(text)).flatMap((name) => parseAuthor(name) ?? []);
}

function doiOf(all: Select): string | undefined {
  const whole = all("O", "M", "L", "F").filter((text) =>
    /^(?:doi:?\s*)?10\.\d{4,9}\/\S+$/i.test(text),
  );
  const links = all("U").filter((text) => /\bdoi\.org\//i.test(text.slice(0, 2000)));
  return firstDoi(all("R")) ?? firstDoi(links) ?? firstDoi(whole);
}

/** Google Scholar's order of tags; it gives no link, no abstract and no name of its own. */
const SCHOLAR = /^0 T A (?:J|B)(?: V)?(?: N)?(?: P)?(?: @)? D I$/;

/**
 * ACM writes the number of the article under `%1`, and `%A` or `%T` behind the type; EndNote, which
 * keeps what others wrote, puts the year between author and title.
 */
function isAcm(layout: string, all: Select): boolean {
  const doi = firstDoi(all("R", "U")) ?? "";
  if (!doi.startsWith("10.1145/") || !/^0 (?:1 )?(?:T A|A T)(?: |$)/.test(layout)) return false;
  const links = [...all("R"), ...all("U")].map((link) => platformOfUrl(link)?.database);
  return (
    links.includes("ACM Digital Library") ||
    all("1").some((number) => /^\d+$/.test(number) && doi.endsWith(number)) ||
    all("I").some((name) => /^(?:ACM|Association for Computing Machinery)$/.test(name))
  );
}

function originOf(fields: readonly TaggedField[], all: Select): Attribution {
  const links = all("U");
  const layout = fields
    .map(({ tag }) => tag)
    .filter((tag, at) => tag !== fields[at - 1]?.tag)
    .slice(0, 20)
    .join(" ");
  const found = combineEvidence([
    ...all("~").map(databaseNamed),
    ...all("W").map(databaseNamed),
    ...all("M").map(databaseOfAccession),
    ...links.map(databaseOfUrl),
    // Only the AIS eLibrary puts the title before the type, if it gives one.
    layout.startsWith("T ")
      ? links.map(platformOfUrl).find((one) => one?.database === "AIS eLibrary")
      : undefined,
  ]);
  if (found.database !== undefined || found.producer !== undefined) return found;
  if (isAcm(layout, all)) return databaseNamed("ACM Digital Library") ?? {};
  return SCHOLAR.test(layout) ? (databaseNamed("Google Scholar") ?? {}) : {};
}
