import type { ViewSettings } from "../models/view-settings.ts";
import type { Corpus } from "../text/corpus.ts";
import type { OwnVectors } from "../text/own-vectors.ts";
import type { TermSettings } from "../text/term-sequences.ts";
import type { VectorParts } from "../text/vector-parts.ts";
import type { WordTable } from "../text/word-table.ts";
import { createOwnVectors } from "./own-vectors.ts";
import { remembered } from "./remembered.ts";
import {
  createTableVectors,
  type TableVectors,
  tableMeans,
  tableVectorsOnDemand,
} from "./table-vectors.ts";
import { countWords, createWordVectors, type WordVectors, wordVectorsOnDemand } from "./tf-idf.ts";
import {
  createTopicVectors,
  findTopics,
  type TopicVectors,
  topicVectorsOnDemand,
} from "./topics.ts";
import type { EachTerm, Vectors } from "./vectors.ts";

/** The features of the records that a part of a model sees. */
export interface View {
  readonly vectors: Vectors;
  /** If the features are words: these. */
  readonly words?: WordVectors;
  /** Whether its terms are single words that say something by themselves. */
  readonly hasWords: boolean;
  /** Whether it sees anything of a row; what it does not see counts as average. */
  sees(row: number): boolean;
  /** What each term of a row adds to its inner product with these weights, which stay as they are. */
  eachTerm(weights: Float64Array): EachTerm;
}

/** Stands for a vector of the user, which has no words; brackets tell it from a word. */
const OWN_VECTORS = "(your vectors)";

/** What views are made from. */
export interface ViewSources {
  readonly corpus: Corpus;
  readonly order: Uint32Array;
  /** A text that is one more row. */
  readonly text: readonly string[];
  /** Loads the table of word vectors; without it, views of the table are absent. */
  readonly wordTable?: (() => WordTable) | undefined;
  /** Vectors that the user made; without them, views of them are absent. */
  readonly ownVectors?: OwnVectors | undefined;
  /** What was found in these texts before, which is not looked for again. */
  readonly vectorParts?: VectorParts | undefined;
  /**
   * Whether rows are made when somebody asks for them, which takes more time and little memory; who
   * asks for all rows again and again wants them held.
   */
  readonly areRowsOnDemand?: boolean;
}

/** Makes views; those with the same settings are made once. */
export function createViews(sources: ViewSources): (settings: ViewSettings) => View | undefined {
  if (sources.areRowsOnDemand) return viewsOnDemand(sources);
  const { corpus, order, text, wordTable, ownVectors } = sources;
  const { words, topics, means } = createParts(sources);
  return remembered((settings: ViewSettings): View | undefined => {
    switch (settings.of) {
      case "words":
        return wordView(words(settings.terms));
      case "topics":
        return topicView(createTopicVectors(words(settings.terms), topics(settings)));
      case "own vectors":
        return ownVectors === undefined ? undefined : ownView(order, ownVectors);
      case "table": {
        if (wordTable === undefined) return undefined;
        const [table, { titleTimes }] = [wordTable(), settings];
        const found = means(settings, table);
        return tableView(createTableVectors(corpus, order, text, table, titleTimes, found));
      }
    }
  });
}

/** Finds what a view is made from, for `vectorParts` to have it, without making the view. */
export function createPartFinder(sources: ViewSources): (settings: ViewSettings) => void {
  const { counted, topics, means } = createParts(sources);
  return (settings) => {
    if (settings.of === "words") counted(settings.terms);
    else if (settings.of === "topics") topics(settings);
    else if (settings.of === "table" && sources.wordTable !== undefined)
      means(settings, sources.wordTable());
  };
}

type Settings<Kind> = Extract<ViewSettings, { of: Kind }>;

/** What views are made from, known or found now. */
function createParts({ corpus, order, text, vectorParts }: ViewSources) {
  const known = vectorParts?.areOf(corpus, order) ? vectorParts : undefined;
  const parts = <Found extends object>(find: () => Found, ...of: readonly unknown[]): Found =>
    known === undefined ? find() : known.of(find, text, ...of);
  const counted = (terms: TermSettings) =>
    parts(() => countWords(corpus, order, text, terms), "words", terms);
  const words = remembered((terms: TermSettings) =>
    createWordVectors(corpus, order, text, terms, counted(terms)),
  );
  return {
    counted,
    words,
    topics: (settings: Settings<"topics">) =>
      parts(() => findTopics(words(settings.terms), settings.topics), settings),
    means: (settings: Settings<"table">, table: WordTable) =>
      parts(() => tableMeans(corpus, order, text, table, settings.titleTimes), settings),
  };
}

/** The same views, which hold few rows. */
function viewsOnDemand({
  corpus,
  order,
  text,
  wordTable,
  ownVectors,
}: ViewSources): (settings: ViewSettings) => View | undefined {
  const words = remembered((terms: TermSettings) =>
    wordVectorsOnDemand(corpus, order, text, terms),
  );
  return remembered((settings: ViewSettings): View | undefined => {
    switch (settings.of) {
      case "words":
        return wordView(words(settings.terms));
      case "topics":
        return topicView(topicVectorsOnDemand(words(settings.terms), settings.topics));
      // They are in memory anyway.
      case "own vectors":
        return ownVectors === undefined ? undefined : ownView(order, ownVectors);
      case "table":
        return wordTable === undefined
          ? undefined
          : tableView(tableVectorsOnDemand(corpus, order, text, wordTable(), settings.titleTimes));
    }
  });
}

function topicView(vectors: TopicVectors): View {
  return { vectors, hasWords: false, sees: () => true, eachTerm: vectors.eachTerm };
}

function tableView(vectors: TableVectors): View {
  return { vectors, hasWords: true, sees: vectors.sees, eachTerm: vectors.eachTerm };
}

function ownView(order: Uint32Array, ownVectors: OwnVectors): View {
  const vectors = createOwnVectors(order, ownVectors);
  return {
    vectors,
    hasWords: false,
    sees: (row) => vectors.squaredLengths[row]! > 0,
    eachTerm: (weights) => (row, add) => add(OWN_VECTORS, vectors.dot(row, weights)),
  };
}

function wordView(words: WordVectors): View {
  const { entriesOf, nameOf } = words;
  return {
    vectors: words,
    words,
    hasWords: true,
    sees: () => true,
    eachTerm: (weights) => (row, add) => {
      const { columns, values } = entriesOf(row);
      for (const [k, column] of columns.entries())
        add(nameOf(column), weights[column]! * values[k]!);
    },
  };
}
