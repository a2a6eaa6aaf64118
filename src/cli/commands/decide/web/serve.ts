import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { Order } from "../../../../core/decide/order.ts";
import { formatCount, plural } from "../../../../core/records/text/plural.ts";
import { linesInDoubt } from "../../../../formats/review-files/review-tables.ts";
import { plainText } from "../../../../outputs/text/plain-text.ts";
import { decisionFileOf } from "../../../folder/decision-files.ts";
import { besideOthers } from "../../../folder/folder-lock.ts";
import { readTableToExtend } from "../../../folder/kept-files.ts";
import { UserError } from "../../../io/errors.ts";
import type { Io } from "../../../io/io.ts";
import { type RedirectFile, redirectFile } from "../../../io/redirect-file.ts";
import { addressesOfMachine, openWebServer, type WebServer } from "../../../io/web-server.ts";
import { pageCode } from "../../../shipped/page-code.ts";
import { webReviewers } from "../reviewers.ts";
import {
  clockOfRows,
  openDecisions,
  openPairs,
  PAIRS_FILE,
  RETRIEVALS_FILE,
  retrievalTable,
} from "../tables.ts";
import { Door } from "./door.ts";
import { respond } from "./routes.ts";
import { Snapshots } from "./snapshots.ts";
import { type OpenReviewer, Works } from "./works.ts";

export interface ServeOptions {
  /** Names with commas between. */
  readonly as?: string;
  readonly order: Order;
  readonly audit?: number;
  /** The address at which to listen, if not only this machine may reach it. */
  readonly host?: string;
  readonly port?: number;
  readonly open: boolean;
}

/** The link of a reviewer. Whoever has it can answer in the reviewer's name. */
export interface ReviewerLink {
  readonly reviewer: string;
  readonly link: string;
}

