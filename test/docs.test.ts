import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../src/cli/commands/index.ts";
import { CHECKS } from "../src/core/checks/index.ts";
import { configurableChecks } from "../src/core/checks/settings.ts";
import { CRITERION_FIELDS } from "../src/core/criteria/fields/index.ts";
import { CRITERION_FUNCTIONS } from "../src/core/criteria/functions/index.ts";
import { DIALECTS } from "../src/core/criteria/index.ts";
import { CRITERION_SYNTAX } from "../src/core/criteria/syntax.ts";
import { RELATIONS } from "../src/core/dedupe/relations/index.ts";
import { LINT_RULES } from "../src/core/lint/rules/index.ts";
import { METRICS } from "../src/core/metrics/index.ts";
import { METHODS_PARTS } from "../src/core/overviews/methods/parts/index.ts";
import { LEVELS } from "../src/core/overviews/rating/rating-queue.ts";
import { parseProtocol } from "../src/core/protocol/parse-protocol.ts";
import { CRITERION_STAGES, ENCODINGS, FLOW_TEMPLATES } from "../src/core/protocol/protocol.ts";
import { protocolJsonSchema } from "../src/core/protocol/schema.ts";
import { STATEMENTS } from "../src/core/protocol/statements.ts";
import { MODEL_NAMES } from "../src/core/rating/models/index.ts";
import { BOXES } from "../src/core/screening/results.ts";
import { STARTS } from "../src/core/simulate/simulate.ts";
import { STOPPING_RULES } from "../src/core/stopping/index.ts";
import { FORMAT_NAMES } from "../src/formats/names.ts";
import { REFERENCE_LISTS } from "../src/formats/references/index.ts";
import { SCREENING_TOOLS } from "../src/formats/screening-tools/index.ts";
import { FLOW_FORMATS } from "../src/outputs/flow/flow-formats.ts";
import { METHODS_FORMATS } from "../src/outputs/methods/methods-formats.ts";
import { CITATION_FORMS } from "../src/outputs/overviews/citations/citation-forms.ts";
import { CITATION_TABLES } from "../src/outputs/overviews/citations/citation-tables.ts";
import { FIGURES, TAXONOMY_FORMS } from "../src/outputs/overviews/taxonomy/taxonomy-forms.ts";
import { TABLES } from "../src/outputs/overviews/taxonomy/taxonomy-tables.ts";
import { RECORD_FORMATS, TOOL_FORMATS } from "../src/outputs/records/record-formats.ts";
import { REPORT_SECTIONS } from "../src/outputs/report/sections/index.ts";
import { ASKED_OUTPUTS, OUTPUTS } from "../src/outputs/results/index.ts";
import { EXAMPLE, pageRunAgain } from "./docs/console.ts";
import {
  anchorsOf,
  blocksOf,
  namesIn,
  PAGES,
  pageText,
  relativeLinks,
  tableOf,
} from "./docs/pages.ts";
import { reviewCopy } from "./screened-review.ts";

const LINKED_PAGES = [...PAGES, "CONTRIBUTING.md", "CHANGELOG.md"];

/** `npx vitest run test/docs.test.ts -u` writes what slr prints now into the pages. */
describe("what a page shows is what slr prints", () => {
  test.each(PAGES)("%s", async (page) => {
    await expect(await pageRunAgain(page)).toMatchFileSnapshot(join("..", page));
  });

  test("the picture of the flow", async () => {
    const folder = reviewCopy(EXAMPLE);
    await folder.slr("prisma", "--format", "svg", "-o", "flow.svg");
    await expect(folder.read("flow.svg")).toMatchFileSnapshot("../docs/flow.svg");
  });
});

