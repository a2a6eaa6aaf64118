import { fold, normalizeTitle } from "../../records/normalize.ts";
import { similarity } from "../../records/similarity.ts";

/** A title as it is compared: folded words, one blank between them. */
export interface TitleForms {
  readonly title: string;
  /** What else the same title may be called: the part in another language, the part behind a rubric. */
  readonly others: readonly string[];
  /** The kinds of notice that the title says it is, such as `erratum`; alphabetical. */
  readonly notices: readonly Notice[];
}

/** A report about another report, whose title it repeats. */
export type Notice = "comment" | "erratum" | "part" | "protocol" | "reply" | "retraction";

const NOTICES: readonly (readonly [Notice, RegExp])[] = [
  [
    "comment",
    /^(?:comments?|commentary|discussion|letter) (?:on|to|of|re)\b|\b(?:a|invited|with) comment(?:ary)? on\b|\bcomment(?:ary|aries|s)?$/,
  ],
  [
    "erratum",
    /^(?:erratum|errata|corrigend(?:um|a)|addendum)\b|\b(?:erratum|errata|corrigend(?:um|a)|correction)(?: (?:to|for|in|of)\b|$)|^(?:author |publisher )?correction\b/,
  ],
  ["part", /\bpart (?:\d+|[ivx]+|one|two|three|four|a|b|c)\b/],
  ["protocol", /\b(?:study|trial|review) protocol\b|\bprotocol (?:for|of) an? \w+/],
  [
    "reply",
    /^(?:in )?(?:reply|replies|response) (?:to|by|from)\b|\b(?:authors?|the) (?:reply|response)\b|\breply(?: to\b.*)?$|^re (?=\S)|\ba response to\b/,
  ],
  [
    "retraction",
    /^(?:retract(?:ed|ion)|withdrawn|expression of concern)\b|\bretraction (?:notice|of)\b|\bretracted\b/,
  ],
];

