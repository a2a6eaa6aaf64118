import { expect, test } from "vitest";
import { UserError } from "../../../src/cli/io/errors.ts";

test("many problems of one kind that stop slr are counted, and other kinds stay", () => {
  const unknownKey = (line: number) => ({
    severity: "error" as const,
    code: "protocol/unknown-key",
    file: "slr.yaml",
    line,
    message: `Unexpected key \`key${line}\`.`,
  });
  const problems = [
    ...Array.from({ length: 1300 }, (_, at) => unknownKey(at + 1)),
    { ...unknownKey(1301), code: "protocol/bad-value", message: "Unexpected value." },
  ];
  const lines = UserError.fromProblems(problems).message.split("\n");
  expect(lines).toHaveLength(22);
  expect(lines[19]).toContain("slr.yaml:20: error: Unexpected key `key20`");
  expect(lines[20]).toContain("slr.yaml:1301: error: Unexpected value.");
  expect(lines[21]).toBe("  … and 1,280 more: 1,300 errors of this kind (protocol/unknown-key).");
});
