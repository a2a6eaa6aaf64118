import { ownValue } from "../records/own-value.ts";
import { withoutComments } from "./comments.ts";
import { opensComparison, parseComparison, refuseName } from "./comparison.ts";
import { type Cursor, named, peek, previous, shorten, take } from "./cursor.ts";
import { CRITERION_FIELDS, fieldNamed } from "./fields/index.ts";
import { refuseForeign } from "./foreign/index.ts";
import { explainQuoted, explainSigns } from "./foreign/signs.ts";
import { titleAbsKey } from "./functions/field-functions.ts";
import type { CriterionFunction, FieldFunction, TestFunction } from "./functions/function.ts";
import { CRITERION_FUNCTIONS, functionNamed } from "./functions/index.ts";
import { type Token, tokenize } from "./lexer.ts";
import { type NamedTerms, referenceOf, subQuery } from "./named-terms.ts";
import { type ParsedQuery, type QueryNode, QuerySyntaxError, refuse } from "./query.ts";
import { suggest } from "./suggest.ts";
import { type Finder, MAX_PHRASE_WORDS, MAX_WORD_LENGTH, readTerm } from "./words/finder.ts";

const MAX_LENGTH = 100_000;
const MAX_DEPTH = 200;
const MAX_DISTANCE = 999;

/** The parser's position beside the cursor: inside which function, and how deep. */
interface Scope {
  readonly inside?: FieldFunction;
  readonly depth: number;
}

/** A node and the text that it was read from. */
interface Placed {
  readonly node: QueryNode;
  readonly start: number;
  readonly end: number;
  /** An AND or OR without parentheses around it. */
  readonly open?: "and" | "or";
  /** A NOT without parentheses around it. */
  readonly negated?: true;
  /** The operator of a NEAR without parentheses around it. */
  readonly near?: Token;
}

/**
 * Reads a boolean search. From the tightest to the loosest: NEAR, NOT, AND, OR. No content of a
 * query makes it throw.
 */
export function parseQuery(written: string, terms: NamedTerms = new Map()): ParsedQuery {
  try {
    const text = withoutComments(written);
    if (text.length > MAX_LENGTH)
      refuse(
        { start: MAX_LENGTH, end: text.length },
        `Unexpected query of ${text.length} characters, expected at most ${MAX_LENGTH}.`,
      );
    refuseForeign(text);
    const tokens = tokenize(text);
    const cursor: Cursor = {
      tokens,
      position: 0,
      fields: new Set(),
      warnings: [],
      isLikeScopus: isLikeScopus(tokens),
      terms,
      open: [],
      references: { count: 0 },
    };
    if (peek(cursor).kind === "end")
      refuse(peek(cursor), "Unexpected empty query, expected a term.");
    const { node } = parseOr(cursor, { depth: 0 });
    if (peek(cursor).kind !== "end") refuseNext(cursor, "the end of the query");
    const fields = CRITERION_FIELDS.map(({ name }) => name).filter((name) =>
      cursor.fields.has(name),
    );
    return { ok: true, query: { text: written, fields, warnings: cursor.warnings, root: node } };
  } catch (error) {
    if (error instanceof QuerySyntaxError) return { ok: false, error: error.error };
    throw error;
  }
}

/**
 * Tells whether a function or field has a name in capitals, as Scopus writes it: `TITLE(…)`,
 * `PUBYEAR > 2014`.
 */
function isLikeScopus(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ kind, text }, i) =>
      kind === "word" &&
      /^[A-Z-]{3,}$/.test(text) &&
      ["(", "compare"].includes(tokens[i + 1]?.kind ?? "") &&
      (functionNamed(text) ?? fieldNamed(text)) !== undefined,
  );
}

/** The meaning of an operator word, or `undefined` for any other token. */
function operatorOf(token: Token): "AND" | "OR" | "NOT" | "NEAR" | undefined {
  if (token.kind !== "word") return undefined;
  const upper = token.text.toUpperCase();
  if (upper === "AND" || upper === "OR" || upper === "NOT") return upper;
  return upper === "NEAR" || /^(?:NEAR|W|PRE)\//.test(upper) ? "NEAR" : undefined;
}

