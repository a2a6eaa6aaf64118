import { type Cursor, named, peek, shorten, take } from "./cursor.ts";
import { CRITERION_FIELDS, type CriterionField, fieldNamed, type Value } from "./fields/index.ts";
import { CRITERION_FUNCTIONS, functionNamed } from "./functions/index.ts";
import type { Token } from "./lexer.ts";
import { type QueryNode, refuse } from "./query.ts";
import { compileRegex } from "./regex.ts";
import { suggest } from "./suggest.ts";

type Holds = (value: Value) => boolean;

/** The meaning of each operator. `in` reads a list and is handled separately. */
const OPERATORS: Readonly<Record<string, (literal: Value) => Holds>> = {
  "=": (literal) => (value) => value === literal,
  "!=": (literal) => (value) => value !== literal,
  "<": (literal) => (value) => value < literal,
  "<=": (literal) => (value) => value <= literal,
  ">": (literal) => (value) => value > literal,
  ">=": (literal) => (value) => value >= literal,
};

const RANGE = /^(\d+)(?:\.\.|-|–)(\d+)$/;

/**
 * Tells whether the word just read opens a comparison: `year >= 2017`, `type in (article, review)`.
 */
export function opensComparison(name: Token, cursor: Cursor): boolean {
  const next = peek(cursor);
  if (next.kind === "compare") return true;
  return (
    next.kind === "word" &&
    next.text.toLowerCase() === "in" &&
    fieldNamed(name.text)?.value !== undefined
  );
}

/** Reads the operator and the value after the name of a field. */
export function parseComparison(name: Token, cursor: Cursor): QueryNode {
  const operator = take(cursor);
  return operator.text === "~" ? parseRegex(name, cursor) : parseValues(name, operator, cursor);
}

function parseRegex(name: Token, cursor: Cursor): QueryNode {
  const fields = searchable(name.text);
  if (fields.length === 0) {
    const names = [
      ...CRITERION_FUNCTIONS.filter(({ kind }) => kind === "fields"),
      ...CRITERION_FIELDS.filter(({ text }) => text !== undefined),
    ].map((candidate) => candidate.name);
    refuseName(name, "a field with a text", [...new Set(names)]);
  }
  const token = take(cursor);
  if (token.kind !== "regex")
    refuse(
      token,
      `Unexpected ${named(token)}, expected a regular expression after \`~\`.`,
      "Write it between slashes: title ~ /deep.learning/i",
    );
  for (const field of fields) cursor.fields.add(field.name);
  const written = `/${token.text}/${token.flags ?? ""}`;
  return { kind: "regex", fields, regex: compileRegex(token), written };
}

function searchable(name: string): readonly CriterionField[] {
  const scope = functionNamed(name);
  if (scope?.kind === "fields") return scope.fields;
  const field = fieldNamed(name);
  return field?.text === undefined ? [] : [field];
}

function parseValues(name: Token, operator: Token, cursor: Cursor): QueryNode {
  const field = fieldNamed(name.text);
  if (field?.value === undefined) {
    if (searchable(name.text).length > 0)
      refuse(
        operator,
        `Unexpected \`${operator.text}\` after ${name.text}, expected a search.`,
        `Write ${name.text.toLowerCase()}("…") for terms, or ${name.text.toLowerCase()} ~ /…/ for a regular expression.`,
      );
    if (/^\d+$/.test(name.text))
      refuse(
        name,
        `Unexpected ${named(name)}, expected a field before \`${operator.text}\`.`,
        "Put the field first: year >= 2017",
      );
    refuseField(name);
  }
  cursor.fields.add(field.name);
  if (operator.text.toLowerCase() === "in") {
    const { holds, written } = parseList(field, cursor);
    return { kind: "compare", field, holds, written: `in ${written}` };
  }
  if (!field.value.ordered && /[<>]/.test(operator.text))
    refuse(
      operator,
      `Unexpected \`${operator.text}\` after ${field.name}, expected \`=\`, \`!=\` or \`in\`.`,
    );
  const token = take(cursor);
  const holds = OPERATORS[operator.text]!(parseLiteral(field, token, cursor));
  return { kind: "compare", field, holds, written: `${operator.text} ${writtenValue(token)}` };
}

