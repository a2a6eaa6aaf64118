import type { RE2JS } from "re2js";
import { CRITERION_FIELDS, type CriterionField, type Value } from "./fields/index.ts";
import type { Query, QueryNode } from "./query.ts";
import type { CriterionSubject } from "./subject.ts";
import { allOf, anyOf, not, type Truth } from "./truth.ts";
import { type Finder, findWordings } from "./words/finder.ts";
import { type Sentence, sentenceAround, sentenceTextAround } from "./words/sentence.ts";
import { cut, foldWord, indexTexts, readable, type TextIndex } from "./words/text-index.ts";

/** What a criterion says of a record, and the evidence for it. */
export interface Evaluation {
  readonly truth: Truth;
  /** The words and values that made the result, as the record writes them, in its order, without repeats. */
  readonly words: readonly string[];
  /** The same words, each with the field and the sentence in which it stands first. */
  places(): Iterable<WordsInPlace>;
  /** The first fields and sentences in which they stand, each once. */
  contexts(most: number): readonly WordContext[];
  /** Fields on whose value the entries of the cluster disagree, where that made the result unknown. */
  readonly disagreements: readonly string[];
}

/** A field, and in a text the sentence, in which a criterion found words. */
export interface WordContext {
  readonly field: string;
  /** Absent for a value, such as a year, which stands in no text. */
  readonly sentence?: string;
}

/** Words that a criterion found in a record, where they stand. */
export interface WordsInPlace {
  readonly words: string;
  /** The name of the field, as criteria call it. */
  readonly field: string;
  /** Absent for a value, such as a year, which stands in no text. */
  readonly sentence?: Sentence;
}

/** As many words explain any judgement. */
const MAX_WORDS = 50;
/** Longer finds are cut. */
const MAX_WORD_LENGTH = 200;
/** Finds of a regular expression in a text; each may have to read the text to its end. */
const MAX_REGEX_FINDS = 10;
/** Combinations of disagreeing values that are tried. */
const MAX_COMBINATIONS = 64;

/** Something found, with its place among all that can be found in the record. */
interface Hit {
  readonly field: number;
  readonly start: number;
  readonly text: string;
  /** Equal for repeats. */
  readonly key: string;
  /** The text in which it stands, and where it ends there; absent for a value. */
  readonly index?: TextIndex;
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

/**
 * Judges a record. Where the entries of its cluster disagree on a value, the query is evaluated with
 * each of them, and the result is unknown if it is not the same for all.
 */
export function evaluateQuery(query: Query, subject: CriterionSubject): Evaluation {
  const outcome = evaluate(query.root, subject, new Map());
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
  const sorted = [...hits].sort((a, b) => a.field - b.field || a.start - b.start);
  // An empty find, as of /^/, is evidence without words.
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
    for (const { field: at, start, end, index } of this.#found) {
      if (kept.length === most) break;
      const field = CRITERION_FIELDS[at]!.name;
      const sentence =
        index === undefined || end === undefined
          ? undefined
          : sentenceTextAround(index, start, end);
      if (kept.some((one) => one.field === field && one.sentence === sentence)) continue;
      kept.push(sentence === undefined ? { field } : { field, sentence });
    }
    return kept;
  }

