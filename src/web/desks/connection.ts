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

/** Without an answer in this time, a server counts as away. */
const PATIENCE = 8000;
/** Signs in with a token. */
export async function connect(token: string): Promise<Connection> {
  const ask = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${token}` },
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
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
    ask<Answer>(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const signedIn = await post<SignedIn>(ROUTES.session, {});
  return { signedIn, post, get: (path) => ask(path, { method: "GET" }) };
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
