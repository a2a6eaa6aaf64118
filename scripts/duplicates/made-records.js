// Any number of made-up records for measurements of speed: titles by a chain of word pairs over real
// titles, real names, venues and abstracts in new combinations, a third of the records renderings of
// another. The same sets and seed give the same records.
import { createRandom } from "../../dist/core/statistics/random.js";
import { rendering } from "./near-misses.js";

/** @param {readonly import("../../dist/index.js").BibRecord[]} records to take words, names, venues and abstracts from */
export function* madeRecords(records, count, seed) {
  const random = createRandom(seed);
  const chance = (share) => random(1000) < share * 1000;
  const pick = (list) => list[random(list.length)];
  const next = new Map();
  const starts = [];
  for (const { title } of records) {
    const words = (title ?? "").replace(/[[\]]/g, "").split(/\s+/).filter(Boolean);
    if (words.length < 5) continue;
    starts.push(words.slice(0, 2));
    for (let i = 0; i + 2 < words.length; i += 1) {
      const pair = `${words[i]} ${words[i + 1]}`;
      if (!next.has(pair)) next.set(pair, []);
      next.get(pair).push(words[i + 2]);
    }
  }
  const vocabulary = [...next.values()].flat().filter((word) => word.length > 4);
  const authors = records.flatMap((record) => record.authors);
  const venues = records.flatMap(({ venue }) => venue ?? []);
  const sentences = records.flatMap(({ abstract }) => abstract?.split(/(?<=\.)\s+/) ?? []);
  if (sentences.length === 0) sentences.push("Nothing is known of it.");

  for (let made = 0; made < count; ) {
    const title = [...pick(starts)];
    for (const length = 7 + random(12); title.length < length; ) {
      const after = next.get(`${title.at(-2)} ${title.at(-1)}`);
      title.push(after !== undefined && chance(0.75) ? pick(after) : pick(vocabulary));
    }
    const page = 1 + random(2500);
    const work = {
      title: title.join(" "),
      authors: Array.from({ length: 1 + Math.floor((random(10) * random(10)) / 11) }, () =>
        pick(authors),
      ),
      year: 1985 + random(40),
      venue: pick(venues),
      volume: String(1 + random(150)),
      issue: String(1 + random(12)),
      pages: `${page}-${page + 2 + random(14)}`,
      ...(chance(0.75) && { doi: `10.${1000 + random(8000)}/j.${random(1e9).toString(36)}` }),
      ...(chance(0.6) && { abstract: Array.from({ length: 9 }, () => pick(sentences)).join(" ") }),
      issn: [],
      keywords: [],
      mesh: [],
      original: [["id", String(made)]],
    };
    const renderings = chance(0.3) ? 2 + Math.floor((random(10) * random(10)) / 25) : 1;
    for (let i = 0; i < renderings && made < count; i += 1, made += 1) {
      yield i === 0 ? work : stated(rendering(work, { chance, pick, random }, 1));
    }
  }
}

/** Without fields that are undefined, as formats write records. */
function stated(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
