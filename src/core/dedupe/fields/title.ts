import { fold, normalizeTitle } from "../../records/normalize.ts";
import { ownValue } from "../../records/own-value.ts";
import { withoutRetractionMark } from "../../records/retraction-marks.ts";
import { similarity } from "../../records/text/similarity.ts";
import { SHORTEST_TITLE } from "./generic-titles.ts";
import { inTwoLanguages } from "./languages.ts";
import { romanised } from "./romanised.ts";
import { spelledAlike } from "./spelling.ts";
import { type TitleLabel, titleLabel } from "./title-numbers.ts";

/** A title as it is compared: folded words, with one blank between them. */
export interface TitleForms {
  readonly title: string;
  /** Other names of the same title: the part in another language, the part after a heading. */
  readonly others: readonly string[];
  /**
   * The text in brackets after the title, and the title without it: a remark, unless another entry
   * gives one of the two as its title.
   */
  readonly remarks: readonly string[];
  /** A number of the database or the printer before or after the title. */
  readonly label: TitleLabel | undefined;
  /** The version of a report that the title names. */
  readonly version: TitleVersion | undefined;
  /** The kinds of notice that the title names, such as `erratum`; alphabetical. */
  readonly notices: readonly Notice[];
  /** Whether it says that an erratum of the report appeared elsewhere. */
  readonly hasErratum: boolean;
}

/** A report about another report, whose title it repeats. */
export type Notice =
  | "comment"
  | "editorial"
  | "erratum"
  | "part"
  | "protocol"
  | "reply"
  | "retraction";

/** Notices in German, French, Spanish, Portuguese, Italian, Dutch, Russian, Chinese, Japanese and Korean. */
const NOTICES_ELSEWHERE: readonly (readonly [Notice, RegExp])[] = [
  [
    "comment",
    /^(?:kommentar (?:zu|zum|zur)|anmerkungen (?:zu|zum|zur)|stellungnahme (?:zu|zum|zur)|leserbrief (?:zu|zum|zur)|commentaires? (?:sur|de|a|au)|a propos (?:de|du|des)|comentarios? (?:a|al|sobre|ao)|carta sobre|commento (?:a|al|su)|reactie op|комментарии к|评论|評論|コメント)/u,
  ],
  [
    "erratum",
    /^(?:berichtigung|korrektur|korrigendum|druckfehler|fe de err(?:atas?|ores)|correccion|rectificatif|rectification|rettifica|errata corrige|retificacao|correcao|correctie|исправлени|опечатк|更正|勘误|勘誤|訂正|정정)/u,
  ],
  [
    "reply",
    /^(?:antwort|erwiderung|replik|schlusswort|respuesta|replica|reponse|risposta|replica|resposta|antwoord|ответ|答复|回复)(?: |$)/u,
  ],
  [
    "retraction",
    /^(?:retraktion|ruckzug|zuruckziehung|retractation|retractacion|retratacao|ritrattazione|intrekking|отзыв статьи|ретракци|撤稿|撤回|논문 철회)/u,
  ],
];

const NOTICES: readonly (readonly [Notice, RegExp])[] = [
  [
    "comment",
    /^(?:comments?|discussion|letter) (?:on|to|of|re|regarding)\b|^(?:invited |expert )?(?:commentary|commentaries)\b|^(?:peer|book) review\b|\b(?:a|invited|with) comment(?:ary)? on\b|\bcomment(?:ary|aries|s)?$/,
  ],
  [
    "editorial",
    /\b(?:guest )?editors? (?:introduction|foreword|preface|notes?|comments?|remarks)\b|\bguest editorial\b|^editorial\b|\beditorial$/,
  ],
  [
    "erratum",
    /^(?:erratum|errata|corrigend(?:um|a)|addendum)\b|\b(?:an )?addendum$|\b(?:erratum|errata|corrigend(?:um|a)|correction)(?: (?:to|for|in|of)\b|$)|^(?:author |publishers? )?correction\b|^publishers? note\b/,
  ],
  [
    "part",
    /\bpart (?:\d+|[ivx]+|one|two|three|four|a|b|c)\b|\b(?:supplement|continued|continuation|revisited)$/,
  ],
  ["protocol", /\b(?:study|trial|review) protocol\b|\bprotocol (?:for|of) an? \w+/],
  [
    "reply",
    /^(?:in )?(?:reply|replies|response) (?:to|by|from)\b|\b(?:authors?|the) (?:reply|response)\b|\breply(?: to\b.*)?$|^re (?=\S)|\ba response to\b/,
  ],
  [
    "retraction",
    /^(?:editorial )?(?:(?:notice of |partial )?(?:retraction|withdrawal)|retraction (?:note|notice|statement)|withdrawal notice|statement of retraction|expression of concern|notice of (?:concern|redundant publication))\b|\bretraction (?:note|notice|of)\b|\b(?:expression of concern|retraction)$/,
  ],
  ...NOTICES_ELSEWHERE,
];

