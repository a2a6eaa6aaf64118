import { createHash, randomBytes } from "node:crypto";
import type { WebRequest } from "../../../io/web-server.ts";

/** Who a request comes from, or why it is turned away. */
export type Visit =
  | { readonly ok: true; readonly reviewer: string }
  | {
      readonly ok: false;
      readonly status: 401 | 403 | 421;
      readonly message: string;
    };

/** What a request must show: nothing, the token of a link, a cookie, or cookie and token. */
export type Proof = "none" | "token" | "cookie" | "both";

/**
 * The door of the server: it knows which names the server answers to, and who may come in. Each
 * reviewer has a token, which the link carries in its fragment, so that no server, log or referrer
 * sees it. The page trades it for a cookie. Cookies are shared by all ports of a machine and sent by
 * pages of other ports, so a change needs both, and what other sites send is refused.
 */
export class Door {
  readonly #hosts: ReadonlySet<string>;
  readonly #cookie: string;
  /** Reviewers by the hash of their token, and of the cookies given for it. */
  readonly #tokens = new Map<string, string>();
  readonly #cookies = new Map<string, string>();

  /** @param hosts the values of `Host` that lead here: `127.0.0.1:8012` */
  constructor(hosts: Iterable<string>, port: number) {
    this.#hosts = new Set(hosts);
    this.#cookie = `slr-${port}`;
  }

  /** A new token of a reviewer. */
  tokenFor(reviewer: string): string {
    return issue(this.#tokens, reviewer);
  }

  /** The header that gives the reviewer's browser a cookie. */
  cookieFor(reviewer: string): string {
    const value = issue(this.#cookies, reviewer);
    return `${this.#cookie}=${value}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Lets a request in, or says why not. A public page has no reviewer: `""`. */
  enter(request: WebRequest, proof: Proof): Visit {
    const host = request.header("host")?.toLowerCase();
    if (host === undefined || !this.#hosts.has(host)) {
      return {
        ok: false,
        status: 421,
        message: "This server does not answer to that name. Open the link that slr printed.",
      };
    }
    if (!isFromHere(request, host, proof)) {
      return { ok: false, status: 403, message: "This came from a page of another site or port." };
    }
    if (proof === "none") return { ok: true, reviewer: "" };
    const byToken = reviewerOf(this.#tokens, bearerOf(request));
    const byCookie = reviewerOf(this.#cookies, this.#cookieOf(request));
    const reviewer = proof === "cookie" ? byCookie : byToken;
    if (reviewer === undefined || (proof === "both" && byCookie !== reviewer)) {
      return {
        ok: false,
        status: 401,
        message:
          "This link is not known, because the server was started anew. Open the link that it has printed since; answers that are not saved wait in this browser.",
      };
    }
    return { ok: true, reviewer };
  }

  #cookieOf(request: WebRequest): string | undefined {
    const pairs = (request.header("cookie") ?? "").split(/;\s*/);
    const own = pairs.filter((pair) => pair.startsWith(`${this.#cookie}=`));
    return own.length === 1 ? own[0]!.slice(this.#cookie.length + 1) : undefined;
  }
}

/** Browsers say where a request comes from; programs that are no browsers say nothing. */
function isFromHere(request: WebRequest, host: string, proof: Proof): boolean {
  const origin = request.header("origin");
  if (origin !== undefined && origin !== `http://${host}`) return false;
  const site = request.header("sec-fetch-site");
  // `none`: the reviewer typed the address or opened the link; a page may be opened from anywhere,
  // because it has no data.
  if (site === undefined || site === "same-origin") return true;
  if (proof === "none") return request.header("sec-fetch-mode") === "navigate";
  return site === "none" && proof === "cookie";
}

function bearerOf(request: WebRequest): string | undefined {
  return /^Bearer ([\w-]+)$/.exec(request.header("authorization") ?? "")?.[1];
}

/** Secrets are kept and looked up as hashes, so that the time of a look-up tells nothing of them. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64");
}

function issue(secrets: Map<string, string>, reviewer: string): string {
  const secret = randomBytes(24).toString("base64url");
  secrets.set(hashOf(secret), reviewer);
  return secret;
}

function reviewerOf(
  secrets: ReadonlyMap<string, string>,
  secret: string | undefined,
): string | undefined {
  return secret === undefined ? undefined : secrets.get(hashOf(secret));
}
