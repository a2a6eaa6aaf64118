import type { Page, Route } from "playwright-core";
import type {
  AnswerMessage,
  AnswerSaved,
  Dashboard,
  ItemView,
  WorkView,
} from "../../../src/core/decide/page-data.ts";
import {
  type PageCode,
  servedPage,
  servedPolicy,
} from "../../../src/outputs/web-page/page-html.ts";

/** A place that browsers take for safe, as they take that of the real server. */
export const ORIGIN = "http://localhost:8123";

/** What a window is answered instead of by `slr decide --web`, which has tests of its own. */
export interface FakeServer {
  /** The link of a reviewer, which opens the page at a work. */
  readonly link: string;
  /** The answers that arrived, in their order. */
  readonly arrived: AnswerMessage[];
  /** Whether it answers. */
  isUp: boolean;
  /** Refuses answers with this message; undefined takes them. */
  refuses: string | undefined;
  serve(page: Page): Promise<void>;
}

export function fakeServer(
  code: PageCode,
  view: WorkView,
  dashboard: Partial<Dashboard> = {},
): FakeServer {
  const waiting = [...view.state.upcoming];
  const items = new Map(view.items.map((item) => [item.id, item]));
  const known = new Set<string>();
  const server: FakeServer = {
    link: `${ORIGIN}/#t=token`,
    arrived: [],
    isUp: true,
    refuses: undefined,
    async serve(page) {
      await page.route(`${ORIGIN}/**`, (route) => answer(route));
    },
  };
  const stateNow = (): WorkView["state"] => ({
    ...view.state,
    upcoming: waiting,
    decided: server.arrived.length,
    left: waiting.length,
  });
  const workNow = (): WorkView => ({
    ...view,
    state: stateNow(),
    items: waiting.slice(0, 2).flatMap((id) => items.get(id) ?? []),
  });

  const take = (message: AnswerMessage): AnswerSaved => {
    if (!known.has(message.uuid)) {
      known.add(message.uuid);
      server.arrived.push(message);
      const at = waiting.indexOf(message.key);
      if (at >= 0) waiting.splice(at, 1);
      if (message.saying === null) waiting.unshift(message.key);
    }
    const item = items.get(message.key)!;
    const seen = item.seen + 1;
    items.set(message.key, { ...item, seen } as ItemView); // the same kind of item
    const next = waiting.slice(0, 2).flatMap((id) => items.get(id) ?? []);
    return { uuid: message.uuid, key: message.key, seen, says: "", state: stateNow(), items: next };
  };

  const answer = async (route: Route): Promise<void> => {
    const request = route.request();
    const url = new URL(request.url());
    if (!server.isUp) return route.abort("connectionrefused");
    const json = (value: unknown, status = 200) =>
      route.fulfill({ status, contentType: "application/json", body: JSON.stringify(value) });
    if (url.pathname === "/")
      return route.fulfill({
        contentType: "text/html; charset=utf-8",
        headers: { "Content-Security-Policy": servedPolicy(code) },
        body: servedPage(code),
      });
    if (request.headers().authorization !== "Bearer token")
      return json({ error: "signed-out", message: "Open your link again." }, 401);
    const path = url.pathname.replace(/^\/api\/queue\/(?:screen\/|resolve\/)?[\w-]+/, "");
    if (url.pathname === "/session") return json({ reviewer: view.reviewer, title: view.title });
    if (url.pathname === "/api/dashboard")
      return json({
        title: view.title,
        reviewer: view.reviewer,
        work: [],
        others: [],
        outcomesBecause: "",
        ...dashboard,
      });
    if (path === "") return json(workNow());
    if (path === "/answers") return json([]);
    if (path === "/items") {
      const ids = (url.searchParams.get("ids") ?? "").split(",").map(decodeURIComponent);
      return json(ids.flatMap((id) => items.get(id) ?? []));
    }
    if (path === "/answer") {
      if (server.refuses !== undefined)
        return json({ error: "refused", message: server.refuses }, 503);
      return json(take(request.postDataJSON() as AnswerMessage)); // as the page sends it
    }
    return json({ error: "not-found", message: `${url.pathname} is not there.` }, 404);
  };
  return server;
}