/** Screening in browsers, as long as the server runs. */
export interface Screening {
  readonly links: readonly ReviewerLink[];
  /** What to say of each reviewer at the end. */
  progress(): readonly string[];
  close(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";

/**
 * Serves the page until `until` resolves, and tells where it is. Each table that can get rows is
 * marked as being worked on.
 */
export async function serve(
  options: ServeOptions,
  io: Io,
  until: () => Promise<void>,
): Promise<void> {
  const reviewers = await webReviewers(options, io);
  const files = await Promise.all(reviewers.map((name) => decisionFileOf(name, io)));
  const besideAll = (tables: readonly string[], act: () => Promise<void>): Promise<void> => {
    const [table, ...others] = tables;
    if (table === undefined) return act();
    return besideOthers(io, { doing: "slr decide --web", table }, (other) => {
      if (other !== undefined) io.notify(plainText(other));
      return besideAll(others, act);
    });
  };
  await besideAll([...files, PAIRS_FILE], async () => {
    const screening = await openScreening(reviewers, options, io);
    let redirect: RedirectFile | undefined;
    try {
      printLinks(screening.links, options, io);
      redirect = await openInBrowser(screening.links, options, io);
      await until();
    } finally {
      await redirect?.remove();
      await screening.close();
    }
    for (const line of screening.progress()) io.print(line);
    io.notify("Next: slr screen counts the flow anew.");
  });
}

function printLinks(links: readonly ReviewerLink[], { host }: ServeOptions, io: Io): void {
  for (const { reviewer, link } of links) io.print(`${plainText(reviewer)}: ${link}`);
  io.notify(
    host === undefined
      ? "The page is open to programs of this machine that know the link, until Ctrl-C ends it."
      : `Whoever has a link reads the review and answers in that reviewer's name: send each person only the own one. Nothing is encrypted on its way, so use --host only in a network that you trust. Ctrl-C ends it.`,
  );
}

/** Opens the page of a single reviewer; of several, each opens the own link. */
async function openInBrowser(
  links: readonly ReviewerLink[],
  { open }: ServeOptions,
  io: Io,
): Promise<RedirectFile | undefined> {
  const [only, another] = links;
  if (!open || only === undefined || another !== undefined) return undefined;
  const file = await redirectFile(only.link);
  if (!(await io.openLink(file.path))) io.notify("There is no browser here; open the link.");
  return file;
}

/** For so many reviewers the queue is made before the server begins, for others when they come. */
const MADE_READY = 4;

/** Opens the review and the server for these reviewers. */
export async function openScreening(
  names: readonly string[],
  options: ServeOptions,
  io: Io,
): Promise<Screening> {
  const code = await pageCode();
  const mended = new Map<string, number>();
  for (const file of [
    ...(await Promise.all(names.map((name) => decisionFileOf(name, io)))),
    PAIRS_FILE,
    RETRIEVALS_FILE,
  ]) {
    await readTableToExtend(io, file); // Refuses a table in UTF-16 before anything is written to it.
    const line = await io.endLastLine(file);
    if (line !== undefined) mended.set(file, line);
  }
  const snapshots = await Snapshots.open(io);
  const { review } = snapshots.current;
  const pairs = await openPairs(io, review);
  const retrievals = retrievalTable(io, review);
  const reviewers = new Map<string, OpenReviewer>();
  const notices = new Map<string, string>();
  const doubts = linesInDoubt(review.input.problems);
  for (const reviewer of names) {
    const file = await decisionFileOf(reviewer, io);
    const table = await openDecisions(io, review, file);
    reviewers.set(reviewer, { reviewer, table, pairs, retrievals });
    const torn = mended.get(file);
    const said = [
      ...(torn === undefined
        ? []
        : [`${file}:${torn} was cut off in the middle of a line; have a look at it.`]),
      ...doubts
        .filter((problem) => problem.file === file)
        .slice(0, 3)
        .map(({ line }) => `${file}:${line} is not applied; slr check says why.`),
    ];
    notices.set(reviewer, plainText(said.join(" ")));
  }
  const { order, audit } = options;
  const works = new Works(io, snapshots, names, { order, audit }, clockOfRows(io));
  // A large review takes a while to be ordered for a reviewer, and a browser does not wait long.
  for (const open of [...reviewers.values()].slice(0, MADE_READY)) {
    io.status({ doing: "Reading the first records for", what: open.reviewer });
    await (await works.workOf(open, "screen/title-abstract")).open();
  }
  io.status(undefined);
  const host = options.host ?? LOOPBACK;
  let desk: Parameters<typeof respond>[0] | undefined;
  const server = await listen(host, options.port, io, (request) => respond(desk!, request));
  const door = new Door(hostsOf(host, server.port), server.port);
  desk = { io, door, works, snapshots, code, reviewers, notices };
  const base = `http://${inLink(reachable(host))}:${server.port}/`;
  return {
    links: names.map((reviewer) => ({ reviewer, link: `${base}#t=${door.tokenFor(reviewer)}` })),
    progress: () =>
      names.map((reviewer) => {
        const { decided, left } = works.standing(reviewer, "title-abstract");
        const reports = works.standing(reviewer, "full-text");
        return `${plainText(reviewer)}: ${plural(decided, "record")} decided and ${formatCount(left)} left at title/abstract, ${formatCount(reports.decided)} and ${formatCount(reports.left)} at full text.`;
      }),
    close: () => server.close(),
  };
}

/** How many ports are tried if others listen at the one of this review. */
const PORTS_TRIED = 20;

/**
 * Listens at the port that was asked for. Without one, each review has a port of its own, which stays
 * the same: what a browser keeps belongs to the port.
 */
async function listen(
  host: string,
  port: number | undefined,
  io: Io,
  handle: Parameters<typeof openWebServer>[1],
): Promise<WebServer> {
  if (port !== undefined) return openWebServer({ host, port }, handle);
  const first = portOf(io.folder);
  for (let tried = 0; ; tried += 1) {
    try {
      return await openWebServer({ host, port: first + tried }, handle);
    } catch (error) {
      if (!(error instanceof UserError) || tried === PORTS_TRIED) throw error;
      if (!/Another program listens/.test(error.message)) throw error;
    }
    if (tried === 0)
      io.notify(
        `Another program listens at port ${first}, which this review had before; answers that a browser kept unsaved there are sent when slr has that port again.`,
      );
  }
}

/** 11000 to 29999: below the ports that systems hand out, without those that browsers refuse. */
function portOf(folder: string): number {
  return 11_000 + (createHash("sha256").update(folder).digest().readUInt32BE(0) % 18_900);
}

/** An address that other machines can open, where slr listens at all addresses of this one. */
function reachable(host: string): string {
  if (host !== "0.0.0.0" && host !== "::") return host;
  return addressesOfMachine()[0] ?? LOOPBACK;
}

/** The values of `Host` that lead here; any other comes from a page that was bound to this address. */
function hostsOf(host: string, port: number): string[] {
  const everywhere = host === "0.0.0.0" || host === "::";
  const names = [
    ...(everywhere ? addressesOfMachine() : [host]),
    ...(everywhere || host === LOOPBACK || host === "::1" ? [LOOPBACK, "localhost", "::1"] : []),
    ...(everywhere ? [hostname(), `${hostname()}.local`] : []),
  ];
  return names
    .map((name) => inLink(name).toLowerCase())
    .flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

/** IPv6 addresses stand in brackets. */
function inLink(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
