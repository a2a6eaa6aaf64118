import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { UserError } from "./errors.ts";

/** A request of a browser. */
export interface WebRequest {
  readonly method: string;
  /** The path as it was sent, still encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** A header by its name in lower case, values that were sent apart with a comma between; undefined if it was not sent. */
  header(name: string): string | undefined;
  /** The body as text; undefined if it is longer than `BODY_LIMIT`. */
  body(): Promise<string | undefined>;
}

export interface WebResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface WebServer {
  readonly port: number;
  /** Answers the requests that have come, and hangs up on everybody. */
  close(): Promise<void>;
}

/** Far more than the longest note and all tags of an answer. */
const BODY_LIMIT = 1 << 20;

/** A browser that sends its request slower than this many milliseconds is hung up on. */
const SLOWEST_REQUEST = 30_000;

/**
 * Listens on one address and port, or on any free port if it is 0. Requests are answered at the same
 * time; what must not happen at once is for the handler to see to.
 */
export async function openWebServer(
  { host, port }: { readonly host: string; readonly port: number },
  handle: (request: WebRequest) => Promise<WebResponse>,
): Promise<WebServer> {
  // Browsers open connections before they need them; Node would wait for the first request of each.
  const withoutRequest = new Set<Socket>();
  let isClosing = false;
  const server = createServer({ requestTimeout: SLOWEST_REQUEST }, (request, response) => {
    const { socket } = request;
    withoutRequest.delete(socket);
    response.once("close", () => {
      if (isClosing) socket.destroySoon();
      else if (!socket.destroyed) withoutRequest.add(socket);
    });
    void answer(request, response, handle);
  });
  server.on("connection", (socket: Socket) => {
    withoutRequest.add(socket);
    socket.once("close", () => withoutRequest.delete(socket));
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen({ host, port, exclusive: true }, () => done());
  }).catch((cause: unknown) => {
    throw unusableAddress(host, port, cause);
  });
  return {
    // A server that listens on a port has an address with it.
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        isClosing = true;
        server.close(() => done());
        for (const socket of withoutRequest) socket.destroy();
      }),
  };
}

function unusableAddress(host: string, port: number, cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const at = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  if (code === "EADDRINUSE")
    return new UserError(`Another program listens at ${at}.`, {
      hint: "--port chooses another port; --port 0 takes any that is free.",
      cause,
    });
  if (code === "EACCES")
    return new UserError(`The system does not let slr listen at ${at}.`, {
      hint: "Ports below 1024 belong to the system; choose another with --port.",
      cause,
    });
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new UserError(`This machine has no address ${host}.`, {
      hint: `Its addresses: ${addressesOfMachine().join(", ")}.`,
      cause,
    });
  return cause;
}

/** The addresses at which other machines can reach this one, IPv4 first. */
export function addressesOfMachine(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  const outside = all.filter(({ internal, scopeid }) => !internal && !scopeid);
  return [
    ...outside.filter(({ family }) => family === "IPv4"),
    ...outside.filter(({ family }) => family === "IPv6"),
  ].map(({ address }) => address);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (request: WebRequest) => Promise<WebResponse>,
): Promise<void> {
  try {
    const { status, headers, body } = await handle(asWebRequest(request));
    response.writeHead(status, {
      ...headers,
      "Content-Length": String(typeof body === "string" ? Buffer.byteLength(body) : body.length),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  } catch {
    // The browser has hung up, or the handler failed without an answer: nothing was promised.
    response.destroy();
  }
}

function asWebRequest(request: IncomingMessage): WebRequest {
  const [path = "/", query = ""] = (request.url ?? "/").split(/\?(.*)/s);
  return {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    header(name) {
      return request.headersDistinct[name]?.join(", ");
    },
    async body() {
      const chunks: Buffer[] = [];
      let size = 0;
      try {
        for await (const chunk of request as AsyncIterable<Buffer>) {
          size += chunk.length;
          if (size <= BODY_LIMIT) chunks.push(chunk);
        }
      } catch (cause) {
        throw new UserError("The browser hung up before its request was complete.", { cause });
      }
      return size > BODY_LIMIT ? undefined : Buffer.concat(chunks).toString("utf8");
    },
  };
}
