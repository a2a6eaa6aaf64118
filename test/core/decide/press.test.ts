import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decidedIds } from "../../../src/core/decide/own-decisions.ts";
import { keysOf, press } from "../../../src/core/decide/press.ts";
import type { Key } from "../../../src/core/decide/prompt.ts";
import { allWaiting, narrow } from "../../../src/core/decide/search.ts";
import {
  type Effect,
  progressOf,
  type Saying,
  type Session,
  type SessionPlan,
  startSession,
} from "../../../src/core/decide/session.ts";

const REASONS = [
  { id: "E1", text: "Too old" },
  { id: "E2", text: "Not about models" },
];
const SCREEN: SessionPlan = {
  task: "screen",
  reasons: REASONS,
  reasonRequired: false,
  canMissReports: false,
  labelOf: (id) => `Title of ${id}`,
};
const FULL_TEXT: SessionPlan = { ...SCREEN, reasonRequired: true, canMissReports: true };
const RESOLVE: SessionPlan = { ...SCREEN, task: "resolve" };
const PAIRS: SessionPlan = { ...SCREEN, task: "pairs", reasons: [] };
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

/** Presses keys; a search finds the items whose letters it has. */
function play(session: Session, plan: SessionPlan, ...keys: string[]) {
  const effects: Effect[] = [];
  let now = session;
  for (const key of keys) {
    const step = press(now, keyOf(key), plan, VIEW);
    now = step.session;
    effects.push(...step.effects);
    for (const effect of step.effects)
      if (effect.kind === "search") now = narrow(now, effect.text, new Set(effect.text));
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
  saying: { verdict, reasons, note, tags: [] },
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

test("tags are given before the answer, with semicolons between, and go with it", () => {
  const { session, effects } = play(start("a", "b"), SCREEN, "t", ..."x; y z", "<return>", "i");
  expect(effects).toEqual([
    {
      kind: "say",
      id: "a",
      saying: { verdict: "include", reasons: [], note: "", tags: ["x", "y z"] },
    },
  ]);
  expect(session.tags.size).toBe(0);
});

test("an undo keeps the tags for the next answer, and a later answer keeps those of the one before", () => {
  const tagged = play(start("a", "b"), SCREEN, "t", "x", "<return>", "i", "u", "e", "<return>");
  expect(tagged.effects.at(-1)).toMatchObject({ saying: { verdict: "exclude", tags: ["x"] } });
  const revised = play(tagged.session, SCREEN, "l", "<return>", "m");
  expect(revised.effects.at(-1)).toMatchObject({ saying: { verdict: "maybe", tags: ["x"] } });
});

test("a look at the rating is a tag of the decision, whatever the reviewer's own tags are", () => {
  const { effects } = play(start("a"), SCREEN, "w", "t", "x", "<return>", "i");
  expect(effects).toEqual([
    { kind: "why", id: "a" },
    {
      kind: "say",
      id: "a",
      saying: { verdict: "include", reasons: [], note: "", tags: ["x", "rating-shown"] },
    },
  ]);
});

test("tags wait while a report is not retrieved, because that table has none", () => {
  const { session, effects } = play(start("a"), FULL_TEXT, "t", "x", "<return>", "x");
  expect(effects.at(-1)).toMatchObject({ saying: { verdict: "not-retrieved", tags: [] } });
  expect(session.tags.get("a")).toEqual(["x"]);
});

test("an undo restores what was said before the session", () => {
  const before: Saying = { verdict: "maybe", reasons: [], note: "later", tags: [] };
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
  for (const plan of [SCREEN, FULL_TEXT, RESOLVE, PAIRS]) {
    for (const [key] of keysOf(plan)) {
      const { session } = play(start("a", "b"), plan, key[0]!);
      expect(session.notice, key).not.toContain("does nothing here");
    }
  }
});

test("whatever is pressed, the rows that were written say what stands, and nothing leaves the queue unanswered", () => {
  const anyKey = fc.constantFrom(
    ...["i", "m", "1", "2", "e", "0", "x", "u", "u", "s", "n", "?", "j", "l", "l", "/"],
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
        const waiting = allWaiting(session).filter((id) => id !== session.revising);
        expect([...waiting, ...decidedIds(session)].sort()).toEqual(ids);
        const { decided, left, verdicts } = progressOf(session);
        expect([decided, left]).toEqual([decidedIds(session).length, waiting.length]);
        expect([...verdicts.values()].reduce((sum, n) => sum + n, 0)).toBe(decided);
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

test("a help that is longer than the screen scrolls, and any other key leaves it", () => {
  const { session } = play(start("a", "b"), SCREEN, "j", "?", "<space>");
  expect(session).toMatchObject({ prompt: { kind: "help" }, scroll: 10 });
  expect(play(session, SCREEN, "i").session).toMatchObject({
    prompt: { kind: "answer" },
    queue: ["a", "b"],
    scroll: 0,
  });
});

describe("a search", () => {
  test("leaves what it finds, and without words brings everything back in its order", () => {
    const found = play(start("a", "b", "c", "d"), SCREEN, "/", "b", "d", "<return>").session;
    expect(found).toMatchObject({ queue: ["b", "d"], notice: expect.stringMatching("2 of 4") });
    const more = play(found, SCREEN, "i").session;
    expect(progressOf(more)).toMatchObject({ decided: 1, left: 3 });
    const back = play(more, SCREEN, "/", "<backspace>", "<backspace>", "<return>").session;
    expect(back).toMatchObject({ queue: ["a", "c", "d"], narrowed: undefined });
  });

  test("that finds nothing leaves the queue as it is", () => {
    const { session } = play(start("a", "b"), SCREEN, "/", "z", "<return>");
    expect(session).toMatchObject({ queue: ["a", "b"], narrowed: undefined });
    expect(session.notice).toBe("Nothing that waits has all of: z");
  });

  test("within a search looks at everything that waits", () => {
    const first = play(start("a", "b", "c"), SCREEN, "/", "a", "<return>").session;
    expect(play(first, SCREEN, "/", "<backspace>", "c", "<return>").session.queue).toEqual(["c"]);
  });

  test("goes back on Esc", () => {
    const { session, effects } = play(start("a", "b"), SCREEN, "/", "b", "<escape>");
    expect([session.queue, effects]).toEqual([["a", "b"], []]);
  });

  test("whose finds are all decided does not end the session", () => {
    const { session, effects } = play(
      start("a", "b"),
      SCREEN,
      "/",
      "a",
      "<return>",
      "i",
      "<return>",
    );
    expect(session.queue).toEqual([]);
    expect(effects.map(({ kind }) => kind)).toEqual(["search", "say"]);
  });
});

describe("the list of decisions", () => {
  const earlier: Saying = { verdict: "exclude", reasons: ["E1"], note: "", tags: [] };
  const begun = startSession({
    queue: ["a", "b", "c"],
    answered: ["y", "z"],
    said: new Map([
      ["y", earlier],
      ["z", earlier],
    ]),
    notice: "",
  });

  test("shows again what was decided in earlier sessions, and writes it anew", () => {
    const shown = play(begun, SCREEN, "i", "l", "<down>", "<down>", "<return>").session;
    expect(shown).toMatchObject({ queue: ["y", "b", "c"], revising: "y" });
    expect(progressOf(shown)).toMatchObject({ decided: 3, left: 2 });
    const { session, effects } = play(shown, SCREEN, "i");
    expect(effects).toEqual([says("y", "include")]);
    expect(session).toMatchObject({ queue: ["b", "c"], revising: undefined });
    expect(progressOf(session).verdicts).toEqual(
      new Map([
        ["include", 2],
        ["exclude", 1],
      ]),
    );
  });

  test("an undo of a decision that was changed brings back what was said before", () => {
    const { session, effects } = play(begun, SCREEN, "l", "<return>", "m", "u");
    expect(effects.at(-1)).toEqual({ kind: "say", id: "z", saying: earlier });
    expect(session).toMatchObject({ queue: ["a", "b", "c"] });
    expect(session.said.get("z")).toEqual(earlier);
  });

  test.each(["<escape>", "s", "l", "/"])("%s keeps what is shown again as it was", (key) => {
    const { session, effects } = play(begun, SCREEN, "l", "<return>", key);
    expect(session).toMatchObject({ queue: ["a", "b", "c"], revising: undefined });
    expect(effects).toEqual([]);
  });

  test("is filtered by words of its lines", () => {
    const { session } = play(
      begun,
      SCREEN,
      "m",
      "l",
      "/",
      ..."maybe title",
      "<return>",
      "<return>",
    );
    expect(session.revising).toBe("a");
  });

  test("is refused while there is none", () => {
    expect(play(start("a"), SCREEN, "l").session.notice).toBe("You have decided nothing here yet.");
  });
});

describe("a report that could not be retrieved", () => {
  test("is one key at full text", () => {
    const { session, effects } = play(start("a", "b"), FULL_TEXT, "x");
    expect(effects).toEqual([says("a", "not-retrieved")]);
    expect(session.notice).toBe("a: not retrieved. u takes it back.");
  });

  test("is no key at title/abstract", () => {
    expect(play(start("a", "b"), SCREEN, "x").effects).toEqual([]);
  });
});
