import type { NumberInText } from "./numbers.ts";

/** The meaning of a number in a sentence. */
export interface Statement extends NumberInText {
  /** Names of the measures that it may mean, the likeliest first. */
  readonly meanings: readonly string[];
  /** The source or the reason to which it belongs. */
  readonly item?: string;
  /**
   * False where the sentence may count something else (`about 120`, `20 were excluded because …`).
   * Such a number is confirmed if it agrees, and not reported if it differs.
   */
  readonly isSure: boolean;
}

const IDENTIFIED = ["identified", "all_identified", "database_results", "citations_results"];
const SCREENED = ["records_screened", "all_screened", "unique_records"];
const EXCLUDED_RECORDS = ["records_excluded", "other_records_excluded"];
const EXCLUDED_REPORTS = ["dbr_excluded", "other_excluded"];
const DUPLICATES = ["duplicates", "all_duplicates", "other_duplicates"];
const UNIQUE = ["unique_records", "records_screened", "all_screened"];
const SOUGHT = ["dbr_sought_reports", "other_sought_reports", "passed_title_abstract"];
const NOT_RETRIEVED = ["dbr_notretrieved_reports", "other_notretrieved_reports"];
const RETRIEVED = ["retrieved_reports", "dbr_assessed"];
const ASSESSED = ["dbr_assessed", "other_assessed", "retrieved_reports"];
const INCLUDED = ["new_studies", "new_reports", "total_studies", "total_reports"];
/** Further meanings of a number, where the sentence mentions them. */
const FURTHER: readonly (readonly [speaksOf: RegExp, of: string, meanings: readonly string[]])[] = [
  [/full[- ]text|title|abstract|eligib/i, "new_studies", ["passed_title_abstract"]],
  [
    /\b(?:automat|rule|human|people|reviewer|manual)/i,
    "records_excluded",
    ["records_excluded_by_human", "records_excluded_by_automation", "excluded_automatic"],
  ],
  [/unique|duplicat|distinct/i, "identified", ["unique_records"]],
];

const AUTOMATIC = ["excluded_automatic", "records_excluded_by_automation"];

const NOUN =
  "(?:(?:initial|bibliographic|potentially|eligible|relevant|primary|candidate|individual|original|full[- ]text|retrieved|empirical|peer[- ]reviewed|research|scientific) )*(?<noun>records?|articles?|papers?|stud(?:y|ies)|publications?|reports?|citations?|references|documents?|hits|results|entries|items|titles(?: and abstracts)?|abstracts|full[- ]texts?|manuscripts?)";
const AUX = "(?:were|was|are|is|have been|has been|had been|could) ";
const ADVERB =
  "(?:(?:then|finally|subsequently|initially|thus|ultimately|eventually|also|therefore|hence|further|first|independently|manually) )*";

/** Verbs of the flow, with the measure that their object gives. The first match counts. */
const VERBS: readonly (readonly [
  verb: string,
  records: readonly string[],
  reports?: readonly string[],
])[] = [
  [
    "(?:not (?:be )?(?:retrieved|obtained|accessed|available|found)|unavailable|inaccessible)",
    NOT_RETRIEVED,
  ],
  ["sought(?: for retrieval)?", SOUGHT],
  ["(?:identified|found|returned|collected|yielded|imported|exported)", IDENTIFIED],
  [
    "(?:retrieved|obtained)",
    [...IDENTIFIED, ...RETRIEVED],
    [...RETRIEVED, ...IDENTIFIED, ...SOUGHT],
  ],
  ["screened", SCREENED, [...SCREENED, ...ASSESSED]],
  ["(?:marked as ineligible by automation(?: tools)?)", AUTOMATIC],
  ["excluded", [...EXCLUDED_RECORDS, ...EXCLUDED_REPORTS], EXCLUDED_REPORTS],
  ["(?:assessed|evaluated|reviewed in full|read in full)", ASSESSED],
  ["included", INCLUDED],
];

/** Subjects of sentences about all records; a single reviewer may have read only some. */
const SUBJECT =
  /\b(?:we|search(?:es)?|searching|quer(?:y|ies)|strings?|databases?|the (?:systematic |scoping )?(?:team|authors|review|process|screening)|(?:both|two|the) (?:reviewers|authors)|after|by)\b[^.;]*$/i;

