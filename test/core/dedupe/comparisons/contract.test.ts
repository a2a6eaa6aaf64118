import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  comparePair,
  FEATURES,
  FIELD_COMPARISONS,
  featureAt,
  withoutField,
} from "../../../../src/core/dedupe/comparisons/index.ts";
import { tabulate } from "../../../../src/core/dedupe/table.ts";
import { keysOf } from "../../records/records.ts";
import { type Fields, measureKeys } from "./measured.ts";

const WHOLE: Fields = {
  title: "Efficient training of giant neural networks, part 2",
  authors: ["Huang, Yanping", "Cheng, Youlong", "van der Berg, P. J."],
  year: 2019,
  venue: "Journal of Machine Learning Research",
  volume: "20",
  issue: "3",
  pages: "103-112",
  doi: "10.1000/jmlr.19",
  pmid: "31234567",
  arxiv: "1811.06965",
  abstract:
    "We split a giant network into stages that work on small batches one after another, which makes training of networks possible that no single accelerator can hold, with gradients that stay exact.",
};

/** By comparison, the fields of a record that it needs. */
const NEEDS: Readonly<Record<string, readonly (keyof Fields)[]>> = {
  title: ["title"],
  authors: ["authors"],
  year: ["year"],
  venue: ["venue"],
  "volume, issue and pages": ["volume", "issue", "pages"],
  DOI: ["doi"],
  PMID: ["pmid"],
  "arXiv id": ["arxiv"],
  abstract: ["abstract"],
};

const without = (fields: readonly (keyof Fields)[]): Fields =>
  Object.fromEntries(
    Object.entries(WHOLE).filter(([name]) => !fields.includes(name as keyof Fields)),
  );

const pick = <Value>(...values: Value[]) => fc.constantFrom(undefined, ...values);

/** Entries that share much and differ much, with all that one meets in exports. */
const entry = fc
  .record({
    title: pick(
      WHOLE.title!,
      "Efficient training of giant neural networks, part 3",
      "Eficient traning of giant neuralnetworks",
      "Erratum: efficient training of giant neural networks",
      "[Efficient training of giant networks] TO: Effizientes Training",
      "Editorial",
      "大规模语言模型的推理",
    ),
    authors: pick<readonly string[]>(
      WHOLE.authors!,
      ["Y. Huang"],
      ["Yanping, Huang", "Youlong, Cheng"],
      ["Berg, P."],
      ["Novák, N.", "Huang, Y."],
      ["李明"],
    ),
    year: pick(2019, 2020, 1970),
    venue: pick("Journal of Machine Learning Research", "J Mach Learn Res", "arXiv", "ICML 2019"),
    volume: pick("20", "21", "2019", "Suppl 1"),
    issue: pick("3", "20", "3 Suppl"),
    pages: pick("103-112", "103-12", "S103-9", "1-9", "104", "8-Jan"),
    doi: pick("10.1000/jmlr.19", "10.1000/jmlr.20", "10.48550/arxiv.1811.06965"),
    pmid: pick("31234567", "31234568"),
    arxiv: pick("1811.06965", "1811.06966"),
    abstract: pick(WHOLE.abstract!, `Background: ${WHOLE.abstract!} It works.`, "Nothing."),
  })
  .map((fields) =>
    keysOf(
      Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== undefined),
      ) as Fields, // what is left has values
    ),
  );

