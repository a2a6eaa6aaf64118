import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { RELATIONS } from "../src/core/dedupe/relations/index.ts";
import { METRICS } from "../src/core/metrics/index.ts";
import { LEVELS } from "../src/core/overviews/rating-queue.ts";
import { parseProtocol } from "../src/core/protocol/parse-protocol.ts";
import { STARTS } from "../src/core/simulate/simulate.ts";
import { STOPPING_RULES } from "../src/core/stopping/index.ts";
import { FORMAT_NAMES } from "../src/formats/names.ts";
import { FLOW_FORMATS } from "../src/outputs/flow/flow-formats.ts";
import { OUTPUTS } from "../src/outputs/results/index.ts";
import { testFolder } from "./cli/captured-io.ts";
import { reviewCopy } from "./screened-review.ts";

const README = readFileSync("README.md", "utf8");
const EXAMPLE = "fixtures/reviews/llm-acceleration";

function tableUnder(heading: string): string[][] {
  const section = README.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test("the table of formats names what slr reads, no more and no less", () => {
  expect(tableUnder("What it reads").map(([name]) => name)).toEqual(FORMAT_NAMES);
});

test("the table of files names what slr writes, no more and no less", () => {
  const named = tableUnder("What it writes").flatMap(([files = ""]) =>
    [...files.matchAll(/`([^`]+)`/g)].map(([, file]) => file),
  );
  expect(named.sort()).toEqual([...OUTPUTS.map(({ file }) => file), "manifest.json"].sort());
});

test("the table of commands names the commands of slr --help", async () => {
  const named = tableUnder("Commands").map(([command = ""]) => /`slr (\w+)/.exec(command)?.[1]);
  const { out } = await testFolder().slr("--help");
  const listed = out.slice(out.indexOf("in the order of the work:"), out.indexOf("\nCommands:\n"));
  const helped = [...listed.matchAll(/^ {2}(\w+) /gm)].map(([, command]) => command);
  expect(named).toEqual(helped);
});

/** The first cells of the table whose header begins with this. */
function tableOf(header: string): string[] {
  const [, table = ""] = README.split(`\n| ${header} |`);
  return table
    .slice(0, table.indexOf("\n\n"))
    .split("\n")
    .slice(2)
    .map((line) => line.split("|")[1]!.replaceAll("`", "").trim());
}

test("the tables of metrics, stopping rules, starts and levels name what slr has", () => {
  expect(tableOf("metric")).toEqual(METRICS.map(({ name }) => name));
  for (const { means } of METRICS) expect(README).toContain(means);
  expect(tableOf("rule")).toEqual(STOPPING_RULES.map(({ name }) => name));
  expect(tableOf("start")).toEqual(STARTS.map(({ name }) => name));
  expect(tableOf("level")).toEqual(LEVELS.map(({ level }) => String(level)));
});

test("what the README shows of ratings, audits and simulations is what slr prints", async () => {
  const folder = reviewCopy(EXAMPLE);
  const shown = [...README.matchAll(/^\$ slr ((?:rate|simulate) .*)\n([\s\S]*?)\n```/gm)];
  expect(shown.length).toBeGreaterThanOrEqual(4);
  for (const [, command, output] of shown)
    expect((await folder.slr(...command!.replace(` -C ${EXAMPLE}`, "").split(" "))).out).toBe(
      output,
    );
});

test("the formats of the flow are those of slr prisma", () => {
  expect(README).toContain(`--format ${FLOW_FORMATS.map(({ name }) => name).join(", ")}`);
});

test("the tour shows what slr prints", async () => {
  const folder = reviewCopy(EXAMPLE);
  const screened = await folder.slr("screen");
  expect(README).toContain(`$ slr screen -C ${EXAMPLE}\n${screened.out}\n`);
  for (const line of screened.err.split("\n").filter((text) => text.includes(" error: "))) {
    expect(README).toContain(line);
  }
  const { out } = await folder.slr("prisma");
  expect(README).toContain(`$ slr prisma -C ${EXAMPLE}\n${out}\n`);
});

test("the relations under `versions` are those that slr knows, with their defaults", () => {
  const rows = README.split("| `versions` | what | default |")[1]!.split("\n\n")[0]!;
  const named = [...rows.matchAll(/^\| `([\w-]+)` \|.*\| (\w+) \|$/gm)].map(
    ([, ...cells]) => cells,
  );
  expect(named).toEqual(RELATIONS.map(({ name, byDefault }) => [name, byDefault]));
});

test("slr dedupe explains and offers studies as the README shows", async () => {
  const folder = reviewCopy(EXAMPLE);
  const explained = await folder.slr("dedupe", "--explain", "arXiv#6", "IEEE Xplore#8");
  expect(README).toContain(`--explain arXiv#6 "IEEE Xplore#8"\n${explained.out}\n`);
  const { out } = await folder.slr("dedupe", "--studies");
  expect(README).toContain(`$ slr dedupe -C ${EXAMPLE} --studies\n${out}\n`);
});

test("the protocol of the README is one that slr accepts", () => {
  const yaml = /### slr\.yaml\n\n```yaml\n([\s\S]*?)```/.exec(README)![1]!;
  expect(parseProtocol(yaml, "slr.yaml").problems).toEqual([]);
});