/**
 * The same verbs in front of a number: `we screened 770 records`, `after removing 120 duplicates`.
 */
const BEFORE: readonly (readonly [verb: string, records: readonly string[]])[] = [
  [
    "(?:identified|identifying|found|returned|yielded|retrieved|collected)",
    [...IDENTIFIED, ...RETRIEVED],
  ],
  ["(?:screened|screening)", SCREENED],
  ["(?:excluded|excluding)", [...EXCLUDED_RECORDS, ...EXCLUDED_REPORTS]],
  ["(?:assessed|assessing)", ASSESSED],
  ["included", INCLUDED],
];

/** Labels of figures and tables, as they stand in front of `(n = 65)`. */
const LABELS: readonly (readonly [label: string, meanings: readonly string[]])[] = [
  ["records? removed before screening", ["removed_before_screening"]],
  ["duplicates?(?: records?)?(?: (?:were )?removed)?", DUPLICATES],
  ["records? marked as ineligible by automation tools?", AUTOMATIC],
  ["records? removed for other reasons?", ["excluded_other"]],
  [
    "(?:records?|stud(?:y|ies)|articles?|papers?) identified(?: (?:from|through|by|via) (?:all )?(?:(?:electronic )?database search(?:es|ing)?|databases?(?: and registers?)?))?",
    IDENTIFIED,
  ],
  ["databases", ["database_results", "identified"]],
  ["registers", ["register_results"]],
  ["websites", ["website_results"]],
  ["organisations", ["organisation_results"]],
  ["citation search(?:ing)?", ["citations_results"]],
  ["records? after duplicates?(?: were)? removed", UNIQUE],
  ["(?:records?|stud(?:y|ies)|articles?|papers?|titles and abstracts) screened", SCREENED],
  ["records? excluded(?: (?:by|at|on|based on) (?:title|abstract)[\\w/ ]*)?", EXCLUDED_RECORDS],
  ["reports? sought(?: for retrieval)?", SOUGHT],
  ["reports? not retrieved", NOT_RETRIEVED],
  ["(?:reports?|full[- ]texts?(?: articles?)?|articles?) assessed(?: for eligibility)?", ASSESSED],
  ["(?:reports?|full[- ]texts?(?: articles?)?) excluded(?:,? with reasons?)?", EXCLUDED_REPORTS],
  ["reports? of included studies", ["new_reports"]],
  [
    "(?:new )?(?:studies|articles|papers|reports|publications) included(?: in (?:the )?(?:review|synthesis))?",
    INCLUDED,
  ],
  ["included (?:studies|articles|papers|publications)", INCLUDED],
];

/** Words after which a number may not be a total of this review. */
const HEDGE =
  /\b(?:about|approximately|around|roughly|nearly|almost|over|at least|at most|up to|more than|fewer than|less than|another|additional|further|each|per|average|mean|median|sample|random(?:ly)?|pilot|calibration|subset|expected|estimated?|target|will|would|should|planned|only|et al|previous|prior|earlier|updated?|update search|rounds?|iterations?|waves?)\b/i;
/** The same anywhere before the number: `In the pilot, 50 records were screened.` */
const ELSEWHERE =
  /\b(?:pilot(?:ed|ing)?|calibration|random(?:ly)?|samples?|subset|et al|updated?|rounds?|iterations?|waves?|(?:previous|prior|earlier) (?:review|version|study|work)|snowball(?:ing|ed)?|(?:reviewer|author|expert) (?:[A-Z0-9]|one|two)\b)/;

/** Words after a verb that make its number a part of the total. */
const PART =
  /^[^.;]{0,40}?\b(?:because|since|as they|due to|for (?!eligibility|retrieval|screening|inclusion|the (?:review|synthesis))|from the reference|by snowballing|through snowballing|by hand|after snowballing|by (?:expert|author)|(?:in|from) (?:the |our |any |some )?(?:pilot|calibration|meta|quantitative|sensitivity|subgroup|analys[ei]s|synthes[ei]s))/i;

