import { describe, expect, test } from "vitest";
import type { AnswerSaved, WorkState } from "../../../src/core/decide/page-data.ts";
import {
  type PageEffect,
  type PageEvent,
  type PageState,
  progress,
  shownId,
  startPage,
} from "../../../src/web/state/page-state.ts";
import { reduce } from "../../../src/web/state/reduce.ts";
import { sampleItem, samplePage } from "../sample-page.ts";

const ITEMS = Array.from({ length: 6 }, (_, n) => sampleItem(n));
const [A, B, C] = ITEMS.map(({ id }) => id) as [string, string, string];

/** A page with what its events led to. */
class Trial {
  state: PageState;
  effects: readonly PageEffect[] = [];
  #messages = 0;

  constructor(home: PageState["home"], stage: "title-abstract" | "full-text" = "title-abstract") {
    this.state = startPage(home, samplePage(ITEMS, { stage }), 0);
  }

  send(event: PageEvent): this {
    const step = reduce(this.state, event);
    this.state = step.state;
    this.effects = step.effects;
    return this;
  }

  do(action: Extract<PageEvent, { kind: "do" }>["action"], at = 1000): this {
    this.#messages += 1;
    return this.send({ kind: "do", action, at, uuid: `u${this.#messages}` });
  }

  /** The server has the oldest answer that is on its way. */
  save(change: Partial<WorkState> = {}): this {
    const { message } = this.state.unsaved[0]!;
    const left = this.state.work.upcoming.filter((id) => id !== message.key);
    const saved: AnswerSaved = {
      uuid: message.uuid,
      key: message.key,
      seen: message.seen + 1,
      says: "",
      state: {
        ...this.state.work,
        decided: this.state.work.decided + 1,
        left: left.length,
        upcoming: left,
        ...change,
      },
      items: [],
    };
    return this.send({ kind: "saved", saved, at: 2000 });
  }

  /** The browser has kept the newest answer. */
  keep(at = 2000): this {
    return this.send({ kind: "kept", uuid: this.state.unsaved.at(-1)!.message.uuid, at });
  }

  get shown(): string | undefined {
    return shownId(this.state);
  }
}

