import type { RE2JS } from "re2js";
import { CRITERION_FIELDS, type CriterionField, type Value } from "./fields/index.ts";
import type { IndexedField, IndexedSubject, TextsOfFields } from "./indexed-subject.ts";
import type { Query, QueryNode } from "./query.ts";
import { allOf, anyOf, not, type Truth } from "./truth.ts";
import { type Finder, findWordings, mayFind } from "./words/finder.ts";
import type { Sentence, Sentences } from "./words/sentence.ts";
import { cut, foldWord, readable } from "./words/text-index.ts";

/** The judgement of a criterion on a record, and the evidence for it. */
export interface Evaluation {
  readonly truth: Truth;
  /**
   * The words and values that led to the result, as the record writes them, in order, without
   * repeats.
   */
  readonly words: readonly string[];
  /** The same words, each with the field and the sentence in which it stands first. */
  places(): Iterable<WordsInPlace>;
  /** The first fields and sentences in which they stand, each once. */
  contexts(most: number): readonly WordContext[];
  /** Fields on whose value the entries of the cluster disagree, if that made the result unknown. */
  readonly disagreements: readonly string[];
}

/** A field, and in a text the sentence, in which a criterion found words. */
export interface WordContext {
  readonly field: string;
  /** Absent for a value, such as a year, which stands in no text. */
  readonly sentence?: string;
}

/** Words that a criterion found in a record, with their place. */
export interface WordsInPlace {
  readonly words: string;
  /** The name of the field, as criteria call it. */
  readonly field: string;
  /** Absent for a value, such as a year, which stands in no text. */
  readonly sentence?: Sentence;
}

/** This many words explain any judgement. */
const MAX_WORDS = 50;
/** Longer finds are cut. */
const MAX_WORD_LENGTH = 200;
/** Finds of a regular expression in a text; each may have to read the text to its end. */
const MAX_REGEX_FINDS = 10;
/** Combinations of disagreeing values that are tried. */
const MAX_COMBINATIONS = 64;

/** Something found, with its position in the record. */
interface Hit {
  readonly field: number;
  readonly start: number;
  readonly text: string;
  /** Equal for repeats. */
  readonly key: string;
  /** The sentences of the text in which it stands, and where it ends there; absent for a value. */
  readonly sentences?: Sentences;
  readonly end?: number;
}

interface Outcome {
  readonly truth: Truth;
  readonly hits: readonly Hit[];
  readonly disagreements: ReadonlySet<string>;
}

/** One value of each field that the entries of a cluster disagree on. */
type Chosen = ReadonlyMap<string, Value>;

const NONE: ReadonlySet<string> = new Set();
const NOTHING_CHOSEN: Chosen = new Map();

/**
 * Judges a record. If the entries of its cluster disagree on a value, the query is evaluated with
 * each value, and the result is unknown unless it is the same for all.
 */
export function evaluateQuery(query: Query, subject: IndexedSubject): Evaluation {
  const outcome = evaluate(query.root, subject, NOTHING_CHOSEN);
  if (outcome.truth !== "unknown" || outcome.disagreements.size === 0) return evaluation(outcome);
  const outcomes = combinations(outcome.disagreements, subject).map((chosen) =>
    evaluate(query.root, subject, chosen),
  );
  const [first] = outcomes;
  return first !== undefined && outcomes.every(({ truth }) => truth === first.truth)
    ? evaluation(first)
    : evaluation(outcome);
}

function evaluation({ truth, hits, disagreements }: Outcome): Evaluation {
  if (hits.length === 0 && disagreements.size === 0) return new EvaluationOf(truth, [], []);
  const sorted = [...hits].sort((a, b) => a.field - b.field || a.start - b.start);
  // An empty find, as for /^/, is evidence without words.
  const found = withoutRepeats(sorted.filter(({ text }) => text !== ""));
  const names = CRITERION_FIELDS.map(({ name }) => name);
  return new EvaluationOf(
    truth,
    names.filter((name) => disagreements.has(name)),
    found,
  );
}

/** The sentences are cut out when they are asked for: most evaluations need none of them. */
class EvaluationOf implements Evaluation {
  readonly truth: Truth;
  readonly words: readonly string[];
  readonly disagreements: readonly string[];
  readonly #found: readonly Hit[];

