import fc from "fast-check";
import { expect, test } from "vitest";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";
import { screenWithoutRating } from "../../../src/core/review/review.ts";
import { exportOfText } from "../../../src/formats/export-of-text.ts";

const PROTOCOL = `criteria:
  - { id: E1, text: A survey, stage: title-abstract, exclude: title(survey) }
  - { id: E2, text: Old, stage: before-screening, exclude: year < 2015 }
  - { id: I1, text: On models, stage: title-abstract, include: model NEAR/2 (pruning OR serving) }
`;

/** Titles of which no two are taken for one. */
const TITLES = [
  "A survey of pruning",
  "Model pruning with care",
  "Serving a language model at home",
  "Birds of the northern coast",
  "Surveying glaciers by radar",
  "Attention",
];
const entry = fc.record({
  title: fc.nat(TITLES.length - 1),
  year: fc.option(fc.constantFrom(2010, 2020), { nil: undefined }),
  abstract: fc.option(fc.constantFrom("A survey.", "Models for serving."), { nil: undefined }),
});
type Entry = typeof entry extends fc.Arbitrary<infer Value> ? Value : never;

async function judgements(entries: readonly Entry[]): Promise<Map<string, string[]>> {
  const ris = entries.map(
    ({ title, year, abstract }) =>
      `TY  - JOUR\nTI  - ${TITLES[title]}\n${year === undefined ? "" : `PY  - ${year}\n`}${abstract === undefined ? "" : `AB  - ${abstract}\n`}ER  - \n`,
  );
  const parsed = parseProtocol(PROTOCOL, "slr.yaml");
  if (!parsed.ok) throw new Error("The protocol is wrong.");
  const { results } = await screenWithoutRating({
    protocol: parsed.protocol,
    exports: [exportOfText({ path: "a.ris", text: ris.join("\n") })],
  });
  const titleOf = new Map(results.records.map(({ key, summary }) => [key, summary.title]));
  const found = new Map<string, string[]>();
  for (const { record, criterion, verdict, words } of results.judgements) {
    const title = titleOf.get(record) ?? "";
    found.set(title, [...(found.get(title) ?? []), `${criterion} ${verdict} ${words.join("|")}`]);
  }
  return found;
}

test("adding a record never changes the judgement of another", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(entry, { selector: ({ title }) => title, minLength: 2 }),
      async (entries) => {
        const [added, ...others] = entries;
        const [before, after] = [await judgements(others), await judgements([added!, ...others])];
        after.delete(TITLES[added!.title]!);
        expect(after).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
});
