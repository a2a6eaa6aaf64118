import type { NumberInText } from "./numbers.ts";

/** What a sentence says that a number counts. */
export interface Statement extends NumberInText {
  /** Names of what it may count, the likeliest first. */
  readonly meanings: readonly string[];
  /** The source or the reason that it is the number of. */
  readonly item?: string;
  /**
   * False where the sentence may count something else (`about 120`, `20 were excluded because …`): then
   * it is confirmed if it agrees, and nothing is said if it does not.
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
/** What more a number may count, where the sentence speaks of it. */
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
  "(?:(?:initial|bibliographic|potentially|eligible|relevant|primary|candidate|individual|original|full[- ]text|retrieved|empirical|peer[- ]reviewed|research|scientific)\\s+)*(?<noun>records?|articles?|papers?|stud(?:y|ies)|publications?|reports?|citations?|references|documents?|hits|results|entries|items|titles(?:\\s+and\\s+abstracts)?|abstracts|full[- ]texts?|manuscripts?)";
const AUX = "(?:were|was|are|is|have\\s+been|has\\s+been|had\\s+been|could)\\s+";
const ADVERB =
  "(?:(?:then|finally|subsequently|initially|thus|ultimately|eventually|also|therefore|hence|further|first|independently|manually)\\s+)*";

/** Verbs of the flow, with what their object is the number of. The first that fits counts. */
const VERBS: readonly (readonly [
  verb: string,
  records: readonly string[],
  reports?: readonly string[],
])[] = [
  [
    "(?:not\\s+(?:be\\s+)?(?:retrieved|obtained|accessed|available|found)|unavailable|inaccessible)",
    NOT_RETRIEVED,
  ],
  ["sought(?:\\s+for\\s+retrieval)?", SOUGHT],
  ["(?:identified|found|returned|collected|yielded|imported|exported)", IDENTIFIED],
  [
    "(?:retrieved|obtained)",
    [...IDENTIFIED, ...RETRIEVED],
    [...RETRIEVED, ...IDENTIFIED, ...SOUGHT],
  ],
  ["screened", SCREENED, [...SCREENED, ...ASSESSED]],
  ["(?:marked\\s+as\\s+ineligible\\s+by\\s+automation(?:\\s+tools)?)", AUTOMATIC],
  ["excluded", [...EXCLUDED_RECORDS, ...EXCLUDED_REPORTS], EXCLUDED_REPORTS],
  ["(?:assessed|evaluated|reviewed\\s+in\\s+full|read\\s+in\\s+full)", ASSESSED],
  ["included", INCLUDED],
];

/** Who speaks of all records, and not of a part that one reviewer read. */
const SUBJECT =
  /\b(?:we|search(?:es)?|searching|quer(?:y|ies)|strings?|databases?|the\s+(?:systematic\s+|scoping\s+)?(?:team|authors|review|process|screening)|(?:both|two|the)\s+(?:reviewers|authors)|after|by)\b[^.;]*$/i;

/** The same verbs in front of a number: `we screened 770 records`, `after removing 120 duplicates`. */
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
  ["records?\\s+removed\\s+before\\s+screening", ["removed_before_screening"]],
  ["duplicates?(?:\\s+records?)?(?:\\s+(?:were\\s+)?removed)?", DUPLICATES],
  ["records?\\s+marked\\s+as\\s+ineligible\\s+by\\s+automation\\s+tools?", AUTOMATIC],
  ["records?\\s+removed\\s+for\\s+other\\s+reasons?", ["excluded_other"]],
  [
    "(?:records?|stud(?:y|ies)|articles?|papers?)\\s+identified(?:\\s+(?:from|through|by|via)\\s+(?:all\\s+)?(?:(?:electronic\\s+)?database\\s+search(?:es|ing)?|databases?(?:\\s+and\\s+registers?)?))?",
    IDENTIFIED,
  ],
  ["databases", ["database_results", "identified"]],
  ["registers", ["register_results"]],
  ["websites", ["website_results"]],
  ["organisations", ["organisation_results"]],
  ["citation\\s+search(?:ing)?", ["citations_results"]],
  ["records?\\s+after\\s+duplicates?(?:\\s+were)?\\s+removed", UNIQUE],
  ["(?:records?|stud(?:y|ies)|articles?|papers?|titles\\s+and\\s+abstracts)\\s+screened", SCREENED],
  [
    "records?\\s+excluded(?:\\s+(?:by|at|on|based\\s+on)\\s+(?:title|abstract)[\\w/ ]*)?",
    EXCLUDED_RECORDS,
  ],
  ["reports?\\s+sought(?:\\s+for\\s+retrieval)?", SOUGHT],
  ["reports?\\s+not\\s+retrieved", NOT_RETRIEVED],
  [
    "(?:reports?|full[- ]texts?(?:\\s+articles?)?|articles?)\\s+assessed(?:\\s+for\\s+eligibility)?",
    ASSESSED,
  ],
  [
    "(?:reports?|full[- ]texts?(?:\\s+articles?)?)\\s+excluded(?:,?\\s+with\\s+reasons?)?",
    EXCLUDED_REPORTS,
  ],
  ["reports?\\s+of\\s+included\\s+studies", ["new_reports"]],
  [
    "(?:new\\s+)?(?:studies|articles|papers|reports|publications)\\s+included(?:\\s+in\\s+(?:the\\s+)?(?:review|synthesis))?",
    INCLUDED,
  ],
  ["included\\s+(?:studies|articles|papers|publications)", INCLUDED],
];

