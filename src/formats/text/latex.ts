/** Converts LaTeX, as BibTeX fields contain it, to plain Unicode text. */

/** `\'e` and `\v{s}`: the command's character and the combining mark that it puts on a letter. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["`", "\u0300"],
  ["'", "\u0301"],
  ["^", "\u0302"],
  ["~", "\u0303"],
  ["=", "\u0304"],
  ["u", "\u0306"],
  [".", "\u0307"],
  ['"', "\u0308"],
  ["r", "\u030a"],
  ["H", "\u030b"],
  ["v", "\u030c"],
  ["G", "\u030f"],
  ["d", "\u0323"],
  ["c", "\u0327"],
  ["k", "\u0328"],
  ["b", "\u0331"],
  ["h", "\u0309"],
  ["t", "\u0361"],
]);

/**
 * The output of `
 *
 * ame`, for names that stand for a letter, a sign or a word.
 */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ss: "ß",
    SS: "SS",
    ae: "æ",
    AE: "Æ",
    oe: "œ",
    OE: "Œ",
    aa: "å",
    AA: "Å",
    o: "ø",
    O: "Ø",
    l: "ł",
    L: "Ł",
    i: "ı",
    j: "ȷ",
    dh: "ð",
    DH: "Ð",
    dj: "đ",
    DJ: "Đ",
    th: "þ",
    TH: "Þ",
    ng: "ŋ",
    NG: "Ŋ",
    textendash: "–",
    textemdash: "—",
    textquoteleft: "‘",
    textquoteright: "’",
    textquotedblleft: "“",
    textquotedblright: "”",
    textquotesingle: "'",
    textquotedbl: '"',
    quotedblbase: "„",
    quotesinglbase: "‚",
    guillemotleft: "«",
    guillemotright: "»",
    guillemetleft: "«",
    guillemetright: "»",
    guilsinglleft: "‹",
    guilsinglright: "›",
    textexclamdown: "¡",
    textquestiondown: "¿",
    textbackslash: "\\",
    textasciitilde: "~",
    textasciicircum: "^",
    textasciigrave: "`",
    textasciiacute: "´",
    textunderscore: "_",
    textbar: "|",
    textless: "<",
    textgreater: ">",
    textdollar: "$",
    textsterling: "£",
    pounds: "£",
    texteuro: "€",
    euro: "€",
    textyen: "¥",
    textcent: "¢",
    copyright: "©",
    textcopyright: "©",
    textregistered: "®",
    texttrademark: "™",
    textdegree: "°",
    degree: "°",
    textmu: "µ",
    textmicro: "µ",
    micro: "µ",
    textperthousand: "‰",
    textperiodcentered: "·",
    textbullet: "•",
    bullet: "•",
    dots: "…",
    ldots: "…",
    textellipsis: "…",
    cdots: "⋯",
    S: "§",
    textsection: "§",
    P: "¶",
    textparagraph: "¶",
    dag: "†",
    dagger: "†",
    textdagger: "†",
    ddag: "‡",
    ddagger: "‡",
    textordfeminine: "ª",
    textordmasculine: "º",
    textnumero: "№",
    textonehalf: "½",
    textonequarter: "¼",
    textthreequarters: "¾",
    textonesuperior: "¹",
    texttwosuperior: "²",
    textthreesuperior: "³",
    texttimes: "×",
    times: "×",
    textdiv: "÷",
    div: "÷",
    pm: "±",
    textpm: "±",
    mp: "∓",
    leq: "≤",
    le: "≤",
    leqslant: "≤",
    geq: "≥",
    ge: "≥",
    geqslant: "≥",
    lt: "<",
    gt: ">",
    neq: "≠",
    ne: "≠",
    approx: "≈",
    sim: "∼",
    simeq: "≃",
    cong: "≅",
    equiv: "≡",
    infty: "∞",
    rightarrow: "→",
    to: "→",
    longrightarrow: "→",
    leftarrow: "←",
    uparrow: "↑",
    downarrow: "↓",
    Rightarrow: "⇒",
    Leftarrow: "⇐",
    leftrightarrow: "↔",
    Leftrightarrow: "⇔",
    cdot: "⋅",
    circ: "∘",
    ast: "∗",
    star: "⋆",
    oplus: "⊕",
    otimes: "⊗",
    wedge: "∧",
    vee: "∨",
    neg: "¬",
    in: "∈",
    notin: "∉",
    subset: "⊂",
    subseteq: "⊆",
    supset: "⊃",
    cup: "∪",
    cap: "∩",
    emptyset: "∅",
    forall: "∀",
    exists: "∃",
    partial: "∂",
    nabla: "∇",
    sum: "∑",
    prod: "∏",
    int: "∫",
    sqrt: "√",
    prime: "′",
    ell: "ℓ",
    hbar: "ℏ",
    aleph: "ℵ",
    Re: "ℜ",
    Im: "ℑ",
    angle: "∠",
    langle: "⟨",
    rangle: "⟩",
    ll: "≪",
    gg: "≫",
    propto: "∝",
    perp: "⊥",
    parallel: "∥",
    mid: "∣",
    vert: "|",
    alpha: "α",
    beta: "β",
    gamma: "γ",
    delta: "δ",
    epsilon: "ϵ",
    varepsilon: "ε",
    zeta: "ζ",
    eta: "η",
    theta: "θ",
    vartheta: "ϑ",
    iota: "ι",
    kappa: "κ",
    lambda: "λ",
    mu: "μ",
    nu: "ν",
    xi: "ξ",
    pi: "π",
    rho: "ρ",
    varrho: "ϱ",
    sigma: "σ",
    varsigma: "ς",
    tau: "τ",
    upsilon: "υ",
    phi: "ϕ",
    varphi: "φ",
    chi: "χ",
    psi: "ψ",
    omega: "ω",
    Gamma: "Γ",
    Delta: "Δ",
    Theta: "Θ",
    Lambda: "Λ",
    Xi: "Ξ",
    Pi: "Π",
    Sigma: "Σ",
    Upsilon: "Υ",
    Phi: "Φ",
    Psi: "Ψ",
    Omega: "Ω",
    textalpha: "α",
    textbeta: "β",
    textgamma: "γ",
    log: "log",
    ln: "ln",
    exp: "exp",
    sin: "sin",
    cos: "cos",
    tan: "tan",
    max: "max",
    min: "min",
    sup: "sup",
    inf: "inf",
    lim: "lim",
    arg: "arg",
    det: "det",
    LaTeX: "LaTeX",
    TeX: "TeX",
    BibTeX: "BibTeX",
    quad: " ",
    qquad: " ",
    space: " ",
    textvisiblespace: " ",
    newline: " ",
    linebreak: " ",
    par: " ",
    item: " ",
    slash: "/",
    lbrace: "{",
    rbrace: "}",
    textbraceleft: "{",
    textbraceright: "}",
    textnumbersign: "#",
    textpercent: "%",
    textampersand: "&",
  }),
);

