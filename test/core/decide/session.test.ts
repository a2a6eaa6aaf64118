import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Effect,
  KEYS,
  type Key,
  press,
  type Saying,
  type Session,
  type SessionPlan,
  startSession,
} from "../../../src/core/decide/session.ts";

const REASONS = [
  { id: "E1", text: "Too old" },
  { id: "E2", text: "Not about models" },
];
const SCREEN: SessionPlan = { task: "screen", reasons: REASONS, reasonRequired: false };
const FULL_TEXT: SessionPlan = { task: "screen", reasons: REASONS, reasonRequired: true };
const RESOLVE: SessionPlan = { task: "resolve", reasons: REASONS, reasonRequired: false };
const PAIRS: SessionPlan = { task: "pairs", reasons: [], reasonRequired: false };
const VIEW = { page: 10, last: 30 };

const NAMED = /^<(.+)>$/;

/** `i`, `1`, `<return>`. */
function keyOf(name: string): Key {
  const named = NAMED.exec(name)?.[1];
  return named === undefined ? { name, text: name } : { name: named, text: "" };
}

function start(...queue: string[]): Session {
  return startSession({ queue, answered: [], said: new Map(), notice: "" });
}

function play(session: Session, plan: SessionPlan, ...keys: string[]) {
  const effects: Effect[] = [];
  let now = session;
  for (const key of keys) {
    const step = press(now, keyOf(key), plan, VIEW);
    now = step.session;
    effects.push(...step.effects);
  }
  return { session: now, effects };
}

const says = (
  id: string,
  verdict: Saying["verdict"],
  reasons: string[] = [],
  note = "",
): Effect => ({
  kind: "say",
  id,
  saying: { verdict, reasons, note },
});

test.each<[string, SessionPlan, string[], Effect[]]>([
  ["i includes", SCREEN, ["i"], [says("a", "include")]],
  ["m says maybe", SCREEN, ["m"], [says("a", "maybe")]],
  ["a number excludes for that reason in one key", SCREEN, ["2"], [says("a", "exclude", ["E2"])]],
  ["e asks for the reason", SCREEN, ["e"], []],
  ["e and a number exclude", SCREEN, ["e", "1"], [says("a", "exclude", ["E1"])]],
  ["e and Enter exclude without a reason", SCREEN, ["e", "<return>"], [says("a", "exclude")]],
  ["at full text an exclusion has a reason", FULL_TEXT, ["e", "<return>"], []],
  ["Esc leaves the reasons", SCREEN, ["e", "<escape>", "i"], [says("a", "include")]],
  [
    "0 takes reasons that are typed, the primary one first",
    SCREEN,
    ["0", "o", "l", "d", ";", "E", "2", "<return>"],
    [says("a", "exclude", ["old", "E2"])],
  ],
  ["a number without a reason does nothing", SCREEN, ["7"], []],
  ["letters in capitals do nothing", SCREEN, ["I", "M"], []],
  ["y says that a pair is the same", PAIRS, ["y"], [says("a", "same")]],
  ["d says that a pair is different", PAIRS, ["d"], [says("a", "different")]],
  ["votes are no words about pairs", PAIRS, ["i", "m", "e", "1", "n"], []],
  ["a conflict is not settled by a maybe", RESOLVE, ["m"], []],
  ["a conflict is settled by a reason", RESOLVE, ["1"], [says("a", "exclude", ["E1"])]],
  ["o opens what is shown", SCREEN, ["o"], [{ kind: "open", id: "a" }]],
  ["q ends", SCREEN, ["q"], [{ kind: "end" }]],
  ["ctrl-c ends wherever it is pressed", SCREEN, ["n", "<ctrl-c>"], [{ kind: "end" }]],
  ["a terminal that is gone ends", SCREEN, ["<closed>"], [{ kind: "end" }]],
  [
    "a note goes with the decision",
    SCREEN,
    ["n", "h", "m", "<return>", "i"],
    [says("a", "include", [], "hm")],
  ],
  ["a note that was left is no note", SCREEN, ["n", "h", "<escape>", "i"], [says("a", "include")]],
  [
    "backspace takes the last letter, with its accent",
    SCREEN,
    ["n", "a", "e\u0301", "<backspace>", "<return>", "i"],
    [says("a", "include", [], "a")],
  ],
])("%s", (_, plan, keys, effects) => {
  expect(play(start("a", "b"), plan, ...keys).effects).toEqual(effects);
});

test("pasted text decides nothing, and is text where text is typed", () => {
  const paste: Key = { name: "paste", text: "iiii" };
  expect(press(start("a", "b"), paste, SCREEN, VIEW).effects).toEqual([]);
  const typing = play(start("a"), SCREEN, "n").session;
  const pasted = press(typing, { name: "paste", text: "two\nlines" }, SCREEN, VIEW).session;
  expect(pasted.prompt).toMatchObject({ text: "two lines" });
});

test("a skipped item comes again at the end, with its note", () => {
  const { session } = play(start("a", "b", "c"), SCREEN, "n", "x", "<return>", "s");
  expect(session.queue).toEqual(["b", "c", "a"]);
  expect(play(session, SCREEN, "i", "i", "m").effects.at(-1)).toEqual(says("a", "maybe", [], "x"));
});

test("an undo takes back the last answer and shows its item again, with its note", () => {
  const { session, effects } = play(start("a", "b"), SCREEN, "n", "x", "<return>", "i", "u");
  expect(effects).toEqual([
    says("a", "include", [], "x"),
    { kind: "say", id: "a", saying: undefined },
  ]);
  expect(session.queue).toEqual(["a", "b"]);
  expect(session.notes.get("a")).toBe("x");
});

