import { expect, test } from "vitest";
import type { Policy } from "../../../src/core/protocol/protocol.ts";
import type { Decision, ReviewerKind, Verdict } from "../../../src/core/records/decision.ts";
import type { Stage } from "../../../src/core/records/model.ts";
import { readTime, readTimes } from "../../../src/core/records/time.ts";
import { conclude, type Judgement } from "../../../src/core/screening/conclude.ts";
import { countBallot, type MatchedDecision } from "../../../src/core/votes/ballot.ts";

let line = 1;
interface Said {
  reasons?: string[];
  resolves?: boolean;
  at?: string;
  named?: string;
}

function said(reviewer: string, verdict: Decision["verdict"], options: Said = {}): MatchedDecision {
  line += 1;
  return {
    named: options.named ?? "key:aaaaaaaa",
    decision: {
      place: { file: `decisions/${reviewer}.csv`, line },
      reviewer,
      reference: { record: "aaaaaaaa" },
      stage: "title-abstract",
      verdict,
      reasons: options.reasons ?? [],
      resolves: options.resolves ?? false,
      note: "",
      tags: [],
      decidedAt: readTime(options.at ?? ""),
    },
  };
}

function outcome(
  stage: Stage,
  rows: readonly MatchedDecision[],
  options: {
    needed?: number;
    by?: Policy;
    judgements?: readonly Judgement[];
    adjudicators?: string[];
  } = {},
) {
  const kinds = new Map<string, ReviewerKind>([["gpt", "automation"]]);
  const { ballot, problems } = countBallot(stage, rows, kinds, options.adjudicators ?? []);
  const policy = { by: options.by ?? "reviewers", perRecord: options.needed ?? 1 };
  const result = conclude(stage, policy, ballot, options.judgements ?? [], ["E1", "E2"]);
  return { ...result, problems };
}

const violatedE1: Judgement = { criterion: "E1", verdict: "violated", words: [] };
const unknownE1: Judgement = { criterion: "E1", verdict: "unknown", words: [] };

test.each<[string, Stage, Verdict[], number, string]>([
  ["fewer votes than needed are pending", "full-text", ["include"], 2, "pending"],
  ["no vote is pending", "title-abstract", [], 1, "pending"],
  ["all include is include", "full-text", ["include", "include"], 2, "include"],
  [
    "a maybe counts as include at title/abstract",
    "title-abstract",
    ["include", "maybe"],
    2,
    "include",
  ],
  ["all maybe is include at title/abstract", "title-abstract", ["maybe"], 1, "include"],
  ["all exclude is exclude", "full-text", ["exclude", "exclude"], 2, "exclude"],
  ["include against exclude is a conflict", "full-text", ["include", "exclude"], 2, "conflict"],
  [
    "maybe against exclude is a conflict at title/abstract",
    "title-abstract",
    ["maybe", "exclude"],
    2,
    "conflict",
  ],
  ["any maybe at full text is pending", "full-text", ["include", "maybe"], 2, "pending"],
  [
    "maybe against exclude is pending at full text",
    "full-text",
    ["maybe", "exclude"],
    2,
    "pending",
  ],
])("%s", (_, stage, verdicts, needed, expected) => {
  const rows = verdicts.map((verdict, at) => said(["ada", "bela", "cara"][at]!, verdict));
  expect(outcome(stage, rows, { needed }).outcome).toBe(expected);
});

test("the last row of a reviewer counts, by decided_at, then file order", () => {
  const rows = [
    said("ada", "exclude", { at: "2024-06-02" }),
    said("ada", "include", { at: "2024-06-01" }),
  ];
  expect(outcome("full-text", rows).outcome).toBe("exclude");
  expect(outcome("full-text", [said("ada", "exclude"), said("ada", "include")]).outcome).toBe(
    "include",
  );
});

test("a row that resolves settles a conflict with its verdict and reason", () => {
  const rows = [
    said("ada", "include", { at: "2024-01-01" }),
    said("bela", "exclude", { at: "2024-01-02", reasons: ["E2"] }),
    said("ada", "exclude", { at: "2024-01-03", resolves: true, reasons: ["E1"] }),
  ];
  expect(outcome("full-text", rows, { needed: 2 })).toMatchObject({
    outcome: "exclude",
    reasons: ["E1"],
    by: ["ada"],
  });
});

test("a vote that comes after the resolution opens the conflict again", () => {
  const rows = [
    said("ada", "include", { at: "2024-01-01" }),
    said("cara", "exclude", { at: "2024-01-02", resolves: true }),
    said("bela", "exclude", { at: "2024-01-03" }),
  ];
  const { outcome: concluded, problems } = outcome("full-text", rows, { needed: 2 });
  expect(concluded).toBe("conflict");
  expect(problems).toMatchObject([{ code: "decisions/resolved-too-early" }]);
});

