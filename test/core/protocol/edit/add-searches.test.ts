import { expect, test } from "vitest";
import { addSearch, addSources } from "../../../../src/core/protocol/edit/add-searches.ts";
import { parseProtocol } from "../../../../src/core/protocol/parse-protocol.ts";

const YAML = `# Our review
title: Mine # for now
sources:
  # The first database
  - name: PubMed
    kind: database
    # before the pandemic
    files: searches/pubmed.nbib # by hand
    query: a query that is so long that a writer of YAML would like to break it in the middle of a phrase OR so
    expected: 11
    unique: true
criteria: []
# The end
`;

function sourcesOf(yaml: string) {
  const parsed = parseProtocol(yaml, "slr.yaml");
  expect(parsed.problems).toEqual([]);
  return parsed.ok ? parsed.protocol.sources : [];
}

test("a later search makes a list of searches, and comments stay where they are", () => {
  const yaml = addSearch(YAML, "PubMed", {
    files: ["searches/new.nbib"],
    searched: "2025-06-01",
    expected: 3,
  });
  expect(yaml).toBe(`# Our review
title: Mine # for now
sources:
  # The first database
  - name: PubMed
    kind: database
    searches:
      - # before the pandemic
        files: searches/pubmed.nbib # by hand
        query: a query that is so long that a writer of YAML would like to break it in the middle of a phrase OR so
        expected: 11
      - searched: 2025-06-01
        files: searches/new.nbib
        expected: 3
    unique: true
criteria: []
# The end
`);
  expect(sourcesOf(yaml)[0]?.searches).toMatchObject([
    { files: ["searches/pubmed.nbib"], expected: 11 },
    { files: ["searches/new.nbib"], searched: "2025-06-01", expected: 3 },
  ]);
});

test("a third search joins the list", () => {
  const twice = addSearch(YAML, "PubMed", { files: ["b"], searched: "2025-06-01" });
  const thrice = addSearch(twice, "PubMed", { files: ["c", "d"], searched: "2026-06-01" });
  expect(sourcesOf(thrice)[0]?.searches.map(({ files }) => files)).toEqual([
    ["searches/pubmed.nbib"],
    ["b"],
    ["c", "d"],
  ]);
});

test("a source in one line stays in one line", () => {
  const yaml = addSearch("sources: [{ name: A, files: a.ris }]\n", "A", {
    files: ["b.ris"],
    searched: "2025-06-01",
  });
  expect(sourcesOf(yaml)[0]?.searches).toHaveLength(2);
});

test("a new source comes last, with names that YAML would misread in quotes", () => {
  const yaml = addSources(YAML, [{ name: "yes: #1", kind: "register", files: ["searches/x.ris"] }]);
  expect(yaml.startsWith(YAML.slice(0, YAML.indexOf("criteria")))).toBe(true);
  expect(sourcesOf(yaml)[1]).toMatchObject({ name: "yes: #1", kind: "register" });
});

test("a protocol with an empty list of sources", () => {
  const yaml = addSources("title: T\nsources: []\n", [
    { name: "A", kind: "database", files: ["a.ris"], by: "entry" },
  ]);
  expect(sourcesOf(yaml)).toMatchObject([{ name: "A", by: "entry" }]);
});

const BY_HAND = `title:   Ours      # aligned
sources:
    # first
    - name: PubMed
      searches:
          - { searched: 2023-01-01,   files: a.nbib }   # by Ada
      platform:   NLM
      # confirmed
    # second
    - name:  Scopus
      files: [ 'b.csv' ]
      # last words on Scopus

    # none further
criteria:
    - id: E1
      text: >-
          A long text that goes
          over two lines
      stage: full-text
`;

test.each<[string, string, string, string]>([
  [
    "a further search",
    addSearch(BY_HAND, "PubMed", { files: ["c.nbib"], searched: "2025-06-01", query: 'a: "b"' }),
    "# by Ada\n",
    `# by Ada
          - searched: 2025-06-01
            files: c.nbib
            query: 'a: "b"'
`,
  ],
  [
    "a new source",
    addSources(BY_HAND, [{ name: "ERIC", kind: "database", files: ["d.ris"] }]),
    "# last words on Scopus\n",
    `# last words on Scopus
    - name: ERIC
      kind: database
      files: d.ris
`,
  ],
  [
    "the second search of a source",
    addSearch(BY_HAND, "Scopus", { files: ["e.csv"], searched: "2025-06-01" }),
    `    - name:  Scopus
      files: [ 'b.csv' ]
      # last words on Scopus
`,
    `    - name: Scopus
      searches:
        - files: [ 'b.csv' ]
        - searched: 2025-06-01
          files: e.csv
      # last words on Scopus
`,
  ],
])("%s changes no other line", (_, yaml, before, after) => {
  expect(yaml).toBe(BY_HAND.replace(before, after));
});

test("a list without an end of line", () => {
  const yaml = addSources("sources:\n  - { name: A, files: a.ris }", [
    { name: "B", kind: "database", files: ["b.ris"] },
  ]);
  expect(sourcesOf(yaml).map(({ name }) => name)).toEqual(["A", "B"]);
});

test("line ends of Windows stay line ends of Windows", () => {
  const yaml = addSource(BY_HAND.replaceAll("\n", "\r\n"));
  expect(yaml).toBe(addSource(BY_HAND).replaceAll("\n", "\r\n"));
});

function addSource(yaml: string): string {
  return addSources(yaml, [{ name: "B", kind: "database", files: ["b.ris"] }]);
}