test("an undo restores what was said before the session", () => {
  const before: Saying = { verdict: "maybe", reasons: [], note: "later" };
  const again = startSession({
    queue: ["a"],
    answered: [],
    said: new Map([["a", before]]),
    notice: "",
  });
  expect(play(again, FULL_TEXT, "i", "u", "1", "u").effects).toEqual([
    says("a", "include"),
    { kind: "say", id: "a", saying: before },
    says("a", "exclude", ["E1"]),
    { kind: "say", id: "a", saying: before },
  ]);
});

test("an undo reaches back into earlier sessions, the newest decision first", () => {
  const later = startSession({ queue: ["c"], answered: ["a", "b"], said: new Map(), notice: "" });
  const { session, effects } = play(later, SCREEN, "u", "u", "u");
  expect(effects).toEqual([
    { kind: "say", id: "b", saying: undefined },
    { kind: "say", id: "a", saying: undefined },
  ]);
  expect(session.queue).toEqual(["a", "b", "c"]);
});

test("when nothing is left, Enter ends and u still takes back", () => {
  const { session } = play(start("a"), SCREEN, "i");
  expect(play(session, SCREEN, "<return>").effects).toEqual([{ kind: "end" }]);
  expect(play(session, SCREEN, "u").session.queue).toEqual(["a"]);
  expect(play(session, SCREEN, "i", "e", "1", "n", "s", "o").effects).toEqual([]);
});

test("scrolling stays on the item", () => {
  const { session } = play(start("a"), SCREEN, "<down>", "<pagedown>", "<up>");
  expect(session.scroll).toBe(10);
  expect(play(session, SCREEN, "<end>", "<down>").session.scroll).toBe(30);
  expect(play(session, SCREEN, "<home>", "<up>").session.scroll).toBe(0);
});

test("every key of the last lines of the screen is one that does something", () => {
  for (const [task, keys] of Object.entries(KEYS)) {
    const plan = { screen: SCREEN, resolve: RESOLVE, pairs: PAIRS }[task as keyof typeof KEYS];
    for (const [key] of keys) {
      const { session } = play(start("a", "b"), plan, key[0]!);
      expect(session.notice, key).not.toContain("does nothing here");
    }
  }
});

test("whatever is pressed, the rows that were written say what stands, and nothing leaves the queue unanswered", () => {
  const anyKey = fc.constantFrom(
    ...["i", "m", "1", "2", "e", "0", "x", "u", "u", "s", "n", "?", "j"],
    ...["<return>", "<escape>", "<backspace>", "<pagedown>", "<up>"],
  );
  fc.assert(
    fc.property(
      fc.array(anyKey, { maxLength: 60 }),
      fc.constantFrom(SCREEN, FULL_TEXT, RESOLVE),
      (keys, plan) => {
        const ids = ["a", "b", "c", "d", "e"];
        const { session, effects } = play(start(...ids), plan, ...keys);
        const rows = new Map<string, Saying>();
        for (const effect of effects) {
          if (effect.kind !== "say") continue;
          if (effect.saying === undefined) rows.delete(effect.id);
          else rows.set(effect.id, effect.saying);
        }
        expect(rows).toEqual(session.said);
        expect([...session.queue, ...session.done.map(({ id }) => id)].sort()).toEqual(ids);
        for (const { verdict, reasons } of rows.values())
          if (plan.reasonRequired && verdict === "exclude") expect(reasons).not.toEqual([]);
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});

describe("pairs that are asked for the same reason", () => {
  const causes = new Map([
    ["p", "one word differs"],
    ["q", "two journals"],
    ["r", "one word differs"],
    ["s", "one word differs"],
  ]);
  const plan: SessionPlan = { ...PAIRS, causes };

  test("are answered as one by a and y, in their order", () => {
    const { session, effects } = play(start("p", "q", "r", "s"), plan, "d", "a", "y");
    expect(effects).toEqual([
      says("p", "different"),
      says("r", "different"),
      says("s", "different"),
    ]);
    expect(session.queue).toEqual(["q"]);
    expect(session.prompt).toEqual({ kind: "answer" });
  });

  test("are offered with their number and the answer, and any other key answers none", () => {
    const { session } = play(start("p", "q", "r", "s"), plan, "y", "a");
    expect(session.prompt).toEqual({ kind: "batch", answer: "same", ids: ["r", "s"] });
    for (const key of ["n", "d", "a", "<escape>", "<return>"]) {
      const back = play(session, plan, key);
      expect(back.effects).toEqual([]);
      expect(back.session).toMatchObject({ queue: ["q", "r", "s"], prompt: { kind: "answer" } });
    }
  });

  test("are taken back one by one, the last one first", () => {
    const { session, effects } = play(start("p", "q", "r", "s"), plan, "d", "a", "y", "u");
    expect(effects.at(-1)).toEqual({ kind: "say", id: "s", saying: undefined });
    expect(session.queue).toEqual(["s", "q"]);
  });

  test("need an answer that they can share", () => {
    const first = play(start("p", "r"), plan, "a");
    expect(first.effects).toEqual([]);
    expect(first.session.notice).toMatch(/Answer a pair first/);
    const alone = play(start("q", "r"), plan, "y", "a");
    expect(alone.session.prompt).toEqual({ kind: "answer" });
  });
});