test("every comparison is symmetric, and every value is finite", () => {
  fc.assert(
    fc.property(entry, entry, fc.array(entry, { maxLength: 4 }), (a, b, others) => {
      const table = tabulate([a, b, ...others]);
      const [there, back] = [new Float64Array(FEATURES.length), new Float64Array(FEATURES.length)];
      comparePair({ table, a: 0, b: 1 }, there);
      comparePair({ table, a: 1, b: 0 }, back);
      // To expect it of each value takes longer than to compare them.
      const wrong = FEATURES.filter((_, at) => !(Math.abs(there[at]! - back[at]!) < 5e-13));
      expect(wrong.map(({ name }) => name)).toEqual([]);
      expect(there.every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("letters and names are as alike in one table as in another", () => {
  fc.assert(
    fc.property(entry, entry, fc.array(entry, { maxLength: 4 }), (a, b, others) => {
      const [alone, among] = [measureKeys(a, b), measureKeys(a, b, others)];
      for (const name of ["title: likeness letter by letter", "authors: share in both lists"]) {
        expect(among[featureAt(name)]).toBe(alone[featureAt(name)]);
      }
    }),
  );
});

test("features have names of their own, and unknown names are refused", () => {
  expect(new Set(FEATURES.map(({ name }) => name)).size).toBe(FEATURES.length);
  expect(() => featureAt("title: colour")).toThrow('There is no feature "title: colour".');
});

test("every comparison is of a field of its own", () => {
  expect(FIELD_COMPARISONS.map(({ field }) => field)).toEqual(Object.keys(NEEDS));
});

describe.each(FIELD_COMPARISONS.map((comparison) => ({ comparison })))(
  "$comparison.field",
  ({ comparison }) => {
    const { field, features } = comparison;
    const measured = (a: Fields, b: Fields) => {
      const out = new Float64Array(features.length).fill(Number.NaN);
      comparison.compare({ table: tabulate([keysOf(a), keysOf(b)]), a: 0, b: 1 }, out, 0);
      return [...out];
    };

    test("a field that an entry does not have is unknown", () => {
      const unknown = features.map((feature) => feature.unknown);
      const less = without(NEEDS[field]!);
      expect(measured(less, less)).toEqual(unknown);
      // A place that one side lacks is told apart: it may not have been printed yet.
      const oneSided = features.map((feature) =>
        feature.name === "place: on one side not yet in an issue" ? 1 : feature.unknown,
      );
      expect(measured(WHOLE, less)).toEqual(oneSided);
      expect(measured(less, WHOLE)).toEqual(oneSided);
    });

    test("it writes its own features and no more", () => {
      const out = new Float64Array(features.length + 2).fill(7);
      comparison.compare({ table: tabulate([keysOf(WHOLE), keysOf(WHOLE)]), a: 0, b: 1 }, out, 1);
      expect([out[0], out.at(-1)]).toEqual([7, 7]);
    });
  },
);

/** Identical entries, where a feature has another value than its best: 1, or 0 where it speaks against. */
const IDENTICAL: Readonly<Record<string, number>> = {
  // Only pages that differ can be near each other.
  "page: near or within the other's pages": 0,
  "pages: how many, where first and last are the same": 9,
  "title: authors or years it stands under": 1,
  "DOI: titles that stand under it": 1,
  "summary: volume and page that agree": 2,
};

test.each(FEATURES.filter(({ direction }) => direction !== 0))(
  "identical entries have the best value of $name",
  ({ name, direction }) => {
    const keys = keysOf(WHOLE);
    const value = measureKeys(keys, keys)[featureAt(name)];
    expect(value).toBe(IDENTICAL[name] ?? (direction === 1 ? 1 : 0));
  },
);

test.each(FIELD_COMPARISONS.map(({ field, features }, at) => ({ field, features, at })))(
  "without $field the rest is measured as if nobody knew it",
  ({ field, features, at }) => {
    const keys = keysOf(WHOLE);
    const less = keysOf(without(NEEDS[field]!));
    const left = withoutField(measureKeys(keys, keys), at);
    const from = featureAt(features[0]!.name);
    expect([...left.subarray(from, from + features.length)]).toEqual(
      features.map(({ unknown }) => unknown),
    );
    for (const { name } of FEATURES.filter((feature) => feature.name.startsWith("summary: ")))
      expect(left[featureAt(name)], name).toBe(measureKeys(less, less)[featureAt(name)]);
  },
);
