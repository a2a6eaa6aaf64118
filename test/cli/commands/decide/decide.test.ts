import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { linksTo } from "../../../../src/core/overviews/reports/report-links.ts";
import { ratedReview } from "../../cache/rated-review.ts";
import { risOf, type TestFolder, testFolder } from "../../captured-io.ts";
import { fakeTerminal } from "./fake-terminal.ts";

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";
const TITLES = [
  "Pipelined training of giant models",
  "Sparse attention on accelerators",
  "Quantized serving for phones",
];
const PROTOCOL = `title: Test
sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria:
  - { id: I1, text: About training, stage: title-abstract, include: title-abs(train* OR serving) }
  - { id: E1, text: About phones, stage: title-abstract, exclude: title-abs(phone*) }
  - { id: F1, text: No evaluation, stage: full-text }
screening:
  title-abstract: { by: reviewers }
  full-text: { by: reviewers }
`;

function reviewFolder(files: Readonly<Record<string, string>> = {}, yaml = PROTOCOL): TestFolder {
  return testFolder({ "slr.yaml": yaml, "searches/scopus.ris": risOf(...TITLES), ...files });
}

async function decide(folder: TestFolder, keys: string, ...argv: string[]) {
  const terminal = fakeTerminal(keys);
  const run = await folder.slrWith({ terminal }, "decide", ...argv);
  expect(terminal.isTaken()).toBe(false);
  return { ...run, terminal, screens: terminal.screens() };
}

/** Rows of a reviewer as `title, verdict, reason, note`, in the order of the file. */
function rowsOf(folder: TestFolder, file = "decisions/ada.csv"): string[] {
  const [header, ...rows] = folder.read(file).trimEnd().split("\n");
  // Tables that are older than tags stay as they are.
  expect([`${HEADER},tags`, HEADER]).toContain(header);
  return rows.map((row) => {
    const [, stage, verdict, reason, resolves, note, at, , , title] = row.split(",");
    expect(at).toBe("2024-06-03T09:00:00Z");
    return [title, stage === "full-text" ? stage : "", verdict, reason, resolves, note]
      .filter((cell) => cell !== "")
      .join(", ");
  });
}

test("one key is one row, a session goes on where the last one stopped, and slr screen counts it", async () => {
  const folder = reviewFolder();
  const first = await decide(folder, "iq", "--as", "ada", "--order", "key");
  expect(first).toMatchObject({ code: 0 });
  expect(first.screens[0]).toContain("0 decided, 3 left");
  expect(first.transcript).toBe(
    [
      "out| ada, title/abstract: 1 decided (1 include), 2 left.",
      "err| They are in decisions/ada.csv. Next: slr screen counts the flow anew.",
    ].join("\n"),
  );
  const second = await decide(folder, "2mq", "--as", "ada", "--order", "key");
  expect(second.screens[0]).toContain("1 decided (1 include), 2 left");
  expect(second.screens.at(-1)).toContain("Nothing is left here.");
  expect(second.out).toBe("ada, title/abstract: 2 decided (1 exclude, 1 maybe), 0 left.");
  expect(rowsOf(folder).map((row) => row.replace(/^.*?, /, ""))).toEqual([
    "include",
    "exclude, E1",
    "maybe",
  ]);
  expect((await folder.slr("screen")).code).toBe(0);
  expect(folder.read("results/prisma.json")).toMatch(/"records_excluded": 1,/);
  // What passed goes on at full text by itself.
  const third = await decide(folder, "e\r", "--as", "ada");
  expect(third.screens[0]).toContain("full text  ada");
  expect(third.screens.at(-1)).toContain("PRISMA requires one");
  expect(third.out).toBe("ada, full text: 0 decided, 2 left.");
});

