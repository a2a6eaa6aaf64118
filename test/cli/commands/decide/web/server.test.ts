import { expect, test } from "vitest";
import type { Io } from "../../../../../src/cli/io/io.ts";
import { ORDERS } from "../../../../../src/core/decide/order.ts";
import {
  type Dashboard,
  type Found,
  type ItemView,
  type OwnAnswer,
  ROUTES,
  type WorkName,
  type WorkView,
} from "../../../../../src/core/decide/page-data.ts";
import type { Saying } from "../../../../../src/core/decide/session.ts";
import { risOf, type TestFolder, testFolder } from "../../../captured-io.ts";
import { fakeTerminal } from "../fake-terminal.ts";
import { saying, send, serveFolder, type Window } from "./web-client.ts";

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year,tags";
const TITLES = [
  "Pipelined training of giant models",
  "Sparse attention on accelerators",
  "Quantized serving for phones",
  "Sharded optimizers",
];
const CRITERIA = `sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria:
  - { id: I1, text: About training, stage: title-abstract, include: title-abs(train* OR serving) }
  - { id: E1, text: About phones, stage: title-abstract, exclude: title-abs(phone*) }
  - { id: F1, text: No evaluation, stage: full-text }
`;
const ONE_VOTE = `title: Test
${CRITERIA}screening:
  title-abstract: { by: reviewers }
  full-text: { by: reviewers }
`;
const TWO_VOTES = `title: Test
${CRITERIA}adjudicators: [cleo]
screening:
  title-abstract: { by: reviewers, per-record: 2, reviewers: [ada, bela] }
  full-text: { by: reviewers }
`;
const SCREEN = "screen/title-abstract";
const FULL_TEXT = "screen/full-text";

function reviewFolder(files: Readonly<Record<string, string>> = {}, yaml = ONE_VOTE): TestFolder {
  return testFolder({ "slr.yaml": yaml, "searches/scopus.ris": risOf(...TITLES), ...files });
}

function rowsOf(folder: TestFolder, file = "decisions/ada.csv"): string[] {
  const [header, ...rows] = folder.read(file).trimEnd().split("\n");
  expect(header).toBe(HEADER);
  return rows;
}

/** Answers what waits, in the order of the queue, and returns what was shown. */
async function answerAll(window: Window, work: WorkName, answer: (item: ItemView) => Saying) {
  const shown: ItemView[] = [];
  let [item] = (await window.open(work)).items;
  while (item !== undefined) {
    shown.push(item);
    const reply = await window.say(work, item.id, item.seen, answer(item));
    expect(reply).toMatchObject({ status: 200 });
    [item] = reply.items!;
  }
  return shown;
}

const titleOf = (item: ItemView) =>
  item.kind === "pair" ? item.label : (item.record.title?.text ?? "");

test("an answer is on the disk when it is acknowledged, and the next record comes with it", async () => {
  const folder = reviewFolder();
  const server = await serveFolder(folder, ["ada"]);
  const ada = await server.sign("ada");
  const { plan, state, items, reviewer, title } = await ada.open(SCREEN);
  expect({ reviewer, title }).toEqual({ reviewer: "ada", title: "Test" });
  expect(plan).toMatchObject({
    where: "title/abstract",
    reasonRequired: false,
    canMissReports: false,
    reasons: [
      { id: "I1", text: "Not fulfilled: About training" },
      { id: "E1", text: "About phones" },
    ],
    orders: [...ORDERS],
  });
  expect(state).toMatchObject({ decided: 0, left: 4, orderName: "by key" });
  expect(items.map(({ id }) => id)).toEqual(state.upcoming);
  const [first, second] = items;
  const reply = await ada.say(
    SCREEN,
    first!.id,
    first!.seen,
    saying("exclude", { reasons: ["E1"] }),
  );
  expect(rowsOf(folder)[0]).toMatch(new RegExp(`^${first!.id},title-abstract,exclude,E1,,,2024-`));
  expect(reply).toMatchObject({
    status: 200,
    seen: 1,
    says: "exclude, E1",
    state: { decided: 1, left: 3, verdicts: { exclude: 1 } },
  });
  expect(reply.items![0]!.id).toBe(second!.id);
});

