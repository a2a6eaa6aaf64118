import { expect, test } from "vitest";
import { reviewedBy } from "./reviewers.ts";

function stoppedBy(stop: string, letters = "iieeeeee....") {
  return reviewedBy({ ada: letters }, `{ title-abstract: { by: reviewers, stop: ${stop} } }`);
}

const MET = "{ rule: consecutive, records: 6, ended: 2024-06-01 }";

test("what a stopping rule left unread is in a box of its own, never excluded", async () => {
  const folder = stoppedBy(MET);
  const { out, code } = await folder.slr("screen");
  expect(code).toBe(0);
  expect(out).toMatch(/^Screened +12 {2}6 excluded, 4 left unread$/m);
  const ledger = folder.read("results/ledger.csv").split("\n");
  expect(ledger.filter((line) => line.includes(",unread,consecutive,"))).toHaveLength(4);
  const records = folder.read("results/records.csv").split("\n");
  expect(records.filter((line) => /,pending,,.*,unread$/.test(line))).toHaveLength(4);
  expect((await folder.slr("prisma")).out).toMatch(
    /Records left unread by a stopping .*\n.*rule \(n = 4\)/,
  );
});

test("slr check is content with unread records whose rule is met", async () => {
  const folder = stoppedBy(MET, "eeeeeeee....");
  await folder.slr("screen");
  const { out } = await folder.slr("check");
  expect(out).toContain("ok    where a stopping rule ended screening, the rule is met");
  expect(out).toContain("ok    no record is pending");
});

test("an end that the rule does not support is told, with its line", async () => {
  const folder = stoppedBy("{ rule: hypergeometric, ended: 2024-06-01 }");
  const { err } = await folder.slr("screen");
  expect(err).toMatch(
    /slr\.yaml:\d+: warning: Title\/abstract screening was ended by the rule `hypergeometric` after 8 records, but the rule is not met: p = 0\.\d+ .* 8 decisions have no certain time, so the order of reading is a guess\. \(screening\/stop-not-met\)/,
  );
});

test("with times the same is an error, and slr check fails", async () => {
  const folder = stoppedBy("{ rule: hypergeometric, ended: 2024-06-01 }");
  folder.write(
    "decisions/ada.csv",
    folder
      .read("decisions/ada.csv")
      .replace(/,E?1?,,,,,,/g, (cells) => cells.replace(",,,,,,", ",,,2024-05-01,,,")),
  );
  await folder.slr("screen");
  const { out, code } = await folder.slr("check");
  expect(code).toBe(1);
  expect(out).toContain("(screening/stop-not-met)");
});

test("a rule without an end changes nothing: what is not read is pending", async () => {
  const { out } = await stoppedBy("{ rule: consecutive, records: 6 }").slr("screen");
  expect(out).toMatch(/6 excluded, 4 pending/);
});

test("what only a later search has found is pending: nobody knew of it when screening ended", async () => {
  const folder = stoppedBy(MET);
  folder.write(
    "searches/update.ris",
    "TY  - JOUR\nTI  - A method that was published last week\nAU  - Late, A.\nPY  - 2024\nER  - \n",
  );
  folder.write(
    "slr.yaml",
    folder
      .read("slr.yaml")
      .replace(
        "files: searches/scopus.ris }]",
        "files: searches/scopus.ris }, { name: Update, files: searches/update.ris, searched: 2024-07-01 }]",
      ),
  );
  expect((await folder.slr("screen")).out).toMatch(/6 excluded, 1 pending, 4 left unread/);
});

test("a reviewer is shown nothing that was left unread", async () => {
  const { out } = await stoppedBy(MET).slr("decisions", "--as", "ada", "--next", "5");
  expect(out).not.toContain("Caching keys across conversations");
});

test.each([
  ["{ rule: guess }", /screening\.title-abstract\.stop\.rule: .*hypergeometric.*consecutive/],
  [
    "{ rule: consecutive, recall: 0.9 }",
    /Unexpected key `recall`, expected one of rule, records, ended\./,
  ],
  ["{ rule: hypergeometric, recall: 95 }", /This share must be below 1, such as 0\.95/],
  [
    "{ rule: knee, ended: yesterday }",
    /Unexpected date `yesterday`, expected one day as YYYY-MM-DD, such as 2026-11-22/,
  ],
])("stop: %s is refused with its line", async (stop, message) => {
  const { code, err } = await stoppedBy(stop).slr("screen");
  expect(code).toBe(2);
  expect(err).toMatch(/slr\.yaml:\d+: error: /);
  expect(err).toMatch(message);
});

test("a stopping rule at full text is no key that slr knows", async () => {
  const { err } = await reviewedBy(
    {},
    "{ full-text: { by: reviewers, stop: { rule: knee } } }",
  ).slr("screen");
  expect(err).toContain("Unexpected key `stop`, expected one of by, per-record, reviewers, pilot.");
});
