import { CRITERION_FIELDS } from "../fields/index.ts";
import type { TestFunction } from "./function.ts";
import { has } from "./has.ts";

/** The opposite of `has`, for what has no data: `missing(abstract)`. */
export const missing: TestFunction = {
  kind: "test",
  name: "missing",
  description: "Whether the record lacks a field; true or false, never unknown.",
  example: "missing(abstract)",
  expected: "the name of a field",
  choices: CRITERION_FIELDS.map((field) => field.name),
  parse: (argument) => has.parse(argument),
  fields: (argument) => has.fields(argument),
  holds: (argument, subject) => !has.holds(argument, subject),
};