test("a reviewer who has decided nothing finds the own work, and the others who can come in", async () => {
  const server = await serveFolder(reviewFolder(), ["ada", "bela"]);
  const board = await (await server.sign("ada")).get<Dashboard>(ROUTES.dashboard);
  expect(board).toEqual({
    title: "Test",
    reviewer: "ada",
    work: [{ work: SCREEN, where: "title/abstract", decided: 0, left: 4, verdicts: {} }],
    others: [
      {
        reviewer: "bela",
        kind: "person",
        stages: [{ stage: "title-abstract", decided: 0, left: 4 }],
      },
    ],
    outcomesBecause: expect.stringContaining("once nothing waits for you"),
  });
});

test("a record shows what a reviewer may see: texts with marks, criteria, links, a rating, no votes", async () => {
  const folder = reviewFolder({ "decisions/bela.csv": "" });
  const server = await serveFolder(folder, ["ada"]);
  const { items } = await (await server.sign("ada")).open(SCREEN);
  const item = items.find((one) => titleOf(one) === TITLES[2])!;
  if (item.kind !== "record") throw new Error("A record was expected.");
  const { record } = item;
  expect(record.authors).toEqual(["Author2, A."]);
  expect(record).toMatchObject({ year: 2022, sources: ["Scopus"], key: item.id });
  const marked = record.title!.marks.map(({ start, end, kind }) => [
    record.title!.text.slice(start, end),
    kind,
  ]);
  expect(marked).toEqual([
    ["serving", "include"],
    ["phones", "exclude"],
  ]);
  expect(record.criteria).toMatchObject([
    { id: "I1", matched: true, words: ["serving"], says: 'I1 fulfilled: "serving"' },
    { id: "E1", matched: true, words: ["phones"], says: 'E1 applies: "phones"' },
  ]);
  expect(record.rating?.says).toContain("nothing is decided yet");
});

test("the same answers give the same files as in the terminal, to the byte, and the same flow", async () => {
  const [web, terminal] = [reviewFolder(), reviewFolder()];
  const answers = [
    saying("include", { note: 'A note, with "quotes"' }),
    saying("exclude", { reasons: ["E1"], tags: ["phones"] }),
    saying("maybe"),
    saying("exclude"),
  ];
  const server = await serveFolder(web, ["ada"]);
  const ada = await server.sign("ada");
  await answerAll(ada, SCREEN, () => answers.shift()!);
  const full = await ada.open(FULL_TEXT);
  const [first, second] = full.items;
  await ada.say(FULL_TEXT, first!.id, first!.seen, saying("not-retrieved"));
  await ada.say(FULL_TEXT, second!.id, second!.seen, saying("exclude", { reasons: ["F1"] }));
  await server.close();

  const keys = ['nA note, with "quotes"\ri', "tphones\r2", "m", "e\r", "q"].join("");
  for (const [typed, stage] of [
    [keys, "title-abstract"],
    ["x1q", "full-text"],
  ] as const) {
    const run = await terminal.slrWith(
      { terminal: fakeTerminal(typed) },
      ..."decide --as ada --order key --stage".split(" "),
      stage,
    );
    expect(run.code, run.transcript).toBe(0);
  }
  for (const file of ["decisions/ada.csv", "retrieval.csv"])
    expect(web.read(file)).toBe(terminal.read(file));
  for (const folder of [web, terminal]) await folder.slr("screen");
  expect(web.read("results/prisma.json")).toBe(terminal.read("results/prisma.json"));
});

