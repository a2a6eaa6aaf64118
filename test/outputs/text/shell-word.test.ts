import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { inQuotes, shellWord } from "../../../src/outputs/text/shell-word.ts";

test.each([
  ["downloads/embase.csv", "downloads/embase.csv"],
  ["my exports/embase.csv", '"my exports/embase.csv"'],
  ["$(touch x).ris", "'$(touch x).ris'"],
  ["it's `new`!.ris", "'it'\\''s `new`!.ris'"],
])("the path %s is one word in a proposed command", (path, written) => {
  expect(shellWord(path)).toBe(written);
});

test.skipIf(process.platform === "win32")(
  "a shell reads a text back as it was, and runs nothing",
  () => {
    for (const text of [
      "PubMed",
      'the "new" $HOME',
      "a'b `id` $(id)",
      "50 % & more; | <>",
      "end\\",
    ]) {
      const { stdout } = spawnSync("sh", ["-c", `printf %s ${inQuotes(text)}`], {
        encoding: "utf8",
      });
      expect(stdout).toBe(text);
    }
  },
);
