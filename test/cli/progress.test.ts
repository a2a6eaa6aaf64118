import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import type { WorkStep } from "../../src/core/review/work-step.ts";
import { reviewCopy } from "../screened-review.ts";
import { risOf, testFolder } from "./captured-io.ts";
import { fakeTerminal } from "./commands/decide/fake-terminal.ts";
import { reviewedBy, rowsOf, TITLES } from "./reviewers.ts";

/** These answer from what is typed; nothing that they do grows with a review. */
const INSTANT = ["translate", "completion bash", "completion zsh", "completion fish"];

/** What a command needs beside its name. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  add: ["new.ris"],
  decide: ["--as", "ada"],
  trace: [TITLES[0]],
  explain: [TITLES[0]],
  verify: ["claims.csv"],
  publish: ["copy"],
  simulate: ["--seeds", "1"],
  "import decisions": ["other.csv", "--as", "eve"],
};

function review() {
  const more = "taxonomy:\n  - { id: kind, text: Kind, classes: [{ id: a, text: A }] }\n";
  const folder = reviewedBy({ ada: "iiieeeee....", bob: "iiieeeei...." }, undefined, more);
  folder.write("new.ris", risOf("A title that came later"));
  folder.write("claims.csv", "box,n\ndatabase_results,12\n");
  folder.write("other.csv", rowsOf("...i"));
  return folder;
}

const RUNS = COMMANDS.flatMap((command) =>
  "commands" in command
    ? command.commands.map(({ name }) => `${command.name} ${name}`)
    : [command.name],
).filter((name) => !INSTANT.includes(name) && name !== "completion powershell");

describe("every command says what it is doing before it prints anything", () => {
  test.each(RUNS)("slr %s", async (name) => {
    const folder = name === "init" ? testFolder({ "searches/a.ris": risOf(...TITLES) }) : review();
    const told: (WorkStep | undefined | "printed")[] = [];
    const run = await folder.slrWith(
      {
        status: (step) => void told.push(step),
        print: () => void told.push("printed"),
        terminal: name === "decide" ? fakeTerminal("q") : undefined,
      },
      ...name.split(" "),
      ...(WORDS[name] ?? []),
    );
    expect(told[0], run.err).toMatchObject({ doing: expect.any(String) });
    expect(told.at(-1)).toBeUndefined();
  });
});

test("reading and screening count entries, and know which part is done", async () => {
  const steps: WorkStep[] = [];
  const status = (step: WorkStep | undefined) => void (step && steps.push(step));
  await review().slrWith({ status }, "screen");
  const last = (doing: string) => steps.filter((step) => step.doing === doing).at(-1);
  expect(last("Reading")).toEqual({
    doing: "Reading",
    what: "searches/scopus.ris",
    done: 12,
    unit: "entries",
    share: 1,
  });
  expect(last("Screening")).toMatchObject({ done: 12, unit: "entries", share: 1 });
  expect(last("Finding duplicates")).toMatchObject({ what: "among 12 entries" });
  expect(last("Writing")).toEqual({ doing: "Writing", what: "results/manifest.json" });
});

test("--quiet shows nothing of it, and changes no result", async () => {
  const steps: (WorkStep | undefined)[] = [];
  const status = (step: WorkStep | undefined) => void steps.push(step);
  const quiet = await review().slrWith({ status }, "screen", "--quiet");
  expect(steps.filter((step) => step !== undefined)).toEqual([]);
  expect(quiet.transcript).toBe((await review().slr("screen")).transcript);
});

test("rating tells which part of its models has learned, up to the last", async () => {
  const shares: number[] = [];
  await reviewCopy("fixtures/reviews/llm-acceleration").slrWith(
    {
      status: (step) => {
        if (step?.doing === "Rating" && step.share !== undefined) shares.push(step.share);
      },
    },
    "rate",
  );
  expect(shares.length).toBeGreaterThan(3);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});
