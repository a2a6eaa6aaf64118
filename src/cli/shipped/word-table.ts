import { readFileSync } from "node:fs";
import { readWordTable, type WordTable } from "../../core/rating/text/word-table.ts";
import { installedFile } from "../installed-files.ts";

let loaded: WordTable | undefined;

/** The table of word vectors in models/, read when something is rated for the first time. */
export function shippedWordTable(): WordTable {
  loaded ??= readWordTable({
    words: readFileSync(installedFile("models/words.vocab.txt"), "utf8"),
    numbers: readFileSync(installedFile("models/words-128.i8")),
    scales: readFileSync(installedFile("models/words-128.scale.f32")),
  });
  return loaded;
}
