import { expect, test } from "vitest";
import { advance } from "../../../src/core/decide/advance.ts";
import {
  act,
  type Command,
  type Effect,
  type Saying,
  type Session,
  startSession,
} from "../../../src/core/decide/session.ts";

const INCLUDE: Saying = { verdict: "include", reasons: [], note: "", tags: [] };
const EXCLUDE: Saying = { verdict: "exclude", reasons: ["E1"], note: "n", tags: ["t"] };

function start(...queue: string[]): Session {
  return startSession({ queue, answered: [], said: new Map(), notice: "" });
}

function play(session: Session, ...commands: Command[]) {
  const effects: Effect[] = [];
  let now = session;
  for (const command of commands) {
    const step = act(now, command);
    now = step.session;
    effects.push(...step.effects);
  }
  return { session: now, effects };
}

test("an answer may be about any item, and takes it out of the queue", () => {
  const { session, effects } = play(start("a", "b", "c"), {
    kind: "say",
    id: "b",
    saying: INCLUDE,
  });
  expect(session.queue).toEqual(["a", "c"]);
  expect(effects).toEqual([{ kind: "say", id: "b", saying: INCLUDE }]);
});

test("a later answer about an item that did not wait is undone without bringing it back", () => {
  const { session, effects } = play(
    start("a", "b"),
    { kind: "say", id: "a", saying: INCLUDE },
    { kind: "say", id: "a", saying: EXCLUDE },
    { kind: "undo" },
  );
  expect(effects.at(-1)).toEqual({ kind: "say", id: "a", saying: INCLUDE });
  expect(session.queue).toEqual(["b"]);
});

test("what is withdrawn waits first, whenever it was said", () => {
  const { session, effects } = play(
    start("a", "b", "c"),
    { kind: "say", id: "a", saying: EXCLUDE },
    { kind: "say", id: "b", saying: INCLUDE },
    { kind: "withdraw", id: "a" },
  );
  expect(session.queue).toEqual(["a", "c"]);
  expect(session.said.has("a")).toBe(false);
  expect(effects.at(-1)).toEqual({ kind: "say", id: "a", saying: undefined });
  expect(play(session, { kind: "withdraw", id: "c" }).effects).toEqual([]);
});

test("any item can be skipped, and shown again once it is answered", () => {
  const skipped = play(start("a", "b", "c"), { kind: "skip", id: "b" }).session;
  expect(skipped.queue).toEqual(["a", "c", "b"]);
  const again = play(
    skipped,
    { kind: "say", id: "a", saying: INCLUDE },
    { kind: "revise", id: "a" },
  );
  expect(again.session).toMatchObject({ queue: ["a", "c", "b"], revising: "a" });
  expect(play(again.session, { kind: "keep" }).session.queue).toEqual(["c", "b"]);
});

test("a step counts once its answers are written, in the order that follows from them", async () => {
  const step = act(start("a", "b", "c"), { kind: "say", id: "a", saying: INCLUDE });
  const written: string[] = [];
  const desk = {
    say: async (id: string) => void written.push(id),
    arrange: (queue: readonly string[]) => [...queue].reverse(),
  };
  expect((await advance(step, desk)).queue).toEqual(["c", "b"]);
  expect(written).toEqual(["a"]);
  const full = { ...desk, say: () => Promise.reject(new Error("The disk is full.")) };
  await expect(advance(step, full)).rejects.toThrow("The disk is full.");
});