/** Commands that only change how text looks: they are removed, and their argument stays. */
export const FORMATTING: ReadonlySet<string> = new Set(
  `emph textit textbf textsc textrm textsf texttt textsl textup textmd textnormal text uppercase
  lowercase underline uline MakeUppercase MakeLowercase mathrm mathbf mathit mathsf mathtt mathcal
  mathbb mathfrak mathscr boldsymbol bm operatorname mbox hbox makebox ensuremath em it bf sc rm sf
  tt sl bfseries itshape scshape upshape mdseries rmfamily sffamily ttfamily normalfont tiny
  scriptsize footnotesize small normalsize large Large LARGE huge Huge displaystyle textstyle
  scriptstyle left right big Big bigl bigr Bigl Bigr limits nolimits protect relax nocase
  enquote mkbibquote mkbibemph nobreak allowbreak textcyr textlatin cyr bibcyr sout overline hat bar tilde vec dot ddot widehat widetilde
  noindent centering natexlab urlprefix doi`.split(/\s+/),
);

/** Commands whose argument is not text. */
const SILENT: ReadonlySet<string> = new Set(
  "label vspace hspace phantom vphantom hphantom begin end noopsort foreignlanguage selectlanguage".split(
    " ",
  ),
);

/** Raised characters, with their Unicode form. */
export const SUPERSCRIPTS: ReadonlyMap<string, string> = tableOf(
  "0123456789+-−=()ni",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ",
);
/** Lowered characters, with their Unicode form. */
export const SUBSCRIPTS: ReadonlyMap<string, string> = tableOf(
  "0123456789+-−=()",
  "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎",
);

