const SIGNS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
  "`": "\\textasciigrave{}",
  "'": "\\textquotesingle{}",
  "\u00a0": "~",
  "≥": "$\\geq$",
  "≤": "$\\leq$",
  "–": "\\textendash{}",
  "—": "\\textemdash{}",
  "‘": "\\textquoteleft{}",
  "’": "\\textquoteright{}",
  "“": "\\textquotedblleft{}",
  "”": "\\textquotedblright{}",
  "…": "\\ldots{}",
};

/** Escapes text so that LaTeX prints it unchanged; two hyphens stay two. */
export function latexText(text: string): string {
  return [...text]
    .map((sign) => SIGNS[sign] ?? sign)
    .join("")
    .replace(/-(?=-)/g, "-{}");
}

/** Characters that the T1 encoding of pdflatex lacks, each once. */
export function foreignToPdflatex(text: string): string[] {
  const foreign = [...text].filter(
    (sign) => SIGNS[sign] === undefined && !/[ -~\u00a1-\u017f\u0218-\u021b\n]/.test(sign),
  );
  return [...new Set(foreign)];
}
