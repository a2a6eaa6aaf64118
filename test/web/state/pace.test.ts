import { expect, test } from "vitest";
import { timeLeft, withPace } from "../../../src/web/state/pace.ts";
import { samplePage } from "../sample-page.ts";

const { plan } = samplePage([]);

test("pauses do not count, and only the last thirty answers do", () => {
  let pace: readonly number[] = [];
  for (let n = 0; n < 40; n += 1) pace = withPace({ pace, shownAt: 0, plan }, n * 1000);
  expect(pace).toHaveLength(30);
  expect(pace.at(-1)).toBe(39);
  expect(withPace({ pace, shownAt: 0, plan }, 3_600_000)).toBe(pace);
  expect(withPace({ pace, shownAt: 10, plan }, 0)).toBe(pace);
});

test("the time left is the median of the last answers for each record that is left", () => {
  expect(timeLeft([1, 2, 3, 4], 100)).toBe("");
  expect(timeLeft([10, 10, 12, 60, 11], 10)).toBe("~2 min left");
  expect(timeLeft([30, 30, 30, 30, 30], 1000)).toBe("~8 h left");
  expect(timeLeft([1, 1, 1, 1, 1], 10)).toBe("~1 min left");
  expect(timeLeft([1, 1, 1, 1, 1], 0)).toBe("");
});
