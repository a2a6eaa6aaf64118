import { expect, test } from "vitest";
import { mergeMembers } from "../../../../src/core/dedupe/merge.ts";
import { parseProtocol } from "../../../../src/core/protocol/parse-protocol.ts";
import { judgeBatch } from "../../../../src/core/review/judging/batch-in-bytes.ts";
import {
  type JudgingAside,
  judgedAside,
  type OpenJudgingAside,
} from "../../../../src/core/review/judging/judged-aside.ts";
import { screenWithoutRating } from "../../../../src/core/review/review.ts";
import { exportOfText } from "../../../../src/formats/export-of-text.ts";
import { aRecord } from "../../records/records.ts";

const parsed = parseProtocol(
  `criteria:
  - { id: E1, text: A survey, stage: title-abstract, exclude: title(survey) }
  - { id: E2, text: Old, stage: before-screening, exclude: year < 2015 }
  - { id: P1, text: People decide, stage: title-abstract }
  - { id: I1, text: On models, stage: title-abstract, include: model* NEAR/2 (pruning OR serving) }
`,
  "slr.yaml",
);
if (!parsed.ok) throw new Error("The protocol of this test is wrong.");
const { protocol } = parsed;

/** Two thousand entries, of which some are duplicates with another year. */
const RIS = Array.from({ length: 2000 }, (_, at) => {
  const n = at % 1900;
  const title = `${n % 7 === 0 ? "Survey" : "Study"} ${n} of pond number ${n * 31}`;
  const year = at % 5 === 0 ? "" : `PY  - ${2010 + (at % 12)}\n`;
  const abstract = n % 3 === 0 ? `AB  - We serve models. Model pruning in case ${n}.\n` : "";
  return `TY  - JOUR\nTI  - ${title}\nDO  - 10.1000/${n}\n${year}${abstract}ER  - \n`;
}).join("\n");

/** What comes out of the review that has the judgements in it. */
async function screened(openJudging?: OpenJudgingAside) {
  const { results } = await screenWithoutRating({
    protocol,
    exports: [exportOfText({ path: "a.ris", text: RIS })],
    ...(openJudging && { openJudging }),
  });
  const { records, judgements, problems, flow } = results;
  return JSON.stringify([[...records], [...judgements], problems, flow]);
}

/** Judges at once, and hands each answer over when `answer` does. */
function judging(answer: (give: () => void, asked: number) => void): JudgingAside {
  let asked = 0;
  return {
    judge: (subjects) =>
      new Promise((resolve) => {
        const judged = judgeBatch(subjects, protocol);
        answer(() => resolve(judged), asked++);
      }),
    end: () => {},
  };
}

const late: (() => void)[] = [];

test.each<[string, JudgingAside]>([
  ["answers at once", judging((give) => give())],
  ["answers a little later", judging((give) => void setImmediate(give))],
  [
    "answers late, so that this thread judges, too",
    judging((give) => {
      late.push(give);
      setTimeout(() => late.shift()?.(), 20);
    }),
  ],
  [
    "breaks down",
    {
      ...judging((give) => give()),
      judge: (() => {
        const { judge } = judging((give) => give());
        let left = 5;
        return (subjects) => (left-- > 0 ? judge(subjects) : Promise.resolve(undefined));
      })(),
    },
  ],
])("the results are the same if another thread judges that %s", async (_how, aside) => {
  let ended = 0;
  const asked: number[] = [];
  const results = await screened((criteria, records) => {
    expect(criteria).toBe(protocol.criteria);
    asked.push(records);
    const end = () => {
      ended += 1;
    };
    return { judge: aside.judge, end };
  });
  expect(asked).toEqual([1900]);
  expect(ended).toBe(1);
  // A difference would be megabytes long.
  expect(results === (await screened())).toBe(true);
  expect(results.includes("Model pruning in case 3.")).toBe(true);
});

test("a record that JSON cannot say is judged in this thread", async () => {
  const record = aRecord({ title: "A survey of ponds", citations: Number.POSITIVE_INFINITY });
  const whole = {
    at: 0,
    key: "k",
    members: [],
    merged: mergeMembers([{ fingerprint: "", record }]),
  };
  async function* records() {
    yield { ...whole, subject: { record } };
  }
  const judge = () => Promise.reject(new Error("It was asked."));
  for await (const { judged } of judgedAside(records(), protocol, { judge, end: () => {} }))
    expect([...judged.verdicts]).toEqual([0, 2 + 4, 0]);
});