describe("with a server", () => {
  test("the next record waits until the answer is on the disk", () => {
    const page = new Trial("server").do("include");
    expect(page.effects).toMatchObject([
      { kind: "write", send: true, message: { key: A, seen: 0, saying: { verdict: "include" } } },
    ]);
    expect([page.shown, page.state.link]).toEqual([A, "writing"]);
    expect(page.do("include").effects).toEqual([]);
    page.save();
    expect([page.shown, page.state.link]).toEqual([B, "ready"]);
    expect(page.effects[0]).toEqual({ kind: "forget", uuid: "u1" });
  });

  test("what the server puts first is shown next, as its order follows the decisions", () => {
    const page = new Trial("server").do("exclude").send({
      kind: "exclude",
      reasons: ["E2"],
      at: 1000,
      uuid: "u9",
    });
    page.save({ upcoming: [C, B] });
    expect(page.shown).toBe(C);
  });

  test("without an answer of the server, the page goes on and keeps answers with their number", () => {
    const page = new Trial("server").do("include").send({ kind: "unreachable", at: 3000 });
    expect([page.shown, page.state.link]).toEqual([B, "offline"]);
    expect(page.effects).toEqual([{ kind: "retry-soon" }]);
    page.do("maybe");
    expect(page.effects).toMatchObject([{ kind: "write", send: false, message: { key: B } }]);
    page.keep();
    expect(page.shown).toBe(C);
    expect(page.state.unsaved.map(({ message }) => message.key)).toEqual([A, B]);
    expect(progress(page.state)).toEqual({ decided: 2, left: 4 });
  });

  test("when the server is back, answers go one by one, each once, in their order", () => {
    const page = new Trial("server").do("include").send({ kind: "unreachable", at: 3000 });
    page.do("maybe").keep();
    page.send({ kind: "retry" });
    expect(page.effects).toMatchObject([{ kind: "write", send: true, message: { key: A } }]);
    page.save();
    expect(page.effects).toMatchObject([
      { kind: "forget", uuid: "u1" },
      { kind: "write", send: true, message: { key: B } },
    ]);
    page.save();
    expect(page.state).toMatchObject({ unsaved: [], link: "ready" });
    expect([page.shown, page.state.notice.text]).toEqual([
      C,
      "The server is back, and all answers are saved.",
    ]);
  });

  test("a second answer about a record follows the first one that waits", () => {
    const page = new Trial("server").do("include").send({ kind: "unreachable", at: 3000 });
    page.do("undo").keep();
    expect(page.shown).toBe(A);
    page.do("maybe").keep();
    page.send({ kind: "retry" }).save();
    expect(page.state.unsaved.map(({ message }) => [message.seen, message.saying])).toMatchObject([
      [1, null],
      [1, { verdict: "maybe" }],
    ]);
  });

  test("answers of a window that was closed are sent before anything else", () => {
    const page = new Trial("server").send({
      kind: "unsaved",
      messages: [
        {
          uuid: "old",
          key: A,
          seen: 0,
          saying: { verdict: "include", reasons: [], note: "", tags: [] },
        },
      ],
    });
    expect([page.shown, page.state.link]).toEqual([B, "offline"]);
    expect(page.state.notice.text).toBe("1 unsaved answer of an earlier window is sent now.");
    expect(page.send({ kind: "retry" }).effects).toMatchObject([
      { kind: "write", send: true, message: { uuid: "old" } },
    ]);
  });

  test("a refusal leaves the same record with what was typed, and nothing counts as decided", () => {
    const page = new Trial("server").do("note");
    page.send({ kind: "typed", text: "read again", at: 500, uuid: "n" }).do("include");
    page.send({ kind: "refused", uuid: "u2", message: "The disk is full." });
    expect(page.shown).toBe(A);
    expect(page.state).toMatchObject({ link: "ready", unsaved: [], done: [] });
    expect(page.state.answers.size).toBe(0);
    expect(page.state.drafts.get(A)).toEqual({ note: "read again", tags: [] });
    expect(page.state.notice).toMatchObject({
      text: "Not saved: The disk is full.",
      tone: "error",
    });
  });

  test("an answer from another window is shown, and this one decides which of both holds", () => {
    const theirs = {
      ...ITEMS[0]!,
      seen: 1,
      said: { verdict: "exclude" as const, reasons: ["E1"], note: "", tags: [] },
    };
    const left = samplePage(ITEMS.slice(1)).state;
    const stale = {
      kind: "stale" as const,
      stale: { uuid: "u1", error: "stale" as const, message: "", item: theirs, state: left },
    };
    const keeping = new Trial("server").do("include").send(stale).send({ kind: "close" });
    expect([keeping.shown, keeping.state.answers.get(A)?.said.verdict]).toEqual([B, "exclude"]);
    expect(keeping.state).toMatchObject({ link: "ready", unsaved: [] });
    const insisting = new Trial("server").do("include").send(stale);
    insisting.send({ kind: "insist", uuid: "again" });
    expect(insisting.effects).toMatchObject([
      { kind: "write", send: true, message: { uuid: "again", seen: 1, key: A } },
      { kind: "forget", uuid: "u1" },
    ]);
    expect(insisting.save(left).shown).toBe(B);
  });

  test("the next records are asked for ahead, each once", () => {
    const ids = Array.from({ length: 150 }, (_, n) => sampleItem(n).id);
    const view = samplePage(ITEMS.slice(0, 2));
    const many = { ...view, state: { ...view.state, upcoming: ids } };
    const first = reduce(startPage("server", many, 0), { kind: "begin", at: 0 });
    expect(first.effects).toEqual([{ kind: "fetch", ids: ids.slice(2, 52) }]);
    const second = reduce(first.state, { kind: "begin", at: 0 });
    expect(second.effects).toEqual([{ kind: "fetch", ids: ids.slice(52, 100) }]);
    expect(reduce(second.state, { kind: "begin", at: 0 }).effects).toEqual([]);
  });
});

