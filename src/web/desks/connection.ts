import { type Refusal, ROUTES, type SignedIn } from "../../core/decide/page-data.ts";

/** The server gave no answer: it is away, or it takes too long. */
export class Unreachable extends Error {}

/** The server answered that it will not. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Questions to the server in the name of one reviewer. */
export interface Connection {
  readonly signedIn: SignedIn;
  get<Answer>(path: string): Promise<Answer>;
  /** Also returns what the server answers with 409, which is no failure. */
  post<Answer>(path: string, body: unknown): Promise<Answer>;
}

/**
 * Without an answer in this time, a server counts as away. To open a work, a server may have to read
 * the whole review and to rate it.
 */
const PATIENCE = { get: 180_000, post: 8000 } as const;
/** Signs in with a token. */
export async function connect(token: string): Promise<Connection> {
  const ask = async <Answer>(
    path: string,
    init: RequestInit,
    patience: number,
  ): Promise<Answer> => {
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${token}` },
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(patience),
      });
      text = await response.text();
    } catch {
      throw new Unreachable("The server does not answer.");
    }
    const answer = readJson(text);
    if (response.ok || response.status === 409) return answer as Answer; // as the routes promise
    if (isRefusal(answer)) throw new Refused(answer);
    throw new Unreachable(`The server answers ${response.status}.`);
  };
  const post = <Answer>(path: string, body: unknown) =>
    ask<Answer>(
      path,
      {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      },
      PATIENCE.post,
    );
  const signedIn = await post<SignedIn>(ROUTES.session, {});
  return { signedIn, post, get: (path) => ask(path, { method: "GET" }, PATIENCE.get) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "error" in answer && "message" in answer;
}