/** Words after a number that make it the total of all searches. */
const WHOLE =
  /^ ?(?:from|in|through|via) (?:(?:the|all|these|our|both|\p{L}+|\d+) ){0,2}(?:electronic |bibliographic )?(?:databases?|search(?:es)?|sources|registers?)\b/iu;

const within = (pattern: string) => new RegExp(`^ ${pattern}`, "iu");
const upTo = (pattern: string) => new RegExp(`${pattern}$`, "iu");

const ADJECTIVES: readonly (readonly [adjective: string, meanings: readonly string[]])[] = [
  ["included", INCLUDED],
  ["screened", SCREENED],
  ["identified", IDENTIFIED],
  ["excluded", [...EXCLUDED_RECORDS, ...EXCLUDED_REPORTS]],
  ["assessed", ASSESSED],
  ["unique", UNIQUE],
];

const LABEL_PATTERNS = LABELS.map(([label, meanings]) => ({
  pattern: upTo(`\\b${label}`),
  meanings,
}));
const VERB_PATTERNS = VERBS.map(([verb, records, reports]) => ({
  verb,
  records,
  reports,
  named: within(
    `(?:(?:unique|deduplicated|distinct|new) )?${NOUN} (?:\\([^()]*\\) )?(?:${AUX}${ADVERB})?(?:be )?${verb}\\b`,
  ),
  bare: within(`(?:of (?:them|these|which) )?${AUX}${ADVERB}${verb}\\b`),
}));
const LEAD_PATTERNS = BEFORE.map(([verb, meanings]) => ({
  lead: upTo(`\\b${verb} (?:(?:a total of|in total|the|all|these|altogether|some) )*`),
  meanings,
}));
const ADJECTIVE_PATTERNS = ADJECTIVES.map(([adjective, meanings]) => ({
  adjective,
  meanings,
  pattern: within(`${adjective} ${NOUN}\\b`),
}));
const DUPLICATE_PATTERNS = [
  within(
    "(?:exact )?(?:(?:were|was|are) (?:removed as )?)?duplicates?(?:d)?\\b(?! (?:pairs?|groups?|clusters?))",
  ),
  within(
    `${NOUN} (?:(?:were|was) )?(?:(?:removed|identified|excluded|discarded) as )?duplicates?\\b`,
  ),
];
const UNIQUE_NOUN = within(`(?:unique|deduplicated|distinct|non-duplicate) ${NOUN}`);
const NEW_NOUN = within(`(?:unique |new )?${NOUN}\\b`);
const REMAINING = within(`(?:unique )?${NOUN} (?:remained|were left|remaining)\\b`);
const FROM_SOURCE = within(`(?:${NOUN} )?(?:from|in|on|via) (?:the )?`);

interface Context {
  readonly sentence: string;
  readonly before: string;
  readonly after: string;
  readonly sources: readonly string[];
  readonly reasons: readonly string[];
}

/** Characters on each side of a number that are looked at. */
const NEAR = 300;

/** The text with single blanks, which the patterns here expect. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, " ");
}

type Found = Pick<Statement, "meanings" | "item" | "isSure">;

/**
 * The meaning of a number in a sentence; undefined where the sentence has no words of the flow for
 * it.
 */
export function statementOf(
  number: NumberInText,
  sentence: string,
  names: { readonly sources: readonly string[]; readonly reasons: readonly string[] },
): Statement | undefined {
  const before = squeezed(sentence.slice(Math.max(0, number.start - NEAR), number.start));
  const after = squeezed(sentence.slice(number.end, number.end + NEAR));
  if (isYear(number.n, before, after)) return undefined;
  const context: Context = { sentence, before, after, ...names };
  const found =
    labelled(context) ??
    ofReason(context) ??
    removedDuplicates(context) ??
    behindVerb(context) ??
    beforeVerb(context) ??
    withAdjective(context) ??
    ofSource(context);
  if (found === undefined) return undefined;
  // `One report that is included …` counts nothing.
  const isArticle =
    number.n === 1 && /^\D/.test(sentence.slice(number.start)) && !/^ \S+ was\b/i.test(after);
  const clause = before.slice(Math.max(...[...",;:("].map((sign) => before.lastIndexOf(sign))) + 1);
  const further = FURTHER.filter(
    ([speaksOf, of]) => found.meanings.includes(of) && speaksOf.test(before + after),
  ).flatMap(([, , meanings]) => meanings);
  const meanings = [...further, ...found.meanings];
  return {
    ...number,
    ...found,
    meanings,
    isSure: found.isSure && !isArticle && !HEDGE.test(clause.slice(-80)) && !ELSEWHERE.test(before),
  };
}