test("the screen shows the record, its rules, the reasons, the order and the keys", async () => {
  const folder = reviewFolder();
  const { screens } = await decide(folder, "ssq", "--as", "ada");
  expect(screens[0]).toContain("title/abstract  ada  by rating, cold start");
  const phones = screens.find((screen) => screen.includes(TITLES[2]!))!;
  expect(phones).toContain("Author2, A");
  expect(phones).toContain("2022");
  expect(phones).toContain('Rules: I1 fulfilled: "serving"; E1 applies: "phones"');
  expect(phones).toContain(`About ${TITLES[2]}.`);
  expect(phones).toContain("1 I1 Not fulfilled: About training");
  expect(phones).toMatch(/i include {2}e exclude {2}m maybe {2}u undo {2}s skip/);
});

test("a session begins in the order of the last rating, says so, and goes on in that of its own", async () => {
  const folder = testFolder(ratedReview());
  await folder.slr("screen");
  const decisions = folder.read("decisions/ada.csv").replace("include", "exclude");
  folder.write("decisions/ada.csv", decisions);
  const fresh = testFolder({ ...ratedReview(), "decisions/ada.csv": decisions });
  const keys = "iiiiq";
  const [known, unknown] = [await decide(folder, keys), await decide(fresh, keys)];
  const headings = known.screens.map((screen) => screen.split("\n")[0]);
  expect(headings[0]).toContain("ada  by the last rating");
  expect(headings.at(-1)).toContain("by rating of your votes and of outcomes");
  expect(unknown.screens[0]).toMatch(/ada {2}by rating /);
  // Both have learned from the same decisions.
  const written = (of: TestFolder) =>
    of.read("decisions/ada.csv").slice(decisions.length).trimEnd().split("\n").sort();
  expect(written(folder)).toHaveLength(4);
  expect(written(folder)).toEqual(written(fresh));
});

test("a later session shows the records as the exports are now", async () => {
  const folder = reviewFolder();
  const first = await decide(folder, "sssq", "--as", "ada");
  const text = `About ${TITLES[0]}.`;
  expect(first.screens.join()).toContain(text);
  folder.write("searches/scopus.ris", folder.read("searches/scopus.ris").replace(text, "New."));
  const second = await decide(folder, "sssq", "--as", "ada");
  expect(second.screens.join()).not.toContain(text);
  expect(second.screens.join()).toContain("New.");
});

test("the words of criteria stand out, in sixteen colours and without any", async () => {
  const folder = reviewFolder();
  const marked = async (colour: boolean) => {
    const terminal = fakeTerminal("ssq");
    await folder.slrWith({ terminal, colour }, "decide", "--as", "ada");
    return terminal.written();
  };
  const coloured = await marked(true);
  expect(coloured).toContain("\u001b[1;32mtraining\u001b[0m");
  expect(coloured).toContain("\u001b[1;31mphones\u001b[0m");
  const plain = await marked(false);
  expect(plain).toContain("\u001b[4mtraining\u001b[0m");
  expect(plain).toContain("\u001b[7mphones\u001b[0m");
  expect(
    plain.split("\u001b[").filter((part) => /^[\d;]*(?:3|4|9|10)\d[\d;]*m/.test(part)),
  ).toEqual([]);
});

test("an undo is a row of its own, also in a later session, and the record waits again", async () => {
  const folder = reviewFolder();
  await decide(folder, "iuq", "--as", "ada", "--order", "key");
  const [title] = rowsOf(folder)[0]!.split(",");
  expect(rowsOf(folder)).toEqual([`${title}, include`, `${title}, withdrawn`]);
  await decide(folder, "iiq", "--as", "ada", "--order", "key");
  const later = await decide(folder, "uq", "--as", "ada", "--order", "key");
  expect(rowsOf(folder).at(-1)).toMatch(/withdrawn$/);
  expect(later.out).toBe(
    "ada, title/abstract: 0 decided, 1 of earlier sessions taken back, 2 left.",
  );
  const { code, err } = await folder.slr("screen");
  expect(code, err).toBe(0);
  expect(folder.read("results/prisma.json")).toMatch(/"title_abstract": 2,/);
});

