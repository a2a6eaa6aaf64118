import type { Dialect } from "../../criteria/index.ts";
import { fieldForms } from "./field-forms.ts";
import type { Place, Token } from "./token.ts";

const QUOTED = /["“”„«»](?<inside>[^"“”„«»]*)(?<closing>["“”„«»]?)/uy;
const SINGLE = /(?<![\p{L}\p{N}])['‘](?<inside>[^'’\n]*)(?<closing>['’]?)/uy;
const OPERATOR = /(?<name>and\s+not|and|or|not)(?![\p{L}\p{N}*?$/.:-])/iuy;
/** Scopus's exact phrase. */
const BRACES = /\{(?<inside>[^{}\n]{1,200})(?<closing>\})/uy;
/** `or/1-3`. */
const LIST = /(?:or|and)\/(?<numbers>\d{1,3}(?:\s?[-,]\s?\d{1,3})*)/iuy;
const LINE = /#(?<number>\d{1,3})(?![\p{L}\p{N}])/uy;
const LINES: Readonly<Record<string, RegExp>> = {
  ovid: /(?<number>\d{1,3})(?=\s+(?:and|or|not)\s|\s*\)|\s*$)/iuy,
  ebsco: /S(?<number>\d{1,3})(?![\p{L}\p{N}])/uy,
};
const ANY_NEAR = /(?:near|w|pre|adj|n|onear|next)\/?\d{1,3}(?=[\s("“])/iuy;
/** Proximity that is surely meant as one, in whatever database. */
const SURE_NEAR = /(?:(?:near|onear|next|pre|w|n|p)\/|adj)\d{1,3}(?=[\s("“])/iuy;
const ANY_WORD = /[^\s()"“”„«»]+/uy;

/**
 * The tokens of a part of a search string. Nothing is refused: what no pattern knows is a word, so
 * that a string with mistakes can be looked at, too.
 */
export function tokenize(text: string, { start, end }: Place, dialect?: Dialect): Token[] {
  const part = text.slice(0, end);
  const forms = fieldForms(dialect?.name);
  const tokens: Token[] = [];
  let position = start;
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(part) ?? undefined;
  };
  while (position < end) {
    const token = tokenAt(part, position, tokens.at(-1), match, forms, dialect);
    if (token === undefined) position += 1;
    else {
      tokens.push(token);
      position = Math.max(position + 1, token.end);
    }
  }
  return tokens;
}

type Match = (pattern: RegExp) => RegExpExecArray | undefined;

function tokenAt(
  text: string,
  position: number,
  before: Token | undefined,
  match: Match,
  forms: ReturnType<typeof fieldForms>,
  dialect: Dialect | undefined,
): Token | undefined {
  const char = text[position]!;
  const field = fieldAt(position, before, match, forms);
  if (field !== undefined) return field;
  if (/\s/.test(char)) return undefined;
  if (char === "(" || char === ")")
    return { kind: char === "(" ? "open" : "close", start: position, end: position + 1 };
  const placed = (found: RegExpExecArray) => ({ start: position, end: position + found[0].length });
  const quoted =
    match(QUOTED) ??
    (dialect?.hasSingleQuotes === true ? match(SINGLE) : undefined) ??
    (dialect?.name === "scopus" ? match(BRACES) : undefined);
  if (quoted !== undefined) {
    const { inside = "", closing = "" } = quoted.groups ?? {};
    return { kind: "phrase", inside, isClosed: closing !== "", ...placed(quoted) };
  }
  return (
    referenceAt(match, placed, dialect) ??
    nearAt(match, placed, dialect) ??
    operatorAt(match, placed) ??
    wordAt(match, placed, dialect) ?? { kind: "word", start: position, end: position + 1 }
  );
}

function fieldAt(
  position: number,
  before: Token | undefined,
  match: Match,
  forms: ReturnType<typeof fieldForms>,
): Token | undefined {
  const isBehindOperand =
    before !== undefined && before.kind !== "operator" && before.kind !== "open";
  for (const { pattern, kind, read } of forms) {
    if (kind === "after" ? !isBehindOperand : isInsideWord(before, position)) continue;
    const found = match(pattern);
    if (found === undefined) continue;
    const meanings = read(found.groups ?? {});
    if (meanings === undefined) continue;
    const blanks = /^\s*/.exec(found[0])![0].length;
    const place = { start: position + blanks, end: position + found[0].trimEnd().length };
    return kind === "whole"
      ? { kind, meanings, ...place }
      : { kind: "field", side: kind, meanings, ...place };
  }
  return undefined;
}

function isInsideWord(before: Token | undefined, position: number): boolean {
  return before?.kind === "word" && before.end === position;
}

type Placed = (found: RegExpExecArray) => Place;

function referenceAt(
  match: Match,
  placed: Placed,
  dialect: Dialect | undefined,
): Token | undefined {
  const list = match(LIST);
  if (list !== undefined) {
    const lines = (list.groups?.numbers ?? "").split(",").flatMap((range) => {
      const [from = 0, to = from] = range.split("-").map(Number);
      return Array.from({ length: Math.max(0, Math.min(to - from, 500)) + 1 }, (_, n) => from + n);
    });
    return { kind: "reference", lines, ...placed(list) };
  }
  const own = LINES[dialect?.name ?? ""];
  const line = match(LINE) ?? (own === undefined ? undefined : match(own));
  return line && { kind: "reference", lines: [Number(line.groups?.number)], ...placed(line) };
}

function nearAt(match: Match, placed: Placed, dialect: Dialect | undefined): Token | undefined {
  const patterns =
    dialect === undefined ? [ANY_NEAR] : [...dialect.near.map(({ pattern }) => pattern), SURE_NEAR];
  for (const pattern of patterns) {
    const found = match(pattern);
    if (found === undefined) continue;
    const name = found[0];
    return {
      kind: "near",
      name,
      isOrdered: /^(?:pre|p\/|onear|next|w\d)/i.test(name),
      hasNumber: /\d/.test(name),
      ...placed(found),
    };
  }
  return undefined;
}

function operatorAt(match: Match, placed: Placed): Token | undefined {
  const found = match(OPERATOR);
  if (found === undefined) return undefined;
  const name = found[0].toLowerCase();
  const operator =
    name.startsWith("and") && name !== "and" ? "not" : (name as "and" | "or" | "not");
  return { kind: "operator", operator, ...placed(found) };
}

function wordAt(match: Match, placed: Placed, dialect: Dialect | undefined): Token | undefined {
  const found = match(dialect?.word ?? ANY_WORD);
  if (found === undefined || found[0] === "") return undefined;
  return { kind: "word", ...placed(found) };
}
