import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { alignColumns } from "../../../outputs/text/align-columns.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { type OpenedExport, openExports } from "../../folder/exports.ts";
import { patternFor } from "../../folder/file-patterns.ts";
import { alone } from "../../folder/folder-lock.ts";
import { type FoundSource, findSources } from "../../folder/found-sources.ts";
import { isLeftBeside } from "../../folder/names-by-programs.ts";
import { PROTOCOL_FILE, RESULTS, reviewAbove, SEARCHES } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/** `slr init`: starts a review folder from existing exports. */
export function init(files: readonly string[], io: Io): Promise<ExitCode> {
  return alone(io, "slr init", () => initAlone(files, io));
}

async function initAlone(files: readonly string[], io: Io): Promise<ExitCode> {
  if ((await io.kindOf(PROTOCOL_FILE)) !== "nothing") {
    throw new UserError(`${PROTOCOL_FILE} already exists; slr init never changes a protocol.`, {
      hint: "Edit it, then run slr screen.",
    });
  }
  await refuseFolderOfReview(io);
  for (const file of files) {
    if (/^(?:[/\\]|[a-z]:)/i.test(file) || file.split(/[/\\]/).includes("..")) {
      throw new UserError(`${file} lies outside of the review folder.`, {
        hint: `Copy it into ${SEARCHES}/ first: a review folder holds its exports.`,
      });
    }
  }
  const candidates = files.length > 0 ? files : await findExports(io);
  const exports: OpenedExport[] = [];
  const skipped: string[] = [];
  for (const path of candidates) {
    try {
      const opened = await openExports(io, path);
      exports.push(...opened.exports);
      skipped.push(...opened.problems.map(({ file, message }) => `${file}: ${message}`));
    } catch (error) {
      if (!(error instanceof UserError) || files.length > 0) throw error;
      skipped.push(error.message);
    }
  }
  if (exports.length === 0) {
    throw new UserError(
      `No exports in ${SEARCHES}/ or here.${skipped.map((message) => `\n  ${message}`).join("")}`,
      {
        hint: `Put the exported search results (RIS, BibTeX, CSV) into ${SEARCHES}/ and run slr init again.`,
      },
    );
  }
  const sources = await findSources(exports, io);
  await io.writeFile(PROTOCOL_FILE, renderProtocol(sources));
  await writeIfAbsent(io, "decisions/README.md", DECISIONS_README);
  if (!(await writeIfAbsent(io, ".gitattributes", GIT_ATTRIBUTES))) {
    const before = (await io.readText(".gitattributes")).split(/\r?\n/);
    const missing = GIT_RULES.filter((rule) => !before.includes(rule));
    if (missing.length > 0)
      io.notify(`.gitattributes already exists; add these lines to it: ${missing.join("; ")}`);
  }
  await writeIfAbsent(io, ".gitignore", ".slr/\n*.tmp\n");

  const rows = sources.map(({ name, kind, files: paths, entries }) => [
    name,
    kind,
    formatCount(entries),
    paths.join(" "),
  ]);
  for (const line of alignColumns([["source", "kind", "entries", "files"], ...rows]))
    io.print(plainTable(line));
  for (const message of skipped) io.notify(`Left out: ${message}`);
  io.notify(
    `${PROTOCOL_FILE} names ${plural(sources.length, "source")}. Next: write your criteria into it, then slr screen.`,
  );
  return EXIT.ok;
}

/** A review keeps its files in these folders, so a second one in them would be a mistake. */
const FOLDERS_OF_REVIEW = ["automation", "codes", "decisions", "fulltext", RESULTS, SEARCHES];

async function refuseFolderOfReview(io: Io): Promise<void> {
  const above = await reviewAbove(io);
  if (above === undefined || !FOLDERS_OF_REVIEW.includes(above.way[0]!)) return;
  throw new UserError(
    `This folder, ${above.way.join("/")}/, is part of the review in ${above.folder}.`,
    { hint: "Run slr there; slr add takes in exports that came later." },
  );
}

function plainTable(line: string): string {
  return line
    .split(/( {2,})/)
    .map((part) => (part.trim() === "" ? part : plainText(part)))
    .join("");
}

/** Exports in searches/, otherwise those in the review folder itself. */
async function findExports(io: Io): Promise<string[]> {
  const looksLikeExport = (path: string) =>
    /\.(?:ris|bib|bibtex|csv|tsv|txt|nbib|enw|ciw|xml|json|xlsx?|zip|gz)$/i.test(path) &&
    !isLeftBeside(path);
  const inSearches = (await io.list(SEARCHES, (path) => /(?:^|\/)\./.test(path))).map(
    (path) => `${SEARCHES}/${path}`,
  );
  if (inSearches.length > 0) return inSearches.filter(looksLikeExport);
  const here = await io.list(".", (path) =>
    /(?:^|\/)\.|^(?:results|decisions|fulltext|node_modules)$/.test(path),
  );
  const own = /^(?:duplicates|retrieval|studies)\.csv$|^package(?:-lock)?\.json$|^tsconfig/;
  return here.filter((path) => !path.includes("/") && looksLikeExport(path) && !own.test(path));
}

