import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readLabelledFile } from "../../../../src/cli/commands/simulate/read-set.ts";
import { diskAt, type Io } from "../../../../src/cli/io/io.ts";
import { includedIn } from "../../../../src/core/simulate/labelled-set.ts";
import { jsonCriteria } from "../../../../src/formats/screening-tools/criteria-file.ts";

const folder = fileURLToPath(new URL("../../../../../shared/screening-sets/", import.meta.url));
const present = existsSync(folder);

/** Name, records and included records of each set, as its publisher counts them. */
const SETS = present
  ? [...readFileSync(`${folder}README.md`, "utf8").matchAll(/^\| (\w+) \| (\d+) \| (\d+) \|/gm)]
      .map(([, name, records, included]) => [name!, Number(records), Number(included)] as const)
      // The suite reads small sets; SLR_ALL_SETS=1 reads all.
      .filter(([, records]) => records < 1_500 || process.env.SLR_ALL_SETS === "1")
  : [];

describe.skipIf(!present)("real labelled reviews (needs ../shared/screening-sets)", () => {
  const criteriaOf = present
    ? jsonCriteria(readFileSync(`${folder}criteria.json`, "utf8"))!
    : () => undefined;

  test.each(SETS)("%s: %i records, %i included, with criteria", async (name, records, included) => {
    // Only the disk is asked for.
    const io = diskAt(folder) as Io;
    const { set, useless, problems } = await readLabelledFile(io, `${name}.csv`, criteriaOf, {
      label: undefined,
      priors: undefined,
    });
    expect(useless).toBeUndefined();
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(set.order.length + set.unlabelled).toBe(records);
    expect(includedIn(set)).toBe(included);
    expect(set.criteriaText.length).toBeGreaterThanOrEqual(2);
  });
});
