import { expect, test } from "vitest";
import { flowMermaid } from "../../../../src/outputs/flow/forms/flow-mermaid.ts";
import { EXAMPLE_FLOWS, small, updated } from "../../example-flows.ts";

const title = "Exercise & sleep: a review";

test("draws the example updated", async () => {
  await expect(flowMermaid.render(updated, { title })).toMatchFileSnapshot(
    "../../../../fixtures/outputs/flow-updated.mmd",
  );
});

test("signs that Mermaid would read are written as their codes", () => {
  const dbr_excluded = [{ name: 'a "b" #c; <d> `e` \\n fa:fa-car **f** _g_ [h]{i}|j|', n: 1 }];
  expect(flowMermaid.render({ ...small, dbr_excluded }, { title })).toContain(
    "a #34;b#34; #35;c#59; #60;d#62; #96;e#96; #92;#8203;n fa#58;fa-car #42;#42;f#42;#42; #95;g#95; #91;h#93;#123;i#125;#124;j#124;",
  );
});

test.each(Object.entries(EXAMPLE_FLOWS))(
  "the example %s opens and closes its subgraphs, and joins nodes that it has",
  (_, flow) => {
    const lines = flowMermaid
      .render(flow, { title })
      .split("\n")
      .map((line) => line.trim());
    const opened = lines.filter((line) => line.startsWith("subgraph ")).length;
    expect(lines.filter((line) => line === "end")).toHaveLength(opened);
    const ids = new Set(
      lines.flatMap((line) => /^(?:subgraph )?([\w-]+)\["/.exec(line)?.[1] ?? []),
    );
    for (const line of lines.filter((each) => each.includes(" --> "))) {
      for (const id of line.split(" --> ")) expect(ids, line).toContain(id);
    }
  },
);

test("from left to right it turns its columns and rows", () => {
  expect(flowMermaid.render(small, { title, horizontal: true })).toContain("flowchart LR");
});