  constructor(truth: Truth, disagreements: readonly string[], found: readonly Hit[]) {
    this.truth = truth;
    this.words = found.map(({ text }) => text);
    this.disagreements = disagreements;
    this.#found = found;
  }

  contexts(most: number): readonly WordContext[] {
    const kept: WordContext[] = [];
    for (const { field: at, start, end, sentences } of this.#found) {
      if (kept.length === most) break;
      const field = CRITERION_FIELDS[at]!.name;
      const sentence =
        sentences === undefined || end === undefined ? undefined : sentences.textAround(start, end);
      if (kept.some((one) => one.field === field && one.sentence === sentence)) continue;
      kept.push(sentence === undefined ? { field } : { field, sentence });
    }
    return kept;
  }

  *places(): Iterable<WordsInPlace> {
    for (const hit of this.#found) yield placed(hit);
  }
}

function placed({ field, start, end, text, sentences }: Hit): WordsInPlace {
  return {
    words: text,
    field: CRITERION_FIELDS[field]!.name,
    ...(sentences !== undefined && end !== undefined && { sentence: sentences.around(start, end) }),
  };
}

function withoutRepeats(hits: Iterable<Hit>): Hit[] {
  const kept = new Map<string, Hit>();
  for (const hit of hits) {
    if (!kept.has(hit.key)) kept.set(hit.key, hit);
    if (kept.size === MAX_WORDS) break;
  }
  return [...kept.values()];
}

/** Every choice of one value for each field; empty if there are too many to try. */
function combinations(names: ReadonlySet<string>, subject: IndexedSubject): Chosen[] {
  let chosen: Chosen[] = [new Map()];
  for (const { name, value } of CRITERION_FIELDS) {
    if (value === undefined || !names.has(name)) continue;
    const values = value.read(subject);
    if (chosen.length * values.length > MAX_COMBINATIONS) return [];
    chosen = chosen.flatMap((choice) => values.map((each) => new Map(choice).set(name, each)));
  }
  return chosen;
}

function evaluate(node: QueryNode, subject: IndexedSubject, chosen: Chosen): Outcome {
  switch (node.kind) {
    case "and":
    case "or":
      return join(node.kind, node.parts, subject, chosen);
    case "not": {
      const outcome = evaluate(node.part, subject, chosen);
      return { ...outcome, truth: not(outcome.truth) };
    }
    case "search":
      return search(node.finder, subject.textsOf(node.fields));
    case "regex":
      return look(subject.textsOf(node.fields), (field) => findRegex(node.regex, field));
    case "compare": {
      const choice = chosen.get(node.field.name);
      return compare(node.field, node.holds, subject, choice);
    }
    case "test":
      return node.test.holds(node.argument, subject) ? HOLDS : NOT_FOUND;
    case "unknown":
      return MISSING;
  }
}

const HOLDS: Outcome = { truth: "true", hits: [], disagreements: NONE };
const NOT_FOUND: Outcome = { truth: "false", hits: [], disagreements: NONE };
const MISSING: Outcome = { truth: "unknown", hits: [], disagreements: NONE };
const WITHOUT_EVIDENCE = { true: HOLDS, false: NOT_FOUND, unknown: MISSING } as const;
const TRUTHS = ["true", "false", "unknown"] as const satisfies readonly Truth[];

/** The evidence for a result is that of the parts which have it; for an unknown, all that was found. */
function join(
  kind: "and" | "or",
  parts: readonly QueryNode[],
  subject: IndexedSubject,
  chosen: Chosen,
): Outcome {
  // Most parts of most criteria find nothing, and are only counted.
  let some: Outcome[] | undefined;
  const has = { true: false, false: false, unknown: false };
  for (const part of parts) {
    // Most parts are terms that are not there, which costs nothing but the question.
    if (part.kind === "search") {
      const texts = subject.textsOf(part.fields);
      if (!mayFind(part.finder, texts.sieve)) {
        if (texts.isMissing) has.unknown = true;
        else has.false = true;
        continue;
      }
    }
    const outcome = evaluate(part, subject, chosen);
    has[outcome.truth] = true;
    if (outcome.hits.length > 0 || outcome.disagreements.size > 0) {
      some ??= [];
      some.push(outcome);
    }
  }
  const truth = (kind === "and" ? allOf : anyOf)(TRUTHS.filter((one) => has[one]));
  if (some === undefined) return WITHOUT_EVIDENCE[truth];
  const isUnknown = truth === "unknown";
  const witnesses = isUnknown ? some : some.filter((outcome) => outcome.truth === truth);
  if (witnesses.length === 0) return WITHOUT_EVIDENCE[truth];
  const doubts = isUnknown ? some.filter((outcome) => outcome.truth === truth) : [];
  return {
    truth,
    hits: witnesses.flatMap(({ hits }) => hits),
    disagreements:
      doubts.length === 0 ? NONE : new Set(doubts.flatMap((one) => [...one.disagreements])),
  };
}

/** Looks for a term. */
function search(finder: Finder, texts: TextsOfFields): Outcome {
  return mayFind(finder, texts.sieve)
    ? look(texts, (field) => findWords(finder, field))
    : texts.isMissing
      ? MISSING
      : NOT_FOUND;
}

/**
 * True if found in any of the fields; otherwise unknown if a required field is missing, or if it
 * was found in a text that may belong to another field; otherwise false.
 */
function look(
  { sure, doubtful, isMissing }: TextsOfFields,
  findIn: (field: IndexedField) => readonly Hit[],
): Outcome {
  const hits = sure.flatMap(findIn);
  if (hits.length > 0) return { truth: "true", hits, disagreements: NONE };
  const perhaps = doubtful.flatMap(findIn);
  if (perhaps.length > 0) return { truth: "unknown", hits: perhaps, disagreements: NONE };
  return isMissing ? MISSING : NOT_FOUND;
}

function findWords(finder: Finder, { field, index, sentences }: IndexedField): readonly Hit[] {
  // The words may be in another of the fields.
  if (!mayFind(finder, index.sieve)) return [];
  const hits = new Map<string, Hit>();
  for (const { first, last } of findWordings(finder, index)) {
    const key = index.wordsBetween(first, last);
    if (hits.has(key)) continue;
    const start = index.starts[first]!;
    const end = index.ends[last]!;
    const text = shown(index.text.slice(start, end));
    hits.set(key, { field, start, end, sentences, key, text });
    if (hits.size === MAX_WORDS) break;
  }
  return [...hits.values()];
}

function shown(found: string): string {
  const text = readable(found);
  return text.length > MAX_WORD_LENGTH ? `${cut(text, MAX_WORD_LENGTH)}…` : text;
}

/**
 * Looks at each text separately, so that `^` and `$` are the ends of one keyword, not of all
 * keywords.
 */
function findRegex(regex: RE2JS, { field, index, sentences }: IndexedField): readonly Hit[] {
  const hits: Hit[] = [];
  let offset = 0;
  for (const text of index.texts) {
    if (hits.length < MAX_WORDS && regex.test(text)) {
      const matcher = regex.matcher(text);
      for (let n = 0; n < MAX_REGEX_FINDS && matcher.find(); n += 1) {
        const found = shown(matcher.group() ?? "");
        const [start, end] = [offset + matcher.start(), offset + matcher.end()];
        hits.push({ field, start, end, sentences, text: found, key: foldWord(found) });
      }
    }
    offset += text.length + 1;
  }
  return hits;
}

function compare(
  { name, value }: CriterionField,
  holds: (value: Value) => boolean,
  subject: IndexedSubject,
  choice: Value | undefined,
): Outcome {
  const values = choice === undefined ? (value?.read(subject) ?? []) : [choice];
  const truths = new Set(values.map(holds));
  const field = CRITERION_FIELDS.findIndex((known) => known.name === name);
  return {
    truth: truths.size !== 1 ? "unknown" : truths.has(true) ? "true" : "false",
    hits: values.map((each, start) => {
      const text = value?.show(each) ?? String(each);
      return { field, start, text, key: text };
    }),
    disagreements: truths.size > 1 ? new Set([name]) : NONE,
  };
}
