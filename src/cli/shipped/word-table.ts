import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readWordTable, type WordTable } from "../../core/rating/text/word-table.ts";

let loaded: WordTable | undefined;

/** The table of word vectors in models/, read when something is rated for the first time. */
export function shippedWordTable(): WordTable {
  loaded ??= readWordTable({
    words: readFileSync(pathOf("words.vocab.txt"), "utf8"),
    numbers: readFileSync(pathOf("words-128.i8")),
    scales: readFileSync(pathOf("words-128.scale.f32")),
  });
  return loaded;
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../../models/${name}`, import.meta.url));
}
