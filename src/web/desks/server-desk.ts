import {
  type AnswerMessage,
  type AnswerSaved,
  type AnswerStale,
  type Found,
  type ItemView,
  type OwnAnswer,
  ROUTES,
  type WorkName,
  type WorkView,
} from "../../core/decide/page-data.ts";
import type { PageEvent } from "../state/page-state.ts";
import { type Connection, Refused, Unreachable } from "./connection.ts";
import type { Desk, Store } from "./desk.ts";

/** An answer as the browser keeps it until the server has it. */
interface KeptAnswer {
  readonly work: WorkName;
  readonly message: AnswerMessage;
}

/** The answers of a work that the browser keeps. */
function keptAnswers(store: Store, work: WorkName) {
  /** Where kept answers are, by uuid. */
  const kept = new Map<string, number>();
  return {
    async all(): Promise<readonly AnswerMessage[]> {
      const messages: AnswerMessage[] = [];
      for (const [number, value] of await store.all("answers")) {
        const one = value as KeptAnswer; // as `keep` wrote it
        if (one.work !== work) continue;
        kept.set(one.message.uuid, number);
        messages.push(one.message);
      }
      return messages;
    },
    async keep(message: AnswerMessage): Promise<void> {
      const entry: KeptAnswer = { work, message };
      const number = kept.get(message.uuid);
      if (number === undefined) kept.set(message.uuid, await store.add("answers", entry));
      else await store.put("answers", number, entry);
    },
    async forget(uuid: string): Promise<void> {
      const number = kept.get(uuid);
      if (number === undefined) return;
      kept.delete(uuid);
      await store.remove("answers", number);
    },
  };
}

/** The answers of a work go to the server, each kept in the browser until it is there. */
export function serverDesk(
  connection: Connection,
  store: Store,
  work: WorkName,
  now: () => number,
): Desk {
  const kept = keptAnswers(store, work);

  /** An event, or the event that tells why there is none. */
  const orFailure = async (ask: () => Promise<PageEvent>): Promise<PageEvent> => {
    try {
      return await ask();
    } catch (error) {
      return failureOf(error, now());
    }
  };

  return {
    home: "server",
    store,
    async open() {
      const view = await connection.get<WorkView>(ROUTES.work(work));
      const answers = await connection.get<readonly OwnAnswer[]>(ROUTES.answers(work));
      return { work: view, answers, unsaved: await kept.all() };
    },
    async write(message, send) {
      try {
        await kept.keep(message);
      } catch {
        // Without the server, an answer that the browser cannot keep would be lost.
        if (!send)
          return {
            kind: "refused",
            uuid: message.uuid,
            message: "The server does not answer, and this browser cannot keep the answer.",
          };
      }
      if (!send) return { kind: "kept", uuid: message.uuid, at: now() };
      try {
        const saved = await connection.post<AnswerSaved | AnswerStale>(
          ROUTES.answer(work),
          message,
        );
        if ("error" in saved) return { kind: "stale", stale: saved };
        return { kind: "saved", saved, at: now() };
      } catch (error) {
        const failure = failureOf(error, now());
        return failure.kind === "say"
          ? { kind: "refused", uuid: message.uuid, message: failure.text }
          : failure;
      }
    },
    forget: kept.forget,
    async fetch(ids) {
      const event = await orFailure(async () => {
        // Without ids it only asks whether the server is back.
        const items =
          ids.length === 0
            ? (await connection.get<WorkView>(ROUTES.work(work))).items
            : await connection.get<readonly ItemView[]>(ROUTES.items(work, ids));
        return { kind: "items", items, at: now() };
      });
      return event.kind === "say" ? { kind: "no-items", ids } : event;
    },
    search: (text) =>
      orFailure(async () => ({
        kind: "found",
        text,
        found: await connection.get<Found>(ROUTES.search(work, text)),
      })),
    skip: (id) =>
      orFailure(async () => ({
        kind: "opened",
        work: await connection.post<WorkView>(ROUTES.skip(work), { id }),
        at: now(),
      })),
    order: (order) =>
      orFailure(async () => ({
        kind: "opened",
        work: await connection.post<WorkView>(ROUTES.order(work), { order }),
        at: now(),
      })),
  };
}

function failureOf(error: unknown, at: number): PageEvent {
  if (error instanceof Unreachable) return { kind: "unreachable", at };
  if (error instanceof Refused && error.refusal.error === "signed-out")
    return { kind: "signed-out", message: error.refusal.message };
  const text = error instanceof Error ? error.message : String(error);
  return { kind: "say", text, tone: "error" };
}
