import { expect, test } from "vitest";
import { FLOW_FORMATS } from "../../../src/outputs/flow/flow-formats.ts";

test.each(FLOW_FORMATS)("the form $name loads under its name", async ({ name, load }) => {
  expect((await load()).name).toBe(name);
});

test("every ending of a file asks for one form, and text is the default", () => {
  const endings = FLOW_FORMATS.flatMap((form) => form.endings);
  expect(new Set(endings).size).toBe(endings.length);
  expect(FLOW_FORMATS[0].name).toBe("text");
});