/** Where a sentence may speak of something else than this review's totals. */
const HEDGE =
  /\b(?:about|approximately|around|roughly|nearly|almost|over|at\s+least|at\s+most|up\s+to|more\s+than|fewer\s+than|less\s+than|another|additional|further|each|per|average|mean|median|sample|random(?:ly)?|pilot|calibration|subset|expected|estimated?|target|will|would|should|planned|only|et\s+al|previous|prior|earlier|updated?|update\s+search|rounds?|iterations?|waves?)\b/i;
/** What, behind a verb, makes its number a part of the total. */
const PART =
  /^[^.;]{0,40}?\b(?:because|since|as\s+they|due\s+to|for\s+(?!eligibility|retrieval|screening|inclusion|the\s+(?:review|synthesis))|from\s+the\s+reference|by\s+snowballing|through\s+snowballing|by\s+hand|after\s+snowballing|by\s+(?:expert|author)|in\s+the\s+(?:pilot|calibration|meta|quantitative))/i;

/** What, behind a number, says that it is of all searches. */
const WHOLE =
  /^\s*(?:from|in|through|via)\s+(?:(?:the|all|these|our|both|\p{L}+|\d+)\s+){0,2}(?:electronic\s+|bibliographic\s+)?(?:databases?|search(?:es)?|sources|registers?)\b/iu;

const within = (pattern: string) => new RegExp(`^\\s+${pattern}`, "iu");
const upTo = (pattern: string) => new RegExp(`${pattern}$`, "iu");

interface Context {
  readonly sentence: string;
  readonly before: string;
  readonly after: string;
  readonly sources: readonly string[];
  readonly reasons: readonly string[];
}

/** What stands farther from a number is not looked at. */
const NEAR = 300;

type Found = Pick<Statement, "meanings" | "item" | "isSure">;

