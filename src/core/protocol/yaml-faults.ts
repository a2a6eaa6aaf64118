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
    BLOCK_AS_IMPLICIT_KEY: `Unexpected colon: YAML takes what stands before \`: \` for a key. ${AS_TEXT}.`,
    MULTILINE_IMPLICIT_KEY:
      "Unexpected colon: YAML takes the lines before it for a key. Check the indentation of this line and the next one.",
    BAD_SCALAR_START: `Unexpected \`${text[start] ?? ""}\` at the start of a value, where it means something else in YAML. ${AS_TEXT}.`,
    DUPLICATE_KEY: "This key stands above already. Keep one of them.",
    TAB_AS_INDENT: "Unexpected tab. Indent with blanks.",
    BAD_INDENT:
      "Unexpected indentation, or a list or map that is not closed. Check the `[`, `]`, `{` and `}` before this line.",
    MISSING_CHAR:
      "Unexpected end: a quote, bracket or brace that was opened before is not closed. Close it, or check that the keys stand below each other.",
    BAD_DQ_ESCAPE: `Unexpected backslash in a text in double quotes. ${AS_TEXT}.`,
  };
  if (known[code] !== undefined) return known[code];
  if (/: {0,9}(?:- {0,9})?["'].{0,300}["'] {0,9}$/.test(before))
    return `Unexpected text after a quoted phrase: YAML ends the value at the closing quote. ${AS_TEXT}, such as \`include: '"language model" OR LLM'\`.`;
  if (/: *[*&!]/.test(before))
    return `Unexpected text: a value that begins with \`*\`, \`&\` or \`!\` means something else in YAML. ${AS_TEXT}.`;
  return `slr.yaml is not read from here on. Check the indentation and the quotes of this line and the one before. ${AS_TEXT} where it holds quotes or colons.`;
}
