import type { BibRecord } from "../records/model.ts";
import { CRITERION_FIELDS, type CriterionField } from "./fields/index.ts";
import { type KeywordsByKind, keywordsByKind } from "./fields/keyword-kinds.ts";
import type { CriterionSubject, FieldSubject } from "./subject.ts";
import { Sentences } from "./words/sentence.ts";
import { Sieve } from "./words/sieve.ts";
import { TextIndex } from "./words/text-index.ts";

/** The words of a field, with its place among all fields. */
export interface IndexedField {
  readonly field: number;
  readonly index: TextIndex;
  readonly sentences: Sentences;
}

/** What a search in several fields looks at. */
export interface TextsOfFields {
  readonly sure: readonly IndexedField[];
  /** Texts that may belong to another field. */
  readonly doubtful: readonly IndexedField[];
  /** Shows at once that a word is in none of the texts. */
  readonly sieve: Sieve;
  /** Whether a field that must be there is missing. */
  readonly isMissing: boolean;
}

/**
 * A subject with an index of the words of each field, which is made when a criterion first asks for
 * it. Make one for each record, judge all criteria on it, and let it go: the index takes several
 * times the memory of the record.
 */
export class IndexedSubject implements FieldSubject {
  readonly record: BibRecord;
  readonly alternatives?: NonNullable<CriterionSubject["alternatives"]>;
  readonly fullText?: string;
  #keywords: KeywordsByKind | undefined;
  /** By the field and whether its texts are sure or doubtful. */
  readonly #indexed = new Map<string, IndexedField | undefined>();
  /** By the list of fields, which every term of a function shares. */
  readonly #together = new Map<readonly CriterionField[], TextsOfFields>();
  /** What was asked for last: the terms of a function follow each other. */
  #last: { readonly fields: readonly CriterionField[]; readonly texts: TextsOfFields } | undefined;

  constructor({ record, alternatives, fullText }: CriterionSubject) {
    this.record = record;
    if (alternatives !== undefined) this.alternatives = alternatives;
    if (fullText !== undefined) this.fullText = fullText;
  }

  get keywords(): KeywordsByKind {
    this.#keywords ??= keywordsByKind(this.record);
    return this.#keywords;
  }

  textsOf(fields: readonly CriterionField[]): TextsOfFields {
    if (this.#last?.fields === fields) return this.#last.texts;
    const texts = this.#together.get(fields) ?? this.#join(fields);
    this.#last = { fields, texts };
    return texts;
  }

  #join(fields: readonly CriterionField[]): TextsOfFields {
    const sure = fields.flatMap((field) => this.#indexOf(field, "read") ?? []);
    const doubtful = fields.flatMap((field) => this.#indexOf(field, "doubtful") ?? []);
    const isMissing = fields.some(
      (field) => field.text?.absent === "unknown" && this.#indexOf(field, "read") === undefined,
    );
    const texts = { sure, doubtful, sieve: sieveOf([...sure, ...doubtful]), isMissing };
    this.#together.set(fields, texts);
    return texts;
  }

  /** The words of a field; `undefined` where the record does not have it. */
  #indexOf(field: CriterionField, which: "read" | "doubtful"): IndexedField | undefined {
    const { name, text } = field;
    if (text?.[which] === undefined) return undefined;
    const key = `${name} ${which}`;
    if (!this.#indexed.has(key)) this.#indexed.set(key, indexedField(field, text[which](this)));
    return this.#indexed.get(key);
  }
}

function sieveOf([first, ...others]: readonly IndexedField[]): Sieve {
  if (first !== undefined && others.length === 0) return first.index.sieve;
  const sieve = new Sieve();
  if (first !== undefined) sieve.addAll(first.index.sieve);
  for (const { index } of others) sieve.addAll(index.sieve);
  return sieve;
}

function indexedField(field: CriterionField, texts: readonly string[]): IndexedField | undefined {
  if (texts.length === 0) return undefined;
  const index = new TextIndex(texts);
  return { field: CRITERION_FIELDS.indexOf(field), index, sentences: new Sentences(index) };
}
