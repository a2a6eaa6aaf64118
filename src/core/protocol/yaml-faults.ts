/** Faults that the YAML parser finds. */
export interface YamlFault {
  readonly code: string;
  readonly pos: readonly [number, number];
}

const AS_TEXT = "Write the text in single quotes, or on the next line after `|`";

/** A fault of YAML in the words of a protocol: what is wrong and what to do. */
export function yamlFaultText({ code, pos: [start] }: YamlFault, text: string): string {
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
    BAD_DQ_ESCAPE: `YAML does not know this backslash in a text in double quotes. ${AS_TEXT}.`,
  };
  if (known[code] !== undefined) return known[code];
  if (/: {0,9}(?:- {0,9})?["'].{0,300}["'] {0,9}$/.test(before))
    return `There is text after a quoted phrase, but YAML ends the value at the closing quote. ${AS_TEXT}, such as \`include: '"language model" OR LLM'\`.`;
  if (/: *[*&!]/.test(before))
    return `A value that begins with \`*\`, \`&\` or \`!\` has another meaning in YAML. ${AS_TEXT}.`;
  return `slr cannot read slr.yaml from here on. Check the indentation and the quotes of this line and the one before. ${AS_TEXT} if it contains quotes or colons.`;
}