/** What a number in a sentence counts; undefined where the sentence does not say it in words of the flow. */
export function statementOf(
  number: NumberInText,
  sentence: string,
  names: { readonly sources: readonly string[]; readonly reasons: readonly string[] },
): Statement | undefined {
  const before = sentence.slice(Math.max(0, number.start - NEAR), number.start);
  const after = sentence.slice(number.end, number.end + NEAR);
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
    number.n === 1 && /^\D/.test(sentence.slice(number.start)) && !/^\s+\S+\s+was\b/i.test(after);
  const clause = before.slice(Math.max(0, before.search(/[^,;:(]*$/)));
  const further = FURTHER.filter(
    ([speaksOf, of]) => found.meanings.includes(of) && speaksOf.test(before + after),
  ).flatMap(([, , meanings]) => meanings);
  const meanings = [...further, ...found.meanings];
  return {
    ...number,
    ...found,
    meanings,
    isSure: found.isSure && !isArticle && !HEDGE.test(clause.slice(-80)),
  };
}

function isYear(n: number, before: string, after: string): boolean {
  if (n < 1900 || n > 2099) return false;
  return (
    /\b(?:in|since|of|between|and|until|from|by|before|after|to|during|through|january|february|march|april|may|june|july|august|september|october|november|december)\s+$/i.test(
      before,
    ) || /^\s*[),]/.test(after)
  );
}

/** Where a source and a number alone are what its search found, and not what was left after duplicates. */
const ALL_OF_SOURCE = /\b(?:identified|retrieved|returned|yielded|databases|records\s+from)\b/i;