test("a decision on a record that was named otherwise takes the place of the earlier one", async () => {
  const folder = reviewFolder({
    "decisions/ada.csv": [
      HEADER,
      ...TITLES.map((title) => `,title-abstract,include,,,,2024-01-01,,,${title},`),
      `,full-text,maybe,,,ask the authors,2024-01-02,,,${TITLES[1]},`,
      `,full-text,include,,,,2024-01-02,,,${TITLES[0]},`,
      `,full-text,include,,,,2024-01-02,,,${TITLES[2]},`,
      "",
    ].join("\n"),
  });
  const { screens } = await decide(folder, "1uiq");
  expect(screens[0]).toContain("2 decided (2 include), 1 left");
  expect(screens[0]).toContain("You said before: maybe");
  expect(folder.read("decisions/ada.csv").split("\n").slice(-4)).toEqual([
    `,full-text,exclude,F1,,,2024-06-03T09:00:00Z,,,${TITLES[1]},`,
    `,full-text,maybe,,,ask the authors,2024-06-03T09:00:00Z,,,${TITLES[1]},`,
    `,full-text,include,,,,2024-06-03T09:00:00Z,,,${TITLES[1]},`,
    "",
  ]);
  await folder.slr("screen");
  expect(folder.read("results/prisma.json")).toMatch(/"new_reports": 3,/);
});

test("a clock that goes wrong does not make an older row count", async () => {
  const folder = reviewFolder();
  await decide(folder, "iq", "--as", "ada", "--order", "key");
  const terminal = fakeTerminal("uq");
  const now = () => new Date("2001-01-01T00:00:00Z");
  await folder.slrWith({ terminal, now }, "decide", "--as", "ada", "--order", "key");
  expect(rowsOf(folder).at(-1)).toMatch(/withdrawn$/);
  await folder.slr("screen");
  expect(folder.read("results/prisma.json")).toMatch(/"title_abstract": 3,/);
});

test("blind: what others decided is not on any screen, unless a conflict is to be settled", async () => {
  const others = [
    HEADER,
    ...TITLES.map((title) => `,title-abstract,exclude,E1,,secret remark,2024-01-01,,,${title},`),
    "",
  ].join("\n");
  const yaml = PROTOCOL.replace("{ by: reviewers }", "{ by: reviewers, per-record: 2 }");
  const folder = reviewFolder({ "decisions/bela.csv": others }, yaml);
  const blind = await decide(folder, "?xisu1iiq", "--as", "ada");
  expect(blind.terminal.written()).not.toMatch(/bela|secret|votes at/);
  expect(blind.out).toContain("3 decided (1 exclude, 2 include), 0 left");

  const open = await decide(folder, "nsettled\r1q", "--as", "cara", "--conflicts");
  expect(open.screens[0]).toContain("conflicts at title/abstract  cara");
  expect(open.screens[0]).toMatch(/ada +\| bela/);
  expect(open.screens[0]).toMatch(/include +\| exclude/);
  expect(open.screens[0]).toMatch(/\| "secret remark"/);
  expect(rowsOf(folder, "decisions/cara.csv")).toMatchObject([
    expect.stringMatching(/, exclude, I1, yes, settled$/),
  ]);
  await folder.slr("screen");
  expect(folder.read("results/prisma.json")).toMatch(/"title_abstract_conflict": 1,/);
});

test("a resolution that is taken back leaves the conflict", async () => {
  const said = (verdict: string) =>
    `${HEADER}\n,title-abstract,${verdict},,,,2024-01-01,,,${TITLES[0]},\n`;
  const yaml = PROTOCOL.replace("{ by: reviewers }", "{ by: reviewers, per-record: 2 }");
  const folder = reviewFolder(
    { "decisions/ada.csv": said("include"), "decisions/bela.csv": said("exclude") },
    yaml,
  );
  const { out } = await decide(folder, "iuq", "--as", "ada", "--conflicts");
  expect(out).toBe("ada, conflicts at title/abstract: 0 decided, 1 left.");
  await folder.slr("screen");
  expect(folder.read("results/prisma.json")).toMatch(/"title_abstract_conflict": 1,/);
});