test("only adjudicators resolve where slr.yaml names them", () => {
  const rows = [
    said("ada", "include"),
    said("bela", "exclude"),
    said("bela", "exclude", { resolves: true }),
  ];
  const { outcome: concluded, problems } = outcome("full-text", rows, {
    needed: 2,
    adjudicators: ["cara"],
  });
  expect(concluded).toBe("conflict");
  expect(problems).toMatchObject([
    { code: "decisions/not-an-adjudicator", file: "decisions/bela.csv" },
  ]);
});

test("agreeing verdicts on records that turned out to be one are one vote", () => {
  const rows = [
    said("ada", "include", { named: "key:one" }),
    said("ada", "maybe", { named: "key:two" }),
  ];
  expect(outcome("title-abstract", rows, { needed: 2 }).outcome).toBe("pending");
  expect(outcome("title-abstract", rows).outcome).toBe("include");
});

test("a reviewer who said both of what is now one record is a conflict until it is resolved", () => {
  const rows = [
    said("ada", "include", { named: "key:one" }),
    said("ada", "exclude", { named: "key:two" }),
  ];
  expect(outcome("full-text", rows).outcome).toBe("conflict");
  expect(outcome("full-text", [...rows, said("ada", "include", { resolves: true })]).outcome).toBe(
    "include",
  );
});

test("of reasons that differ the first in protocol order is primary, and the difference is reported", () => {
  const rows = [
    said("ada", "exclude", { reasons: ["too old"] }),
    said("bela", "exclude", { reasons: ["E2", "E1"] }),
  ];
  expect(outcome("full-text", rows, { needed: 2 })).toMatchObject({
    reasons: ["E2", "E1", "too old"],
    reasonsDiffer: true,
  });
});

test("an exclusion is automation only if every vote was", () => {
  const gpt = said("gpt", "exclude");
  expect(outcome("title-abstract", [gpt]).decidedBy).toBe("automation");
  expect(outcome("title-abstract", [gpt, said("ada", "exclude")]).decidedBy).toBe("human");
});

test.each<[Policy, Stage, Judgement[], string]>([
  ["rules", "title-abstract", [violatedE1], "exclude"],
  ["rules", "title-abstract", [unknownE1], "include"],
  ["rules", "title-abstract", [], "include"],
  ["rules", "full-text", [unknownE1], "pending"],
  ["rules", "full-text", [], "include"],
  ["reviewers", "title-abstract", [violatedE1], "pending"],
  ["rules-then-reviewers", "title-abstract", [violatedE1], "exclude"],
  ["rules-then-reviewers", "title-abstract", [unknownE1], "pending"],
  ["rules-then-reviewers", "full-text", [], "pending"],
])("by %s at %s, without votes, %j gives %s", (by, stage, judgements, expected) => {
  expect(outcome(stage, [], { by, judgements }).outcome).toBe(expected);
});

test("a person's vote beats a rule and is listed as an override", () => {
  expect(
    outcome("title-abstract", [said("ada", "include")], { by: "rules", judgements: [violatedE1] }),
  ).toMatchObject({
    outcome: "include",
    decidedBy: "human",
    overridden: ["E1"],
  });
  expect(
    outcome("title-abstract", [said("ada", "include")], { judgements: [violatedE1] }).overridden,
  ).toEqual([]);
});

test("too few votes that agree with a rule leave the rule's exclusion", () => {
  const options = { by: "rules-then-reviewers", needed: 2, judgements: [violatedE1] } as const;
  expect(outcome("title-abstract", [said("ada", "exclude")], options)).toMatchObject({
    outcome: "exclude",
    by: ["rules"],
  });
  expect(outcome("title-abstract", [said("ada", "include")], options).outcome).toBe("pending");
});

test("a withdrawal takes back what the reviewer said before, under every identity, and nobody else's", () => {
  const rows = [
    said("ada", "include", { at: "2024-01-01", named: "key:one" }),
    said("ada", "exclude", { at: "2024-01-02", named: "key:two" }),
    said("bela", "exclude", { at: "2024-01-02" }),
    said("ada", "withdrawn", { at: "2024-01-03", named: "key:one" }),
  ];
  const { ballot, problems } = countBallot("full-text", rows, new Map(), []);
  expect(problems).toEqual([]);
  expect(ballot.votes).toMatchObject([{ reviewer: "bela", verdict: "exclude" }]);
  expect(ballot.rows).toMatchObject([{ reviewer: "bela" }]);
  expect(ballot.latest.written).toBe("2024-01-03");
  expect(
    outcome("full-text", [...rows, said("ada", "include", { at: "2024-01-04" })]).outcome,
  ).toBe("conflict");
});

test("of rows of one second the later in the file counts, a withdrawal as any other", () => {
  const at = "2024-06-03T09:00:00Z";
  const rows = [said("ada", "exclude", { at }), said("ada", "withdrawn", { at })];
  expect(outcome("title-abstract", rows).outcome).toBe("pending");
  expect(outcome("title-abstract", [...rows, said("ada", "include", { at })]).outcome).toBe(
    "include",
  );
});