test("an undo, in either shell, writes the same row and brings the record back", async () => {
  const [web, terminal] = [reviewFolder(), reviewFolder()];
  const server = await serveFolder(web, ["ada"]);
  const ada = await server.sign("ada");
  const [first] = (await ada.open(SCREEN)).items;
  await ada.say(SCREEN, first!.id, 0, saying("include"));
  const undone = await ada.say(SCREEN, first!.id, 1, null);
  expect(undone).toMatchObject({ status: 200, seen: 2, says: "taken back", state: { left: 4 } });
  expect(undone.items![0]!.id).toBe(first!.id);
  await ada.say(SCREEN, first!.id, 2, saying("exclude"));
  await terminal.slrWith(
    { terminal: fakeTerminal("iue\rq") },
    ..."decide --as ada --order key".split(" "),
  );
  expect(web.read("decisions/ada.csv")).toBe(terminal.read("decisions/ada.csv"));
});

test("any earlier answer can be found in the list and revised", async () => {
  const folder = reviewFolder();
  const server = await serveFolder(folder, ["ada"]);
  const ada = await server.sign("ada");
  const [first, second] = (await ada.open(SCREEN)).items;
  await ada.say(SCREEN, first!.id, 0, saying("include"));
  await ada.say(SCREEN, second!.id, 0, saying("exclude"));
  const list = await ada.get<OwnAnswer[]>(ROUTES.answers(SCREEN));
  expect(list.map(({ id, said }) => [id, said.verdict])).toEqual([
    [second!.id, "exclude"],
    [first!.id, "include"],
  ]);
  const [again] = await ada.get<ItemView[]>(ROUTES.items(SCREEN, [first!.id]));
  expect(again).toMatchObject({ seen: 1, said: { verdict: "include" } });
  const revised = await ada.say(SCREEN, first!.id, 1, saying("maybe", { tags: ["rating-shown"] }));
  expect(revised).toMatchObject({ status: 200, seen: 2, state: { decided: 2, left: 2 } });
  expect(rowsOf(folder)[2]).toMatch(/,maybe,.*,rating-shown$/);
  // Going back to what stood before is an undo; it brings nothing back into the queue.
  const back = await ada.say(SCREEN, first!.id, 2, saying("include"));
  expect(back).toMatchObject({ status: 200, state: { decided: 2, left: 2 } });
  expect(rowsOf(folder)).toHaveLength(4);
});

test("a repeated message adds no second row, also after a crash kept its answer back", async () => {
  const folder = reviewFolder();
  const first = await serveFolder(folder, ["ada"]);
  const ada = await first.sign("ada");
  const [item] = (await ada.open(SCREEN)).items;
  const uuid = "0d3bb1f2-7a4e-4a86-9d3e-1f0f6a7f2b11";
  const said = saying("include", { note: " two  blanks " });
  for (const _ of [1, 2, 3])
    expect(await ada.say(SCREEN, item!.id, 0, said, uuid)).toMatchObject({ status: 200, seen: 1 });
  expect(rowsOf(folder)).toHaveLength(1);
  await first.close();
  const second = await serveFolder(folder, ["ada"]);
  const again = await (await second.sign("ada")).say(SCREEN, item!.id, 0, said, uuid);
  expect(again).toMatchObject({ status: 200, seen: 1, state: { decided: 1, left: 3 } });
  expect(rowsOf(folder)).toHaveLength(1);
});

test("an answer to a record that was answered elsewhere meanwhile is sent back with what stands", async () => {
  const folder = reviewFolder();
  const server = await serveFolder(folder, ["ada"]);
  const [one, other] = [await server.sign("ada"), await server.sign("ada")];
  const [item] = (await one.open(SCREEN)).items;
  await one.say(SCREEN, item!.id, item!.seen, saying("exclude", { reasons: ["E1"] }));
  const stale = await other.say(SCREEN, item!.id, item!.seen, saying("include"));
  expect(stale).toMatchObject({
    status: 409,
    error: "stale",
    message: "This was answered elsewhere since it was shown: exclude, E1.",
    item: { id: item!.id, seen: 1, said: { verdict: "exclude", reasons: ["E1"] } },
    state: { decided: 1 },
  });
  expect(rowsOf(folder)).toHaveLength(1);
  // The reviewer looks at it and answers again.
  expect(await other.say(SCREEN, item!.id, 1, saying("include"))).toMatchObject({ status: 200 });
  expect((await one.open(SCREEN)).state).toMatchObject({ verdicts: { include: 1 } });
});