/** Words without which no title is a notice in English; one look instead of many. */
const NOTICE_WORDS =
  /comment|discussion|letter|review|edit|errat|corrig|correct|addend|publish|part |protocol|repl|respon|^re |retract|withdraw|concern|notice|supplement|continu|revisited/;

/** Versions of a report that databases name at the end of a title: Inspec and Engineering Village do. */
export type TitleVersion = "preprint" | "thesis";

const VERSIONS: readonly (readonly [TitleVersion, RegExp])[] = [
  [
    "preprint",
    /(?:(?<![.\s])[.\s]{1,9})?[[(]\s{0,9}(?:(?:ar|bio|med|chem|psyar|tech|eng|socar|edar|earthar|ecoevor) ?r?xiv(?:[: ][\w./-]{0,60})?|ssrn|research ?square|osf|repec|mpra|nber|zenodo|preprints(?:\.org)?|preprint(?: version)?|e-?print|(?:author'?s? |accepted |submitted |unpublished )?manuscript|technical (?:report|memorandum|note)|tech\.? (?:report|rept?\.?)|working paper|discussion paper|research report|report)\s{0,9}[\])]\.?\s{0,9}$/i,
  ],
  [
    "thesis",
    /(?:(?<![.\s])[.\s]{1,9})?[[(]\s{0,9}(?:(?:ph\.? ?d\.?|doctoral|master'?s?|m\.? ?sc\.?|diploma|bachelor'?s?)? ?(?:thesis|dissertation)(?: chapter)?|habilitation(?:sschrift)?|doktorarbeit|th[eè]se(?: de doctorat)?|tesis(?: doctoral)?|tese(?: de doutorado)?|tesi(?: di dottorato)?|proefschrift)\s{0,9}[\])]\.?\s{0,9}$/i,
  ],
];

/** Notes that a database adds in brackets, which are no part of the title. */
const NOTE =
  /(?:(?<![.\s])[.\s]{1,9})?[[(]\s{0,9}(?:(?:systematic|narrative|scoping|literature|umbrella|critical|mini|short|brief|invited|clinical|integrative|rapid)[ -]?review|review(?: article)?|meta-?analysis|systematic review and meta-?analysis|(?:conference|congress|meeting) (?:abstract|paper|proceedings?|presentation)|conference|(?:randomi[sz]ed )?(?:controlled )?clinical (?:trial|study|conference)|(?:randomi[sz]ed )?controlled trial|(?:comparative|evaluation|multicenter|validation) study|journal article|(?:original |research )(?:article|research|paper|investigation)|(?:published|e-?pub|epub|online|available online)[ -]{0,3}(?:online)?[ -]{0,3}(?:ahead of print|first|early)?|(?:ahead of print|early view|online first|in press|article in press|early access|forthcoming)|(?:electronic|internet|online) (?:resource|version|publication)|electronic|internet|online|corrected proof|news(?: article)?|note|obituary|guideline|practice guideline|consensus(?: statement| development conference)?|historical article|biography|interview|lecture|video|video-?audio media|webcast|book|book chapter|monograph|microform|dataset|study protocol|(?:extended|panel|demo(?:nstration)?|tutorial) (?:abstract|session|description)|tutorial|panel|demo(?:nstration)?|poster|keynote(?: \w{1,40})?|invited (?:talk|paper)|(?:short|position|experience|industrial|application) paper|book review|\d{1,5}\s{1,9}refs?\.?|abstract(?: only)?|letter|editorial|case reports?|comment|see comments?|article|proceeding|chinese|german|french|spanish|japanese|russian|italian|polish|portuguese|dutch|turkish|hungarian|czech|danish|swedish|korean|in \p{L}{1,30}|author'?s transl|(?:published )?(?:erratum|correction|retraction|comment|corrected and republished|republished|original report) (?:appears? )?(?:in|of|on|from)\b(?:[^()[\]]|\([^()]{0,200}\)|\[[^[\]]{0,200}\]){0,300}(?![^()[\]])|multiple letters|structured abstract)\s{0,9}(?:[\])]\.?\s{0,9})?$/iu;

/** A note that was cut off with the end of the title. */
const CUT_NOTE =
  /(?:(?<![.\s])[.\s]{1,9})?\[(?:published )?(?:erratum|correction|comment|retraction)(?: [a-z]{1,10}){0,2}\s{0,9}$/i;

/** Meetings print the kind of session before the subtitle: `Data access (tutorial session): a view`. */
const SESSION =
  /\s{0,9}\((?:panel|tutorial|demo(?:nstration)?|poster|keynote|invited|industrial)(?: (?:session|abstract|paper|talk|address))?\)(?=\s{0,9}[:.?!–—-])/i;

/**
 * What databases put behind the title of a correction to say what it corrects: Web of Science
 * `(vol 142, pg 310, 2003)`, Embase `(New England Journal of Medicine (2009) 360 (542-544))`.
 */
const CORRECTED =
  /\s{0,9}\((?:vol\.? [\w-]{1,9},? (?:pg?\.? )?[\w.-]{1,20},? (?:19|20)\d\d|[^()]{3,100} \((?:19|20)\d\d\)[ :]{1,2}\d{1,4}\b[^[\]]{0,200})\)\.?\s{0,9}$/i;

/** CINAHL puts the place of the report behind the title of a letter: `Title... N Engl J Med. 2009 Jan 29;360(5):544-6`. */
const PLACE_BEHIND =
  /\s{0,9}\.{3}\s{0,9}[A-Z][\p{L} .&]{2,80}\b(?:19|20)\d\d\b[^;]{0,20};.{1,40}$/u;

const RUBRIC =
  /^(?:(?:short|brief|original|review|case|research|rapid|invited|special|technical)\s+(?:report|article|review|research|communication|paper|contribution|note|issue)|review|letter|original|tutorial|panel|keynote|demo(?:nstration)?|poster|(?:\w{1,15} ){0,2}(?:papers?|competition)(?: (?:papers?|competition|award))?)s?\s*[:.–—-]\s*(.{12,})$/i;

/** What may stand in brackets before a title and is no part of it. */
const LABEL_BEFORE =
  /^\s{0,9}\[(?:(?:systematic |original |research |review |case |short |brief |special )?(?:article|report|review|paper|research|communication|letter|editorial|abstract|poster|meta-?analysis|commentary|erratum|translation)s?|[a-z]{1,2}\d{1,4}|\d{1,5})\]\s{0,9}[:.–—-]?\s{0,9}(?=\S)/i;

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

/** The forms of a title as a database prints it. */
export function titleForms(raw: string): TitleForms {
  // Most titles have no brackets, and most of what is no part of a title stands in some.
  const bracketed = raw.includes("[") || raw.includes("(");
  const plain = unmarked(raw, bracketed);
  const { text: bare, version } = bracketed
    ? withoutVersion(withoutNotes(plain))
    : { text: plain, version: undefined };
  const others: string[] = [];
  const remarks: string[] = [];
  const add = (forms: string[], part: string | undefined) => {
    if (part !== undefined && part.trim().length >= SHORTEST_TITLE) forms.push(comparable(part));
  };
  let text = bare;
  const whole = /^\s*\[([^[\]]+)\]\s*(.*)$/s.exec(text);
  if (whole !== null) {
    // `[Title]`, and `[Title] TO: Título`: the original behind its translation.
    text = whole[1]!;
    add(others, whole[2]!.replace(/^(?:to|original title)?\s*[:.=]?\s*/i, ""));
  }
  for (const parts of partsOf(text)) {
    const forms = inTwoLanguages(comparable(parts[0]!), comparable(parts[1]!)) ? others : remarks;
    for (const part of parts) add(forms, part);
  }
  add(others, RUBRIC.exec(text.trim())?.[1]);
  const title = comparable(text);
  const label = titleLabel(title, text);
  // What counts entries stands before a title; a number behind it may as well be a part of it.
  if (label?.kind === "numbered before" || label?.kind === "figure before") others.push(label.bare);
  const latin = romanised(title);
  if (latin !== undefined) others.push(latin);
  const distinct = (forms: readonly string[]) =>
    forms.length === 0
      ? forms
      : [...new Set(forms)].filter((form) => form !== "" && form !== title);
  return {
    title,
    others: distinct(others),
    remarks: distinct(remarks),
    label,
    version,
    notices: noticesOf(title, bracketed ? raw : ""),
    hasErratum: bracketed && HAS_ERRATUM.test(raw),
  };
}

/** Without marks of retraction, raised figures of footnotes, and labels in brackets before the title. */
function unmarked(raw: string, bracketed: boolean): string {
  let text = withoutRetractionMark(raw);
  if (/[\u00b9\u00b2\u00b3\u2070-\u2079*†‡§]\s{0,9}$/u.test(text))
    text = text.replace(FOOTNOTE_MARK, "$1");
  if (text.includes('"')) text = text.replace(/^\s{0,9}"([^"]{1,2000})"\s{0,9}$/, "$1");
  if (text.includes("...")) text = text.replace(PLACE_BEHIND, "");
  if (!bracketed) return text;
  return (
    text
      .replace(LABEL_BEFORE, "")
      .replace(CORRECTED, "")
      .replace(SESSION, "")
      // PubMed says so within a title that it put right.
      .replace(/\s?\[corrected\]/gi, "")
  );
}

const FOOTNOTE_MARK =
  /(\p{L}{3}[?!."”’)]?)\s?(?:[\u00b9\u00b2\u00b3\u2070-\u2079]+|\*+|[†‡§])\s*$/u;

function withoutNotes(title: string): string {
  let text = title.replace(CUT_NOTE, "");
  for (let notes = 0; notes < 4; notes += 1) {
    const without = text.replace(NOTE, "");
    if (without === text || without.trim().length < 8) break;
    text = without;
  }
  return text;
}

function withoutVersion(title: string): { text: string; version: TitleVersion | undefined } {
  for (const [version, pattern] of VERSIONS) {
    const text = title.replace(pattern, "");
    if (text !== title && text.trim().length >= 8) return { text: withoutNotes(text), version };
  }
  return { text: title, version: undefined };
}

/** Parts of a title that may each be a title: before and in brackets, and around an equals sign. */
function* partsOf(text: string): Generator<readonly string[]> {
  const bracket = closingBracket(text);
  if (bracket !== undefined && bracket.before.length >= SHORTEST_TITLE) {
    if (bracket.sign === "]" || bracket.inside.length > 25) yield [bracket.before, bracket.inside];
  }
  const around = text.split(" = ");
  if (around.length === 2) yield around;
}

/** The comparable form of a title: two titles are the same if these forms are. */
export function comparableTitle(raw: string): string {
  return titleForms(raw).title;
}

function comparable(text: string): string {
  const named = /[\u00b5\u03b1-\u03c9]/i.test(text)
    ? fold(text).replace(GREEK_SYMBOL, (letter) => ` ${GREEK[letter] ?? letter} `)
    : text;
  return spelledAlike(normalizeTitle(named.replace(/-su[bp]-/gi, "")));
}

/** PubMed names the report that a notice is about behind the notice's title. */
const NOTICE_OF =
  /\[(?:retraction|erratum|correction|comment|expression of concern) (?:of|for|on)\b/i;

/** PubMed says behind the title of a report where its erratum is. */
const HAS_ERRATUM = /[[(](?:published )?(?:erratum|correction)(?: appears)?(?: in\b|$)/i;

function noticesOf(title: string, raw: string): Notice[] {
  const worth = NOTICE_WORDS.test(title) ? NOTICES : NOTICES_ELSEWHERE;
  const notices = worth.filter(([, pattern]) => pattern.test(title)).map(([name]) => name);
  if (raw === "" && notices.length < 2) return notices;
  const about = NOTICE_OF.exec(raw)?.[0].toLowerCase() ?? "";
  if (/retraction|concern/.test(about)) notices.push("retraction");
  if (/erratum|correction/.test(about) || CORRECTED.test(raw)) notices.push("erratum");
  return [...new Set(notices)].sort();
}

/** Words for numbers, as figures. */
export const NUMBER_WORDS: Readonly<Record<string, string>> = {
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

/** Whether a text may have letters of a script without blanks between words. */
export function hasContinuousScript(text: string): boolean {
  return CONTINUOUS_SCRIPT.test(text);
}

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
    } else words.push(ownValue(NUMBER_WORDS, word) ?? word);
  }
  return words;
}

/**
 * Tells whether two titles clearly belong to two reports, which is the reason to reject an
 * identifier that joins them.
 */
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
