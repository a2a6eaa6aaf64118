import type { Protocol } from "../../../core/protocol/protocol.ts";
import { type Citation, parseCitation } from "../../../core/published/citation.ts";
import { copyOf } from "../../../core/published/published-copy.ts";
import { publishedProtocol } from "../../../core/published/published-protocol.ts";
import { withoutThirdPartyText } from "../../../core/published/withheld.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { formatInstant, isCertain } from "../../../core/records/time.ts";
import { type RatedReview, screenReview } from "../../../core/review/review.ts";
import { lockOf, renderLock } from "../../../core/versions/lock.ts";
import { readPlainTable } from "../../../formats/review-files/plain-table.ts";
import { citationCff } from "../../../outputs/published/citation-cff.ts";
import { codesCsv } from "../../../outputs/published/people-tables.ts";
import { type PublishedFile, publishedTables } from "../../../outputs/published/published-files.ts";
import { publishedReadme } from "../../../outputs/published/readme.ts";
import { type DescribedFile, roCrate } from "../../../outputs/published/ro-crate.ts";
import { parseSums, SUMS } from "../../folder/copy/published-copy.ts";
import { codeFiles } from "../../folder/decision-files.ts";
import { decodeKept, readKeptBytes } from "../../folder/kept-files.ts";
import { LOCK } from "../../folder/locks.ts";
import { keptFolderOf } from "../../folder/output-file.ts";
import { openReview, PROTOCOL_FILE, type Review } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import { FileHasher } from "../../io/file-hash.ts";
import type { Io } from "../../io/io.ts";
import { slrVersion } from "../../io/version.ts";

const CITATION = "CITATION.cff";
const README = "README.md";
const CRATE = "ro-crate-metadata.json";

interface PublishOptions {
  /** The day of publication, as YYYY-MM-DD. */
  readonly date?: string | undefined;
}

/** `slr publish`: a copy of the review for an archive, without what third parties wrote. */
export async function publish(
  [target, ...more]: readonly string[],
  options: PublishOptions,
  io: Io,
): Promise<ExitCode> {
  if (target === undefined || more.length > 0)
    throw new UserError("Name one folder for the copy: slr publish ../archive");
  if (options.date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.date))
    throw new UserError(`Unexpected --date \`${options.date}\`, expected a day as YYYY-MM-DD.`);
  const opened = await openReview(io, []);
  if (!opened.hasProtocol) {
    throw new UserError(
      `There is no ${PROTOCOL_FILE}, and a published review needs its protocol.`,
      {
        hint: "slr init writes one.",
      },
    );
  }
  const old = await filesToReplace(target, io);
  const review = await screenReview(opened.input);
  const { files, gaps } = await filesOfCopy(review, opened, options, io);
  const names = [...old, ...files.map(({ path }) => path)];
  const written = files.map(({ path, render }) => ({ name: path, pieces: render() }));
  io.status({ doing: "Writing the copy" });
  await io.replaceFolder(target, written, names);
  io.notify(`The copy is in ${target}: ${plural(files.length, "file")}.`);
  for (const gap of gaps) io.notify(`gap: ${gap}`);
  const errors = review.results.problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return EXIT.ok;
  io.notify(`The review has ${plural(errors.length, "error")}: slr check lists them.`);
  return EXIT.foundProblems;
}

/**
 * The files that a copy in this folder consists of; they are replaced. Throws a UserError if the folder
 * holds anything else.
 */
async function filesToReplace(target: string, io: Io): Promise<readonly string[]> {
  const into = keptFolderOf(target);
  if (into !== undefined)
    throw new UserError(`${target} lies in ${into}/, which is a part of the review.`, {
      hint: "Name a folder beside the review: slr publish ../archive",
    });
  const kind = await io.kindOf(target);
  if (kind === "file") throw new UserError(`${target} is a file, expected a folder for the copy.`);
  if (kind === "nothing") return [];
  if ((await io.identityOf(target)) === (await io.identityOf(".")))
    throw new UserError("The copy needs a folder of its own, and this is that of the review.");
  const present = [...(await io.list(target)), ...(await io.links(target))];
  if (present.length === 0) return [];
  const own = present.includes(SUMS)
    ? parseSums(await io.readText(`${target}/${SUMS}`))
    : new Map();
  const foreign = present.filter((file) => file !== SUMS && !own.has(file));
  if (own.has(CRATE) && foreign.length === 0) return present;
  throw new UserError(
    `${target} holds files that slr publish did not write: ${(foreign.length > 0 ? foreign : present).slice(0, 5).join(", ")}.`,
    { hint: "Name an empty folder or one that does not exist, or move these files elsewhere." },
  );
}

