import { romanised } from "./fields/romanised.ts";
import { hasContinuousScript, NUMBER_WORDS, titleWords } from "./fields/title.ts";
import type { DedupeKeys } from "./keys.ts";
import { Lexicon, type Lists, ListsBuilder } from "./lexicon.ts";

/** The words of all entries, as numbers. */
interface WordsOfEntries {
  readonly lexicon: Lexicon;
  /** Words of the title, in their order. */
  readonly titles: Lists;
  /** Family names, in the order of the entry. */
  readonly families: Lists;
  /** Every longer word of the authors' names, each once. */
  readonly nameWords: Lists;
}

/** @param otherTitles what titles may also be called, one on a line: their words get numbers, too */
export function readWords(
  keys: readonly DedupeKeys[],
  otherTitles: readonly (string | undefined)[],
): WordsOfEntries {
  const lexicon = new Lexicon();
  const titles = new ListsBuilder(keys.length);
  const families = new ListsBuilder(keys.length);
  const nameWords = new ListsBuilder(keys.length);
  const addTitle = titleReader(lexicon, titles);
  for (const [entry, { title, names }] of keys.entries()) {
    if (title !== undefined) addTitle(title);
    titles.end();
    for (const other of otherTitles[entry]?.split("\n") ?? [])
      for (const word of titleWords(other)) lexicon.number(word);
    if (names !== undefined) addNames(names, lexicon, families, nameWords);
    families.end();
    nameWords.end();
  }
  return {
    lexicon,
    titles: titles.lists(),
    families: families.lists(),
    nameWords: nameWords.lists(),
  };
}

/** A function that adds the words of a title to the list of the current entry. */
function titleReader(lexicon: Lexicon, titles: ListsBuilder): (title: string) => void {
  // They come first, so that their numbers are small.
  const figures: number[] = [];
  for (const [word, figure] of Object.entries(NUMBER_WORDS)) {
    const number = lexicon.number(word);
    figures[lexicon.number(figure)] ??= lexicon.number(figure);
    figures[number] = lexicon.number(figure);
  }
  return (title) => {
    if (hasContinuousScript(title)) {
      for (const word of titleWords(title)) titles.add(lexicon.number(word));
      return;
    }
    let from = 0;
    for (let at = 0; at <= title.length; at += 1) {
      if (at < title.length && title.charCodeAt(at) !== BLANK) continue;
      const number = lexicon.number(title, from, at);
      titles.add(number < figures.length ? figures[number]! : number);
      from = at + 1;
    }
  };
}

const BLANK = 32;
const SEMICOLON = 59;
const BAR = 124;

/** Adds family names and all longer words of names, as `readNames` has them. */
function addNames(
  names: string,
  lexicon: Lexicon,
  families: ListsBuilder,
  nameWords: ListsBuilder,
): void {
  const text = romanised(names) ?? names;
  let start = 0;
  let from = 0;
  let isFamily = true;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : SEMICOLON;
    if (unit !== BLANK && unit !== BAR && unit !== SEMICOLON) continue;
    if (at - from > 2) nameWords.addOnce(lexicon.number(text, from, at));
    if (isFamily && unit !== BLANK) {
      families.add(
        from === start
          ? lexicon.number(text, start, at)
          : lexicon.number(text.slice(start, at).replaceAll(" ", "")),
      );
      isFamily = false;
    }
    from = at + 1;
    if (unit === SEMICOLON) {
      start = from;
      isFamily = true;
    }
  }
}