test("possible duplicates are shown side by side and settled in one key", async () => {
  const folder = reviewFolder({
    "searches/scopus.ris": [
      "TY  - JOUR\nTI  - A study of fast inference on graphics processors\nAU  - Lovelace, Ada\nPY  - 2019\nAB  - We measure.\nER  - \n",
      "TY  - CONF\nTI  - A study of fast inference on graphic processors\nAU  - Lovelace, Ada\nPY  - 2020\nER  - \n",
    ].join("\n"),
    "duplicates.csv": "a,b,verdict,by,decided_at\n",
  });
  const possible = async () => {
    await folder.slr("screen");
    return folder.read("results/possible-duplicates.csv").trimEnd().split("\n").length - 1;
  };
  expect(await possible()).toBe(1);
  const { screens, out, code } = await decide(folder, "dq", "--as", "ada", "--duplicates");
  expect(code).toBe(0);
  expect(screens[0]).toContain("possible duplicates  ada");
  expect(screens[0]).toContain("-- title: alike, not the same ---");
  expect(screens[0]).toContain("-- authors: same ---");
  expect(screens[0]).toContain("-- year: different, one year apart ---");
  expect(screens[0]).toMatch(/(?:2019 +\| 2020|2020 +\| 2019)/);
  expect(screens[0]).toMatch(/y yes, the same {2}d different/);
  expect(out).toBe("ada, possible duplicates: 1 decided (1 different), 0 left.");
  expect(folder.read("duplicates.csv")).toMatch(
    /^a,b,verdict,by,decided_at\n[a-z2-7]{8},[a-z2-7]{8},different,ada,2024-06-03T09:00:00Z\n$/,
  );
  expect(await possible()).toBe(0);
  const none = await decide(folder, "", "--as", "ada", "--duplicates");
  expect(none.err).toContain("nothing is left to decide");
  expect(none.terminal.taken()).toBe(0);
});

test("a pair that is taken back is possible again, one that is the same is one record", async () => {
  const folder = reviewFolder({
    "searches/scopus.ris":
      "TY  - JOUR\nTI  - A study of fast inference on graphics processors\nAU  - Lovelace, Ada\nPY  - 2019\nER  - \nTY  - CONF\nTI  - A study of fast inference on graphic processors\nAU  - Lovelace, Ada\nPY  - 2020\nER  - \n",
  });
  await decide(folder, "yuq", "--as", "ada", "--duplicates");
  expect(folder.read("duplicates.csv").split("\n")[2]).toContain(",withdrawn,ada,");
  const again = await decide(folder, "yq", "--as", "ada", "--duplicates");
  expect(again.out).toContain("1 decided (1 same), 0 left");
  await folder.slr("screen");
  expect(folder.read("results/prisma.json")).toMatch(/"duplicates": 1,/);
});

test.each<[string, string[], RegExp]>([
  [
    "an order that is none",
    ["--order", "random"],
    /argument 'random' is invalid. Choose from rating, key, outliers\./,
  ],
  [
    "a stage that is none",
    ["--stage", "third"],
    /argument 'third' is invalid. Choose from title-abstract, full-text\./,
  ],
  ["two tasks", ["--duplicates", "--conflicts"], /cannot be used together; choose one/],
  ["a stage of pairs", ["--duplicates", "--stage", "full-text"], /pairs have no stage/],
  ["a name that is no file name", ["--as", "../../ada"], /cannot be the name of a file/],
  ["nobody", [], /does not know who decides/],
])("%s is a usage error", async (_, argv, message) => {
  const { code, err, terminal } = await decide(reviewFolder(), "", ...argv);
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(terminal.taken()).toBe(0);
});