/** Every file of the copy, the hashes last; and what it lacks. */
async function filesOfCopy(
  review: RatedReview,
  opened: Review,
  options: PublishOptions,
  io: Io,
): Promise<{ readonly files: readonly PublishedFile[]; readonly gaps: readonly string[] }> {
  const { protocol } = opened.input;
  const { flow, title } = review.results;
  const { citation, cff, gaps } = await citationOf(title, io);
  const date = options.date ?? citation.released ?? newestDay(review, protocol);
  if (date === undefined) {
    throw new UserError("Nothing in the review says when it was published.", {
      hint: `Name the day with --date, or as date-released in ${CITATION}.`,
    });
  }
  if (options.date === undefined && citation.released === undefined) {
    gaps.push(
      `The day of publication is not known; ${date}, the newest day in the data, stands for it. Name it with --date or as date-released in ${CITATION}.`,
    );
  }
  const about = { title, question: protocol.question, citation, date, version: slrVersion() };
  const yaml = publishedProtocol(await io.readText(PROTOCOL_FILE));
  const locks: PublishedFile[] = [];
  for (const { file, name } of opened.versions) {
    const text = await io.readText(file);
    locks.push(fileOf(file, `the lock of an earlier version: ${name}`, text));
  }
  const data: PublishedFile[] = [
    {
      path: PROTOCOL_FILE,
      about: "the protocol: sources with their queries, criteria, screening policy",
      render: () => [yaml],
    },
    {
      path: LOCK,
      about: "the hashes of all files of the review, the flow, and each record with its box",
      render: () => [renderLock(lockOf(review, opened.inputs()))],
    },
    ...locks,
    ...publishedTables(copyOf(review), withoutThirdPartyText(review.results)),
    ...(await codesOf(io)),
    { path: CITATION, about: "how to cite the review", render: () => [cff] },
  ];
  const readme = publishedReadme(about, data, { flow, gaps });
  const described = [...data, fileOf(README, "what is in the copy, and how to check it", readme)];
  const crate = fileOf(
    CRATE,
    "metadata of the copy as RO-Crate 1.1",
    roCrate(about, described.map(describe)),
  );
  const files = [...described, crate];
  const sums = files.map((file) => `${describe(file).sha256}  ${file.path}\n`).join("");
  return { files: [...files, fileOf(SUMS, "the SHA-256 of every file", sums)], gaps };
}

/** The tables of codes/, without notes. */
async function codesOf(io: Io): Promise<PublishedFile[]> {
  const codes: PublishedFile[] = [];
  for (const { file, reviewer } of (await codeFiles(io)).files) {
    const { bytes } = await readKeptBytes(io, file);
    const { header, rows } = readPlainTable((await decodeKept(bytes, file)).text);
    const text = [
      ...codesCsv(
        header,
        rows.map(({ cells }) => cells),
      ),
    ].join("");
    codes.push(
      fileOf(`codes/${reviewer}.csv`, `the classes that ${reviewer} gave to studies`, text),
    );
  }
  return codes;
}

function fileOf(path: string, about: string, text: string): PublishedFile {
  return { path, about, render: () => [text] };
}

function describe({ path, about, render }: PublishedFile): DescribedFile {
  const hasher = new FileHasher();
  let bytes = 0;
  for (const piece of render()) {
    const chunk = Buffer.from(piece);
    bytes += chunk.length;
    hasher.update(chunk);
  }
  return { path, about, bytes, sha256: hasher.digest().bytes };
}

/** CITATION.cff of the review, or one with gaps. */
async function citationOf(
  title: string,
  io: Io,
): Promise<{ readonly citation: Citation; readonly cff: string; readonly gaps: string[] }> {
  if ((await io.kindOf(CITATION)) !== "file") {
    return {
      citation: { authors: [] },
      cff: citationCff({ title }),
      gaps: [
        `There is no ${CITATION} in the folder of the review, so authors and licence are missing. Write one; slr publish copies it.`,
      ],
    };
  }
  const cff = await io.readText(CITATION);
  const citation = parseCitation(cff);
  if (citation === undefined) {
    throw new UserError(`${CITATION} is no Citation File Format that slr can read.`, {
      hint: "https://citation-file-format.github.io describes the format.",
    });
  }
  return {
    citation,
    cff,
    gaps: [
      ...(citation.authors.length === 0 ? [`${CITATION} names no authors.`] : []),
      ...(citation.license === undefined
        ? [`${CITATION} names no licence (license: CC-BY-4.0).`]
        : []),
    ],
  };
}

/** The day of the newest decision or search. */
function newestDay({ found: { input } }: RatedReview, { sources }: Protocol): string | undefined {
  const days = [
    ...input.decisions.flatMap(({ decidedAt }) =>
      isCertain(decidedAt) ? [formatInstant(decidedAt.spans[0]!.from).slice(0, 10)] : [],
    ),
    ...sources.flatMap(({ searches }) => searches.flatMap(({ searched }) => searched ?? [])),
  ];
  return days
    .filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))
    .sort()
    .at(-1);
}
