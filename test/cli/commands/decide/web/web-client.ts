import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  openScreening,
  type Screening,
  type ServeOptions,
} from "../../../../../src/cli/commands/decide/web/serve.ts";
import type { Io } from "../../../../../src/cli/io/io.ts";
import {
  type AnswerMessage,
  type AnswerSaved,
  type AnswerStale,
  type Refusal,
  ROUTES,
  type WorkName,
  type WorkView,
} from "../../../../../src/core/decide/page-data.ts";
import type { Saying } from "../../../../../src/core/decide/session.ts";
import type { TestFolder } from "../../../captured-io.ts";

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A request with exactly these headers, as a browser or an attacker would send them. */
export function send(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string | string[]>> = {},
  body?: string,
): Promise<Answered> {
  return new Promise((done, fail) => {
    const all = { Host: `127.0.0.1:${port}`, ...headers };
    const sent = request(
      { host: "127.0.0.1", port, method, path, headers: all, setHost: false, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
}

/** What the server says to an answer, whether it is saved, stale or refused. */
export interface Reply extends Partial<AnswerSaved & Pick<AnswerStale, "item" | "message">> {
  readonly status: number;
  readonly error?: Refusal["error"] | "stale";
}

/** A window of one reviewer, signed in. */
export interface Window {
  readonly port: number;
  readonly token: string;
  readonly cookie: string;
  /** The headers by which the server knows it. */
  readonly signs: Readonly<Record<string, string>>;
  get<Answer>(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answered>;
  open(work: WorkName): Promise<WorkView>;
  /** Answers an item, as it was seen, and returns what the server says. */
  say(
    work: WorkName,
    key: string,
    seen: number,
    saying: Saying | null,
    uuid?: string,
  ): Promise<Reply>;
}

/** An answer with its parts. */
export function saying(verdict: Saying["verdict"], parts: Partial<Saying> = {}): Saying {
  return { verdict, reasons: [], note: "", tags: [], ...parts };
}

/** A server over a folder that ends with the test. */
export interface TestServer {
  readonly port: number;
  readonly tokens: Readonly<Record<string, string>>;
  sign(reviewer: string): Promise<Window>;
  close(): Promise<void>;
}

/** Opens a server for these reviewers, in this process, at any free port. */
export async function serveFolder(
  folder: TestFolder,
  reviewers: readonly string[],
  options: Partial<ServeOptions> = {},
  extra: Partial<Io> = {},
): Promise<TestServer> {
  const { buildWeb } = (await import(pathToFileURL(resolve("scripts/web.js")).href)) as {
    buildWeb(): Promise<string | undefined>;
  };
  const missing = await buildWeb();
  if (missing !== undefined) throw new Error(missing);
  let links: Screening["links"] = [];
  let end = () => {};
  let running: Promise<unknown> | undefined;
  await new Promise<void>((ready, fail) => {
    running = folder.slrBy(async (io) => {
      const settings = { order: "key", open: false, port: 0, ...options } as const;
      const screening = await openScreening(reviewers, settings, io);
      links = screening.links;
      const ended = new Promise<void>((done) => {
        end = done;
      });
      ready();
      await ended;
      await screening.close();
      return 0;
    }, extra);
    running.catch(fail);
  });
  const close = async () => {
    end();
    await running;
  };
  onTestFinished(close);
  const port = Number(new URL(links[0]!.link).port);
  const tokens = Object.fromEntries(
    links.map(({ reviewer, link }) => [reviewer, link.slice(link.indexOf("#t=") + 3)]),
  );
  return {
    port,
    tokens,
    close,
    sign: (reviewer) => signIn(port, tokens[reviewer]!),
  };
}

/** Signs in at a server by a token. */
export async function signIn(port: number, token: string): Promise<Window> {
  const bearer = { Authorization: `Bearer ${token}` };
  const signed = await send(port, "POST", ROUTES.session, bearer);
  if (signed.status !== 200) throw new Error(signed.text);
  const cookie = String(signed.headers["set-cookie"]).split(";")[0]!;
  const signs = { ...bearer, Cookie: cookie };
  const post = (path: string, body: unknown) =>
    send(
      port,
      "POST",
      path,
      { ...signs, "Content-Type": "application/json" },
      JSON.stringify(body),
    );
  const get = async (path: string) => {
    const answer = await send(port, "GET", path, signs);
    if (answer.status !== 200) throw new Error(answer.text);
    return JSON.parse(answer.text);
  };
  return {
    port,
    token,
    cookie,
    signs,
    get,
    post,
    open: (work) => get(ROUTES.work(work)),
    async say(work, key, seen, said, uuid = randomUUID()) {
      const message: AnswerMessage = { uuid, seen, key, saying: said };
      const { status, text } = await post(ROUTES.answer(work), message);
      return { status, ...JSON.parse(text) };
    },
  };
}