/** A scalar that YAML reads back as the same text. */
function yamlText(text: string): string {
  return /^[\p{L}][\p{L}\p{N} ./_-]*$/u.test(text) &&
    !/^(?:true|false|null|yes|no|on|off)$/i.test(text) &&
    !/ $/.test(text)
    ? text
    : JSON.stringify(text);
}

function renderProtocol(sources: readonly FoundSource[]): string {
  const entries = sources.map(({ name, kind, files, entries, byEntry }) => {
    const patterns = files.map(patternFor);
    const paths =
      patterns.length === 1
        ? yamlText(patterns[0]!)
        : `[${patterns.map((pattern) => JSON.stringify(pattern)).join(", ")}]`;
    return `  - name: ${yamlText(name)}
    kind: ${kind}
    files: ${paths}${byEntry ? "\n    by: entry                       # a library: each entry counts for the database that it names" : ""}
    #searched: 2024-05-25           # the day of the search (PRISMA item 6)
    #platform: Elsevier             # through what it was searched (PRISMA-S item 1)
    #query: …                       # the search string, exactly as it was run (PRISMA item 7)
    expected: ${entries}${" ".repeat(Math.max(1, 21 - String(entries).length))}# the number of hits; correct it if the database showed another`;
  });
  return `# yaml-language-server: $schema=https://unpkg.com/slr-screen/schema/slr.schema.json
# The protocol of this review. slr screen reads it; docs/protocol.md of slr describes every key.
# Lines such as #question: are examples: remove the # and they hold.
title: Untitled review
#question: Which methods …, and by how much?

# Where records were identified. kind: database, register, website, organisation or citation-searching.
sources:
${entries.join("\n")}

# Eligibility. A criterion with \`exclude\` excludes the records that match its query, one with \`include\`
# those that do not; a record without the data (no abstract, no year) is never excluded.
# A criterion without a query is a reason that people give. The order is the order of reasons.
criteria:
#  - id: E1
#    text: Published outside 2017-2023
#    stage: title-abstract          # before-screening, title-abstract or full-text
#    exclude: year < 2017 OR year > 2023
#  - id: I1
#    text: About large-scale language models
#    reason: Not about large-scale language models
#    stage: title-abstract
#    include: title-abs-key("language model*" OR LLM* OR transformer*)
#  - id: F1
#    text: No empirical evaluation
#    stage: full-text

# Who decides: rules, reviewers, or rules-then-reviewers (rules exclude, people decide the rest).
screening:
  title-abstract: { by: rules-then-reviewers, per-record: 1 }
  full-text: { by: reviewers, per-record: 1 }

#reviewers:
#  gpt: { kind: automation }        # reviewers not listed are persons
#adjudicators: [ada]                # who may settle conflicts; without this, anybody
#flow:
#  other-methods: separate          # or merged: citation searching goes through the first column
#  template: prisma-2020            # or prisma-2009, prisma-scr
#previous: { lock: slr-2024.lock }  # an updated review: the slr.lock of the version before, renamed
#checks: { retracted: error }       # how severe slr check finds a problem: error, warning or off
#known-relevant:                    # found by the search and not excluded, or slr check fails
#  - doi:10.48550/arXiv.1909.08053
`;
}

/** slr hashes the files of a review, so git must not change their line ends on any system. */
const SAME_LINE_ENDS = ["* -text"];

/** Reviewers append to their own files; git keeps the lines of both sides. */
const KEEP_BOTH_SIDES = [
  "decisions/*.csv merge=union",
  "decisions/*.tsv merge=union",
  "codes/*.csv merge=union",
  "duplicates.csv merge=union",
];

const GIT_RULES = [...SAME_LINE_ENDS, ...KEEP_BOTH_SIDES];

const GIT_ATTRIBUTES = `# slr hashes the files of the review, so git must not change their line ends on any system.
${SAME_LINE_ENDS.join("\n")}
# Reviewers append to their own files; git keeps the lines of both sides.
${KEEP_BOTH_SIDES.join("\n")}
`;

const DECISIONS_README = `One file for each reviewer: \`decisions/<name>.csv\`, append-only, written by slr decide or by hand, with the header

    record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year,tags

- \`record\`: the key that slr prints, or \`doi:…\`, \`pmid:…\`, \`arxiv:…\`
- \`stage\`: title-abstract or full-text
- \`verdict\`: include, exclude or maybe; withdrawn takes back the rows before it
- \`reason\`: ids of criteria joined with \`;\`, the primary one first
- \`resolves\`: yes, if the row settles a conflict
- \`doi\`, \`pmid\`, \`title\`, \`year\`: what was seen, so that the row finds its record again
- \`tags\`: words of your own, joined with \`;\`

The last row of one reviewer for one record and stage counts.
`;

/** Writes the file unless it exists; says whether it was written. */
async function writeIfAbsent(io: Io, path: string, text: string): Promise<boolean> {
  if ((await io.kindOf(path)) !== "nothing") return false;
  await io.writeFile(path, text);
  return true;
}
