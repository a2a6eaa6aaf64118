import { expect, test } from "vitest";
import { chooseReviewer } from "../../../src/core/decide/reviewer.ts";
import type { ReviewerKind } from "../../../src/core/records/decision.ts";

const kinds = new Map<string, ReviewerKind>([["gpt", "automation"]]);
const choose = (asked: string | undefined, known: string[], gitName?: string) =>
  chooseReviewer({ asked, known, kinds, gitName });

test.each<[string, string | undefined, string[], string | undefined, string]>([
  ["the one who was asked for", "ada", ["bela"], "Cara", "ada"],
  ["a name with blanks and accents", "José Núñez", [], undefined, "José Núñez"],
  ["the only person in decisions/", undefined, ["gpt", "bela"], "Cara", "bela"],
  [
    "the name that git knows, made a file name",
    undefined,
    [],
    "Ada Lovelace (King)",
    "ada-lovelace-king",
  ],
  ["the reviewer whom git knows", undefined, ["ada", "bela"], "ADA", "ada"],
])("%s decides", (_, asked, known, gitName, reviewer) => {
  expect(choose(asked, known, gitName)).toMatchObject({ ok: true, reviewer });
});

test.each<[string, string | undefined, string[], string | undefined, RegExp]>([
  ["a path", "../ada", [], undefined, /name of a file/],
  ["a name that Windows keeps", "con", [], undefined, /name of a file/],
  ["nothing", "", [], undefined, /name of a file/],
  ["a name that differs only in its case", "Ada", ["ada"], undefined, /is in decisions\/ as `ada`/],
  ["a program", "gpt", [], undefined, /is a program/],
  ["nobody", undefined, [], undefined, /decisions\/ is empty and git has no user.name/],
  ["one of several", undefined, ["ada", "bela"], undefined, /decisions\/ has ada, bela/],
  ["a git name without letters", undefined, [], "???", /does not know who decides/],
])("%s cannot decide", (_, asked, known, gitName, message) => {
  expect(choose(asked, known, gitName)).toMatchObject({
    ok: false,
    message: expect.stringMatching(message),
  });
});