test("a reviewer who has decided nothing, and whom slr.yaml does not name, finds all that waits", async () => {
  const server = await serveFolder(reviewFolder(), ["ada", "bela"]);
  const ada = await server.sign("ada");
  const { work, others } = await ada.get<Dashboard>(ROUTES.dashboard);
  expect(work).toEqual([
    { work: SCREEN, where: "title/abstract", decided: 0, left: TITLES.length, verdicts: {} },
  ]);
  const left = { stage: "title-abstract", decided: 0, left: TITLES.length };
  expect(others).toEqual([{ reviewer: "bela", kind: "person", stages: [left] }]);
});

test("two reviewers at once see nothing of each other; the adjudicator settles; the flow is that of the terminal", async () => {
  const verdicts: Record<string, Record<string, Saying>> = {
    ada: Object.fromEntries(TITLES.map((title) => [title, saying("include", { note: "ada's" })])),
    bela: Object.fromEntries(
      TITLES.map((title, at) => [
        title,
        at < 2 ? saying("exclude", { reasons: ["E1"], note: "bela's" }) : saying("include"),
      ]),
    ),
  };
  const folder = reviewFolder({}, TWO_VOTES);
  const server = await serveFolder(folder, ["ada", "bela", "cleo"]);
  const [ada, bela, cleo] = await Promise.all(["ada", "bela", "cleo"].map(server.sign));
  const early = await ada!.get<Dashboard>(ROUTES.dashboard);
  expect(early).toMatchObject({ work: [{ work: SCREEN, left: 4 }] });
  expect(early.outcomes).toBeUndefined();
  const forbidden = await send(
    server.port,
    "GET",
    ROUTES.work("resolve/title-abstract"),
    ada!.signs,
  );
  expect(forbidden).toMatchObject({ status: 403 });
  expect((await send(server.port, "GET", ROUTES.flow, ada!.signs)).status).toBe(403);
  const [shown] = await Promise.all([
    answerAll(ada!, SCREEN, (item) => verdicts.ada![titleOf(item)]!),
    answerAll(bela!, SCREEN, (item) => verdicts.bela![titleOf(item)]!),
  ]);
  expect(JSON.stringify(shown)).not.toContain("bela's");
  const late = await ada!.get<Dashboard>(ROUTES.dashboard);
  expect(late.others.find(({ reviewer }) => reviewer === "bela")).toEqual({
    reviewer: "bela",
    kind: "person",
    stages: [
      { stage: "title-abstract", decided: 4, left: 0 },
      { stage: "full-text", decided: 0, left: 2 },
    ],
  });

  const board = await cleo!.get<Dashboard>(ROUTES.dashboard);
  expect(board.outcomes).toMatchObject({ conflicts: { "title-abstract": 2 } });
  expect(board.outcomes!.agreement).toMatchObject([
    { stage: "title-abstract", reviewers: ["ada", "bela"], records: 4, agreement: 0.5 },
  ]);
  const settled = await answerAll(cleo!, "resolve/title-abstract", () =>
    saying("exclude", { reasons: ["E1"] }),
  );
  expect(settled).toHaveLength(2);
  expect(settled[0]).toMatchObject({
    kind: "conflict",
    votes: [
      { reviewer: "ada", side: "include", note: "ada's" },
      { reviewer: "bela", side: "exclude", reasons: ["E1"], note: "bela's" },
    ],
  });
  await server.close();

  const terminal = reviewFolder({}, TWO_VOTES);
  const byKey = shown.map(titleOf);
  const keys: Record<string, string> = {
    ada: `${byKey.map(() => "nada's\ri").join("")}q`,
    bela: `${byKey.map((title) => (TITLES.indexOf(title) < 2 ? "nbela's\r2" : "i")).join("")}q`,
  };
  const decide = (reviewer: string, typed: string, ...argv: string[]) =>
    terminal.slrWith(
      { terminal: fakeTerminal(typed) },
      "decide",
      "--as",
      reviewer,
      "--order",
      "key",
      ...argv,
    );
  for (const [reviewer, typed] of Object.entries(keys)) await decide(reviewer, typed);
  await decide("cleo", "22q", "--conflicts");
  for (const name of ["ada", "bela", "cleo"])
    expect(folder.read(`decisions/${name}.csv`)).toBe(terminal.read(`decisions/${name}.csv`));
  for (const one of [folder, terminal]) await one.slr("screen");
  expect(folder.read("results/prisma.json")).toBe(terminal.read("results/prisma.json"));
});