function parseOr(cursor: Cursor, scope: Scope): Placed {
  const first = parseAnd(cursor, scope);
  const parts = [first];
  while (operatorOf(peek(cursor)) === "OR") {
    take(cursor);
    parts.push(parseAnd(cursor, scope));
  }
  if (parts.length === 1) return first;
  const { near } = parts.find((part) => part.near !== undefined && isOfScopus(part.near)) ?? {};
  if (near)
    refuse(
      near,
      `Unexpected \`${near.text}\` beside OR, expected parentheses.`,
      `Scopus joins the OR first, slr what is around ${near.text}. Put parentheses around what belongs together: (a OR b) ${near.text} c`,
    );
  const mixed = parts.find(({ open }) => open === "and");
  if (mixed) refuseAsScopus(mixed, "AND beside OR", cursor);
  if (mixed)
    cursor.warnings.push({
      message: "AND binds tighter than OR here; Scopus and others read it the other way round.",
      start: mixed.start,
      end: mixed.end,
      hint: "Put parentheses around what belongs together.",
    });
  return join("or", parts);
}

/** Scopus's proximity operators. Every database that has NEAR/n joins it before OR. */
function isOfScopus({ text }: Token): boolean {
  return /^(?:W|PRE)\//i.test(text);
}

/** Scopus joins OR before AND, and AND before AND NOT, so parentheses must show what is meant. */
function refuseAsScopus(place: Placed, what: string, { isLikeScopus }: Cursor): void {
  if (isLikeScopus)
    refuse(
      place,
      `Unexpected ${what} without parentheses in a query that is written as in Scopus, expected parentheses.`,
      "Scopus joins OR first, then AND, then AND NOT; slr joins NOT first, then AND, then OR. Put parentheses around what belongs together.",
    );
}

function parseAnd(cursor: Cursor, scope: Scope): Placed {
  const first = parseNot(cursor, scope);
  const parts = [first];
  for (;;) {
    const operator = operatorOf(peek(cursor));
    if (operator === "AND") take(cursor);
    // `a NOT b` is `a AND NOT b`, as PubMed and Web of Science write it.
    else if (operator !== "NOT") break;
    const last = parts.at(-1)!;
    const next = parseNot(cursor, scope);
    if (last.negated && !next.negated && parts.length > 1)
      refuseAsScopus(next, "AND behind AND NOT", cursor);
    parts.push(next);
  }
  return parts.length === 1 ? first : join("and", parts);
}

function join(kind: "and" | "or", parts: readonly Placed[]): Placed {
  return {
    node: { kind, parts: parts.map(({ node }) => node) },
    start: parts[0]!.start,
    end: parts.at(-1)!.end,
    open: kind,
  };
}

function parseNot(cursor: Cursor, scope: Scope): Placed {
  if (operatorOf(peek(cursor)) !== "NOT") return parseNear(cursor, scope);
  const token = take(cursor);
  const { node, end } = parseNot(cursor, deeper(scope, token));
  return { node: { kind: "not", part: node }, start: token.start, end, negated: true };
}

function deeper(scope: Scope, token: Token): Scope {
  const depth = scope.depth + 1;
  if (depth > MAX_DEPTH) refuse(token, `Unexpected nesting, expected at most ${MAX_DEPTH} levels.`);
  return { ...scope, depth };
}

function parseNear(cursor: Cursor, scope: Scope): Placed {
  let left = parseOperand(cursor, scope);
  let inner = scope;
  while (operatorOf(peek(cursor)) === "NEAR") {
    const operator = take(cursor);
    inner = deeper(inner, operator);
    const { distance, ordered } = readDistance(operator);
    const right = parseOperand(cursor, scope);
    const fields = (scope.inside ?? titleAbsKey).fields;
    const finder: Finder = {
      kind: "near",
      left: nearOperand(left, operator, scope),
      right: nearOperand(right, operator, scope),
      distance,
      ordered,
    };
    const node: QueryNode = { kind: "search", fields, finder };
    left = { node, start: left.start, end: right.end, near: operator };
  }
  return left;
}

