import { ORDERS } from "../../../../core/decide/order.ts";
import type { Refusal, SignedIn, WorkView } from "../../../../core/decide/page-data.ts";
import { flowSvg } from "../../../../outputs/flow/forms/flow-svg.ts";
import { type PageCode, servedPage, servedPolicy } from "../../../../outputs/web-page/page-html.ts";
import { UserError } from "../../../io/errors.ts";
import type { Io } from "../../../io/io.ts";
import type { WebRequest, WebResponse } from "../../../io/web-server.ts";
import { fullTextOf } from "../records-session.ts";
import { readAnswer } from "./answer-message.ts";
import { dashboardOf, maySeeOutcomes, titleOf } from "./dashboard.ts";
import type { Door, Proof } from "./door.ts";
import type { Snapshots } from "./snapshots.ts";
import type { Work, WorkNow } from "./work.ts";
import { isWork, type OpenReviewer, type Works } from "./works.ts";

/** What the server answers with. */
export interface Desk {
  readonly io: Io;
  readonly door: Door;
  readonly works: Works;
  readonly snapshots: Snapshots;
  readonly code: PageCode;
  /** By name, who may come in. */
  readonly reviewers: ReadonlyMap<string, OpenReviewer>;
  /** What each reviewer is told once, when a work opens. */
  readonly notices: ReadonlyMap<string, string>;
}

/** Headers of every answer: nothing is kept, guessed, or shown inside of other sites. */
const SAFE = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
} as const;

/** What is no page of slr may load nothing and be shown in a page of this server only. */
const NOTHING_ELSE = "default-src 'none'; frame-ancestors 'self'";

/** A route: what a request must show, and the answer. */
interface Route {
  readonly method: "GET" | "POST";
  readonly proof: Proof;
  answer(desk: Desk, visit: Visitor): Promise<WebResponse>;
}

interface Visitor {
  readonly reviewer: string;
  readonly request: WebRequest;
  /** The decoded parts of the path that the route leaves open. */
  readonly parts: readonly string[];
}

const ROUTES: readonly (readonly [path: RegExp, route: Route])[] = [
  [/^\/$/, { method: "GET", proof: "none", answer: page }],
  [/^\/favicon\.ico$/, { method: "GET", proof: "none", answer: noIcon }],
  [/^\/session$/, { method: "POST", proof: "token", answer: signIn }],
  [/^\/api\/dashboard$/, { method: "GET", proof: "both", answer: dashboard }],
  [/^\/api\/queue\/(.+)\/items$/, onWork("GET", items)],
  [/^\/api\/queue\/(.+)\/answers$/, onWork("GET", answers)],
  [/^\/api\/queue\/(.+)\/search$/, onWork("GET", search)],
  [/^\/api\/queue\/(.+)\/answer$/, onWork("POST", answer)],
  [/^\/api\/queue\/(.+)\/skip$/, onWork("POST", skip)],
  [/^\/api\/queue\/(.+)\/order$/, onWork("POST", order)],
  [/^\/api\/queue\/(.+)$/, { method: "GET", proof: "both", answer: openWork }],
  [/^\/fulltext\/([^/]+)$/, { method: "GET", proof: "cookie", answer: fullText }],
  [/^\/flow\.svg$/, { method: "GET", proof: "cookie", answer: flow }],
];

/** Answers a request. What fails for a reason that the reviewer can know is said in words. */
export async function respond(desk: Desk, request: WebRequest): Promise<WebResponse> {
  const found = ROUTES.flatMap(([path, route]) => {
    const match = path.exec(request.path);
    return match === null ? [] : [{ route, match }];
  })[0];
  // Whoever may not come in does not learn which pages there are.
  const visit = desk.door.enter(request, found?.route.proof ?? "token");
  if (!visit.ok) {
    const error = { 401: "signed-out", 403: "forbidden", 421: "wrong-host" } as const;
    return refused(visit.status, error[visit.status], visit.message);
  }
  if (found === undefined) return refused(404, "not-found", "There is no such page.");
  const { route, match } = found;
  if (request.method !== route.method && !(request.method === "HEAD" && route.method === "GET"))
    return refused(405, "not-allowed", `Use ${route.method} here.`);
  const parts = decoded(match.slice(1));
  if (parts === undefined) return refused(404, "not-found", "There is no such page.");
  try {
    return await route.answer(desk, { reviewer: visit.reviewer, request, parts });
  } catch (error) {
    if (!(error instanceof UserError)) desk.io.notify(`An answer failed: ${String(error)}`);
    const message = error instanceof UserError ? error.message : "slr failed here; this is a bug.";
    return refused(503, "refused", message);
  }
}