test("what a terminal decides meanwhile shows to whoever may see outcomes", async () => {
  const folder = reviewFolder({}, TWO_VOTES);
  const server = await serveFolder(folder, ["cleo"]);
  const cleo = await server.sign("cleo");
  const before = await cleo.get<Dashboard>(ROUTES.dashboard);
  expect(before.outcomes!.stages[0]).toMatchObject({ include: 0, conflict: 0 });
  for (const [reviewer, keys] of [
    ["ada", "iiq"],
    ["bela", "i2q"],
  ] as const) {
    const terminal = fakeTerminal(keys);
    await folder.slrWith({ terminal }, "decide", "--as", reviewer, "--order", "key");
  }
  const after = await cleo.get<Dashboard>(ROUTES.dashboard);
  expect(after.outcomes!.stages[0]).toMatchObject({ include: 1, conflict: 1 });
  expect((await cleo.open("resolve/title-abstract")).items).toHaveLength(1);
});

test("what passes title/abstract waits at full text, where a reason is needed and a report can be missing", async () => {
  const folder = reviewFolder();
  const server = await serveFolder(folder, ["ada"]);
  const ada = await server.sign("ada");
  await answerAll(ada, SCREEN, () => saying("include"));
  const { plan, items } = await ada.open(FULL_TEXT);
  expect(plan).toMatchObject({ reasonRequired: true, canMissReports: true });
  const [first, second] = items;
  expect(await ada.say(FULL_TEXT, first!.id, 0, saying("exclude"))).toMatchObject({
    status: 400,
    message: "An exclusion at full text needs a reason: PRISMA requires one.",
  });
  const missed = saying("not-retrieved", { note: "no answer", tags: ["asked"] });
  expect(await ada.say(FULL_TEXT, first!.id, 0, missed)).toMatchObject({ status: 200, seen: 1 });
  expect(folder.read("retrieval.csv")).toBe(
    `record,status,file,note\n${first!.id},not-retrieved,,no answer; tags: asked\n`,
  );
  await ada.say(FULL_TEXT, second!.id, 0, saying("include"));
  // The report came after all: both tables say so.
  expect(await ada.say(FULL_TEXT, first!.id, 1, saying("include"))).toMatchObject({ seen: 3 });
  expect(folder.read("retrieval.csv")).toMatch(/withdrawn,,\n$/);
});

