import { expect, test } from "vitest";
import { diskMessage, limitMessage, UserError } from "../../../src/cli/io/errors.ts";

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

test.each([
  "WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance",
  "WebAssembly.Memory(): could not allocate memory",
  "WebAssembly.Memory.grow(): Maximum memory size exceeded",
  "Aborted(RangeError: WebAssembly.Instance(): Out of memory: wasm memory)",
])("a machine without enough memory for WebAssembly is no bug of slr: %s", (message) => {
  expect(limitMessage(new RangeError(message))).toMatch(/`ulimit -v`.*raise the limit/);
});

test("neither is a Node without WebAssembly", () => {
  expect(limitMessage(new ReferenceError("WebAssembly is not defined"))).toContain("`--jitless`");
});

test.each([
  ["EFBIG", "`ulimit -f`"],
  ["EBUSY", "Another program holds results open; close it there and run slr again."],
  ["ESTALE", "run slr again"],
  ["ETIMEDOUT", "download the file first"],
])("where the system refuses with %s, the message says what to do", (code, words) => {
  const refusal = Object.assign(new Error(code), { code, syscall: "write", path: "results" });
  expect(diskMessage(refusal)).toContain(words);
});
