import { expect, test } from "vitest";
import { recordsWaiting } from "../../../src/core/decide/queue.ts";
import { textsOfReviewer } from "../../../src/core/decide/reviewer-texts.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";
import type { Decision } from "../../../src/core/records/decision.ts";
import type { Stage } from "../../../src/core/records/model.ts";
import { readTime } from "../../../src/core/records/time.ts";
import { screenReview } from "../../../src/core/review/review.ts";
import { exportOfText } from "../../../src/formats/export-of-text.ts";

const TITLES = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"];

/** `ann 1+` is an include by Ann of the first title, `ann! 1-` an exclusion that settles. */
function rowOf(text: string, stage: Stage, line: number): Decision {
  const [, reviewer = "", settles, at, sign] = /^(\w+)(!?) (\d)([-+?])$/.exec(text)!;
  return {
    place: { file: `decisions/${reviewer}.csv`, line },
    reviewer,
    reference: { record: "", title: `${TITLES[Number(at) - 1]} lichens` },
    stage,
    verdict: sign === "+" ? "include" : sign === "-" ? "exclude" : "maybe",
    reasons: [],
    resolves: settles === "!",
    note: "",
    tags: [],
    decidedAt: readTime(String(1_700_000_000 + line)),
  };
}

/** What the queue of a reviewer learns of each title: +, - or a dot. */
async function learned(
  reviewer: string,
  rows: readonly string[],
  { pilot = 0, fullText = [] as readonly string[], stage = "title-abstract" as Stage } = {},
): Promise<string> {
  const parsed = parseProtocol(
    `screening: { title-abstract: { by: reviewers, per-record: 2${pilot === 0 ? "" : `, reviewers: [ann, bob, cy], pilot: ${pilot}`} } }`,
    "slr.yaml",
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const text = TITLES.map((title) => `TY  - JOUR\nTI  - ${title} lichens\nER  - \n`).join("");
  const review = await screenReview({
    protocol: parsed.protocol,
    exports: [exportOfText({ path: "a.ris", text })],
    decisions: [
      ...rows.map((row, at) => rowOf(row, "title-abstract", at + 2)),
      ...fullText.map((row, at) => rowOf(row, "full-text", at + 100)),
    ],
  });
  const waiting = new Set(recordsWaiting(review, parsed.protocol, reviewer, stage, "key"));
  const { texts } = textsOfReviewer(review, reviewer, stage, waiting);
  return TITLES.map((title) => {
    const { key } = review.results.records.find(({ summary }) => summary.title.startsWith(title))!;
    const label = texts.labels[texts.rowOf(key)!]!;
    return label > 0 ? "+" : label < 0 ? "-" : ".";
  }).join("");
}

const SINGLE = ["ann 1+", "ann 2-", "ann 3?", "bob 4-"];

test("the queue of a reviewer learns from single votes, which are no outcome yet, and from nobody else's", async () => {
  expect(await learned("ann", SINGLE)).toBe("+-+...");
  expect(await learned("bob", SINGLE)).toBe("...-..");
  expect(await learned("cy", SINGLE)).toBe("......");
});

test("what is settled teaches everybody, and what is in conflict each their own vote", async () => {
  const rows = ["ann 1+", "bob 1+", "ann 2+", "bob 2-", "ann 3-", "bob 3+", "cy! 3+"];
  expect(await learned("ann", rows)).toBe("+++...");
  expect(await learned("bob", rows)).toBe("+-+...");
  expect(await learned("cy", rows)).toBe("+.+...");
});

test("what others have settled of a record that waits for the reviewer teaches nothing", async () => {
  const rows = ["ann 1+", "bob 1+", "ann 2-", "bob 2-"];
  expect(await learned("cy", rows, { pilot: 6 })).toBe("......");
  expect(await learned("ann", rows, { pilot: 6 })).toBe("+-....");
});

test("the deepest stage counts: a vote at full text before an outcome at title/abstract", async () => {
  const rows = ["ann 1+", "bob 1+", "ann 2+", "bob 2+"];
  const fullText = ["ann 1-"];
  expect(await learned("ann", rows, { fullText, stage: "full-text" })).toBe("-+....");
});