test("without a terminal it says so and how decisions can be written without it", async () => {
  const { code, transcript } = await reviewFolder().slr("decide", "--as", "ada");
  expect(code).toBe(2);
  expect(transcript).toMatchInlineSnapshot(`
    "err| error: slr decide needs a terminal, and stdin or stdout is none.
    err|   hint: Decisions can be written by hand, too: a row in decisions/<reviewer>.csv with record,stage,verdict,reason,resolves,note,decided_at."
  `);
});

test("only adjudicators settle conflicts where slr.yaml names them", async () => {
  const folder = reviewFolder({}, `${PROTOCOL}adjudicators: [cara]\n`);
  const { code, err } = await decide(folder, "q", "--as", "ada", "--conflicts");
  expect(code).toBe(2);
  expect(err).toContain("the adjudicators that slr.yaml names may: cara");
});

test("a table that somebody keeps in a spreadsheet is added to in its own columns", async () => {
  const folder = reviewFolder({
    "decisions/ada.csv":
      "Title;Record;Stage;Verdict;Reason;Resolves;Note;Decided_at\nx;doi:10.1/none;title-abstract;include;;;;2024-01-01\n",
  });
  await decide(folder, "2q", "--as", "ada", "--order", "key");
  expect(folder.read("decisions/ada.csv").split("\n")[2]).toMatch(
    /^[A-Z][\w ]+;[a-z2-7]{8};title-abstract;exclude;E1;;;2024-06-03T09:00:00Z$/,
  );
});

test.each<[string, string, RegExp]>([
  [
    "without a column for notes",
    "record,stage,verdict,reason,resolves,decided_at\n",
    /The header lacks note;/,
  ],
  ["that is no table of decisions", "one,two\n", /expected the columns record, stage, verdict/],
])("a table %s is refused before anything is decided", async (_, table, message) => {
  const folder = reviewFolder({ "decisions/ada.csv": table });
  const { code, err, terminal } = await decide(folder, "i", "--as", "ada");
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(terminal.taken()).toBe(0);
  expect(folder.read("decisions/ada.csv")).toBe(table);
});

test("a line of the table that is in doubt is told, and rows are added below it", async () => {
  const before = `${HEADER}\n"abc,title-abstract,include\n`;
  const folder = reviewFolder({ "decisions/ada.csv": before });
  const { code, screens } = await decide(folder, 'nwith "quotes", and\riq', "--as", "ada");
  expect(code).toBe(0);
  expect(screens[0]).toContain("decisions/ada.csv:2 is not applied");
  expect(folder.read("decisions/ada.csv").startsWith(before)).toBe(true);
  await folder.slr("screen");
  expect(folder.read("results/records.csv").match(/,include,,ada,/g)).toHaveLength(1);
});

test("a second session of one reviewer is told of the first, and one of another reviewer is not", async () => {
  const since = "2024-06-03T08:00:00.000Z";
  const held = { pid: process.ppid, host: hostname(), since, doing: "slr decide of ada" };
  const folder = reviewFolder({ ".slr/decisions%2Fada.csv.lock": JSON.stringify(held) });
  const ada = await decide(folder, "iq", "--as", "ada");
  expect(ada.err).toContain(`slr decide of ada is at work (process ${process.ppid}`);
  expect(rowsOf(folder)).toHaveLength(1);
  const bela = await decide(folder, "iq", "--as", "bela");
  expect(bela.err).not.toContain("at work");
});

test("the outliers can come first", async () => {
  const folder = reviewFolder();
  const { screens } = await decide(folder, "i", "--as", "ada", "--order", "outliers");
  expect(screens[0]).toContain("outliers first");
  expect(screens[0]).toContain("3 left");
  expect(rowsOf(folder)).toHaveLength(1);
});

