import { basename } from "node:path";
import { addSearch, addSources, type NewSearch } from "../../../core/protocol/edit/add-searches.ts";
import { parseProtocol } from "../../../core/protocol/parse-protocol.ts";
import type { Protocol, SourcePlan } from "../../../core/protocol/protocol.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { inQuotes, shellWord } from "../../../outputs/text/shell-word.ts";
import { type OpenedExport, openExports } from "../../folder/exports.ts";
import { patternFor } from "../../folder/file-patterns.ts";
import { alone } from "../../folder/folder-lock.ts";
import { type FoundSource, findSources } from "../../folder/found-sources.ts";
import {
  filesOfReview,
  hintOfReviewAbove,
  PROTOCOL_FILE,
  SEARCHES,
  sourceNaming,
} from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import { FileHasher } from "../../io/file-hash.ts";
import type { Io } from "../../io/io.ts";
import { refuseNewNumbers } from "./kept-numbers.ts";

export interface AddOptions {
  readonly to?: string;
  readonly searched?: string;
  readonly query?: string;
  readonly expected?: number;
}

/** An export to add: where it is, and where the review keeps it. */
interface Arrival {
  readonly from: string;
  readonly path: string;
}

/** `slr add`: adds later exports, as new sources or as a later search of a source. */
export function add(files: readonly string[], options: AddOptions, io: Io): Promise<ExitCode> {
  return alone(io, "slr add", () => addAlone(files, options, io));
}

async function addAlone(files: readonly string[], options: AddOptions, io: Io): Promise<ExitCode> {
  if ((await io.kindOf(PROTOCOL_FILE)) === "nothing") {
    throw new UserError(`There is no ${PROTOCOL_FILE} to add exports to.`, {
      hint:
        (await hintOfReviewAbove(io)) ??
        `Put the exports into ${SEARCHES}/ and run slr init, which writes it.`,
    });
  }
  const yaml = await io.readText(PROTOCOL_FILE);
  const protocol = protocolOf(yaml);
  const plan = options.to === undefined ? undefined : planOf(options.to, protocol);
  const { to: _, ...search } = { ...options, ...dayOf(options, plan) };
  const arrivals = await arrivalsOf(files, protocol, io);
  const found = await findSources(await exportsAt(arrivals, io, (text) => io.notify(text)), io);
  const added =
    plan === undefined
      ? asSources(yaml, { found, arrivals }, search, protocol)
      : addSearch(yaml, plan.name, {
          ...search,
          files: found.flatMap((one) => one.files.map(patternFor)),
        });
  // The protocol that slr wrote must parse before anything is written to the disk.
  const after = protocolOf(added);
  const hasLibrary = found.some(({ byEntry }) => byEntry);
  if (hasLibrary || protocol.sources.some(({ by }) => by === "entry"))
    await refuseNewNumbers(await exportsAt(arrivals, io), after, io);

  for (const { from, path } of arrivals)
    if (from !== path) await io.writeFile(path, io.readBytes(from));
  await io.writeFile(PROTOCOL_FILE, added);
  for (const { name, entries, files: paths, isNamedWithin } of found) {
    const what =
      plan === undefined ? `source ${name}` : `search ${plan.searches.length + 1} of ${plan.name}`;
    io.print(plainText(`Added ${what}: ${plural(entries, "entry")} in ${paths.join(", ")}`));
    if (entries === 0)
      io.notify("The export holds no entries. Was the search result empty, or the export cut off?");
    if (plan !== undefined && isNamedWithin && name !== plan.name)
      io.notify(plainText(`The export itself says that it is from ${name}, not ${plan.name}.`));
    if (options.expected !== undefined && options.expected !== entries && found.length === 1)
      io.notify(
        `slr.yaml expects ${formatCount(options.expected)}, but the export holds ${plural(entries, "entry")}.`,
      );
  }
  io.notify("Next: slr screen.");
  return EXIT.ok;
}

function protocolOf(yaml: string): Protocol {
  const parsed = parseProtocol(yaml, PROTOCOL_FILE);
  if (!parsed.ok) throw UserError.fromProblems(parsed.problems);
  return parsed.protocol;
}

/** The source that --to names. */
function planOf(name: string, { sources }: Protocol): SourcePlan {
  const plan = sources.find((source) => source.name === name);
  if (plan !== undefined) return plan;
  const names = sources.map((source) => source.name).join(", ");
  throw new UserError(`\`${name}\` is no source of ${PROTOCOL_FILE}.`, {
    hint:
      names === ""
        ? `${PROTOCOL_FILE} names no sources; leave out --to.`
        : `Its sources are ${names}.`,
  });
}