function readDistance(operator: Token): { distance: number; ordered: boolean } {
  const slash = operator.text.indexOf("/");
  const name = operator.text.slice(0, slash < 0 ? undefined : slash).toUpperCase();
  const words = slash < 0 ? undefined : operator.text.slice(slash + 1);
  if (words === undefined)
    refuse(
      operator,
      "Unexpected `NEAR` without a distance, expected a number of words as in `NEAR/5`.",
      'Databases disagree on the distance (4 to 15 words); Web of Science means NEAR/15. For the word itself write "near".',
    );
  if (!/^\d{1,3}$/.test(words))
    refuse(
      operator,
      `Unexpected distance ${words === "" ? "of nothing" : `\`${shorten(words)}\``}, expected a number of words from 0 to ${MAX_DISTANCE} as in \`${name}/5\`.`,
      `For the term itself write "${shorten(operator.text)}".`,
    );
  return { distance: Number(words), ordered: name === "PRE" };
}

/** The operands of NEAR: terms, an OR of terms, or another NEAR, all in the same fields. */
function nearOperand({ node, start, end }: Placed, operator: Token, scope: Scope): Finder {
  const place = { start, end };
  const { fields } = scope.inside ?? titleAbsKey;
  const finderOf = (part: QueryNode): Finder => {
    if (part.kind === "search" && part.fields === fields) return part.finder;
    if (part.kind === "or") return { kind: "either", parts: part.parts.map(finderOf) };
    return refuse(
      place,
      `Unexpected operand of \`${operator.text}\`, expected a term, a phrase or an OR of them in parentheses.`,
      part.kind === "search" || part.kind === "regex"
        ? `Put the field around both: title(a ${operator.text} b)`
        : undefined,
    );
  };
  return finderOf(node);
}

/** A parenthesis, a function, a comparison or a term. */
function parseOperand(cursor: Cursor, scope: Scope): Placed {
  const token = peek(cursor);
  if (token.kind === "(") return parseParenthesis(cursor, scope);
  const operator = operatorOf(token);
  if ((token.kind !== "word" && token.kind !== "phrase") || operator !== undefined)
    refuseMissingTerm(cursor);
  take(cursor);
  if (token.kind === "phrase") return parseTerm(token, cursor, scope);

  const reference = referenceOf(token);
  if (reference !== undefined) return parseSubQuery(token, reference, cursor, scope);
  refuseForeignPrefix(token);
  if (opensComparison(token, cursor)) {
    if (scope.inside)
      refuse(
        token,
        `Unexpected comparison inside ${scope.inside.name}(), expected terms.`,
        `Close the parenthesis of ${scope.inside.name}() before it.`,
      );
    const node = parseComparison(token, cursor);
    return { node, start: token.start, end: previous(cursor)!.end };
  }
  const called = calledBy(token, cursor);
  if (called === undefined) return parseTerm(token, cursor, scope);
  if (scope.inside)
    refuse(
      token,
      `Unexpected ${called.name}() inside ${scope.inside.name}(), expected terms.`,
      `Join them outside: ${scope.inside.name}(…) AND ${called.name}(…)`,
    );
  return called.kind === "fields"
    ? parseFieldFunction(called, token, cursor, scope)
    : parseTest(called, token, cursor);
}

/** A named sub-query in place of a reference to it, as if it stood there in parentheses. */
function parseSubQuery(token: Token, name: string, cursor: Cursor, scope: Scope): Placed {
  const text = withoutComments(subQuery(token, name, cursor));
  try {
    refuseForeign(text);
    const tokens = tokenize(text);
    const inner: Cursor = {
      ...cursor,
      tokens,
      position: 0,
      // Warnings about its text are given where it is defined.
      warnings: [],
      isLikeScopus: isLikeScopus(tokens),
      open: [...cursor.open, name],
    };
    const { node } = parseOr(inner, deeper(scope, token));
    if (peek(inner).kind !== "end") refuseNext(inner, "the end of the query");
    return { node, start: token.start, end: token.end };
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    const isOwn = error.error.message.includes(`\`@${name}\``);
    const message = isOwn
      ? error.error.message
      : `Unexpected \`@${name}\`, whose sub-query does not fit here: ${error.error.message}`;
    return refuse(token, message, error.error.hint);
  }
}

