import { keywordsByKind } from "../../../../src/core/criteria/fields/keyword-kinds.ts";
import { pageCount } from "../../../../src/core/criteria/fields/page-count.ts";
import { variantsOf } from "../../../../src/core/criteria/words/variants.ts";
import type { BibRecord } from "../../../../src/core/records/model.ts";
import { normalizeTitle } from "../../../../src/core/records/normalize.ts";

export type Truth = true | false | undefined;
type Judge = (record: BibRecord) => Truth;

/**
 * A second reading of slr's language, as plain as it can be and slow: a recursive descent over the
 * text, and a regular expression for every term. It shares no parser, no index and no finder with slr.
 */
export function referenceOf(query: string): Judge {
  const tokens =
    query.match(/~\s*\/(?:\\.|[^/\\])+\/i?|"[^"]*"|\(|\)|,|!=|<=|>=|=|<|>|[^\s()",=<>!~]+/g) ?? [];
  let at = 0;
  const next = () => tokens[at]?.toUpperCase();
  const or = (fields?: readonly string[]): Judge => {
    const parts = [and(fields)];
    while (next() === "OR") {
      at += 1;
      parts.push(and(fields));
    }
    return (record) => anyOf(parts.map((part) => part(record)));
  };
  const and = (fields?: readonly string[]): Judge => {
    const parts = [not(fields)];
    while (next() === "AND") {
      at += 1;
      parts.push(not(fields));
    }
    return (record) => {
      const truths = parts.map((part) => part(record));
      return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
    };
  };
  const not = (fields?: readonly string[]): Judge => {
    if (next() !== "NOT") return near(fields);
    at += 1;
    const part = not(fields);
    return (record) => {
      const truth = part(record);
      return truth === undefined ? undefined : !truth;
    };
  };
  const near = (fields?: readonly string[]): Judge => {
    const start = at;
    const left = alternatives();
    const operator = /^(NEAR|W|PRE)\/(\d+)$/.exec(next() ?? "");
    if (left === undefined || operator === null) {
      at = start;
      return operand(fields);
    }
    at += 1;
    const right = alternatives() ?? [];
    const gap = `(?: \\S+){0,${operator[2]}} `;
    const [a, b] = [left, right].map((side) => `(?:${side.join("|")})`);
    const pattern = operator[1] === "PRE" ? `${a}${gap}${b}` : `${a}${gap}${b}|${b}${gap}${a}`;
    return search(fields ?? ["title", "abstract", "keywords"], pattern);
  };
  /** A term or an OR of terms in parentheses, each as a pattern. */
  const alternatives = (): string[] | undefined => {
    if (next() === "(") {
      at += 1;
      const found: string[] = [];
      for (;;) {
        const token = tokens[at] ?? "";
        at += 1;
        if (token === ")") return found;
        if (token === "") return undefined;
        if (token.toUpperCase() !== "OR") found.push(pattern(token));
      }
    }
    const token = tokens[at] ?? "";
    at += 1;
    return /^[()]?$/.test(token) ? undefined : [pattern(token)];
  };
  const operand = (fields?: readonly string[]): Judge => {
    const token = tokens[at] ?? "";
    at += 1;
    if (token === "(") {
      const inner = or(fields);
      at += 1;
      return inner;
    }
    const after = tokens[at] ?? "";
    if (token === "has") {
      const field = tokens[at + 1] as "abstract";
      at += 3;
      return (record) => (record[field] ?? "") !== "";
    }
    if (after === "(" && FIELDS[token] !== undefined) {
      at += 1;
      const inner = or(FIELDS[token]);
      at += 1;
      return inner;
    }
    if (after.startsWith("~")) {
      at += 1;
      const source = /\/(.*)\/i?$/s.exec(after)?.[1] ?? "";
      return search(FIELDS[token] ?? [], new RegExp(source, "iu"));
    }
    if (/^(?:=|!=|<|>|<=|>=|in)$/i.test(after)) {
      at += 1;
      return comparison(token, after);
    }
    return search(fields ?? ["title", "abstract", "keywords"], pattern(token));
  };
  const comparison = (field: string, operator: string): Judge => {
    const values: string[] = [];
    if (next() === "(") {
      at += 1;
      while (next() !== ")") {
        if (next() !== ",") values.push(bare(tokens[at] ?? ""));
        at += 1;
      }
      at += 1;
    } else {
      values.push(bare(tokens[at] ?? ""));
      at += 1;
    }
    return (record) => {
      const value = comparedValue(record, field);
      if (value === undefined) return undefined;
      const holds = values.some((wanted) => {
        const [low = "", high = low] = wanted.split("..");
        if (operator === "<") return Number(value) < Number(wanted);
        if (operator === ">") return Number(value) > Number(wanted);
        if (operator === "<=") return Number(value) <= Number(wanted);
        if (operator === ">=") return Number(value) >= Number(wanted);
        if (wanted.includes(".."))
          return Number(value) >= Number(low) && Number(value) <= Number(high);
        return String(value) === (field === "venue" ? normalizeTitle(wanted) : wanted);
      });
      return operator === "!=" ? !holds : holds;
    };
  };
  return or();
}

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  title: ["title"],
  abstract: ["abstract"],
  keywords: ["keywords"],
  "author-keywords": ["author-keywords"],
  "index-terms": ["index-terms"],
  "title-abs": ["title", "abstract"],
  "title-abs-key": ["title", "abstract", "keywords"],
  "title-abs-authkey": ["title", "abstract", "author-keywords"],
  venue: ["venue"],
  authors: ["authors"],
};

