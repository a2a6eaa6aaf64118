import { expect, test } from "vitest";
import { romanised } from "../../../../src/core/dedupe/fields/romanised.ts";

test.each([
  ["лечение язвы у пожилых больных", "lechenie iazvy u pozhilykh bolnykh"],
  ["щука и еж", "shchuka i ezh"],
  ["η αντιμετωπιση του ελκους", "i antimetopisi tou elkous"],
  ["роль nf kb", "rol nf kb"],
])("%s is %s", (text, latin) => {
  expect(romanised(text)).toBe(latin);
});

test.each(["", "treatment of ulcers", "胃溃疡的治疗"])("%j has nothing to romanise", (text) => {
  expect(romanised(text)).toBeUndefined();
});