function parseParenthesis(cursor: Cursor, scope: Scope): Placed {
  const opening = take(cursor);
  const { node } = parseOr(cursor, deeper(scope, opening));
  const closing = peek(cursor);
  if (closing.kind === "end")
    refuse(
      opening,
      "Unexpected end of the query, expected `)` to close the parenthesis opened here.",
    );
  if (closing.kind !== ")") refuseNext(cursor, "`)`");
  take(cursor);
  return { node, start: opening.start, end: closing.end };
}

/** The function that a word before a parenthesis calls; without a blank between, it must be one. */
function calledBy(name: Token, cursor: Cursor): CriterionFunction | undefined {
  const next = peek(cursor);
  if (next.kind !== "(") return undefined;
  const called = functionNamed(name.text);
  if (called) return called;
  const names = CRITERION_FUNCTIONS.map((candidate) => candidate.name);
  if (next.start > name.end && suggest(name.text, names) === undefined) return undefined;
  const compared = fieldNamed(name.text);
  if (compared)
    refuse(
      name,
      `Unexpected ${named(name)} as a function, expected a comparison.`,
      `Write it like this: ${compared.example}`,
    );
  return refuseName(name, "a function", names);
}

function parseFieldFunction(
  called: FieldFunction,
  name: Token,
  cursor: Cursor,
  scope: Scope,
): Placed {
  const { node, end } = parseParenthesis(cursor, { ...scope, inside: called });
  return { node, start: name.start, end };
}

function parseTest(called: TestFunction, name: Token, cursor: Cursor): Placed {
  const opening = take(cursor);
  const word = take(cursor);
  if (word.kind !== "word" && word.kind !== "phrase")
    refuse(
      word,
      `Unexpected ${named(word)}, expected ${called.expected} in ${called.name}().`,
      `Write it like this: ${called.example}`,
    );
  const argument = called.parse(word.text);
  if (argument === undefined) refuseName(word, called.expected, called.choices);
  const closing = take(cursor);
  if (closing.kind === "end")
    refuse(
      opening,
      "Unexpected end of the query, expected `)` to close the parenthesis opened here.",
    );
  if (closing.kind !== ")")
    refuse(closing, `Unexpected ${named(closing)}, expected \`)\` after ${named(word)}.`);
  for (const field of called.fields(argument)) cursor.fields.add(field.name);
  const node: QueryNode = { kind: "test", test: called, argument };
  return { node, start: name.start, end: closing.end };
}

/** What programmers and search engines write. */
const FOREIGN_OPERATORS: Readonly<Record<string, string>> = {
  "&&": "AND",
  "&": "AND",
  "+": "AND",
  "||": "OR",
  "|": "OR",
};

