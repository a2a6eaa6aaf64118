import { expect, test } from "vitest";
import { rate } from "../../../../src/core/rating/rate.ts";
import {
  createVectorParts,
  type KnownParts,
} from "../../../../src/core/rating/text/vector-parts.ts";
import {
  type FindPartsAside,
  findPartsAsked,
  findPartsTogether,
} from "../../../../src/core/rating/vectors/parts-aside.ts";
import { corpusOf, inOrder, review, wordTable } from "../texts.ts";

const { texts, about } = review(60);
const corpus = corpusOf(texts);
const order = inOrder(60);
const request = {
  ...{ corpus, order, criteriaText: ["studies of sheep and wool"], wordTable },
  ...({ model: "default", seed: 1 } as const),
  labels: about.map((label, row) => (row < 40 ? label : 0)),
};

/** What a rating finds by itself. */
function foundAlone(): KnownParts {
  const vectorParts = createVectorParts(corpus, order);
  rate({ ...request, vectorParts });
  return vectorParts.all();
}

async function foundWith(aside: FindPartsAside) {
  const parts = createVectorParts(corpus, order);
  await findPartsTogether(request, "default", parts, aside);
  return parts;
}

test("two threads find the parts that one finds, and the rating finds no other", async () => {
  const alone = foundAlone();
  let byOther = 0;
  const parts = await foundWith(async (asked) => {
    // This thread begins with the first view.
    asked.begun[0] = 1;
    const found = findPartsAsked(structuredClone(asked), wordTable);
    asked.begun[0] = 0;
    byOther = found.size;
    return structuredClone(found);
  });
  expect(byOther).toBe(alone.size - 1);
  expect(new Map(parts.all())).toEqual(new Map(alone));
  expect(parts.hasNew).toBe(true);
  const count = parts.all().size;
  expect(rate({ ...request, vectorParts: parts })).toEqual(rate(request));
  expect(parts.all().size).toBe(count);
});

test("each thread begins with a view that nobody has begun with", async () => {
  const turns: number[][] = [];
  const parts = await foundWith(async (asked) => {
    // Somebody has begun with the last two views, and breaks down.
    asked.begun.fill(1, 2);
    turns.push([...asked.begun]);
    return undefined;
  });
  expect(turns).toEqual([[0, 0, 1, 1, 1]]);
  expect(parts.all().size).toBe(2);
});

test("what a thread that broke down did not find, the rating finds", async () => {
  const vectorParts = await foundWith(async ({ begun }) => {
    begun.fill(1, 1);
    return undefined;
  });
  expect(rate({ ...request, vectorParts })).toEqual(rate(request));
  expect(new Map(vectorParts.all())).toEqual(new Map(foundAlone()));
});