describe("in a file", () => {
  test("an answer counts when the browser has it", () => {
    const page = new Trial("file").do("maybe");
    expect(page.effects).toMatchObject([{ kind: "write", send: false }]);
    page.keep();
    expect(page.shown).toBe(B);
    expect(progress(page.state)).toEqual({ decided: 1, left: 5 });
    expect(page.state.unsaved).toEqual([]);
  });

  test("undo shows the record again, then the one before, also of earlier days", () => {
    const page = new Trial("file").send({
      kind: "answers",
      answers: [
        {
          id: "old",
          label: "An earlier one",
          said: { verdict: "include", reasons: [], note: "", tags: [] },
        },
      ],
    });
    page.do("include").keep().do("undo").keep();
    expect([page.shown, page.state.notice.text]).toEqual([A, `${A}: taken back, decide again.`]);
    page.do("undo").keep();
    expect(page.shown).toBe("old");
  });

  test("a note and tags go with the answer, and come back with an undo", () => {
    const page = new Trial("file").do("tags");
    page.send({ kind: "typed", text: " methods ; later;", at: 1, uuid: "t" }).do("note");
    page.send({ kind: "typed", text: "read\nagain", at: 1, uuid: "n" }).do("include").keep();
    expect(page.state.answers.get(A)?.said).toEqual({
      verdict: "include",
      reasons: [],
      note: "read again",
      tags: ["methods", "later"],
    });
    page.do("undo").keep();
    expect(page.state.drafts.get(A)).toEqual({ note: "read again", tags: ["methods", "later"] });
  });

  test("a decision made after the rating was shown says so", () => {
    const page = new Trial("file").do("why").do("include").keep().do("include").keep();
    const tags = [A, B].map((id) => page.state.answers.get(id)?.said.tags);
    expect(tags).toEqual([["rating-shown"], []]);
  });

  test("an answer from the list is decided anew, and Esc leaves it as it was", () => {
    const page = new Trial("file").do("include").keep();
    page.send({ kind: "revise", id: A, at: 1 });
    expect(page.shown).toBe(A);
    expect(page.send({ kind: "close" }).shown).toBe(B);
    page.send({ kind: "revise", id: A, at: 1 }).do("maybe").keep();
    expect([page.shown, page.state.answers.get(A)?.said.verdict]).toEqual([B, "maybe"]);
    page.do("undo").keep();
    expect([page.shown, page.state.answers.get(A)?.said.verdict]).toEqual([B, "include"]);
  });

  test("skipped records come again at the end", () => {
    const page = new Trial("file").do("skip");
    expect(page.shown).toBe(B);
    expect(page.state.queue.at(-1)).toBe(A);
  });

  test("a search shows what it finds, then everything again", () => {
    const page = new Trial("file").send({
      kind: "found",
      text: "part 2",
      found: { waiting: 6, found: [{ id: C, label: "" }] },
    });
    expect(page.shown).toBe(C);
    page.do("include").keep();
    expect(page.shown).toBe(A);
  });

  test("an exclusion at full text needs a reason, and a number gives one", () => {
    const page = new Trial("file", "full-text").do("exclude");
    expect(page.state.prompt).toEqual({ kind: "reason" });
    page.send({ kind: "exclude", reasons: [], at: 1, uuid: "x" });
    expect(page.state.notice).toMatchObject({ tone: "error" });
    page.send({ kind: "reason-number", number: 2, at: 1, uuid: "y" }).keep();
    expect(page.state.answers.get(A)?.said.reasons).toEqual(["E2"]);
    expect(page.do("not-retrieved").keep().state.answers.get(B)?.said.verdict).toBe(
      "not-retrieved",
    );
  });

  test("two answers are never given to one record by a key that is held down", () => {
    const page = new Trial("file").do("include").do("include");
    expect(page.effects).toEqual([]);
    expect(page.state.unsaved).toHaveLength(1);
  });
});