test("a resolution that is withdrawn leaves the votes, and the conflict", () => {
  const votes = [
    said("ada", "include", { at: "2024-01-01" }),
    said("bela", "exclude", { at: "2024-01-02" }),
  ];
  const settled = [...votes, said("bela", "include", { at: "2024-01-03", resolves: true })];
  expect(outcome("full-text", settled, { needed: 2 }).outcome).toBe("include");
  const back = [...settled, said("bela", "withdrawn", { at: "2024-01-04", resolves: true })];
  expect(outcome("full-text", back, { needed: 2 }).outcome).toBe("conflict");
  const byAnother = [...settled, said("ada", "withdrawn", { at: "2024-01-04", resolves: true })];
  expect(outcome("full-text", byAnother, { needed: 2 }).outcome).toBe("include");
});

/** Rows of one reviewer in one file, whose times are one column. */
function column(verdicts: readonly Decision["verdict"][], times: readonly string[]) {
  const read = readTimes(times);
  return verdicts.map((verdict, at) => {
    const { decision, named } = said("ann", verdict);
    return { named, decision: { ...decision, decidedAt: read[at]! } };
  });
}

test("the later row counts, however a spreadsheet writes its time", () => {
  const rows = column(["include", "exclude"], ["28.06.2024 09:00", "02.07.2024 09:00"]);
  expect(outcome("title-abstract", rows)).toMatchObject({ outcome: "exclude", problems: [] });
});

test.each<[string, string[]]>([
  ["day and month may change places", ["03/04/2024", "04/03/2024"]],
  ["one is no time", ["yesterday", "2024-06-01"]],
])("where %s and verdicts differ, the record is pending", (_, times) => {
  const differ = outcome("title-abstract", column(["include", "exclude"], times));
  expect(differ.outcome).toBe("pending");
  expect(differ.problems).toMatchObject([
    { severity: "error", code: "decisions/unclear-order", file: "decisions/ann.csv" },
  ]);
  const agree = outcome("title-abstract", column(["include", "maybe"], times));
  expect(agree).toMatchObject({ outcome: "include", problems: [] });
});

test("a withdrawal whose time is unclear leaves the vote unclear", () => {
  const rows = column(["include", "withdrawn"], ["03/04/2024", "04/03/2024"]);
  expect(outcome("title-abstract", rows).outcome).toBe("pending");
});

test("an unclear vote does not hide a conflict of others, and a later resolution settles it", () => {
  const unclear = column(["include", "exclude"], ["03/04/2024", "04/03/2024"]);
  const others = [said("bob", "include", { at: "2024-01-01" }), said("cy", "exclude")];
  expect(outcome("title-abstract", [...unclear, ...others]).outcome).toBe("conflict");
  expect(outcome("title-abstract", [...unclear, others[0]!], { needed: 2 }).outcome).toBe(
    "pending",
  );
  const settled = said("bob", "exclude", { at: "2024-07-01", resolves: true });
  expect(outcome("title-abstract", [...unclear, settled]).outcome).toBe("exclude");
});

test("a settled conflict stays settled in a spreadsheet's form", () => {
  const rows = [
    said("ann", "include", { at: "28.06.2024 09:00" }),
    said("bob", "exclude", { at: "29.06.2024 09:00" }),
    said("cy", "exclude", { at: "02.07.2024 09:00", resolves: true }),
  ];
  expect(outcome("full-text", rows, { needed: 2 })).toMatchObject({
    outcome: "exclude",
    problems: [],
  });
});

test("it is pending whether a vote reopens a conflict, where its time does not tell", () => {
  const rows = [
    said("ann", "include", { at: "2024-03-01" }),
    said("bob", "exclude", { at: "03/04/2024" }),
    said("cy", "include", { at: "2024-03-20", resolves: true }),
  ];
  const result = outcome("full-text", rows, { needed: 2 });
  expect(result.outcome).toBe("pending");
  expect(result.problems).toMatchObject([{ code: "decisions/unclear-order" }]);
  // A date of the same day does not say that the vote came later.
  const sameDay = rows.map(({ decision, named }, at) => ({
    named,
    decision: at === 1 ? { ...decision, decidedAt: readTime("2024-03-20T23:00Z") } : decision,
  }));
  expect(outcome("full-text", sameDay, { needed: 2 }).outcome).toBe("include");
});

test("two resolutions of one day that differ leave the record pending", () => {
  const rows = [
    said("ann", "include", { at: "2024-03-01" }),
    said("bob", "exclude", { at: "2024-03-01" }),
    said("ann", "include", { at: "2024-03-20", resolves: true }),
    said("bob", "exclude", { at: "2024-03-20", resolves: true }),
  ];
  expect(outcome("full-text", rows, { needed: 2 }).outcome).toBe("pending");
});
