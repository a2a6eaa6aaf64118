import { describe, expect, test } from "vitest";
import type { Saying } from "../../../src/core/decide/session.ts";
import { readCsv, writeCsv } from "../../../src/web/desks/csv.ts";
import type { Store } from "../../../src/web/desks/desk.ts";
import { fileDesk } from "../../../src/web/desks/file-desk.ts";
import { memoryStore } from "../../../src/web/desks/memory-store.ts";
import { sampleItem, samplePage } from "../sample-page.ts";

const ITEMS = Array.from({ length: 4 }, (_, n) => sampleItem(n));
const [A, B] = ITEMS.map(({ id }) => id) as [string, string];
const INCLUDE: Saying = { verdict: "include", reasons: [], note: "", tags: [] };
const EXCLUDE: Saying = {
  verdict: "exclude",
  reasons: ["E2", "E1"],
  note: 'so "so", yes',
  tags: ["a"],
};

async function opened(store: Store = memoryStore(), change: Parameters<typeof samplePage>[1] = {}) {
  let seconds = 0;
  const desk = fileDesk(samplePage(ITEMS, change), store, () => {
    seconds += 1;
    return Date.UTC(2026, 0, 1, 0, 0, seconds);
  });
  await desk.open();
  let n = 0;
  const say = (key: string, saying: Saying | null) => {
    n += 1;
    return desk.write({ uuid: `u${n}`, seen: 0, key, saying }, false);
  };
  return { desk, say };
}

describe("the file of one reviewer", () => {
  test("keeps each answer as a row like those of decisions/, with who decided", async () => {
    const { desk, say } = await opened();
    await say(A, INCLUDE);
    await say(B, EXCLUDE);
    await say(A, null);
    expect(desk.csv()).toBe(
      `record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year,tags,reviewer
${A},title-abstract,include,,,,2026-01-01T00:00:01Z,10.1000/0,,"A survey of pruning for language models, part 0",2020,,ada
${B},title-abstract,exclude,E2;E1,,"so ""so"", yes",2026-01-01T00:00:03Z,10.1000/1,,"A survey of pruning for language models, part 1",2020,a,ada
${A},title-abstract,withdrawn,,,,2026-01-01T00:00:05Z,10.1000/0,,"A survey of pruning for language models, part 0",2020,,ada
`,
    );
    expect(desk.unsavedRows()).toBe(3);
    await desk.saved();
    expect(desk.unsavedRows()).toBe(0);
  });

  test("goes on where it stopped, in the same browser", async () => {
    const store = memoryStore();
    const first = await opened(store);
    await first.say(A, INCLUDE);
    const again = fileDesk(samplePage(ITEMS), store, () => 0);
    const { work, answers } = await again.open();
    expect(work.state.upcoming).toEqual(ITEMS.slice(1).map(({ id }) => id));
    expect(answers).toMatchObject([{ id: A, said: INCLUDE }]);
  });

  test("takes its own CSV in elsewhere, again and again, adding nothing twice", async () => {
    const first = await opened();
    await first.say(A, INCLUDE);
    await first.say(B, EXCLUDE);
    await first.say(B, null);
    const csv = first.desk.csv();
    const other = await opened();
    const added = await other.desk.takeIn(csv);
    expect(added).toEqual({ ok: true, says: "3 rows taken in, 0 were here already." });
    expect(await other.desk.takeIn(csv.replaceAll(",", ";").replace(/^/, "\ufeff"))).toMatchObject({
      ok: false,
    });
    expect(await other.desk.takeIn(`\ufeff${csv.replaceAll("\n", "\r\n")}`)).toEqual({
      ok: true,
      says: "0 rows taken in, 3 were here already.",
    });
    expect(other.desk.csv()).toBe(csv);
    const { work, answers } = other.desk.current();
    expect(answers.map(({ id }) => id)).toEqual([A]);
    expect(work.state.upcoming).toEqual(ITEMS.slice(1).map(({ id }) => id));
  });

  test("refuses the CSV of somebody else, and any other table", async () => {
    const { desk, say } = await opened();
    await say(A, INCLUDE);
    const bela = await opened(memoryStore(), { reviewer: "bela" });
    expect(await bela.desk.takeIn(desk.csv())).toEqual({
      ok: false,
      says: "These are decisions of ada, and this file is that of bela.",
    });
    expect(await bela.desk.takeIn("title,year\nA,2020\n")).toEqual({
      ok: false,
      says: "This is no file that this page saved: it lacks the column record.",
    });
  });

  test("at full text keeps a report that is missing apart from decisions", async () => {
    const { desk, say } = await opened(memoryStore(), { stage: "full-text" });
    await say(A, { ...INCLUDE, verdict: "not-retrieved" });
    await say(A, INCLUDE);
    await say(A, { ...INCLUDE, verdict: "not-retrieved" });
    const rows = readCsv(desk.csv())
      .slice(1)
      .map(([, stage, verdict]) => `${stage} ${verdict}`);
    expect(rows).toEqual([
      "retrieval not-retrieved",
      "retrieval withdrawn",
      "full-text include",
      "retrieval not-retrieved",
      "full-text withdrawn",
    ]);
    expect(desk.current().answers).toMatchObject([{ id: A, said: { verdict: "not-retrieved" } }]);
  });

  test("tells when the browser can keep no more, and counts nothing as decided", async () => {
    const store: Store = {
      ...memoryStore(),
      add: () => Promise.reject(new Error("QuotaExceededError")),
    };
    const { desk, say } = await opened(store);
    expect(await say(A, INCLUDE)).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("Quota"),
    });
    expect(desk.unsavedRows()).toBe(0);
  });

  test("finds words anywhere in a record", async () => {
    const { desk } = await opened();
    expect(await desk.search('"part 2" noether')).toMatchObject({
      found: { found: [{ id: ITEMS[2]!.id }] },
    });
  });

  test("orders by key and by rating, the pilot first", async () => {
    const page = samplePage(ITEMS);
    const shuffled = {
      ...page,
      state: {
        ...page.state,
        upcoming: [3, 1, 0, 2].map((n) => ITEMS[n]!.id),
        pilot: [ITEMS[1]!.id],
      },
      items: [3, 1, 0, 2].map((n) => ITEMS[n]!),
    };
    const desk = fileDesk(shuffled, memoryStore(), () => 0);
    await desk.open();
    expect(await desk.order("key")).toMatchObject({
      work: { state: { order: "key", upcoming: [1, 0, 2, 3].map((n) => ITEMS[n]!.id) } },
    });
  });
});

test("a CSV is read as it was written, whatever its cells hold", () => {
  const rows = [
    ["a", "b"],
    ['q"uote', "line\nbreak"],
    [" blank ", "x,y;z\t"],
    ["", "end"],
  ];
  expect(readCsv(writeCsv(rows))).toEqual(rows);
  expect(readCsv("a;b\n1;2\n")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
});