const TEX = /[\\{}$~]|--|``|''/;
const PROSE_SPECIAL = /[\\{}$~]|-{2,}|``|''/g;
const MATH_SPECIAL = /[\\{}$~^_]/g;
const WORD = /[A-Za-z]{1,40}/y;
const DEGREE = /\\circ(?![A-Za-z])|\{\\circ\}/y;
const UNICODE =
  /u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}/y;
const LONGEST_FORMULA = 300;
const LONGEST_ARGUMENT = 300;
const LONGEST_LINK = 4000;

/**
 * The text that LaTeX would print: accents in all spellings, symbols, small formulas, no protecting
 * braces. Unknown commands before a brace are removed; others stay, as do dollar signs that mean
 * money. Time is linear, and nesting costs no stack.
 */
export function decodeLatex(text: string): string {
  return TEX.test(text) ? decode(text) : text;
}

/** A link or an identifier, in which LaTeX only escapes single characters. */
export function decodeLink(text: string): string {
  if (!/[\\{}$]/.test(text)) return text.trim();
  return text
    .slice(0, LONGEST_LINK)
    .replace(/\\(?:url|path|href)\s{0,9}(?=\{)/g, "")
    .replace(/\\textasciitilde(?:\{\})?|\\~(?:\{\})?|\$\\sim\$/g, "~")
    .replace(/\\textless(?:\{\})?/g, "<")
    .replace(/\\textgreater(?:\{\})?/g, ">")
    .replace(/\\textunderscore(?:\{\})?/g, "_")
    .replace(/\\([_%&#$])/g, "$1")
    .replace(/[{}]/g, "")
    .trim();
}

/** The decoder's position in a text. */
interface Cursor {
  readonly text: string;
  readonly length: number;
  i: number;
  /** Index of the `$` that ends the formula around `i`; -1 outside formulas. */
  mathEnd: number;
}

function decode(text: string): string {
  const cursor: Cursor = { text, length: text.length, i: 0, mathEnd: -1 };
  let out = "";
  while (cursor.i < cursor.length) {
    const special = cursor.i <= cursor.mathEnd ? MATH_SPECIAL : PROSE_SPECIAL;
    special.lastIndex = cursor.i;
    const match = special.exec(text);
    if (match === null) return out + text.slice(cursor.i);
    out += text.slice(cursor.i, match.index);
    cursor.i = match.index;
    out += printed(cursor, match[0]);
  }
  return out;
}

/** The output of the special characters at the cursor, which moves past them. */
function printed(cursor: Cursor, token: string): string {
  if (token === "\\") return command(cursor);
  if (token === "$") return dollar(cursor);
  const at = cursor.i;
  cursor.i += token.length;
  switch (token) {
    case "{":
    case "}":
      return "";
    case "~":
      return isTie(cursor.text, at) ? " " : "~";
    case "^":
      return script(cursor, "^", SUPERSCRIPTS);
    case "_":
      return script(cursor, "_", SUBSCRIPTS);
    default:
      return PUNCTUATION.get(token) ?? token;
  }
}

/** The output of a command at `i`. */
function command(cursor: Cursor): string {
  cursor.i++;
  if (cursor.i >= cursor.length) return "\\";
  const name = wordAt(cursor, cursor.i);
  if (name === "") return controlSymbol(cursor);
  const unicode = takeUnicode(cursor);
  if (unicode !== undefined) return unicode;
  cursor.i += name.length;
  const tabbed = name === "a" ? tabbingAccent(cursor) : undefined;
  if (tabbed !== undefined) return tabbed;
  const mark = ACCENTS.get(name);
  if (mark !== undefined) return accented(cursor, "", mark);
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined) {
    // TeX swallows the blanks after a command. Beside a sign they make the text readable and do no
    // harm.
    if (
      !/^[\p{Sm}–—…]|^[a-z]{2,3}$/u.test(symbol) &&
      !/^ [=<>+*/-]/.test(cursor.text.slice(cursor.i, cursor.i + 2))
    ) {
      skipBlanks(cursor);
    }
    if (cursor.text.startsWith("{}", cursor.i)) cursor.i += 2;
    return symbol;
  }
  if (name === "textsuperscript") return script(cursor, "", SUPERSCRIPTS);
  if (name === "textsubscript") return script(cursor, "", SUBSCRIPTS);
  if (name === "url" || name === "path") return argument(cursor, LONGEST_LINK) ?? "";
  if (name === "href") {
    argument(cursor, LONGEST_LINK);
    return "";
  }
  if (/^[dt]?frac$/.test(name)) {
    const over = argument(cursor, LONGEST_ARGUMENT);
    return over === undefined ? "" : `${decodeLatex(over)}/`;
  }
  if (SILENT.has(name)) {
    argument(cursor, LONGEST_ARGUMENT);
    return " ";
  }
  if (FORMATTING.has(name) || /^ ?\{/.test(cursor.text.slice(cursor.i, cursor.i + 2))) {
    skipBlanks(cursor);
    return "";
  }
  return `\\${name}`;
}

/** A backslash and a character that is not a letter. */
function controlSymbol(cursor: Cursor): string {
  const sign = cursor.text.charAt(cursor.i);
  cursor.i++;
  const mark = ACCENTS.get(sign);
  if (mark !== undefined) return accented(cursor, sign, mark);
  if (/[\\,;:\s]/.test(sign)) return " ";
  // `and\/or`: JSON escapes its slashes. TeX's `\/` between letters only parts ligatures.
  if (sign === "/" && /\w\\\/\w/.test(cursor.text.slice(Math.max(0, cursor.i - 3), cursor.i + 1)))
    return "/";
  return /[-/!()[\]]/.test(sign) ? "" : sign;
}

/** `\a'e`, `\a{'}{e}`: inside of tabbing, where `\'` means something else, TeX writes accents so. */
function tabbingAccent(cursor: Cursor): string | undefined {
  const sign = /^(?:\{(['`=])\}|(['`=]))(?=\{?\\?\p{L})/u.exec(
    cursor.text.slice(cursor.i, cursor.i + 8),
  );
  const mark = sign === null ? undefined : ACCENTS.get(sign[1] ?? sign[2] ?? "");
  if (sign === null || mark === undefined) return undefined;
  cursor.i += sign[0].length;
  return accented(cursor, "", mark);
}

/** The letter at `i` with the mark; `plain` if there is no letter: `\~{}` is a tilde. */
function accented(cursor: Cursor, plain: string, mark: string): string {
  const marks = [mark];
  const start = cursor.i;
  for (;;) {
    skipBlanks(cursor);
    while (cursor.text.charAt(cursor.i) === "{") cursor.i++;
    if (cursor.text.charAt(cursor.i) !== "\\") break;
    const name = wordAt(cursor, cursor.i + 1) || cursor.text.charAt(cursor.i + 1);
    const inner = ACCENTS.get(name);
    const base = name === "i" || name === "j" ? name : SYMBOLS.get(name);
    if (inner === undefined || marks.length > 3) {
      // `\'{\I}`: programs write the capital as they write `\i`.
      if (name === "I") return capital(cursor, marks);
      if (base === undefined || !/^\p{L}$/u.test(base)) break;
      cursor.i += 1 + name.length;
      skipBlanks(cursor);
      return composed(base, marks);
    }
    marks.push(inner);
    cursor.i += 1 + name.length;
  }
  const letter = String.fromCodePoint(cursor.text.codePointAt(cursor.i) ?? 0);
  if (/^[\p{L}\p{N}]$/u.test(letter)) {
    cursor.i += letter.length;
    return composed(letter, marks);
  }
  if (cursor.text.charAt(cursor.i) !== "}") cursor.i = start;
  return plain;
}

function capital(cursor: Cursor, marks: readonly string[]): string {
  cursor.i += 2;
  skipBlanks(cursor);
  return composed("I", marks);
}

/** The argument at `i` raised or lowered, with `sign` before it if Unicode has no such form. */
function script(cursor: Cursor, sign: string, table: ReadonlyMap<string, string>): string {
  const start = cursor.i;
  if (sign === "^" && taken(cursor, DEGREE) !== undefined) return "°";
  const whole =
    cursor.text.charAt(cursor.i) === "{"
      ? argument(cursor, LONGEST_ARGUMENT)
      : cursor.text.charAt(cursor.i);
  const small = whole === undefined ? undefined : translated(whole, table);
  if (small === undefined) {
    cursor.i = start;
    return /^(?:st|nd|rd|th)$/.test(whole ?? "") ? "" : sign;
  }
  if (cursor.text.charAt(start) !== "{") cursor.i = start + 1;
  return small;
}

/** Opens or closes a formula. A dollar sign that does neither means money. */
function dollar(cursor: Cursor): string {
  const here = cursor.i;
  const display = cursor.text.charAt(cursor.i + 1) === "$" ? 2 : 1;
  if (here === cursor.mathEnd) {
    cursor.i += display;
    cursor.mathEnd = -1;
    return "";
  }
  const end = formulaEnd(cursor.text, here, display);
  cursor.i += end < 0 ? 1 : display;
  if (end < 0) return "$";
  cursor.mathEnd = end;
  return "";
}

/** `\u00e9`, which JSON writes; half of a pair stays as it is. */
function takeUnicode(cursor: Cursor): string | undefined {
  const code = taken(cursor, UNICODE);
  if (code === undefined) return undefined;
  const units = code.split(/\\?u/).slice(1);
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

/** What is inside of the braces at `i`, if they close soon. */
function argument(cursor: Cursor, longest: number): string | undefined {
  skipBlanks(cursor);
  if (cursor.text.charAt(cursor.i) !== "{") return undefined;
  let depth = 0;
  for (let at = cursor.i; at < Math.min(cursor.length, cursor.i + longest); at++) {
    const code = cursor.text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) {
      const inside = cursor.text.slice(cursor.i + 1, at);
      cursor.i = at + 1;
      return inside;
    }
  }
  return undefined;
}

function wordAt(cursor: Cursor, index: number): string {
  WORD.lastIndex = index;
  return WORD.exec(cursor.text)?.[0] ?? "";
}

function taken(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.i;
  const found = pattern.exec(cursor.text)?.[0];
  cursor.i += found?.length ?? 0;
  return found;
}

function skipBlanks(cursor: Cursor): void {
  while (cursor.text.charAt(cursor.i) === " ") cursor.i++;
}

const PUNCTUATION: ReadonlyMap<string, string> = new Map([
  ["--", "–"],
  ["---", "—"],
  ["``", "“"],
  ["''", "”"],
]);

function composed(letter: string, marks: readonly string[]): string {
  // TeX reads from the outside: in `\'{\^o}` the circumflex is the inner mark.
  return (letter + [...marks].reverse().join("")).normalize("NFC");
}

/** In `Fig.~1` and `100~kg` a tie, in `about ~50` and `/~smith` a tilde. */
function isTie(text: string, index: number): boolean {
  return /[^\s(/~]/.test(text.charAt(index - 1)) && /[^\s~]/.test(text.charAt(index + 1));
}

/**
 * Where the formula that a dollar opens ends, or -1. As in pandoc, no blank stands inside of the
 * dollars and no digit behind them; and what has several words and no sign is no formula.
 */
function formulaEnd(text: string, open: number, display: number): number {
  const end =
    text.slice(open + display, open + LONGEST_FORMULA).search(/(?<!\\)\$/) + open + display;
  if (end < open + display) return -1;
  if (display === 2) return text.startsWith("$$", end) ? end : -1;
  const inside = text.slice(open + 1, end);
  if (inside === "" || /^\s|\s$/.test(inside)) return -1;
  const afterLetter = /[A-Za-z]/.test(text.charAt(open - 1));
  if (/^\d/.test(inside) && (afterLetter || /\d/.test(text.charAt(end + 1)))) return -1;
  return /\s/.test(inside) && !/[\\^_{}=+*<>|]/.test(inside) ? -1 : end;
}

/** The text in small forms, if each character has one. */
export function translated(text: string, table: ReadonlyMap<string, string>): string | undefined {
  let small = "";
  for (const character of text) {
    const form = table.get(character);
    if (form === undefined) return undefined;
    small += form;
  }
  return small === "" ? undefined : small;
}

function tableOf(from: string, to: string): ReadonlyMap<string, string> {
  const images = [...to];
  return new Map([...from].map((character, index) => [character, images[index] ?? ""]));
}
