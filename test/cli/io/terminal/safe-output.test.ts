import { describe, expect, test } from "vitest";
import { withSafeOutput } from "../../../../src/cli/io/terminal/safe-output.ts";
import { fitLines } from "../../../../src/outputs/text/fit-lines.ts";
import { testFolder } from "../../captured-io.ts";

const CLIPBOARD = "\u001b]52;c;aGk=\u0007";

/** What reaches the terminal, or the file, of a text that is printed. */
async function leaving(
  text: string,
  { colour = false, width = undefined as number | undefined, data = false } = {},
): Promise<string> {
  const { out } = await testFolder().slrBy(
    (io) => {
      withSafeOutput(io, data ? "programs" : "people", fitLines).print(text);
      return Promise.resolve(0);
    },
    { colour, width },
  );
  return out;
}

describe("text that leaves slr", () => {
  test.each([
    ["an escape sequence", `a${CLIPBOARD}b`, "ab"],
    ["a control character of C1", "a\u009b31mb\u0085c", "ab c"],
    ["a bidirectional control", "a\u202eb\u2066c", "abc"],
    ["a carriage return", "safe\rforged", "safe forged"],
    ["a line separator", "a\u2028::error::b", "a ::error::b"],
  ])("loses %s", async (_, text, expected) => {
    expect(await leaving(text)).toBe(expected);
  });

  test("keeps its lines, their indents and letters of every script", async () => {
    expect(await leaving("Ärzte\n  日本 \tשלום")).toBe("Ärzte\n  日本 \tשלום");
  });

  test("gives no command to the CI that shows it", async () => {
    expect(await leaving("ok\n  ::error::pwned\n##[error]pwned")).toBe(
      "ok\n  : :error::pwned\n## [error]pwned",
    );
  });

  test("keeps the colours that slr sets, where there are colours", async () => {
    expect(await leaving("\u001b[31mred\u001b[39m", { colour: true })).toBe(
      "\u001b[31mred\u001b[39m",
    );
    expect(await leaving("\u001b[31mred\u001b[39m")).toBe("red");
  });

  test("is every character for a program, but never on a terminal", async () => {
    const cell = `\u200f${CLIPBOARD}`;
    expect(await leaving(cell, { data: true })).toBe(cell);
    expect(await leaving(cell, { data: true, width: 80 })).toBe("");
  });

  test("breaks between words on a terminal, and nowhere else", async () => {
    const line = "  66vidyfh  Swimming for older people";
    const broken = "  66vidyfh  Swimming\n    for older people";
    expect(await leaving(line, { width: 20 })).toBe(broken);
    expect(await leaving(line)).toBe(line);
    const { err } = await testFolder().slrBy(
      (io) => {
        withSafeOutput(io, "programs", fitLines).notify(line);
        return Promise.resolve(0);
      },
      { notesWidth: 20 },
    );
    expect(err).toBe(broken);
    expect(await leaving(line, { data: true, width: 20 })).toBe(line);
  });
});
