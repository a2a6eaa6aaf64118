import { refuse } from "./query.ts";

/**
 * A piece of a query. `text` is its content: a phrase without its quotes, an operator in one
 * spelling.
 */
export interface Token {
  readonly kind: "word" | "phrase" | "compare" | "regex" | "(" | ")" | "," | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of a regular expression. */
  readonly flags?: string;
}

const BLANKS = /\s+/uy;
export const QUOTES = '"“”„‟«»＂';
const PHRASE = new RegExp(`[${QUOTES}]([^${QUOTES}]*)([${QUOTES}]?)`, "uy");
const COMPARE = /<=|>=|<>|!=|==|=|<|>|~|≤|≥|≠/uy;
const SPELLINGS: Readonly<Record<string, string>> = {
  "<>": "!=",
  "≠": "!=",
  "==": "=",
  "≤": "<=",
  "≥": ">=",
};
const WORD = new RegExp(`[^\\s()（）,<>=~!≤≥≠\\[\\]{};‘${QUOTES}]+`, "uy");
/**
 * Up to the slash that is neither escaped nor in brackets; a line break is written as `
 *
 * `.
 */
const REGEX = /\/((?:[^\\/[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*\])*)\/(\p{L}*)/uy;

/** What reviewers mean by signs that other databases have and criteria do not. */
const STRANGE: Readonly<Record<string, string>> = {
  "[": "Field tags and limits in brackets are functions and comparisons here: title(…), year in 2010..2019.",
  "{": 'Put phrases in double quotes: "…".',
  "‘": 'Put phrases in double quotes: "…".',
  ";": "Put AND or OR between terms.",
  "!": "Write NOT, or put quotes around a term that has this sign.",
};

/** The tokens of a query, ending with an `end`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: Token["kind"], length: number, says: string, flags?: string): void => {
    const end = at + length;
    tokens.push({ kind, text: says, start: at, end, ...(flags === undefined ? {} : { flags }) });
    at = end;
  };

  for (;;) {
    at += match(BLANKS)?.[0].length ?? 0;
    if (at >= text.length) break;
    const char = String.fromCodePoint(text.codePointAt(at)!);

    if (tokens.at(-1)?.text === "~" && tokens.at(-1)?.kind === "compare") {
      const regex = match(REGEX);
      if (regex === null)
        refuse(
          { start: at, end: char === "/" ? text.length : at + char.length },
          char === "/"
            ? "Unexpected end of the regular expression, expected a closing `/` on the same line."
            : `Unexpected \`${char}\`, expected a regular expression.`,
          "Write a regular expression between slashes, such as title ~ /deep.learning/i; a slash inside is `\\/`.",
        );
      push("regex", regex[0].length, regex[1] ?? "", regex[2] ?? "");
      continue;
    }
    if (char === "(" || char === "（") push("(", 1, "(");
    else if (char === ")" || char === "）") push(")", 1, ")");
    else if (char === ",") push(",", 1, ",");
    else if (QUOTES.includes(char)) {
      const [whole, phrase, closing] = match(PHRASE)!;
      if (closing === "")
        refuse(
          { start: at, end: at + 1 },
          "Unexpected end of the query, expected a quote that closes the phrase opened here.",
        );
      push("phrase", whole.length, phrase ?? "");
    } else {
      const compare = match(COMPARE)?.[0];
      const word = compare === undefined ? match(WORD)?.[0] : undefined;
      if (compare !== undefined) push("compare", compare.length, SPELLINGS[compare] ?? compare);
      else if (word !== undefined) push("word", word.length, word);
      else {
        refuse(
          { start: at, end: at + char.length },
          `Unexpected \`${char}\`, expected a term, an operator or a parenthesis.`,
          STRANGE[char],
        );
      }
    }
  }
  // The error underlines the last token if something is missing after it.
  const { start, end } = tokens.at(-1) ?? { start: 0, end: text.length };
  tokens.push({ kind: "end", text: "", start, end });
  return tokens;
}
