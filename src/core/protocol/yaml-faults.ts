import { Lexer } from "yaml";

/** Faults that the YAML parser finds. */
export interface YamlFault {
  readonly code: string;
  readonly pos: readonly [number, number];
}

/** What to do with a text that YAML reads otherwise. */
export const AS_TEXT = "Write the text in single quotes, or on the next line after `|`";

/** A fault of YAML in the words of a protocol: where it is, what is wrong and what to do. */
export function describeFault(
  fault: YamlFault,
  text: string,
): { readonly pos: readonly [number, number]; readonly message: string } {
  const opened = openedBefore(fault, text);
  if (opened === undefined) return { pos: fault.pos, message: faultText(fault, text) };
  const message = CLOSED_BY.has(opened.sign)
    ? `The \`${opened.sign}\` that opens here is not closed. Close it with \`${CLOSED_BY.get(opened.sign)}\`.`
    : `The quote that opens here is not closed. Close it with \`${opened.sign}\` on this line.`;
  return { pos: opened.pos, message };
}

const CLOSED_BY: ReadonlyMap<string, string> = new Map([
  ["[", "]"],
  ["{", "}"],
]);
/** What the lexer says between the tokens of the text. */
const NO_TEXT: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);

/**
 * The quote, bracket or brace that is not closed. The parser notices it where the value must end,
 * which may be the last line of the file.
 */
function openedBefore(
  { code, pos: [start] }: YamlFault,
  text: string,
): { readonly sign: string; readonly pos: readonly [number, number] } | undefined {
  if (code !== "MISSING_CHAR" && code !== "BAD_INDENT") return undefined;
  const open: { sign: string; pos: readonly [number, number] }[] = [];
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    if (NO_TEXT.has(token)) continue;
    if (at > start) break;
    const sign = token[0] ?? "";
    const end = at + token.length;
    const isQuoted = sign === '"' || sign === "'";
    if (
      isQuoted &&
      code === "MISSING_CHAR" &&
      end >= start &&
      !(token.length > 1 && token.endsWith(sign))
    )
      return { sign, pos: [at, end] };
    if (CLOSED_BY.has(token)) open.push({ sign, pos: [at, end] });
    else if (token === "]" || token === "}") open.pop();
    at = end;
  }
  return open.at(-1);
}

/** What is wrong at the place of a fault, and what to do. */
function faultText({ code, pos: [start] }: YamlFault, text: string): string {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const known: Readonly<Record<string, string>> = {
    BLOCK_AS_IMPLICIT_KEY: `YAML takes the text before \`: \` for a key. ${AS_TEXT}.`,
    MULTILINE_IMPLICIT_KEY:
      "YAML takes the lines before this colon for a key. Check the indentation of this line and the next one.",
    BAD_SCALAR_START: `A value that begins with \`${text[start] ?? ""}\` has another meaning in YAML. ${AS_TEXT}.`,
    DUPLICATE_KEY: "This key already stands above. Keep one of the two.",
    TAB_AS_INDENT: "YAML does not allow a tab here. Indent with blanks.",
    BAD_INDENT:
      "The indentation does not fit, or a list or map is not closed. Check the `[`, `]`, `{` and `}` before this line.",
    MISSING_CHAR:
      "A quote, bracket or brace that was opened above is not closed. Close it, or check that the keys are aligned.",
    RESOURCE_EXHAUSTION:
      "Lists and maps lie inside of each other more than some hundred levels deep, the most that slr reads. Write the values out.",
    TAG_RESOLVE_FAILED: `slr reads no YAML tags (\`!…\`), by which YAML makes objects of a program. Take the tag away. ${AS_TEXT} if it belongs to it.`,
    BAD_DQ_ESCAPE: `YAML does not know this backslash in a text in double quotes. ${AS_TEXT}.`,
  };
  if (known[code] !== undefined) return known[code];
  if (/: {0,9}(?:- {0,9})?["'].{0,300}["'] {0,9}$/.test(before))
    return `There is text after a quoted phrase, but YAML ends the value at the closing quote. ${AS_TEXT}, such as \`include: '"language model" OR LLM'\`.`;
  if (/: *[*&!]/.test(before))
    return `A value that begins with \`*\`, \`&\` or \`!\` has another meaning in YAML. ${AS_TEXT}.`;
  return `slr cannot read slr.yaml from here on. Check the indentation and the quotes of this line and the one before. ${AS_TEXT} if it contains quotes or colons.`;
}