/** A value as a query writes it; a quoted text is always one value. */
function writtenValue({ kind, text }: Token): string {
  return kind === "phrase" ? `"${text}"` : text;
}

/** The values that `in` compares with, and their form in the query. */
interface Listed {
  readonly holds: Holds;
  readonly written: string;
}

/** `2017..2023`, `en` or `(article, review)`. */
function parseList(field: CriterionField, cursor: Cursor): Listed {
  if (peek(cursor).kind !== "(") return parseItem(field, cursor);
  const opening = take(cursor);
  const items: Listed[] = [];
  for (;;) {
    items.push(parseItem(field, cursor));
    const token = take(cursor);
    if (token.kind === ")")
      return {
        holds: (value) => items.some(({ holds }) => holds(value)),
        written: `(${items.map(({ written }) => written).join(", ")})`,
      };
    if (token.kind === "end")
      refuse(
        opening,
        "Unexpected end of the query, expected `)` to close the parenthesis opened here.",
      );
    if (token.kind !== ",")
      refuse(
        token,
        `Unexpected ${named(token)}, expected \`,\` or \`)\`.`,
        "Put quotes around a value of several words.",
      );
  }
}

function parseItem(field: CriterionField, cursor: Cursor): Listed {
  const token = take(cursor);
  const written = writtenValue(token);
  const range = token.kind === "word" && field.value?.ordered ? RANGE.exec(token.text) : null;
  if (range === null) {
    const literal = parseLiteral(field, token, cursor);
    return { holds: (value) => value === literal, written };
  }
  const [, lowText = "", highText = ""] = range;
  const low = parseLiteral(field, { ...token, text: lowText }, cursor);
  const high = parseLiteral(field, { ...token, text: highText }, cursor);
  if (low > high)
    refuse(token, `Unexpected range \`${token.text}\`, expected the smaller number first.`);
  return { holds: (value) => value >= low && value <= high, written };
}

function parseLiteral(field: CriterionField, token: Token, cursor: Cursor): Value {
  const { value } = field;
  const expected = value?.expected ?? "a value";
  if (token.kind !== "word" && token.kind !== "phrase")
    refuse(token, `Unexpected ${named(token)}, expected ${expected}.`);
  const literal = value?.parse(token.text.trim());
  if (literal === undefined)
    refuse(
      token,
      `Unexpected ${field.name} ${named(token)}, expected ${expected}.`,
      RANGE.test(token.text) ? `Write ${field.name} in ${token.text}` : undefined,
    );
  if (value?.familiar?.(literal) === false)
    cursor.warnings.push({
      message: `Unknown ${field.name} "${shorten(token.text)}": only records that write it like this will match.`,
      start: token.start,
      end: token.end,
    });
  return literal;
}

/**
 * Refuses a comparison of something that is not a field, with an example of the field that was
 * probably meant.
 */
function refuseField(name: Token): never {
  const meant = suggest(
    name.text,
    CRITERION_FIELDS.map((field) => field.name),
  );
  const field = meant === undefined ? undefined : fieldNamed(meant);
  if (field !== undefined && field.value === undefined)
    refuse(
      name,
      `Unexpected ${named(name)}, expected a field that can be compared.`,
      `Did you mean ${field.name}? Write it like this: ${field.example}`,
    );
  refuseName(
    name,
    "a field that can be compared",
    CRITERION_FIELDS.filter(({ value }) => value !== undefined).map((known) => known.name),
  );
}

/** Refuses an unknown name, with the known name that was probably meant. */
export function refuseName(name: Token, expected: string, names: readonly string[]): never {
  const meant = suggest(name.text, names);
  refuse(
    name,
    `Unexpected ${named(name)}, expected ${expected}.`,
    meant === undefined ? `There are ${names.join(", ")}.` : `Did you mean ${meant}?`,
  );
}
