import { CRITERION_FIELDS, type CriterionField, fieldNamed } from "../fields/index.ts";
import type { FieldSubject } from "../subject.ts";
import type { TestFunction } from "./function.ts";

function isPresent(field: CriterionField, subject: FieldSubject): boolean {
  return (
    (field.text?.read(subject).length ?? 0) > 0 || (field.value?.read(subject).length ?? 0) > 0
  );
}

/** The only question that missing data answers: whether the record has a field at all. */
export const has: TestFunction = {
  kind: "test",
  name: "has",
  description: "Whether the record has a field at all; true or false, never unknown.",
  example: "has(abstract)",
  expected: "the name of a field",
  choices: CRITERION_FIELDS.map((field) => field.name),
  parse: (argument) => fieldNamed(argument)?.name,
  fields: (argument) => CRITERION_FIELDS.filter((field) => field.name === argument),
  holds: (argument, subject) => {
    const field = fieldNamed(argument);
    return field !== undefined && isPresent(field, subject);
  },
};