function decoded(parts: readonly string[]): string[] | undefined {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function json(value: unknown, status = 200, headers: Record<string, string> = {}): WebResponse {
  return {
    status,
    headers: {
      ...SAFE,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Security-Policy": NOTHING_ELSE,
      ...headers,
    },
    body: JSON.stringify(value),
  };
}

function refused(status: number, error: Refusal["error"], message: string): WebResponse {
  return json({ error, message } satisfies Refusal, status);
}

async function page({ code }: Desk): Promise<WebResponse> {
  return {
    status: 200,
    headers: {
      ...SAFE,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": servedPolicy(code),
    },
    body: servedPage(code),
  };
}

/** Browsers ask for a picture of the page by themselves. */
async function noIcon(): Promise<WebResponse> {
  return { status: 204, headers: SAFE, body: "" };
}

async function signIn({ door, snapshots }: Desk, { reviewer }: Visitor): Promise<WebResponse> {
  const signedIn: SignedIn = { reviewer, title: titleOf(snapshots.current) };
  return json(signedIn, 200, { "Set-Cookie": door.cookieFor(reviewer) });
}

async function dashboard(desk: Desk, { reviewer }: Visitor): Promise<WebResponse> {
  return json(await dashboardOf(reviewer, desk));
}

/** A route about a work that the reviewer has opened. */
function onWork(
  method: Route["method"],
  answer: (work: Work, desk: Desk, visitor: Visitor) => Promise<WebResponse>,
): Route {
  return {
    method,
    proof: "both",
    async answer(desk, visitor) {
      const work = await workOf(desk, visitor, (name) => desk.works.opened(visitor.reviewer, name));
      return work instanceof Object && "status" in work ? work : answer(work, desk, visitor);
    },
  };
}

/** The work that a path names, or why the reviewer cannot have it. */
async function workOf(
  { works, reviewers }: Desk,
  { reviewer, parts: [name = ""] }: Visitor,
  known: (name: Parameters<Works["workOf"]>[1]) => Work | undefined = () => undefined,
): Promise<Work | WebResponse> {
  if (!isWork(name)) return refused(404, "not-found", "There is no such work.");
  if (!works.offered(reviewer).includes(name)) {
    return refused(
      403,
      "forbidden",
      name === "audit"
        ? "There is no audit. slr decide --web --audit 100 offers one of 100 records."
        : "You may settle conflicts once nothing waits for you, or if slr.yaml names you among the adjudicators: before, they would tell you how others voted.",
    );
  }
  return known(name) ?? works.workOf(reviewers.get(reviewer)!, name);
}

async function openWork(desk: Desk, visitor: Visitor): Promise<WebResponse> {
  const work = await workOf(desk, visitor);
  return "status" in work ? work : json(viewOf(await work.open(), desk, visitor));
}

function viewOf(now: WorkNow, { snapshots, notices }: Desk, { reviewer }: Visitor): WorkView {
  const title = titleOf(snapshots.current);
  return { reviewer, title, ...now, notice: notices.get(reviewer) ?? "" };
}

async function items(work: Work, _: Desk, { request }: Visitor): Promise<WebResponse> {
  return json(await work.items((request.query.get("ids") ?? "").split(",")));
}

async function answers(work: Work): Promise<WebResponse> {
  return json(work.answers());
}

async function search(work: Work, _: Desk, { request }: Visitor): Promise<WebResponse> {
  return json(await work.search((request.query.get("q") ?? "").slice(0, 1000)));
}

async function answer(work: Work, _: Desk, { request }: Visitor): Promise<WebResponse> {
  const text = await jsonBody(request);
  if (typeof text !== "string") return text;
  const read = readAnswer(text, work.plan);
  if (!read.ok) return refused(400, "bad-request", read.message);
  if (!work.knows(read.message.key))
    return refused(
      404,
      "not-found",
      `\`${read.message.key.slice(0, 40)}\` is not among your items.`,
    );
  const result = await work.answer(read.message);
  return json(result, "error" in result ? 409 : 200);
}

async function skip(work: Work, desk: Desk, visitor: Visitor): Promise<WebResponse> {
  const id = await fieldOf(visitor.request, "id");
  return typeof id === "string" ? json(viewOf(await work.skip(id), desk, visitor)) : id;
}

async function order(work: Work, desk: Desk, visitor: Visitor): Promise<WebResponse> {
  const wanted = await fieldOf(visitor.request, "order");
  if (typeof wanted !== "string") return wanted;
  const named = ORDERS.find((one) => one === wanted);
  const now = named === undefined ? undefined : await work.reorder(named);
  return now === undefined
    ? refused(400, "bad-request", `This work has no order \`${wanted.slice(0, 40)}\`.`)
    : json(viewOf(now, desk, visitor));
}

/** The body of a request, which must be declared as JSON: no form of another site can send that. */
async function jsonBody(request: WebRequest): Promise<string | WebResponse> {
  if (!/^application\/json\b/i.test(request.header("content-type") ?? ""))
    return refused(400, "bad-request", "Unexpected body, expected application/json.");
  return (await request.body()) ?? refused(413, "too-large", "The answer is longer than 1 MB.");
}

async function fieldOf(request: WebRequest, name: string): Promise<string | WebResponse> {
  const text = await jsonBody(request);
  if (typeof text !== "string") return text;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const value = (Object(body) as Record<string, unknown>)[name];
  return typeof value === "string"
    ? value
    : refused(400, "bad-request", `Unexpected body, expected \`${name}\`.`);
}

async function fullText(
  { io, snapshots }: Desk,
  { parts: [id = ""] }: Visitor,
): Promise<WebResponse> {
  const { records, screened } = snapshots.current;
  const file = records.has(id) ? await fullTextOf(io, screened.fullTextName(id)) : undefined;
  if (file === undefined) return refused(404, "not-found", "There is no full text of this record.");
  return {
    status: 200,
    headers: {
      ...SAFE,
      "Content-Type": file.kind === "pdf" ? "application/pdf" : "text/plain; charset=utf-8",
      "Content-Disposition": "inline",
      // The readers of PDF that browsers bring need more than nothing.
      "Content-Security-Policy": file.kind === "pdf" ? "frame-ancestors 'self'" : NOTHING_ELSE,
    },
    body: await io.readWhole(file.file),
  };
}

async function flow({ works, snapshots }: Desk, { reviewer }: Visitor): Promise<WebResponse> {
  if (!maySeeOutcomes(reviewer, works))
    return refused(403, "forbidden", "The flow shows once nothing waits for you.");
  const { current } = snapshots;
  return {
    status: 200,
    headers: {
      ...SAFE,
      "Content-Type": "image/svg+xml; charset=utf-8",
      "Content-Security-Policy": `${NOTHING_ELSE}; style-src 'unsafe-inline'`,
    },
    body: flowSvg.render(current.screened.results.flow, { title: titleOf(current) }),
  };
}
