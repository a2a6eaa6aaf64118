import { describe, expect, test } from "vitest";
import { DEFAULT_PROTOCOL } from "../../../src/core/protocol/protocol.ts";
import { countFlow, type FlowRow } from "../../../src/core/screening/flow.ts";

const included = (study: string, more: Partial<FlowRow> = {}): FlowRow => ({
  box: "included",
  source: "Scopus",
  kind: "database",
  automation: false,
  reason: "",
  study,
  ...more,
});

describe("studies in a synthesis", () => {
  test("a study with two reports counts once, and one in the meta-analysis in both syntheses", () => {
    const rows = [
      included("A", { synthesis: "quantitative" }),
      included("A", { synthesis: "quantitative" }),
      included("B", { synthesis: "qualitative" }),
      included("C"),
    ];
    expect(countFlow(rows, DEFAULT_PROTOCOL)).toMatchObject({
      new_studies: 3,
      synthesis: {
        qualitative: 2,
        qualitative_reports: 3,
        quantitative: 1,
        quantitative_reports: 2,
      },
    });
  });

  test("where nobody says which, there is no such number", () => {
    expect(countFlow([included("A")], DEFAULT_PROTOCOL)).not.toHaveProperty("synthesis");
  });
});

test("the template of the protocol is part of the flow, unless it is PRISMA 2020", () => {
  expect(countFlow([], DEFAULT_PROTOCOL)).not.toHaveProperty("template");
  expect(countFlow([], { ...DEFAULT_PROTOCOL, flowTemplate: "prisma-2009" }).template).toBe(
    "prisma-2009",
  );
});