/** The day of the search; a later search needs one that is not before earlier searches. */
function dayOf({ searched }: AddOptions, plan: SourcePlan | undefined): { searched?: string } {
  if (searched === undefined) {
    if (plan === undefined) return {};
    throw new UserError(`A later search of ${plan.name} needs its day.`, {
      hint: `slr add … --to ${inQuotes(plan.name)} --searched 2025-06-01`,
    });
  }
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(searched) && !Number.isNaN(Date.parse(`${searched}T00:00:00Z`));
  if (!isDay || new Date(`${searched}T00:00:00Z`).toISOString().slice(0, 10) !== searched) {
    throw new UserError(
      `Unexpected date \`${searched}\`, expected one day as YYYY-MM-DD, such as 2025-06-01.`,
    );
  }
  const before = plan?.searches.flatMap((one) => one.searched ?? []).at(-1);
  if (plan !== undefined && before !== undefined && before > searched) {
    throw new UserError(
      `${plan.name} was searched on ${before}, after ${searched}. Searches are listed oldest first, because entries are numbered in this order.`,
      { hint: `Check the date, or write the search into ${PROTOCOL_FILE} where it belongs.` },
    );
  }
  return { searched };
}

/**
 * The path of each file in the review; throws if the review already has the file, or if the path is
 * taken.
 */
async function arrivalsOf(
  files: readonly string[],
  protocol: Protocol,
  io: Io,
): Promise<readonly Arrival[]> {
  const known = new Map<string, string>();
  const inside = new Map<string, string>();
  for (const path of await filesOfReview(io)) {
    const isSearch = path.startsWith(`${SEARCHES}/`) || sourceNaming(protocol, path) !== undefined;
    const identity = await io.identityOf(path);
    if (identity !== undefined) inside.set(identity, path);
    if (isSearch) known.set(await hashOf(path, io), path);
  }
  const arrivals: Arrival[] = [];
  for (const from of files) {
    if ((await io.kindOf(from)) !== "file") throw new UserError(`There is no file ${from}.`);
    const own = inside.get((await io.identityOf(from)) ?? "");
    const path = own?.startsWith(`${SEARCHES}/`) ? own : `${SEARCHES}/${basename(from)}`;
    const owner = sourceNaming(protocol, path);
    const hash = await hashOf(from, io);
    const twin = known.get(hash);
    if (twin !== undefined && (twin !== path || owner !== undefined || own !== path)) {
      const of = sourceNaming(protocol, twin)?.name;
      throw new UserError(
        `${from} holds the same bytes as ${twin}${of === undefined ? "" : ` of ${of}`}, so nothing is added.`,
      );
    }
    if (own !== path && (await io.kindOf(path)) !== "nothing") {
      throw new UserError(`${path} already exists and has other content.`, {
        hint: `Give ${from} another name; slr never replaces an export.`,
      });
    }
    if (owner !== undefined) {
      throw new UserError(
        `${PROTOCOL_FILE}:${owner.line}: error: ${path} would belong to ${owner.name}, whose \`files\` match it.`,
        { hint: `Give ${from} another name, or name the files of ${owner.name} one by one.` },
      );
    }
    known.set(hash, path);
    arrivals.push({ from, path });
  }
  const twice = arrivals.find(({ path }, at) => arrivals.findIndex((a) => a.path === path) !== at);
  if (twice !== undefined)
    throw new UserError(
      `Two of the files would be copied to ${twice.path}; give them different names.`,
    );
  return arrivals;
}

/** The exports in the files, under the paths that the files will have. */
async function exportsAt(
  arrivals: readonly Arrival[],
  io: Io,
  tell: (problem: string) => void = () => {},
): Promise<OpenedExport[]> {
  const exports: OpenedExport[] = [];
  for (const { from, path } of arrivals) {
    const opened = await openExports(io, from);
    for (const { file, message } of opened.problems) tell(plainText(`${file}: ${message}`));
    exports.push(
      ...opened.exports.map((one) => ({
        ...one,
        path: path + one.path.slice(from.length),
        onDisk: path,
      })),
    );
  }
  return exports;
}

/** slr.yaml with the exports as sources of their own. */
function asSources(
  yaml: string,
  { found, arrivals }: { found: readonly FoundSource[]; arrivals: readonly Arrival[] },
  search: Omit<NewSearch, "files">,
  { sources }: Protocol,
): string {
  const given = search.query !== undefined || search.expected !== undefined;
  if (given && found.length > 1) {
    throw new UserError(
      `--query and --expected describe one search, but the files are from ${found.map(({ name }) => name).join(", ")}.`,
      { hint: "Add the files of one source at a time." },
    );
  }
  for (const { name, files } of found) {
    if (!sources.some((source) => source.name === name)) continue;
    const typed = arrivals
      .filter(({ path }) => files.some((file) => file === path || file.startsWith(`${path}/`)))
      .map(({ from }) => shellWord(from));
    throw new UserError(`${PROTOCOL_FILE} already has a source ${name}.`, {
      hint: `A later search of it: slr add ${typed.join(" ")} --to ${inQuotes(name)} --searched 2025-06-01`,
    });
  }
  return addSources(
    yaml,
    found.map(({ name, kind, files, byEntry }) => ({
      name,
      kind,
      ...search,
      files: files.map(patternFor),
      ...(byEntry && { by: "entry" as const }),
    })),
  );
}

async function hashOf(path: string, io: Io): Promise<string> {
  const hasher = new FileHasher();
  for await (const chunk of io.readBytes(path, { inPassing: true })) hasher.update(chunk);
  return hasher.digest().bytes;
}