function isYear(n: number, before: string, after: string): boolean {
  if (n < 1900 || n > 2099) return false;
  return (
    /\b(?:in|since|of|between|and|until|from|by|before|after|to|during|through|january|february|march|april|may|june|july|august|september|october|november|december) $/i.test(
      before,
    ) || /^ ?[),]/.test(after)
  );
}

/**
 * Words that make the number beside a source the result of its search. Without them it may be the
 * number that remained after duplicates.
 */
const ALL_OF_SOURCE = /\b(?:identified|retrieved|returned|yielded|databases|records from)\b/i;

/**
 * `Records screened (n = 65)`, `Records screened: 65`, a cell of a table; and `n = 65 studies
 * included`.
 */
function labelled({ before, after, sources }: Context): Found | undefined {
  const sign = /(?:[([]? ?\bn ?= ?|[:|] ?|\()$/iu.exec(before);
  if (sign === null) return undefined;
  const hasN = /n ?=/i.test(sign[0]);
  // A bare number in brackets is one only if nothing else stands there.
  if (sign[0] === "(" && !/^ ?\)/.test(after)) return undefined;
  const label = withoutNotes(before.slice(0, sign.index));
  const source = sources.find((name) => endsWith(label, name));
  if (source !== undefined)
    return { meanings: ["sources"], item: source, isSure: ALL_OF_SOURCE.test(before) };
  const found = LABEL_PATTERNS.find(({ pattern }) => pattern.test(label));
  if (found !== undefined) return { meanings: found.meanings, isSure: true };
  if (!hasN) return undefined;
  return behindVerb({ before, after, sources, sentence: "", reasons: [] });
}

/** A label without a footnote mark and without a bracket after it. */
function withoutNotes(text: string): string {
  const label = text.trimEnd();
  if (label.endsWith(")")) return label.slice(0, Math.max(0, label.lastIndexOf("("))).trimEnd();
  return label.replace(/(?<![*†‡])[*†‡]+$/, "").trimEnd();
}

function endsWith(text: string, name: string): boolean {
  const at = text.length - name.length;
  return (
    at >= 0 &&
    text.slice(at).toLowerCase() === name.toLowerCase() &&
    !/[\p{L}\p{N}]$/u.test(text.slice(0, at))
  );
}

/** `CE1: 39`, `CE1 (n = 39)`, `CE1, n = 39`. */
function ofReason({ before, reasons }: Context): Found | undefined {
  const sign = /(?:,? ?\(?n ?= ?|[:=,(] ?)$/i.exec(before);
  if (sign === null) return undefined;
  const label = before.slice(0, sign.index).trimEnd().replace(/\)$/, "");
  const reason = reasons.find((id) => endsWith(label, id));
  if (reason === undefined) return undefined;
  return { meanings: ["dbr_excluded", "records_excluded_reasons"], item: reason, isSure: true };
}

/** `after removing 120 duplicates`, `120 duplicate records were removed`, `120 were duplicates`. */
function removedDuplicates({ after }: Context): Found | undefined {
  if (DUPLICATE_PATTERNS.some((pattern) => pattern.test(after)))
    return { meanings: DUPLICATES, isSure: !PART.test(after) };
  return undefined;
}

/** `983 records were identified`, `694 were excluded`. */
function behindVerb({ after, before, sources }: Context): Found | undefined {
  const unique = UNIQUE_NOUN.test(after);
  for (const { verb, records, reports, named, bare } of VERB_PATTERNS) {
    const match = named.exec(after);
    if (match === null) {
      // Without a noun, it probably counts what the sentence named before.
      if (bare.test(after)) return { meanings: records, isSure: false };
      continue;
    }
    const rest = after.slice(match[0].length);
    const isReport =
      /^(?:reports?|full)/i.test(match.groups?.noun ?? "") || /full[- ]text/i.test(match[0]);
    const isFullText = isReport || /full[- ]text/i.test(rest.slice(0, 60));
    const inMeta = /^ in the (?:meta|quantitative)/i.test(rest);
    if (inMeta) return { meanings: ["synthesis_quantitative"], isSure: true };
    const found = verb.startsWith("(?:identified") ? fromSource(rest, sources) : undefined;
    if (found !== undefined) return found;
    // `After eliminating duplicates, 616 records were obtained.`
    const isRest =
      /\bafter\b[^.;]*\bdup(?:lic|es)/i.test(before) && /^\(\?:(?:identified|retrieved)/.test(verb);
    if (isRest) return { meanings: UNIQUE, isSure: false };
    const meanings =
      unique && records === IDENTIFIED ? UNIQUE : isFullText ? (reports ?? records) : records;
    return {
      meanings,
      isSure: !PART.test(rest) && !/\bof (?:the|these|them)\b[^,]*$/i.test(before),
    };
  }
  const rest = REMAINING.exec(after);
  return rest === null
    ? undefined
    : { meanings: [...UNIQUE, ...SOUGHT, ...INCLUDED], isSure: false };
}

/** `983 records were identified from Scopus`; for several sources, their sum. */
function fromSource(rest: string, sources: readonly string[]): Found | undefined {
  const phrase = /^ (?:from|in|on|via|through|by searching) (?:the )?/i.exec(rest);
  if (phrase === null) return undefined;
  const clause = rest.slice(phrase[0].length).split(/[.;]/, 1)[0]!;
  const named = sources.filter((name) => clause.toLowerCase().includes(name.toLowerCase()));
  const [first] = named;
  if (first === undefined) return undefined;
  const isFirst = clause.toLowerCase().startsWith(first.toLowerCase());
  if (named.length === 1 && isFirst) return { meanings: ["sources"], item: first, isSure: true };
  // `120 from Scopus and 80 from IEEE`: each has its own number, so this one may be the first's.
  return /\d/.test(clause) && isFirst
    ? { meanings: ["sources"], item: first, isSure: true }
    : undefined;
}

/** `we screened 770 records`, `the search returned 983 results`. */
function beforeVerb({ before, after }: Context): Found | undefined {
  const noun = NEW_NOUN.exec(after);
  if (noun === null) return undefined;
  const rest = after.slice(noun[0].length);
  // `we identified 983 records that were screened`: the second verb adds no meaning.
  for (const { lead, meanings } of LEAD_PATTERNS) {
    if (!lead.test(before)) continue;
    const isSubject = SUBJECT.test(before);
    const unique = /^ unique/i.test(noun[0]);
    const isPart =
      PART.test(rest) || (/^ ?(?:from|in|on|through|via)\s/i.test(rest) && !WHOLE.test(rest));
    return {
      meanings: unique && meanings[0] === "identified" ? UNIQUE : meanings,
      isSure: isSubject && !isPart,
    };
  }
  return undefined;
}

/** `the 65 included studies`. */
function withAdjective({ before, after }: Context): Found | undefined {
  for (const { adjective, pattern, meanings } of ADJECTIVE_PATTERNS) {
    if (!pattern.test(after)) continue;
    const isWhole = /\b(?:the|all|these|our|across|of the) $/i.test(before);
    return {
      meanings,
      isSure: adjective === "included" && isWhole && !/\b(?:in|of) \S+ of the $/i.test(before),
    };
  }
  return undefined;
}

/** `130 from Scopus`, `130 records from Scopus`. */
function ofSource({ after, sources }: Context): Found | undefined {
  const match = FROM_SOURCE.exec(after);
  if (match === null) return undefined;
  const rest = after.slice(match[0].length).toLowerCase();
  const source = sources.find(
    (name) =>
      rest.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)),
  );
  if (source === undefined) return undefined;
  return {
    meanings: ["sources"],
    item: source,
    isSure: !/^[^.;]{0,40}\b(?:excluded|included|duplicates?|removed)\b/.test(rest),
  };
}