/** `Records screened (n = 65)`, `Records screened: 65`, a cell of a table; and `n = 65 studies included`. */
function labelled({ before, after, sources }: Context): Found | undefined {
  const sign = /(?:[([]?\s*\bn\s*=\s*|[:|]\s*|\()$/iu.exec(before);
  if (sign === null) return undefined;
  const hasN = /n\s*=/i.test(sign[0]);
  // A bare number in brackets is one only if nothing else stands there.
  if (sign[0] === "(" && !/^\s*\)/.test(after)) return undefined;
  const label = before
    .slice(0, sign.index)
    .trimEnd()
    .replace(/[*†‡]+$|\([^()]*\)$/, "")
    .trimEnd();
  const source = sources.find((name) => endsWith(label, name));
  if (source !== undefined)
    return { meanings: ["sources"], item: source, isSure: ALL_OF_SOURCE.test(before) };
  for (const [pattern, meanings] of LABELS)
    if (upTo(`\\b${pattern}`).test(label)) return { meanings, isSure: true };
  if (!hasN) return undefined;
  return behindVerb({ before, after, sources, sentence: "", reasons: [] });
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
  const reason = reasons.find((id) => {
    const escaped = id.replace(/[^\p{L}\p{N}]/gu, "\\$&");
    return upTo(`(?:^|[^\\p{L}\\p{N}])${escaped}\\)?\\s*(?:[:=,]|\\(?,?\\s*n\\s*=|\\()\\s*`).test(
      before,
    );
  });
  if (reason === undefined) return undefined;
  return { meanings: ["dbr_excluded", "records_excluded_reasons"], item: reason, isSure: true };
}

/** `after removing 120 duplicates`, `120 duplicate records were removed`, `120 were duplicates`. */
function removedDuplicates({ after }: Context): Found | undefined {
  const rest = "(?:exact\\s+)?(?:(?:were|was|are)\\s+(?:removed\\s+as\\s+)?)?duplicates?(?:d)?\\b";
  const records = `${NOUN}\\s+(?:(?:were|was)\\s+)?(?:(?:removed|identified|excluded|discarded)\\s+as\\s+)?duplicates?\\b`;
  if (
    within(`${rest}(?!\\s+(?:pairs?|groups?|clusters?))`).test(after) ||
    within(records).test(after)
  )
    return { meanings: DUPLICATES, isSure: !PART.test(after) };
  return undefined;
}

/** `983 records were identified`, `694 were excluded`. */
function behindVerb({ after, before, sources }: Context): Found | undefined {
  const unique = within(`(?:unique|deduplicated|distinct|non-duplicate)\\s+${NOUN}`).test(after);
  for (const [verb, records, reports] of VERBS) {
    const match = within(
      `(?:(?:unique|deduplicated|distinct|new)\\s+)?${NOUN}\\s+(?:\\([^()]*\\)\\s+)?(?:${AUX}${ADVERB})?(?:be\\s+)?${verb}\\b`,
    ).exec(after);
    if (match === null) {
      // Without a noun it counts what the sentence has named before: likely, and not sure.
      const bare = within(`(?:of\\s+(?:them|these|which)\\s+)?${AUX}${ADVERB}${verb}\\b`);
      if (bare.test(after)) return { meanings: records, isSure: false };
      continue;
    }
    const rest = after.slice(match[0].length);
    const isReport =
      /^(?:reports?|full)/i.test(match.groups?.noun ?? "") || /full[- ]text/i.test(match[0]);
    const isFullText = isReport || /full[- ]text/i.test(rest.slice(0, 60));
    const inMeta = /^\s+in\s+the\s+(?:meta|quantitative)/i.test(rest);
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
      isSure: !PART.test(rest) && !/\bof\s+(?:the|these|them)\b[^,]*$/i.test(before),
    };
  }
  const rest = new RegExp(
    `^\\s+(?:unique\\s+)?${NOUN}\\s+(?:remained|were\\s+left|remaining)\\b`,
    "iu",
  ).exec(after);
  return rest === null
    ? undefined
    : { meanings: [...UNIQUE, ...SOUGHT, ...INCLUDED], isSure: false };
}

/** `983 records were identified from Scopus`; several sources have their sum. */
function fromSource(rest: string, sources: readonly string[]): Found | undefined {
  const phrase = /^\s+(?:from|in|on|via|through|by\s+searching)\s+(?:the\s+)?/i.exec(rest);
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
  const noun = within(`(?:unique\\s+|new\\s+)?${NOUN}\\b`).exec(after);
  if (noun === null) return undefined;
  const rest = after.slice(noun[0].length);
  // `we identified 983 records that were screened`: the verb behind says no more.
  for (const [verb, meanings] of BEFORE) {
    const lead = upTo(
      `\\b${verb}\\s+(?:(?:a\\s+total\\s+of|in\\s+total|the|all|these|altogether|some)\\s+)*`,
    );
    if (!lead.test(before)) continue;
    const isSubject = SUBJECT.test(before);
    const unique = /^\s+unique/i.test(noun[0]);
    const isPart =
      PART.test(rest) || (/^\s*(?:from|in|on|through|via)\s/i.test(rest) && !WHOLE.test(rest));
    return {
      meanings: unique && meanings[0] === "identified" ? UNIQUE : meanings,
      isSure: isSubject && !isPart,
    };
  }
  return undefined;
}

const ADJECTIVES: readonly (readonly [adjective: string, meanings: readonly string[]])[] = [
  ["included", INCLUDED],
  ["screened", SCREENED],
  ["identified", IDENTIFIED],
  ["excluded", [...EXCLUDED_RECORDS, ...EXCLUDED_REPORTS]],
  ["assessed", ASSESSED],
  ["unique", UNIQUE],
];

/** `the 65 included studies`. */
function withAdjective({ before, after }: Context): Found | undefined {
  for (const [adjective, meanings] of ADJECTIVES) {
    if (!within(`${adjective}\\s+${NOUN}\\b`).test(after)) continue;
    const isWhole = /\b(?:the|all|these|our|across|of\s+the)\s+$/i.test(before);
    return {
      meanings,
      isSure:
        adjective === "included" && isWhole && !/\b(?:in|of)\s+\S+\s+of\s+the\s+$/i.test(before),
    };
  }
  return undefined;
}

/** `130 from Scopus`, `130 records from Scopus`. */
function ofSource({ after, sources }: Context): Found | undefined {
  const match = within(`(?:${NOUN}\\s+)?(?:from|in|on|via)\\s+(?:the\\s+)?`).exec(after);
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
