import { expect, test } from "vitest";
import { printQuery } from "../../../src/core/criteria/index.ts";
import {
  type KeptProtocol,
  keptProtocol,
  protocolFrom,
} from "../../../src/core/protocol/kept-protocol.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";
import type { Criterion, TaxonomyClass } from "../../../src/core/protocol/protocol.ts";

const YAML = `title: Tea
databases: { "Ovid MEDLINE(R)": MEDLINE }
terms: { tea: tea OR "camellia sinensis" }
sources:
  - { name: Scopus, files: scopus.csv }
criteria:
  - { id: E1, text: Old, stage: title-abstract, exclude: year < 1990 }
  - { id: E2, text: Of another drink, stage: title-abstract, exclude: 'title(coffee) AND NOT @tea' }
  - { id: E3, text: Of mice, stage: title-abstract, dialect: pubmed, exclude: 'mice[ti] OR rats[ti]' }
  - { id: I1, text: People tell, stage: full-text }
taxonomy:
  - id: kind
    classes: [{ id: green, query: title(green) }]
reviewers: { ada: }
screening: { title-abstract: { by: rules-then-reviewers } }
`;

/** The protocol of this text, as a later run finds it in a file. */
function later(text: string) {
  const parsed = parseProtocol(text, "slr.yaml");
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  const kept = keptProtocol(parsed);
  return { parsed, kept: structuredClone(kept) as KeptProtocol | undefined };
}

/** Queries as slr prints them: their nodes are functions in part. */
function printed<Of extends Pick<Criterion | TaxonomyClass, "query">>({ query, ...one }: Of) {
  return {
    ...one,
    query: query && { text: query.text, fields: query.fields, is: printQuery(query) },
  };
}

test("a protocol that was kept is the same, its queries included", () => {
  const { parsed, kept } = later(YAML);
  const found = protocolFrom(kept!);
  expect(found.problems).toEqual(parsed.problems);
  expect(found.protocol.criteria.map(printed)).toEqual(parsed.protocol.criteria.map(printed));
  expect(found.protocol.criteria.filter(({ query }) => query !== undefined)).toHaveLength(3);
  const classes = [parsed, found].map(({ protocol }) => protocol.taxonomy[0]!.classes.map(printed));
  expect(classes[0]).toEqual(classes[1]);
  expect({ ...found.protocol, criteria: [], taxonomy: [] }).toEqual({
    ...{ ...parsed.protocol, criteria: [], taxonomy: [] },
  });
});

test("a protocol with a stopping rule, which is functions, is not kept", () => {
  const stop = "stop: { rule: consecutive, records: 50 }";
  const { kept } = later(YAML.replace("by: rules-then", `${stop}, by: rules-then`));
  expect(kept).toBeUndefined();
});