describe("pages hang together", () => {
  test.each(LINKED_PAGES)("every link of %s leads to a file and a heading", (page) => {
    const broken = relativeLinks(page).filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : normalize(join(dirname(page), path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !(statSync(target).isFile() && anchorsOf(target).has(anchor));
    });
    expect(broken).toEqual([]);
  });

  test.each(PAGES.filter((page) => !/README/.test(page)))(
    "%s begins with an outline of its sections",
    (page) => {
      const prose = pageText(page).replace(/^```[\s\S]*?^```$/gm, "");
      const [outline = "", ...sections] = prose.split(/^## /m);
      const listed = [...outline.matchAll(/^- \[(.*)\]\(#/gm)].map(([, title]) => title);
      expect(listed).toEqual(sections.map((section) => section.split("\n")[0]));
    },
  );

  test("the index of docs/ and the README link every page", () => {
    const pages = PAGES.map((page) => page.replace("docs/", "")).filter(
      (page) => page !== "README.md",
    );
    const index = relativeLinks("docs/README.md");
    const readme = relativeLinks("README.md");
    expect(pages.filter((page) => !index.includes(page))).toEqual([]);
    expect(pages.filter((page) => !readme.includes(`docs/${page}`))).toEqual([]);
  });

  test.each(LINKED_PAGES)("every path of the repository that %s names exists", (page) => {
    const paths = [
      ...pageText(page).matchAll(
        /`((?:src|test|fixtures|bench|scripts|models|schema)\/[\w./-]+)`/g,
      ),
    ].map(([, path]) => path!);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  test("the README has at most 250 lines", () => {
    expect(pageText("README.md").split("\n").length).toBeLessThanOrEqual(251);
  });
});

describe("YAML on the pages is slr.yaml that slr accepts", () => {
  const protocols = PAGES.flatMap((page) =>
    blocksOf(pageText(page), "yaml")
      .filter((yaml) => !yaml.includes(".github/workflows"))
      .map((yaml) => ({ page, yaml })),
  );
  test.each(protocols)("$page: $yaml", ({ yaml }) => {
    expect(parseProtocol(yaml, "slr.yaml").problems).toEqual([]);
  });
});

describe("tables of the pages list what slr has, no more and no less", () => {
  const namesOf = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

  test.each<[page: string, header: string, names: readonly string[]]>([
    ["docs/formats.md", "format | from", FORMAT_NAMES],
    ["docs/flow.md", "`--format` | what it is", namesOf(FLOW_FORMATS)],
    ["docs/taxonomy.md", "`--format` | what it is", namesOf(TAXONOMY_FORMS)],
    ["docs/citations.md", "`--format` | what it is", namesOf(CITATION_FORMS)],
    ["docs/citations.md", "`--table` | what it is", Object.keys(CITATION_TABLES)],
    ["docs/taxonomy.md", "`--table` | what it is", Object.keys(TABLES)],
    ["docs/taxonomy.md", "`--figure` | what it is", Object.keys(FIGURES)],
    ["docs/flow.md", "`flow: { template: … }` | what it is", FLOW_TEMPLATES],
    ["docs/interchange.md", "tool | files", SCREENING_TOOLS.map(({ id }) => id)],
    ["docs/interchange.md", "`--format` | what it is", namesOf(RECORD_FORMATS)],
    ["docs/interchange.md", "`--for` | what it is", [...namesOf(TOOL_FORMATS), "reviewer"]],
    ["docs/rating-and-stopping.md", "model | what it is", MODEL_NAMES],
    ["docs/rating-and-stopping.md", "rule | may stop when", namesOf(STOPPING_RULES)],
    ["docs/rating-and-stopping.md", "start | what is known", namesOf(STARTS)],
    ["docs/rating-and-stopping.md", "level | score", LEVELS.map(({ level }) => String(level))],
    ["docs/review-folder.md", "box | what is in it", BOXES],
    ["docs/report.md", "section | what it shows", REPORT_SECTIONS.map(({ title }) => title)],
    ["docs/methods.md", "`--format` | what it is", namesOf(METHODS_FORMATS)],
    ["docs/methods.md", "key under `methods` | the gap that it fills", Object.keys(STATEMENTS)],
    ["docs/criteria.md", "stage | meaning", CRITERION_STAGES],
    ["docs/criteria.md", "`dialect` | database", namesOf(DIALECTS)],
  ])("%s, %s", (page, header, names) => {
    expect(namesIn(page, ...header.split(" | "))).toEqual(names);
  });

  test("docs/review-folder.md, the files in results/", () => {
    const named = tableOf("docs/review-folder.md", "file in `results/`").flatMap(([files = ""]) =>
      [...files.matchAll(/`([^`]+)`/g)].map(([, file]) => file),
    );
    const all = [...OUTPUTS, ...Object.values(ASKED_OUTPUTS).flat()].map(({ file }) => file);
    expect(named.sort()).toEqual([...all, "manifest.json"].sort());
  });

  test("docs/rating-and-stopping.md, the metrics with their meanings", () => {
    expect(tableOf("docs/rating-and-stopping.md", "metric")).toEqual(
      METRICS.map(({ name, means }) => [`\`${name}\``, means]),
    );
  });

  test("docs/searching.md, the rules with what they find and why", () => {
    expect(tableOf("docs/searching.md", "rule")).toEqual(
      LINT_RULES.map(({ code, finds, severity, why }) => [`\`${code}\``, finds, severity, why]),
    );
  });

  test("docs/citations.md, the exports with references", () => {
    expect(tableOf("docs/citations.md", "database")).toEqual(
      REFERENCE_LISTS.map(({ name, where }) => [name, where]),
    );
  });

  test("docs/checks-and-ci.md, the checks with what they prove, why, and the way out", () => {
    expect(tableOf("docs/checks-and-ci.md", "check")).toEqual(
      CHECKS.map(({ id, holds, why, remedy }) => [`\`${id}\``, holds, why, remedy]),
    );
  });

  test("docs/methods.md, the parts with what they say, answer and may leave", () => {
    expect(tableOf("docs/methods.md", "part")).toEqual(
      METHODS_PARTS.map(({ heading, says, items, leaves }) => [heading, says, items, leaves]),
    );
  });

  test("docs/duplicates.md, the relations with their defaults", () => {
    expect(
      tableOf("docs/duplicates.md", "`versions`").map(([name, , treatment]) => [name, treatment]),
    ).toEqual(RELATIONS.map(({ name, byDefault }) => [`\`${name}\``, byDefault]));
  });

  test("docs/formats.md, the encodings", () => {
    const [, list = ""] = /^The encodings are ([^.]*)\./m.exec(pageText("docs/formats.md")) ?? [];
    expect([...list.matchAll(/`([^`]+)`/g)].map(([, encoding]) => encoding)).toEqual(ENCODINGS);
  });

  test("README.md, the commands", () => {
    const named = tableOf("README.md", "command").map(
      ([command = ""]) => /`slr ([a-z]+)/.exec(command)?.[1],
    );
    expect(named).toEqual(namesOf(COMMANDS));
  });
});

describe("docs/criteria.md describes the whole language", () => {
  const withAliases = ({ name, aliases = [] }: (typeof CRITERION_FIELDS)[number]) =>
    [`\`${name}\``, ...aliases.map((alias) => `(\`${alias}\`)`)].join(" ");

  test.each([
    ["write", CRITERION_SYNTAX.map((row) => ({ ...row, name: `\`${row.name}\`` }))],
    ["function", CRITERION_FUNCTIONS.map((row) => ({ ...row, name: withAliases(row) }))],
    ["field", CRITERION_FIELDS.map((row) => ({ ...row, name: withAliases(row) }))],
  ])("each %s with its meaning and an example", (header, rows) => {
    expect(tableOf("docs/criteria.md", header)).toEqual(
      rows.map(({ name, description, example }) => [name, description, `\`${example}\``]),
    );
  });
});

describe("docs describe every key of slr.yaml", () => {
  interface Schema {
    readonly properties: Readonly<Record<string, Schema>>;
    readonly items: Schema;
    readonly anyOf?: readonly [Schema, ...Schema[]];
  }
  const { properties, definitions } = protocolJsonSchema(configurableChecks(CHECKS)) as Schema & {
    // A class holds classes, so the schema has it apart.
    readonly definitions: { readonly __schema0: Schema };
  };
  /** A list that may be empty is the first of two alternatives. */
  const listed = (schema: Schema) => schema.anyOf?.[0] ?? schema;
  const keysUnder = (page: string, heading: string) => {
    const section = pageText(page).split(`\n## ${heading}\n`)[1] ?? "";
    return [...section.split("\n## ")[0]!.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, key]) => key);
  };

  test.each([
    ["docs/taxonomy.md", "Classes", definitions.__schema0.properties],
    ["docs/protocol.md", "Other keys", properties],
    ["docs/protocol.md", "Sources", properties.sources!.items.properties],
    ["docs/protocol.md", "Criteria", listed(properties.criteria!).items.properties],
    [
      "docs/protocol.md",
      "Screening",
      properties.screening!.properties["title-abstract"]!.properties,
    ],
    ["docs/adopting-a-review.md", "Tables of decisions", properties.decisions!.items.properties],
    ["docs/adopting-a-review.md", "Ledgers of duplicates", properties.duplicates!.items.properties],
  ])("%s, %s", (page, heading, keys) => {
    expect(keysUnder(page, heading).sort()).toEqual(Object.keys(keys).sort());
  });
});