test("only what a terminal could have written is accepted", async () => {
  const folder = reviewFolder();
  const server = await serveFolder(folder, ["ada"]);
  const ada = await server.sign("ada");
  const [item] = (await ada.open(SCREEN)).items;
  const path = ROUTES.answer(SCREEN);
  const good = { uuid: "12345678", seen: 0, key: item!.id, saying: saying("include") };
  const bad: [unknown, number][] = [
    [{ ...good, key: "nothere2" }, 404],
    [{ ...good, uuid: "" }, 400],
    [{ ...good, seen: -1 }, 400],
    [{ ...good, seen: "0" }, 400],
    [{ ...good, saying: undefined }, 400],
    [{ ...good, saying: saying("same") }, 400],
    [{ ...good, saying: saying("not-retrieved") }, 400],
    [{ ...good, saying: saying("include", { reasons: ["E1"] }) }, 400],
    [{ ...good, saying: { verdict: "include", reasons: "E1", note: "", tags: [] } }, 400],
    [{ ...good, saying: saying("include", { note: "x".repeat(1 << 20) }) }, 413],
    ["text", 400],
    [null, 400],
  ];
  for (const [body, status] of bad)
    expect([body, (await ada.post(path, body)).status]).toEqual([body, status]);
  const form = { ...ada.signs, "Content-Type": "text/plain" };
  expect((await send(server.port, "POST", path, form, JSON.stringify(good))).status).toBe(400);
  expect(() => folder.read("decisions/ada.csv")).toThrow("ENOENT");
  const odd = saying("exclude", {
    reasons: ["E1;other\nline", "E1"],
    tags: ["a;b", "a", "\u202e"],
  });
  await ada.say(SCREEN, item!.id, 0, odd);
  expect(rowsOf(folder)[0]).toMatch(/,exclude,E1;other line,.*,a;b$/);
});

test("where the disk refuses, nothing counts as saved and the same record stays", async () => {
  const folder = reviewFolder();
  let isFull = true;
  const disk: Pick<Io, "appendRow"> = {
    async appendRow(file, header, row) {
      if (isFull) throw Object.assign(new Error("full"), { code: "ENOSPC" });
      const { appendRow } = await import("../../../../../src/cli/io/append-row.ts");
      await appendRow(`${folder.path}/${file}`, header, row);
    },
  };
  const server = await serveFolder(folder, ["ada"], {}, disk);
  const ada = await server.sign("ada");
  const [item] = (await ada.open(SCREEN)).items;
  const refused = await ada.say(SCREEN, item!.id, 0, saying("include"), "same-uuid");
  expect(refused).toMatchObject({ status: 503, error: "refused" });
  expect(refused.message).toMatch(/is not in decisions\/ada\.csv.*There is no space left/);
  expect((await ada.open(SCREEN)).items[0]).toMatchObject({ id: item!.id, seen: 0 });
  isFull = false;
  expect(await ada.say(SCREEN, item!.id, 0, saying("include"), "same-uuid")).toMatchObject({
    status: 200,
    seen: 1,
  });
  expect(rowsOf(folder)).toHaveLength(1);
});

test("skipping, searching and the order work as in the terminal", async () => {
  const folder = reviewFolder();
  const server = await serveFolder(folder, ["ada"]);
  const ada = await server.sign("ada");
  const { state } = await ada.open(SCREEN);
  const [first, ...others] = state.upcoming;
  const skipped: WorkView = JSON.parse((await ada.post(ROUTES.skip(SCREEN), { id: first })).text);
  expect(skipped.state.upcoming).toEqual([...others, first]);
  const found = await ada.get<Found>(ROUTES.search(SCREEN, '"giant models" training'));
  expect(found).toMatchObject({
    waiting: 4,
    found: [{ label: expect.stringContaining(TITLES[0]!) }],
  });
  const ordered: WorkView = JSON.parse(
    (await ada.post(ROUTES.order(SCREEN), { order: "rating" })).text,
  );
  expect(ordered.state).toMatchObject({ order: "rating", orderName: "by rating, cold start" });
  const back: WorkView = JSON.parse((await ada.post(ROUTES.order(SCREEN), { order: "key" })).text);
  expect(back.state.upcoming).toEqual([...state.upcoming].sort());
  expect((await ada.post(ROUTES.order(SCREEN), { order: "fame" })).status).toBe(400);
});