test("a last line that a crash tore is ended, said, and asked again", async () => {
  const folder = reviewFolder({ "decisions/ada.csv": `${HEADER}\nabcd2345,title-abs` });
  const { screens } = await decide(folder, "i", "--as", "ada", "--order", "key");
  expect(screens[0]).toContain("decisions/ada.csv:2 was cut off");
  expect(screens[0]).toContain("0 decided, 3 left");
  const lines = folder.read("decisions/ada.csv").split("\n");
  expect(lines[1]).toBe("abcd2345,title-abs");
  expect(lines[2]).toContain(",title-abstract,include,");
});

test("a disk that refuses ends the session and says which decision is not on it", async () => {
  const folder = reviewFolder();
  const terminal = fakeTerminal("ii");
  const appendRow = () => Promise.reject(Object.assign(new Error("no space"), { code: "ENOSPC" }));
  const { code, err } = await folder.slrWith({ terminal, appendRow }, "decide", "--as", "ada");
  expect(code).toBe(2);
  expect(err).toMatch(/`include` for [a-z2-7]{8} is not in decisions\/ada.csv/);
  expect(err).toContain("There is no space left on the disk.");
  expect(terminal.isTaken()).toBe(false);
});

test("a note that goes with no decision is not lost without a word", async () => {
  const { err } = await decide(reviewFolder(), "nunsure\rq", "--as", "ada");
  expect(err).toMatch(/The note on [a-z2-7]{8} went with no decision and is not saved: unsure/);
});

test("a DOI is opened in the browser, or named where there is none", async () => {
  const folder = reviewFolder({
    "searches/scopus.ris":
      "TY  - JOUR\nTI  - A title with an identifier\nDO  - 10.1000/a(1);2\nER  - \n",
  });
  const opened: string[] = [];
  const openLink = (url: string) => {
    opened.push(url);
    return Promise.resolve(opened.length === 1);
  };
  const terminal = fakeTerminal("ooq", { columns: 100, rows: 30 });
  await folder.slrWith({ terminal, openLink }, "decide", "--as", "ada");
  expect(opened).toEqual(new Array(2).fill("https://doi.org/10.1000/a(1)%3B2"));
  expect(terminal.screens()[1]).toContain("Opened https://doi.org/10.1000/a(1)%3B2");
  expect(terminal.screens()[2]).toContain("There is no browser here; open https://doi.org/");
});

test("o opens the PDF in fulltext/, before any page", async () => {
  const folder = reviewFolder({
    "searches/scopus.ris":
      "TY  - JOUR\nTI  - A title with an identifier\nDO  - 10.1000/a\nER  - \n",
  });
  await folder.slr("screen");
  const key = folder.read("results/records.csv").split("\n")[1]!.slice(0, 8);
  folder.write(`fulltext/${key}.pdf`, "%PDF-1.4");
  const opened: string[] = [];
  const openLink = (url: string) => Promise.resolve(opened.push(url) > 0);
  const terminal = fakeTerminal("oq", { columns: 100, rows: 30 });
  await folder.slrWith({ terminal, openLink }, "decide", "--as", "ada");
  expect(opened).toEqual([join(folder.path, "fulltext", `${key}.pdf`)]);
});

test("o opens the register of a trial, and pages only", () => {
  expect(linksTo({ accession: "NCT01234567" })).toEqual([
    "https://clinicaltrials.gov/study/NCT01234567",
  ]);
  expect(linksTo({ url: "https://example.org/a b" })).toEqual(["https://example.org/a%20b"]);
  expect(linksTo({ url: "file:///etc/passwd", accession: "2-s2.0-1" })).toEqual([]);
});