const bare = (token: string) => token.replace(/^"|"$/g, "");

function comparedValue(record: BibRecord, field: string): string | number | undefined {
  if (field === "year") return record.year;
  if (field === "language") return record.language;
  if (field === "type") return record.type;
  if (field === "doi") return record.doi;
  if (field === "pages") return pageCount(record);
  if (field === "venue" && record.venue !== undefined) return normalizeTitle(record.venue);
  return undefined;
}

/** The texts of a field, those that may belong to it, and whether it must be there. */
function textsOf(
  record: BibRecord,
  field: string,
): [sure: string[], unsure: string[], must: boolean] {
  const one = (text: string | undefined): string[] => (text === undefined ? [] : [text]);
  if (field === "title") return [one(record.title), [], true];
  if (field === "abstract") return [one(record.abstract), [], true];
  if (field === "venue") return [one(record.venue), [], true];
  if (field === "keywords") return [[...record.keywords, ...record.mesh], [], false];
  if (field === "authors")
    return [
      record.authors.flatMap(({ family, given }) =>
        given === undefined ? [family] : [`${family}, ${given}`, `${given} ${family}`],
      ),
      [],
      true,
    ];
  const { author, index, untold } = keywordsByKind(record);
  return [[...(field === "author-keywords" ? author : index)], [...untold], false];
}

function search(fields: readonly string[], wanted: string | RegExp): Judge {
  const regex =
    typeof wanted === "string" ? new RegExp(`(?<![^ ])(?:${wanted})(?![^ ])`, "u") : wanted;
  const finds = (text: string) => regex.test(typeof wanted === "string" ? plain(text) : text);
  return (record) => {
    let isUnknown = false;
    for (const field of fields) {
      const [sure, unsure, must] = textsOf(record, field);
      if (sure.some(finds)) return true;
      if (unsure.some(finds) || (must && sure.length === 0)) isUnknown = true;
    }
    return isUnknown ? undefined : false;
  };
}

/** A term as a pattern over plain text. */
function pattern(token: string): string {
  const isQuoted = token.startsWith('"');
  const words = (
    bare(token)
      .toLowerCase()
      .match(/[\p{L}\p{N}*?]+/gu) ?? []
  ).map((word) => (word === "*" ? "\\S+" : word.replace(/\*/g, "\\S*").replace(/\?/g, "\\S")));
  const last = words.at(-1) ?? "";
  const forms = isQuoted || /\\/.test(last) ? [] : variantsOf(bare(token), last);
  return [
    ...words.slice(0, -1),
    forms.length === 0 ? last : `(?:${[last, ...forms].join("|")})`,
  ].join(" ");
}

const known = new Map<string, string>();

/** Lower case, without accents and markup, one blank between words. */
function plain(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const result = text
    .replace(/<\/?(?:jats:)?(?:sub|sup|i|b|em|italic|bold|strong|sc)>/gi, "")
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}|[\u00AD\u200B-\u200D\u2060\uFEFF]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  known.set(text, result);
  return result;
}

function anyOf(truths: readonly Truth[]): Truth {
  return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
}
