import { describe, expect, test } from "vitest";
import {
  columnName,
  FIELDS,
  GENERIC_COLUMNS,
  MAPPABLE,
} from "../../../src/formats/tables/columns.ts";
import { PRODUCERS, producerOf } from "../../../src/formats/tables/producers.ts";

describe.each(PRODUCERS.map((producer) => [producer.name, producer] as const))(
  "%s",
  (_, producer) => {
    test("is known by each of its marks, which no earlier producer has", () => {
      const file = producer.fileName === undefined ? "table.csv" : "ResearchRabbit export.csv";
      for (const mark of producer.marks) expect(producerOf(mark, file)).toBe(producer);
    });

    test("names its columns as `columnName` writes them", () => {
      const names = [...producer.marks.flat(), ...Object.values(producer.columns).flat()];
      for (const name of names) expect(columnName(name)).toBe(name);
    });

    test("says who wrote the table, and has a kind where it has a database", () => {
      const { database, kind, producer: wrote } = producer.attribution;
      expect(wrote).toBe(producer.name);
      if (database !== undefined) expect(kind).toBeDefined();
    });
  },
);

test("generic columns are written as `columnName` writes them", () => {
  for (const name of Object.values(GENERIC_COLUMNS).flat()) expect(columnName(name)).toBe(name);
});

test("the protocol maps to fields that there are", () => {
  for (const field of Object.values(MAPPABLE)) expect(FIELDS).toContain(field);
});

test("a header of nobody's in particular has no producer", () => {
  expect(producerOf(["title", "authors", "year", "journal", "doi"], "table.csv")).toBeUndefined();
});