test("a record steers no terminal", async () => {
  const folder = reviewFolder({
    "searches/scopus.ris": `TY  - JOUR\nTI  - Evil \u001b[2J\u001b]0;owned\u0007 title\u202e\nAB  - Text \u009b31m here. ${"Plain words. ".repeat(50)}\nER  - \n`,
  });
  const { terminal, screens, err } = await decide(folder, "q", "--as", "ada");
  expect(screens[0], err).toContain("Evil title");
  for (const steering of ["\u001b[2J", "\u001b]", "\u0007", "\u009b", "\u202e"])
    expect(terminal.written()).not.toContain(steering);
});

test("every record of a long queue is shown once", async () => {
  const titles = Array.from(
    { length: 300 },
    (_, at) => `${["Pruning", "Serving", "Sharding"][at % 3]} number ${at} of ${at * 7919}`,
  );
  const folder = reviewFolder({ "searches/scopus.ris": risOf(...titles) });
  const { out, screens } = await decide(folder, `${"i".repeat(300)}q`, "--as", "ada");
  expect(out).toBe("ada, title/abstract: 300 decided (300 include), 0 left.");
  expect(screens.at(-2)).toContain("299 decided (299 include), 1 left");
  expect(new Set(rowsOf(folder)).size).toBe(300);
});

test("an audit shows excluded records to somebody else, by lot, and nothing else", async () => {
  const protocol = PROTOCOL.replace(/criteria:[\s\S]*?screening:/, "screening:");
  const folder = reviewFolder({}, protocol);
  await decide(folder, "ie\re\rq", "--as", "ada", "--order", "key");
  const { screens, out } = await decide(folder, "ie\rq", "--as", "bela", "--audit", "5");
  expect(screens[0]).toContain("audit of what was excluded  bela  by lot");
  expect(screens[0]).toContain("0 decided, 2 left");
  expect(out).toBe("bela, audit of what was excluded: 2 decided (1 exclude, 1 include), 0 left.");
  const audited = await folder.slr("rate", "--audit", "5");
  expect(audited.out).toContain("2 of 2 read again, 1 missed (1 of them in conflict");
  const none = await decide(folder, "", "--as", "bela", "--audit", "5");
  expect(none.err).toContain("nothing is left to decide");
});

test("an audit is a task of its own", async () => {
  const { code, err } = await decide(
    reviewFolder(),
    "",
    "--as",
    "ada",
    "--audit",
    "5",
    "--conflicts",
  );
  expect(code).toBe(2);
  expect(err).toContain(
    "--audit and --conflicts cannot be used together, because an audit is a session",
  );
});

const ALL_INCLUDED = [
  HEADER,
  ...TITLES.map((title) => `,title-abstract,include,,,,2024-01-01,,,${title},`),
  "",
].join("\n");

test("x at full text says that a report was not retrieved, and u takes it back", async () => {
  const folder = reviewFolder({ "decisions/ada.csv": ALL_INCLUDED });
  const { screens, out, err } = await decide(folder, "xxuq", "--order", "key");
  expect(screens[0]).toContain("x not retrieved");
  expect(out).toBe("ada, full text: 1 decided (1 not retrieved), 2 left.");
  expect(err).toContain("They are in retrieval.csv.");
  const rows = folder.read("retrieval.csv").trimEnd().split("\n");
  const [key, other] = rows.slice(1).map((row) => row.split(",")[0]);
  expect(rows).toEqual([
    "record,status,file,note",
    `${key},not-retrieved,,`,
    `${other},not-retrieved,,`,
    `${other},withdrawn,,`,
  ]);
  expect(folder.read("decisions/ada.csv")).toBe(ALL_INCLUDED);
  await folder.slr("screen");
  expect(JSON.parse(folder.read("results/prisma.json"))).toMatchObject({
    dbr_notretrieved_reports: 1,
    pending: { full_text: 2, retrieval: 0 },
  });
  const { code } = await folder.slr("check", "--format", "json");
  expect(code).toBe(1);
});