/** Signs between or inside words that have no meaning of their own. */
const PLAIN = /[^\p{L}\p{N}\p{M}\s*?\-‐‑‒–—'’`´.,:;/&()_\p{Cf}]/u;

function parseTerm(token: Token, cursor: Cursor, scope: Scope): Placed {
  const words = readTerm(token.text, { withVariants: token.kind === "word" });
  if (words.length === 0) {
    const written = token.text.trim() === "" ? "empty phrase" : named(token);
    const meant = ownValue(FOREIGN_OPERATORS, token.text);
    refuse(
      token,
      `Unexpected ${written}, expected a term with a letter or a digit.`,
      meant === undefined ? undefined : `Write ${meant}.`,
    );
  }
  if (words.length > MAX_PHRASE_WORDS)
    refuse(
      token,
      `Unexpected phrase of ${words.length} words, expected at most ${MAX_PHRASE_WORDS}.`,
    );
  if (words.some(({ text }) => text.length > MAX_WORD_LENGTH))
    refuse(token, `Unexpected long word, expected at most ${MAX_WORD_LENGTH} characters.`);
  refuseDoubtful(token);
  const sign = PLAIN.exec(token.text)?.[0];
  if (sign !== undefined)
    cursor.warnings.push({
      message: `\`${sign}\` counts as a blank: only the letters and digits of ${named(token)} are looked for.`,
      start: token.start,
      end: token.end,
      hint: "A regular expression can look for signs: title-abs ~ /C\\+\\+/",
    });
  const { fields } = scope.inside ?? titleAbsKey;
  for (const field of fields) cursor.fields.add(field.name);
  return {
    node: { kind: "search", fields, finder: { kind: "term", words } },
    start: token.start,
    end: token.end,
  };
}

/** Refuses a word or a phrase that could be syntax of another database. */
function refuseDoubtful(token: Token): void {
  if (token.kind === "phrase") {
    const quoted = explainQuoted(token.text);
    if (quoted === undefined) return;
    const place = { start: token.start + 1 + quoted.start, end: token.start + 1 + quoted.end };
    const written = shorten(token.text.slice(quoted.start, quoted.end));
    refuse(place, `Unexpected \`${written}\`, ${quoted.what}, expected words.`, quoted.hint);
  }
  const explanation = explainSigns(token.text);
  if (explanation !== undefined)
    refuse(
      token,
      `Unexpected ${named(token)}, ${explanation.what}, expected a term.`,
      explanation.hint,
    );
}

/** `title:word`, as search engines write it, and `'phrase'` would otherwise be misread silently. */
function refuseForeignPrefix(token: Token): void {
  const name = /^([\p{L}-]+):/u.exec(token.text)?.[1];
  if (name !== undefined && (functionNamed(name) ?? fieldNamed(name)) !== undefined) {
    const example = (functionNamed(name) ?? fieldNamed(name))?.example;
    refuse(
      { start: token.start, end: token.start + name.length + 1 },
      `Unexpected \`${name}:\`, expected a function or a comparison.`,
      `Write it like this: ${example}`,
    );
  }
  if (/^['’]/.test(token.text))
    refuse(
      token,
      `Unexpected ${named(token)}, expected a term.`,
      'Put phrases in double quotes: "…".',
    );
}

/** Refuses a token where a term is needed. */
function refuseMissingTerm(cursor: Cursor): never {
  const token = peek(cursor);
  const before = previous(cursor);
  const after = before === undefined ? "" : ` after ${named(before)}`;
  refuse(
    token,
    `Unexpected ${named(token)}, expected a term${after}.`,
    operatorOf(token) === undefined
      ? undefined
      : `For the word itself write "${token.text.toLowerCase()}".`,
  );
}

/** Refuses a token after a complete operand that is not an operator. */
function refuseNext(cursor: Cursor, expected: string): never {
  const token = peek(cursor);
  const before = previous(cursor);
  const wanted = `expected AND, OR or ${expected}`;
  if (token.kind === ")")
    refuse(token, "Unexpected `)`, expected the end of the query.", "It closes no parenthesis.");
  if (token.kind === "compare")
    refuse(
      token,
      `Unexpected ${named(token)}, ${wanted}.`,
      "A comparison starts with a field: year >= 2017",
    );
  refuse(token, `Unexpected ${named(token)}, ${wanted}.`, juxtapositionHint(cursor, before, token));
}

/**
 * Two terms side by side mean a phrase in one database and an AND in another, so a person must
 * choose.
 */
function juxtapositionHint(
  { tokens, position }: Cursor,
  before: Token | undefined,
  token: Token,
): string {
  const meant = ownValue(FOREIGN_OPERATORS, token.text);
  if (meant !== undefined) return `Write ${meant}.`;
  if (tokens[position - 2]?.kind === "compare")
    return "Put quotes around a value of several words.";
  return before !== undefined && [before, token].every(isPlainWord)
    ? `Put AND or OR between the terms, or quotes around a phrase: "${shorten(`${before.text} ${token.text}`)}".`
    : "Put AND or OR between the terms.";
}

/** A word that is only a word, so that quotes around it change nothing but where it may be. */
function isPlainWord({ kind, text }: Token): boolean {
  return (
    kind === "word" &&
    explainSigns(text) === undefined &&
    !/^\p{Lu}{1,2}$|^(?:exp|xor|adj|next|onear|same|near|with)\d*$/u.test(text) &&
    !/^(?:exp|xor|adj|next|onear|near)\d*$/iu.test(text)
  );
}
