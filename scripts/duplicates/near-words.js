// npm run near-words: writes models/near-words.json, the pairs of frequent English
// words of which one looks like a typing slip of the other: `genetic` and `generic`. They come from
// the words of models/words.vocab.txt.
import { readFileSync, writeFileSync } from "node:fs";
import { spelledAlike } from "../../dist/core/dedupe/fields/spelling.js";
import { distance } from "../../dist/core/records/text/similarity.js";

const MODELS = new URL("../../models/", import.meta.url);

/** Rarer words of the vocabulary are often misspelled themselves. */
const MOST_FREQUENT = 25_000;
const SHORTEST = 5;
/** Words that say nothing in a title are slips of each other. */
const SAY_NOTHING = new Set(["though", "through", "there", "three", "where", "whether"]);
/** Endings that make another form of one word. */
const ENDING =
  /^(?:e|es|ed|er|ers|s|ings?|ions?|ations?|ational|ments?|al|ally|ly|ive|ity|is(?:e|ed|ing|ations?|ational)|able|ably|ance|ence|ant|ent|y|ies|ied|ic|ical|ically|tions?|ist|ism|ists|a|ia|ible|ibly|or|ors|en|em|ises?|ising|is|ae)?$/;

const words = readFileSync(new URL("words.vocab.txt", MODELS), "utf8")
  .split("\n", MOST_FREQUENT)
  .filter((word) => /^[a-z]+$/.test(word) && !SAY_NOTHING.has(word))
  .map(spelledAlike)
  .filter((word) => word.length >= SHORTEST);

/** Words that are equal without one letter are at most two letters apart. */
const alike = new Map();
for (const word of new Set(words)) {
  const forms = new Set([word]);
  for (let at = 1; at < word.length; at += 1) forms.add(word.slice(0, at) + word.slice(at + 1));
  for (const form of forms) alike.set(form, [...(alike.get(form) ?? []), word]);
}
const pairs = new Set();
for (const near of alike.values()) {
  for (const a of near) {
    for (const b of near) if (a < b && isSlip(a, b) && !haveOneRoot(a, b)) pairs.add(`${a} ${b}`);
  }
}
const lines = [...pairs].sort().map((pair) => `  ${JSON.stringify(pair)}`);
writeFileSync(new URL("near-words.json", MODELS), `[\n${lines.join(",\n")}\n]\n`);
console.log(`${pairs.size} pairs of words`);

/** Whether one letter, neither doubled nor single, or the order of two makes the difference. */
function isSlip(a, b) {
  const single = (word) => word.replace(/(.)\1/g, "$1");
  if (a[0] !== b[0] || single(a) === single(b)) return false;
  const sorted = (word) => [...word].sort().join("");
  if (a.length === b.length && sorted(a) === sorted(b)) return true;
  return Math.min(a.length, b.length) > SHORTEST && distance(a, b) === 1;
}

function haveOneRoot(a, b) {
  let same = 0;
  while (a[same] === b[same]) same += 1;
  for (let root = same; root >= Math.max(4, same - 1); root -= 1) {
    if (ENDING.test(a.slice(root)) && ENDING.test(b.slice(root))) return true;
  }
  return false;
}