test("a report that was found after all takes back that it was not retrieved, and the reverse", async () => {
  const folder = reviewFolder({ "decisions/ada.csv": ALL_INCLUDED });
  const again = "l\r";
  await decide(folder, `x${again}i${again}xq`, "--order", "key");
  const statuses = folder.read("retrieval.csv").trimEnd().split("\n").slice(1);
  expect(statuses.map((row) => row.split(",")[1])).toEqual([
    "not-retrieved",
    "withdrawn",
    "not-retrieved",
  ]);
  expect(rowsAtFullText(folder)).toEqual(["include", "withdrawn"]);
  await folder.slr("screen");
  expect(JSON.parse(folder.read("results/prisma.json"))).toMatchObject({
    dbr_notretrieved_reports: 1,
    pending: { full_text: 2 },
  });
  expect(folder.read("results/problems.csv")).not.toContain("retrieval/decided");
});

function rowsAtFullText(folder: TestFolder): (string | undefined)[] {
  return folder
    .read("decisions/ada.csv")
    .split("\n")
    .filter((row) => row.includes(",full-text,"))
    .map((row) => row.split(",")[2]);
}

test("--revise lists what was decided in earlier sessions, and changes it", async () => {
  const folder = reviewFolder();
  await decide(folder, "iq", "--as", "ada", "--order", "key");
  const [title] = rowsOf(folder)[0]!.split(",");
  const { screens, out } = await decide(
    folder,
    "\r1q",
    "--as",
    "ada",
    "--order",
    "key",
    "--revise",
  );
  expect(screens[0]).toMatch(new RegExp(`> include  \\w{8}  ${title}`));
  expect(screens[1]).toContain("you said include. Decide again, or Esc keeps it.");
  expect(rowsOf(folder)).toEqual([`${title}, include`, `${title}, exclude, I1`]);
  expect(out).toBe("ada, title/abstract: 1 decided (1 exclude), 2 left.");
});

test("what is decided can be changed when nothing is left, too", async () => {
  const folder = reviewFolder();
  await decide(folder, "iiiq", "--as", "ada");
  const done = await decide(folder, "", "--as", "ada", "--stage", "title-abstract");
  expect(done.err).toContain(
    "nothing is left to decide; slr decide --revise shows what is decided.",
  );
  const { out } = await decide(
    folder,
    "\rmq",
    "--as",
    "ada",
    "--stage",
    "title-abstract",
    "--revise",
  );
  expect(out).toBe("ada, title/abstract: 1 decided (1 maybe), 0 left.");
  expect(rowsOf(folder)).toHaveLength(4);
});

test("--revise before the first decision says that there is none", async () => {
  const { code, err } = await decide(reviewFolder(), "", "--as", "ada", "--revise");
  expect([code, err]).toMatchObject([0, expect.stringContaining("nothing is decided yet")]);
});

test("a search shows only the records that have its words, and the heading says so", async () => {
  const folder = reviewFolder();
  const keys = "/PHONES\ri/\u007f\u007f\u007f\u007f\u007f\u007f\rq";
  const { screens, out } = await decide(folder, keys, "--as", "ada");
  const found = screens.find((screen) => screen.includes("Found 1 of 3."))!;
  expect(found).toContain("search: PHONES");
  expect(found).toContain("Quantized serving for phones");
  expect(found).toContain("0 decided, 3 left");
  expect(screens.some((screen) => screen.includes("/ and Enter show the other 2."))).toBe(true);
  expect(screens.at(-1)).toContain("Everything that waits is shown again.");
  expect(out).toBe("ada, title/abstract: 1 decided (1 include), 2 left.");
});

test("without a terminal the hint says where such a decision can be written by hand", async () => {
  const hintOf = async (...argv: string[]) => (await reviewFolder().slr("decide", ...argv)).err;
  expect(await hintOf("--duplicates")).toContain("a row in duplicates.csv with a,b,verdict,by,");
  expect(await hintOf("--conflicts")).toContain("decisions/<reviewer>.csv with record,stage,");
});