/** Notes that a database adds in brackets, which are no part of the title. */
const NOTE =
  /(?:(?<![.\s])[.\s]+)?[[(]\s*(?:review|(?:extended|panel|demo(?:nstration)?|tutorial) (?:abstract|session)|tutorial|panel|demo(?:nstration)?|poster|keynote(?: \w+)?|invited (?:talk|paper)|(?:short|position|experience|industrial|application) paper|book review|\d+\s+refs?\.?|abstract(?: only)?|letter|editorial|case reports?|comment|see comments?|article|proceeding|chinese|german|french|spanish|japanese|russian|italian|polish|portuguese|dutch|turkish|hungarian|czech|danish|swedish|korean|in \p{L}+|author'?s transl|(?:published )?(?:erratum|correction|retraction|comment|corrected and republished|republished|original report) (?:appears? )?(?:in|of|on|from)\b(?:[^()[\]]|\([^()]*\))*(?![^()[\]]))\s*(?:[\])]\.?\s*)?$/iu;

const RUBRIC =
  /^(?:(?:short|brief|original|review|case|research|rapid|invited|special|technical)\s+(?:report|article|review|research|communication|paper|contribution|note|issue)|review|letter|original)s?\s*[:.–—-]\s*(.{12,})$/i;

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  µ: "mu",
  ν: "nu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
};

/** A Greek letter among others belongs to a Greek word; one that stands alone is a symbol. */
const GREEK_SYMBOL = /(?<![\u0370-\u03ff])[\u00b5\u03b1-\u03c9](?![\u0370-\u03ff])/g;

/** A part of a title that is shorter than this names no work. */
const SHORTEST = 12;

/** The forms of a title as a database prints it. */
export function titleForms(raw: string): TitleForms {
  let text = raw;
  for (let notes = 0; notes < 4; notes += 1) {
    const without = text.replace(NOTE, "");
    if (without === text || without.trim().length < 8) break;
    text = without;
  }
  const whole = /^\s*\[([^[\]]+)\]\s*(.*)$/s.exec(text);
  const others: string[] = [];
  const alsoKnownAs = (part: string | undefined) => {
    if (part !== undefined && part.trim().length >= SHORTEST) others.push(comparable(part));
  };
  if (whole !== null) {
    // `[Title]`, and `[Title] TO: Título`: the original behind its translation.
    text = whole[1]!;
    alsoKnownAs(whole[2]!.replace(/^(?:to|original title)?\s*[:.=]?\s*/i, ""));
  }
  const bracket = closingBracket(text);
  if (bracket !== undefined && bracket.before.length >= SHORTEST) {
    if (bracket.sign === "]" || bracket.inside.length > 25) {
      alsoKnownAs(bracket.before);
      alsoKnownAs(bracket.inside);
    }
  }
  if (text.includes(" = ")) for (const part of text.split(" = ")) alsoKnownAs(part);
  alsoKnownAs(RUBRIC.exec(text.trim())?.[1]);
  const title = comparable(text);
  return {
    title,
    others: [...new Set(others)].filter((other) => other !== "" && other !== title),
    notices: noticesOf(title),
  };
}

/** The comparable form of a title: two titles are the same where theirs are. */
export function comparableTitle(raw: string): string {
  return titleForms(raw).title;
}

function comparable(text: string): string {
  const named = /[\u00b5\u03b1-\u03c9]/i.test(text)
    ? fold(text).replace(GREEK_SYMBOL, (letter) => ` ${GREEK[letter] ?? letter} `)
    : text;
  return normalizeTitle(named.replace(/-su[bp]-/gi, ""));
}

function noticesOf(title: string): Notice[] {
  return NOTICES.filter(([, pattern]) => pattern.test(title)).map(([name]) => name);
}

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  ten: "10",
  eleven: "11",
  twelve: "12",
};

const CONTINUOUS_SCRIPT = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/**
 * The words of a comparable title; number words as figures. Scripts without blanks are cut into
 * pairs of letters.
 */
export function titleWords(title: string): string[] {
  if (title === "") return [];
  const words: string[] = [];
  for (const word of title.split(" ")) {
    if (word.length > 2 && CONTINUOUS_SCRIPT.test(word)) {
      for (let at = 0; at + 1 < word.length; at += 1) words.push(word.slice(at, at + 2));
    } else words.push(NUMBER_WORDS[word] ?? word);
  }
  return words;
}

const ROMAN: Readonly<Record<string, string>> = {
  i: "1",
  ii: "2",
  iii: "3",
  iv: "4",
  v: "5",
  vi: "6",
  vii: "7",
  viii: "8",
  ix: "9",
  x: "10",
  xi: "11",
  xii: "12",
};

/**
 * The numbers of a title in order, Roman ones too; letters that are numbers only in `part i` or at
 * the end count only there. Parts, versions and doses often differ in nothing else.
 */
export function titleNumbers(words: readonly string[]): string[] {
  const numbers: string[] = [];
  for (const [at, word] of words.entries()) {
    const roman = ROMAN[word];
    if (roman !== undefined) {
      const alone = word.length === 1;
      if (!alone || words[at - 1] === "part" || (at === words.length - 1 && at > 0)) {
        numbers.push(roman);
      }
    } else if (/\d/.test(word)) {
      for (const digits of word.match(/\d+/g) ?? []) numbers.push(digits.replace(/^0+(?=\d)/, ""));
    }
  }
  return numbers;
}

/** Titles that many works share; they say nothing without pages, volume or an identifier. */
const GENERIC =
  /^(?:(?:guest )?editorial(?: board| note| comments?| introduction)?s?|(?:\w+ )?editors? .*|(?:\w+ )?(?:chairs?|presidents?) (?:message|letter|column|remarks)|remarks from .*|introduction(?: to (?:the|this) .*)?|preface|foreword|letters? to the editor|letters?|correspondence|book reviews?|news|in this issue|table of contents|contents|index|reviewers?|acknowledge?ments?|obituary|abstracts?|message from .*|front ?matter|back ?matter|title page|cover|committees?|author index|keynote.*|panel.*|proceedings.*|welcome.*|copyright.*|reminiscences .*|errat(?:um|a)|corrigend(?:um|a)|corrections?|reply|response|commentary|comments?|in reply|authors? (?:reply|response)|poster (?:session|abstracts?).*|oral (?:session|presentations?).*)$/;

export function isGenericTitle(title: string): boolean {
  return title.length < SHORTEST || GENERIC.test(title);
}

/** Two titles that nobody would take for one: the reason to reject an identifier that joins them. */
export function titlesPlainlyDiffer(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [x, y] = [a.replaceAll(" ", ""), b.replaceAll(" ", "")];
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  // A database that drops the subtitle leaves one title inside the other; short ones say nothing.
  if (short.length >= 25 && (long.startsWith(short) || long.endsWith(short))) return false;
  return similarity(x, y) < 0.6;
}

/** The last brackets of a title that ends with them: `Title [Título]`, with or without a full stop. */
function closingBracket(
  text: string,
): { readonly before: string; readonly inside: string; readonly sign: string } | undefined {
  const whole = text.trimEnd().replace(/\.$/, "");
  const sign = whole.at(-1) ?? "";
  if (sign !== "]" && sign !== ")") return undefined;
  const inner = whole.slice(0, -1);
  const from = Math.max(inner.lastIndexOf("]"), inner.lastIndexOf(")")) + 1;
  const opens = inner.slice(from).search(/[[(]/);
  if (opens < 0) return undefined;
  const [before, inside] = [inner.slice(0, from + opens), inner.slice(from + opens + 1)];
  return before === "" || inside === "" ? undefined : { before: before.trimEnd(), inside, sign };
}