  *places(): Iterable<WordsInPlace> {
    for (const hit of this.#found) yield placed(hit);
  }
}

function placed({ field, start, end, text, index }: Hit): WordsInPlace {
  return {
    words: text,
    field: CRITERION_FIELDS[field]!.name,
    ...(index !== undefined &&
      end !== undefined && { sentence: sentenceAround(index, start, end) }),
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

/** Every choice of one value for each field; none if there are too many to try. */
function combinations(names: ReadonlySet<string>, subject: CriterionSubject): Chosen[] {
  let chosen: Chosen[] = [new Map()];
  for (const { name, value } of CRITERION_FIELDS) {
    if (value === undefined || !names.has(name)) continue;
    const values = value.read(subject);
    if (chosen.length * values.length > MAX_COMBINATIONS) return [];
    chosen = chosen.flatMap((choice) => values.map((each) => new Map(choice).set(name, each)));
  }
  return chosen;
}

function evaluate(node: QueryNode, subject: CriterionSubject, chosen: Chosen): Outcome {
  switch (node.kind) {
    case "and":
    case "or": {
      const outcomes = node.parts.map((part) => evaluate(part, subject, chosen));
      const truths = outcomes.map(({ truth }) => truth);
      return combine(node.kind === "and" ? allOf(truths) : anyOf(truths), outcomes);
    }
    case "not": {
      const outcome = evaluate(node.part, subject, chosen);
      return { ...outcome, truth: not(outcome.truth) };
    }
    case "search":
      return look(node.fields, subject, (index, field) => findWords(node.finder, index, field));
    case "regex":
      return look(node.fields, subject, (index, field) => findRegex(node.regex, index, field));
    case "compare": {
      const choice = chosen.get(node.field.name);
      return compare(node.field, node.holds, subject, choice);
    }
    case "test":
      return {
        truth: node.test.holds(node.argument, subject) ? "true" : "false",
        hits: [],
        disagreements: NONE,
      };
  }
}

/** The evidence for a result is that of the parts which have it; for an unknown, all that was found. */
function combine(truth: Truth, outcomes: readonly Outcome[]): Outcome {
  const deciding = outcomes.filter((outcome) => outcome.truth === truth);
  const witnesses = truth === "unknown" ? outcomes : deciding;
  return {
    truth,
    hits: witnesses.flatMap(({ hits }) => hits),
    disagreements:
      truth === "unknown"
        ? new Set(deciding.flatMap(({ disagreements }) => [...disagreements]))
        : NONE,
  };
}

/**
 * True if found in any of the fields; else unknown if one that must be there is missing, or if it was
 * found in a text that may belong to another field; else false.
 */
function look(
  fields: readonly CriterionField[],
  subject: CriterionSubject,
  findIn: (index: TextIndex, field: number) => readonly Hit[],
): Outcome {
  let missing = false;
  const hits: Hit[] = [];
  const doubtful: Hit[] = [];
  for (const field of fields) {
    const number = CRITERION_FIELDS.indexOf(field);
    const index = indexOf(field, subject);
    if (index !== undefined) hits.push(...findIn(index, number));
    else if (field.text?.absent === "unknown") missing = true;
    const mixed = indexOf(field, subject, "doubtful");
    if (mixed !== undefined) doubtful.push(...findIn(mixed, number));
  }
  if (hits.length > 0) return { truth: "true", hits, disagreements: NONE };
  const isUnknown = missing || doubtful.length > 0;
  return { truth: isUnknown ? "unknown" : "false", hits: doubtful, disagreements: NONE };
}

function findWords(finder: Finder, index: TextIndex, field: number): readonly Hit[] {
  const hits = new Map<string, Hit>();
  for (const { first, last } of findWordings(finder, index)) {
    const key = index.words.slice(first, last + 1).join(" ");
    if (hits.has(key)) continue;
    const start = index.starts[first]!;
    const end = index.ends[last]!;
    hits.set(key, { field, start, end, index, key, text: shown(index.text.slice(start, end)) });
    if (hits.size === MAX_WORDS) break;
  }
  return [...hits.values()];
}

function shown(found: string): string {
  const text = readable(found);
  return text.length > MAX_WORD_LENGTH ? `${cut(text, MAX_WORD_LENGTH)}…` : text;
}

/** Looks at each text on its own, so that `^` and `$` are the ends of a keyword, not of all keywords. */
function findRegex(regex: RE2JS, index: TextIndex, field: number): readonly Hit[] {
  const hits: Hit[] = [];
  let offset = 0;
  for (const text of index.texts) {
    if (hits.length < MAX_WORDS && regex.test(text)) {
      const matcher = regex.matcher(text);
      for (let n = 0; n < MAX_REGEX_FINDS && matcher.find(); n += 1) {
        const found = shown(matcher.group() ?? "");
        const [start, end] = [offset + matcher.start(), offset + matcher.end()];
        hits.push({ field, start, end, index, text: found, key: foldWord(found) });
      }
    }
    offset += text.length + 1;
  }
  return hits;
}

function compare(
  { name, value }: CriterionField,
  holds: (value: Value) => boolean,
  subject: CriterionSubject,
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

const indexes = new WeakMap<CriterionSubject, Map<string, TextIndex | undefined>>();

/** The words of a field, indexed when first asked for; `undefined` where the record does not have it. */
function indexOf(
  { name, text }: CriterionField,
  subject: CriterionSubject,
  which: "read" | "doubtful" = "read",
): TextIndex | undefined {
  if (text?.[which] === undefined) return undefined;
  let known = indexes.get(subject);
  if (known === undefined) {
    known = new Map();
    indexes.set(subject, known);
  }
  const key = which === "read" ? name : `${name}, doubtful`;
  if (!known.has(key)) {
    const texts = text[which](subject);
    known.set(key, texts.length === 0 ? undefined : indexTexts(texts));
  }
  return known.get(key);
}