test("possible duplicates are two columns, and their answers go into duplicates.csv", async () => {
  const folder = reviewFolder({
    "searches/scopus.ris": [
      "TY  - JOUR\nTI  - A study of fast inference on graphics processors\nAU  - Lovelace, Ada\nPY  - 2019\nAB  - We measure.\nER  - \n",
      "TY  - CONF\nTI  - A study of fast inference on graphic processors\nAU  - Lovelace, Ada\nPY  - 2020\nER  - \n",
    ].join("\n"),
  });
  const server = await serveFolder(folder, ["ada"]);
  const ada = await server.sign("ada");
  const { items, plan } = await ada.open("pairs");
  expect(plan).toMatchObject({ task: "pairs", orders: [] });
  const [pair] = items;
  if (pair?.kind !== "pair") throw new Error("A pair was expected.");
  expect(pair.fields.find(({ field }) => field === "title")?.a.marks).toMatchObject([
    { kind: "differs" },
  ]);
  const reply = await ada.say("pairs", pair.id, pair.seen, saying("different"));
  expect(reply).toMatchObject({ status: 200, seen: 1, state: { left: 0 } });
  expect(folder.read("duplicates.csv")).toMatch(/,different,ada,2024-06-03T09:00:00Z,/);
});

test("the full text of a record opens beside it, and no other file", async () => {
  const folder = reviewFolder({ "fulltext/secret.txt": "no record of this name" });
  const server = await serveFolder(folder, ["ada"]);
  const ada = await server.sign("ada");
  const [item] = (await ada.open(SCREEN)).items;
  folder.write(`fulltext/${item!.id}.pdf`, "%PDF-1.4 test");
  const [again] = await ada.get<ItemView[]>(ROUTES.items(SCREEN, [item!.id]));
  expect(again).toMatchObject({
    record: { fullText: { kind: "pdf", file: `fulltext/${item!.id}.pdf` } },
  });
  const pdf = await send(server.port, "GET", ROUTES.fullText(item!.id), { Cookie: ada.cookie });
  expect(pdf).toMatchObject({ status: 200, text: "%PDF-1.4 test" });
  expect(pdf.headers).toMatchObject({
    "content-type": "application/pdf",
    "x-content-type-options": "nosniff",
  });
  for (const id of ["secret", "../slr", "..%2fslr", "nothere2"]) {
    const { status } = await send(server.port, "GET", `/fulltext/${encodeURIComponent(id)}`, {
      Cookie: ada.cookie,
    });
    expect([id, status]).toEqual([id, 404]);
  }
});

test("texts of strangers come as text: scripts, odd links, reordering and 2 MB of abstract", async () => {
  const long = `${"word ".repeat(400_000)}end`;
  const folder = testFolder({
    "slr.yaml": ONE_VOTE,
    "searches/scopus.ris": `TY  - JOUR
TI  - <script>alert(1)</script> of \u202Ereversed\u2028 models
AB  - ${long}
DO  - javascript:alert(1)
UR  - javascript:alert(2)
PY  - 2020
ER  - 
`,
  });
  const server = await serveFolder(folder, ["ada"]);
  const [item] = (await (await server.sign("ada")).open(SCREEN)).items;
  if (item?.kind !== "record") throw new Error("A record was expected.");
  expect(item.record.title!.text).not.toMatch(/[\u202e\u2028]/);
  expect(item.record.links).toEqual([]);
  // slr reads as much of an abstract, with a problem that says so.
  expect(item.record.abstract!.text.length).toBeGreaterThan(400_000);
});

test("an audit is offered where it was asked for", async () => {
  const folder = reviewFolder({ "decisions/bela.csv": `${HEADER}\n` });
  const none = await serveFolder(folder, ["ada"]);
  const ada = await none.sign("ada");
  expect((await send(none.port, "GET", ROUTES.work("audit"), ada.signs)).status).toBe(403);
  await answerAll(ada, SCREEN, () => saying("exclude", { reasons: ["E1"] }));
  await none.close();
  const server = await serveFolder(folder, ["bela"], { audit: 2 });
  const { state, plan } = await (await server.sign("bela")).open("audit");
  expect(plan).toMatchObject({ where: "audit of what was excluded", orders: [] });
  expect(state).toMatchObject({ left: 2, orderName: "by lot" });
});
