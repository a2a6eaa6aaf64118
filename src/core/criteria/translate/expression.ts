import type { Dialect } from "./dialect.ts";
import { placeOf, type Reader } from "./reader.ts";
import type { Span } from "./translation.ts";
import { around, canBeNear, joined, type Tree } from "./tree.ts";

/** How deep parentheses may be nested. */
const MAX_DEPTH = 200;

/** The state of the reader: the dialect, the depth, and the end of the level. */
export interface Context {
  readonly dialect: Dialect;
  readonly depth: number;
  /** Whether words side by side are one value, as in `AU=(Novoselov K*)`. */
  readonly isValue?: boolean;
  /** What closes the level, apart from `)`. */
  readonly closing?: string;
}

interface Operator {
  readonly kind: "and" | "or" | "not" | "near";
  readonly distance: number;
  readonly isOrdered: boolean;
  readonly place: Span;
}

const QUOTED = /["“”„«»](?<inside>[^"“”„«»]*)(?<closing>["“”„«»]?)/uy;
const SINGLE = /['‘](?<inside>[^'’\n]*)(?<closing>['’]?)/uy;
const WORD_OPERATOR = /(?<name>and\s+not|or\s+not|and|or|not)(?![\p{L}\p{N}*?$/.:-])/iuy;

/** Reads operands and operators up to a closing parenthesis or the end. */
export function readLevel(reader: Reader, context: Context): Tree {
  if (context.depth > MAX_DEPTH)
    reader.refuse(
      { start: reader.position, end: reader.position + 1 },
      `a nesting of more than ${MAX_DEPTH} levels`,
      "Write it in fewer levels.",
    );
  const operands: Tree[] = [readOperand(reader, context)];
  const operators: Operator[] = [];
  for (;;) {
    reader.skipBlanks();
    if (reader.isAtEnd || isClosing(reader, context)) break;
    operators.push(readOperator(reader, context) ?? sideBySide(reader, operands.at(-1)!, context));
    operands.push(readOperand(reader, context));
  }
  return combine(operands, operators, reader, context.dialect);
}

function isClosing(reader: Reader, { closing = ")" }: Context): boolean {
  const next = reader.text[reader.position];
  return next === ")" || next === closing;
}

/** The operator at this place, if there is one. */
export function readOperator(reader: Reader, { dialect }: Context): Operator | undefined {
  for (const { pattern, read } of dialect.near) {
    const found = reader.match(pattern);
    if (found === undefined) continue;
    const place = placeOf(found);
    const words = found.groups?.words;
    const near = read(words === undefined ? undefined : Number(words));
    if ("why" in near) return reader.refuse(place, near.why, near.hint);
    const ours =
      near.isOrdered && near.distance === 0
        ? "a phrase"
        : `${near.isOrdered ? "PRE" : "NEAR"}/${near.distance}`;
    reader.note(place, ours, near.note);
    return { kind: "near", ...near, place };
  }
  const found = reader.peek(WORD_OPERATOR);
  if (found === undefined) return undefined;
  const name = found[0];
  if (dialect.hasCapitalOperators === true && name !== name.toUpperCase())
    return reader.refuse(
      placeOf(found),
      `a word that ${dialect.title} takes as an operator in capitals only`,
      `Write ${name.toUpperCase()} if it is meant as one.`,
    );
  reader.position += name.length;
  const place = placeOf(found);
  const last = name.toLowerCase().replace(/\s+/g, " ");
  if (last === "or not")
    return reader.refuse(
      place,
      "an OR with NOT, which sources do not explain",
      "Put parentheses: a OR (NOT b).",
    );
  const kind = last === "and not" ? "not" : (last as "and" | "or" | "not");
  return { kind, distance: 0, isOrdered: false, place };
}

/** The meaning of two operands side by side. */
function sideBySide(reader: Reader, before: Tree, { dialect }: Context): Operator {
  const place = { start: before.place.start, end: before.place.end };
  if (dialect.sideBySide === "and" || dialect.sideBySide === "or") {
    const between = { start: before.place.start, end: reader.position };
    const ours = dialect.sideBySide.toUpperCase();
    if (before.kind === "leaf")
      reader.note(between, ours, `a blank between terms is ${ours} in ${dialect.title}`);
    return { kind: dialect.sideBySide, distance: 0, isOrdered: false, place: between };
  }
  return reader.refuse(
    { start: place.start, end: Math.max(place.end, reader.position + 1) },
    "terms side by side without an operator",
    "Write AND or OR between them, or quotes around a phrase.",
  );
}

/** A parenthesis, an operand of the dialect or a term, with the field codes behind it. */
export function readOperand(reader: Reader, context: Context): Tree {
  reader.skipBlanks();
  const { dialect } = context;
  let operand = dialect.readOperand?.(reader, context) ?? readPlain(reader, context);
  for (;;) {
    const next = dialect.readSuffix?.(reader, operand, context);
    if (next === undefined) return operand;
    operand = next;
  }
}

function readPlain(reader: Reader, context: Context): Tree {
  if (reader.text[reader.position] === "(") return readParenthesis(reader, context);
  return readTerm(reader, context);
}

/** The content of parentheses; its place includes them. */
export function readParenthesis(reader: Reader, context: Context): Tree {
  const start = reader.position;
  reader.position += 1;
  const inner = readLevel(reader, { ...context, depth: context.depth + 1, closing: ")" });
  reader.skipBlanks();
  if (reader.text[reader.position] !== ")")
    reader.refuse(
      { start, end: start + 1 },
      "a parenthesis that is not closed",
      "Close it, or take it out.",
    );
  reader.position += 1;
  return { ...inner, place: { start, end: reader.position } };
}

/** A phrase or a word; where words side by side form a phrase, all of them. */
export function readTerm(reader: Reader, context: Context): Tree {
  const { dialect } = context;
  const start = reader.position;
  const quoted =
    reader.match(QUOTED) ?? (dialect.hasSingleQuotes === true ? reader.match(SINGLE) : undefined);
  if (quoted !== undefined) {
    if (quoted.groups?.closing === "")
      reader.refuse({ start, end: start + 1 }, "a quote that is not closed", "Close it.");
    const place = { start, end: reader.position };
    return {
      kind: "leaf",
      raw: quoted.groups?.inside ?? "",
      isQuoted: true,
      place,
      origin: start + 1,
    };
  }
  const operator = reader.peek(WORD_OPERATOR);
  const first = operator === undefined ? reader.match(dialect.word) : undefined;
  if (first === undefined)
    return reader.refuse(
      { start, end: Math.min(reader.text.length, start + (operator?.[0].length ?? 1)) },
      reader.isAtEnd ? "where a term must follow" : "where a term must be",
      `Paste the whole string as ${dialect.title} takes it.`,
    );
  let end = reader.position;
  while (context.isValue === true || dialect.sideBySide === "phrase") {
    reader.skipBlanks();
    if (startsOperator(reader, context)) break;
    if (reader.match(dialect.word) === undefined) break;
    end = reader.position;
  }
  reader.position = end;
  return {
    kind: "leaf",
    raw: reader.text.slice(start, end),
    isQuoted: false,
    place: { start, end },
    origin: start,
  };
}

function startsOperator(reader: Reader, { dialect }: Context): boolean {
  return (
    reader.peek(WORD_OPERATOR) !== undefined ||
    dialect.near.some(({ pattern }) => reader.peek(pattern) !== undefined)
  );
}

/** Adds the parentheses that the database implies. */
function combine(
  operands: readonly Tree[],
  operators: readonly Operator[],
  reader: Reader,
  dialect: Dialect,
): Tree {
  const kinds = new Set(operators.map(({ kind }) => kind));
  if (dialect.order === "unknown") refuseMixed(operators, reader, dialect);
  if (dialect.order === "or-first" && kinds.has("near") && kinds.has("or"))
    reader.refuse(
      operators.find(({ kind }) => kind === "near")!.place,
      `a proximity beside OR, which ${dialect.title} joins first`,
      "Put parentheses around what belongs together.",
    );
  if (operators.length > 1) noteOrder(operators, reader, dialect);
  if (dialect.order === "left-to-right" || dialect.order === "unknown")
    return fold(operands, operators, reader, dialect);
  const order = dialect.order === "or-first" ? OR_FIRST : AND_FIRST;
  return combineBy(order, operands, operators, reader, dialect);
}

/** Operators from the loosest to the tightest. */
const OR_FIRST = ["not", "and", "near", "or"] as const;
const AND_FIRST = ["or", "and", "not", "near"] as const;

function combineBy(
  order: readonly Operator["kind"][],
  operands: readonly Tree[],
  operators: readonly Operator[],
  reader: Reader,
  dialect: Dialect,
): Tree {
  const [loosest, ...tighter] = order;
  const [first] = operands;
  if (operators.length === 0 || loosest === undefined) return first!;
  const groups: Tree[] = [];
  const between: Operator[] = [];
  let from = 0;
  for (let at = 0; at <= operators.length; at += 1) {
    const operator = operators[at];
    if (operator !== undefined && operator.kind !== loosest) continue;
    groups.push(
      combineBy(tighter, operands.slice(from, at + 1), operators.slice(from, at), reader, dialect),
    );
    if (operator !== undefined) between.push(operator);
    from = at + 1;
  }
  return fold(groups, between, reader, dialect);
}

/** Joins from left to right; operands of the same AND or OR become one list. */
function fold(
  operands: readonly Tree[],
  operators: readonly Operator[],
  reader: Reader,
  dialect: Dialect,
): Tree {
  let run: Tree[] = [operands[0]!];
  operators.forEach((operator, at) => {
    const next = operands[at + 1]!;
    const isRun = operator.kind === "and" || operator.kind === "or";
    if (isRun && (run.length === 1 || operators[at - 1]?.kind === operator.kind)) run.push(next);
    else {
      const left = ended(run, operators[at - 1]);
      run = isRun ? [left, next] : [join(left, operator, next, reader, dialect)];
    }
  });
  return ended(run, operators.at(-1));
}

function ended(run: readonly Tree[], operator: Operator | undefined): Tree {
  return run.length === 1 ? run[0]! : joined(operator?.kind === "or" ? "or" : "and", run);
}

function join(left: Tree, operator: Operator, right: Tree, reader: Reader, dialect: Dialect): Tree {
  const place = around(left.place, right.place);
  if (operator.kind === "not")
    return joined("and", [left, { kind: "not", part: right, place: right.place }]);
  for (const side of [left, right])
    if (!canBeNear(side))
      reader.refuse(
        side.place,
        `something that cannot stand beside a proximity operator, in ${dialect.title} either`,
        "Terms, phrases and an OR of them can be near each other.",
      );
  // Without parentheses the proximity would apply to the whole OR before it, not only to its last
  // term.
  if (dialect.order === "left-to-right" && left.kind === "or" && !isEnclosed(left, reader))
    reader.refuse(
      operator.place,
      "a proximity behind another operator",
      "Put parentheses around what belongs together.",
    );
  if (scopesIn(left).size > 1 || [...scopesIn(left)].join() !== [...scopesIn(right)].join())
    reader.refuse(
      operator.place,
      "a proximity of terms in different fields",
      "Put one field code around both.",
    );
  const { distance, isOrdered } = operator;
  if (distance === 0 && isOrdered && left.kind === "leaf" && right.kind === "leaf") {
    const sides = [left, right].every((side) => side.scope === undefined && !side.isQuoted);
    if (sides)
      return {
        kind: "leaf",
        raw: `${left.raw} ${right.raw}`,
        isQuoted: false,
        place,
        origin: left.origin,
      };
  }
  return { kind: "near", left, right, distance, isOrdered, place };
}

/** The functions that the terms of a tree are in; the empty one for none. */
function scopesIn(tree: Tree): ReadonlySet<string> {
  if (tree.kind === "leaf") return new Set([tree.scope ?? ""]);
  if (tree.kind === "near") return new Set([...scopesIn(tree.left), ...scopesIn(tree.right)]);
  return new Set(tree.kind === "or" ? tree.parts.flatMap((part) => [...scopesIn(part)]) : []);
}

function isEnclosed({ place }: Tree, reader: Reader): boolean {
  return reader.text[place.start] === "(";
}

/** Refuses two kinds of operators on one level, at the first that differs. */
function refuseMixed(operators: readonly Operator[], reader: Reader, dialect: Dialect): void {
  const [first] = operators;
  if (first === undefined) return;
  // `a AND b NOT c` is the same in every order.
  let allowed: Operator["kind"][] = [first.kind];
  for (const { kind, place } of operators) {
    if (first.kind === "and" && kind === "not") allowed = ["not"];
    else if (!allowed.includes(kind))
      reader.refuse(
        place,
        `an operator beside another without parentheses: sources do not agree on what ${dialect.title} does first`,
        "Put parentheses around what belongs together.",
      );
  }
}

const ORDER_NOTES: Readonly<Record<Dialect["order"], string>> = {
  "left-to-right": "from left to right",
  "and-first": "NEAR, then NOT, AND, OR",
  "or-first": "OR first, then proximity, AND, AND NOT",
  unknown: "",
};

/** Says in which order mixed operators were joined. */
function noteOrder(operators: readonly Operator[], reader: Reader, dialect: Dialect): void {
  if (dialect.order === "unknown") return;
  const [first, second] = operators.filter(
    ({ kind }, at, all) => at === 0 || kind !== all[at - 1]?.kind,
  );
  const nots = operators.filter(({ kind }) => kind === "not").length;
  const several =
    dialect.order === "or-first" && nots > 1
      ? "no source says how several AND NOT are joined; here it is from left to right"
      : undefined;
  if (first === undefined) return;
  if (second === undefined) {
    if (several !== undefined)
      reader.note({ start: first.place.start, end: first.place.end }, "AND NOT", several);
    return;
  }
  const isPlain = operators.every(({ kind }) => kind === "and" || kind === "not");
  if (isPlain && dialect.order !== "or-first") return;
  const words = [first, second].map(({ place }) =>
    reader.text.slice(place.start, place.end).trim(),
  );
  const isNear = words.some((word) => /\d/.test(word));
  if (isNear) return;
  reader.constructs.push({
    written: `${words[0]} … ${words[1]}`,
    ours: "parentheses",
    note: `${dialect.title} joins ${ORDER_NOTES[dialect.order]}${several === undefined ? "" : `; ${several}`}`,
  });
}
