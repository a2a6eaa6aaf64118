import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { openKeyboard } from "../../../../src/cli/commands/decide/keys.ts";
import type { Key } from "../../../../src/core/decide/prompt.ts";

async function keysOf(...chunks: string[]): Promise<Key[]> {
  const input = new PassThrough();
  const keyboard = openKeyboard(input);
  for (const chunk of chunks) {
    input.write(chunk);
    await new Promise((done) => setTimeout(done, 5));
  }
  setTimeout(() => input.end(), 150);
  const keys: Key[] = [];
  for (;;) {
    const key = await keyboard.next();
    if (key.name === "closed") break;
    keys.push(key);
  }
  keyboard.close();
  return keys;
}

test.each<[string, string[], Key[]]>([
  ["a letter", ["i"], [{ name: "i", text: "i" }]],
  ["a capital letter, which is no command", ["I"], [{ name: "i", text: "I" }]],
  ["a letter with an accent", ["é"], [{ name: "", text: "é" }]],
  [
    "Enter in both ways",
    ["\r", "\n"],
    [
      { name: "return", text: "" },
      { name: "return", text: "" },
    ],
  ],
  ["an escape that stands alone", ["\u001b"], [{ name: "escape", text: "" }]],
  ["an arrow", ["\u001b[A"], [{ name: "up", text: "" }]],
  [
    "an arrow that comes in pieces, as over ssh",
    ["\u001b", "[", "B"],
    [{ name: "down", text: "" }],
  ],
  ["ctrl-c", ["\u0003"], [{ name: "ctrl-c", text: "" }]],
  ["alt and a letter, which is no command", ["\u001bi"], [{ name: "meta-i", text: "" }]],
  ["a paste in one piece", ["\u001b[200~iie\r\u001b[201~"], [{ name: "paste", text: "iie\r" }]],
])("the keyboard gives %s", async (_, chunks, expected) => {
  expect(await keysOf(...chunks)).toEqual(expected);
});

test("keys that come while one is being handled wait in their order, and none after the end", async () => {
  const input = new PassThrough();
  const keyboard = openKeyboard(input);
  input.end("abc");
  await new Promise((done) => setTimeout(done, 20));
  const names = [];
  for (let n = 0; n < 5; n += 1) names.push((await keyboard.next()).name);
  expect(names).toEqual(["a", "b", "c", "closed", "closed"]);
  keyboard.close();
  expect(input.listenerCount("keypress")).toBe(0);
});

test("keys that wait can be forgotten", async () => {
  const input = new PassThrough();
  const keyboard = openKeyboard(input);
  input.write("ab");
  await new Promise((done) => setTimeout(done, 20));
  keyboard.forget();
  input.write("c");
  expect(await keyboard.next()).toEqual({ name: "c", text: "c" });
  keyboard.close();
});
