// Synthetic exports for benchmarks: the same bytes for the same seed. Lengths, overlaps and noise are drawn
// from distributions that scripts/measure-literature.js measured in labelled sets (literature.json names
// them); words are those of the word table in models/, the most frequent first; names are made up.
import { readFileSync } from "node:fs";

const MEASURED = JSON.parse(readFileSync(new URL("literature.json", import.meta.url), "utf8"));
const VOCABULARY = readFileSync(new URL("../models/words.vocab.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");
/** What the reviewers of the made-up review look for: these words are in its relevant works. */
const TOPIC = "language model transformer attention inference training memory decoding".split(" ");

/** A small generator of numbers from 0 to 1 (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Draws ranks, 0 for the most frequent value, as unevenly as was measured. Ranks that were not seen
 * follow with the chance and the growth that were measured, so that a larger literature has more
 * words, names and journals, as real ones have.
 */
function rankDrawer({ shares, values, growth, unseen }, next) {
  const seen = shares.map((share) => share * (1 - unseen));
  return () => {
    const drawn = next();
    const octave = seen.findIndex((share) => drawn < share);
    if (octave === 0) return 0;
    if (octave > 0) return Math.floor(2 ** (octave - 1) * (1 + next()));
    const last = 2 ** (shares.length - 1);
    if (drawn < 1 - unseen) return last + Math.floor(next() * (values - last));
    return Math.floor(values * (1 - next()) ** (-1 / (1 / growth - 1)));
  };
}

/** A number as syllables; another number gives other syllables. */
function syllables(number) {
  let text = "";
  for (let rest = number + 75; rest > 0; rest = Math.floor(rest / 75))
    text += "bcdfghklmnprstv"[rest % 15] + "aeiou"[Math.floor(rest / 15) % 5];
  return text;
}

const capitalised = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const ACCENTED = { a: "á", e: "é", i: "í", o: "ö", u: "ü" };

/** A family name; one of thirteen has an accent. */
function familyName(rank) {
  const name = syllables(rank);
  const accented = rank % 13 === 5 ? name.replace(/[aeiou]/, (vowel) => ACCENTED[vowel]) : name;
  return capitalised(accented);
}

/**
 * @typedef {{title: string, authors: string[], year: number, venue: string, volume: string,
 *   page: string, lastPage: string, doi: string, abstract: string}} Work
 */

/**
 * Works of a made-up literature, each with the metadata that databases give, one after another and
 * without an end.
 *
 * @returns {Generator<Work, never>}
 */
function* literature(seed) {
  const next = random(seed);
  const quantile = (values) => {
    const at = next() * (values.length - 1);
    const low = Math.floor(at);
    return Math.round(values[low] + (values[low + 1] - values[low]) * (at - low));
  };
  const titleRank = rankDrawer(MEASURED.wordsOfTitles, next);
  const abstractRank = rankDrawer(MEASURED.wordsOfAbstracts, next);
  const familyRank = rankDrawer(MEASURED.families, next);
  const venueRank = rankDrawer(MEASURED.venues, next);
  const word = (rank) => VOCABULARY[rank] ?? syllables(rank);
  const text = (words, rank, relevant) =>
    Array.from({ length: words }, () =>
      relevant && next() < 0.15 ? TOPIC[Math.floor(next() * TOPIC.length)] : word(rank()),
    );
  for (let at = 0; ; at += 1) {
    const relevant = next() < 0.12;
    const title = text(Math.max(4, quantile(MEASURED.titleWords)), titleRank, relevant);
    if (title.length > 6 && next() < 0.4) title[3] += ":";
    const page = quantile(MEASURED.page);
    const hasVolume = next() < MEASURED.has.volume;
    const hasPages = next() < MEASURED.has.pages;
    yield {
      title: capitalised(title.join(" ")),
      authors: Array.from(
        { length: quantile(MEASURED.authors) },
        () => `${familyName(familyRank())}, ${capitalised(syllables(Math.floor(next() * 900)))}`,
      ),
      year: quantile(MEASURED.year),
      venue: venueName(venueRank()),
      volume: hasVolume ? String(quantile(MEASURED.volume)) : "",
      page: hasPages ? String(page) : "",
      lastPage: hasPages ? String(page + 1 + Math.floor(next() * 20)) : "",
      doi: next() < 0.7 ? `10.1000/bench.${at}` : "",
      abstract: text(quantile(MEASURED.abstractWords), abstractRank, relevant).join(" "),
    };
  }
}

/** A journal: the same rank has the same name. */
function venueName(rank) {
  const next = random(rank + 1);
  const words = Array.from({ length: 1 + Math.floor(next() * 4) }, () =>
    capitalised(VOCABULARY[100 + Math.floor(next() ** 2 * 12_000)]),
  );
  return `${["Journal of", "International Journal of", "Annals of", "Advances in"][Math.floor(next() * 4)]} ${words.join(" ")}`;
}

/** The first works of a literature. */
export function works(count, seed) {
  const literary = literature(seed);
  return Array.from({ length: count }, () => literary.next().value);
}

/**
 * The entries of several databases: a work is in as many of them as was measured, and each further
 * copy differs from the first as often and in the fields that was measured.
 *
 * @returns {Generator<{work: Work, source: number}>}
 */
export function* entriesOfSources(count, sources, seed) {
  const next = random(seed ^ 0x5eed);
  const chance = (share) => next() < share;
  let made = 0;
  for (const work of literature(seed)) {
    let copies = 1;
    for (let drawn = next(); copies < sources && drawn >= MEASURED.copies[copies - 1]; copies += 1)
      drawn -= MEASURED.copies[copies - 1];
    const first = Math.floor(next() * sources);
    for (let copy = 0; copy < copies; copy += 1) {
      if (made === count) return;
      made += 1;
      yield {
        work: copy === 0 ? work : copyOf(work, chance, next),
        source: (first + copy) % sources,
      };
    }
  }
}

/** The same work as another database prints it. */
function copyOf(work, chance, next) {
  const { copyDiffers } = MEASURED;
  const copy = { ...work };
  if (chance(copyDiffers.titleInPunctuation)) copy.title = `${copy.title.replace(":", " -")}.`;
  if (chance(copyDiffers.titleInWords)) {
    const words = copy.title.split(" ");
    const at = Math.floor(next() * words.length);
    words[at] = words[at].length > 4 ? words[at].slice(0, -1) : `${words[at]}s`;
    copy.title = words.join(" ");
  }
  if (chance(copyDiffers.givenNames))
    copy.authors = copy.authors.map((name) => name.replace(/, (.).*/, ", $1."));
  if (copy.authors.length > 2 && chance(copyDiffers.fewerAuthors))
    copy.authors = copy.authors.slice(0, -1);
  if (chance(copyDiffers.venue))
    copy.venue = copy.venue
      .split(" ")
      .filter((word) => word !== "of" && word !== "in")
      .map((word) => (word.length > 5 ? `${word.slice(0, 4)}.` : word))
      .join(" ");
  if (chance(copyDiffers.year)) copy.year += 1;
  if (copy.page !== "" && chance(copyDiffers.firstPage)) copy.page = `e${copy.page}`;
  if (chance(copyDiffers.lacksPages)) [copy.page, copy.lastPage] = ["", ""];
  if (chance(copyDiffers.lacksPages)) copy.doi = "";
  return copy;
}

const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;

export function scopusCsv(list, from = 0) {
  const header =
    "Authors,Author full names,Author(s) ID,Title,Year,Source title,Volume,Issue,Page start,Page end,Cited by,DOI,Link,Abstract,Author Keywords,Document Type,Source,EID";
  const rows = list.map((w, at) =>
    [
      w.authors.join("; "),
      w.authors.join("; "),
      "",
      w.title,
      w.year,
      w.venue,
      w.volume,
      "",
      w.page,
      w.lastPage,
      3,
      w.doi,
      "",
      w.abstract,
      "training; model",
      "Article",
      "Scopus",
      `2-s2.0-${from + at}`,
    ]
      .map(cell)
      .join(","),
  );
  return `${header}\n${rows.join("\n")}\n`;
}

export function ris(list) {
  return list
    .map((w) =>
      [
        "TY  - JOUR",
        `TI  - ${w.title}`,
        ...w.authors.map((a) => `AU  - ${a}`),
        `PY  - ${w.year}`,
        `T2  - ${w.venue}`,
        ...(w.volume ? [`VL  - ${w.volume}`] : []),
        ...(w.page ? [`SP  - ${w.page}`, `EP  - ${w.lastPage}`] : []),
        ...(w.doi ? [`DO  - ${w.doi}`] : []),
        `AB  - ${w.abstract}`,
        "ER  - ",
        "",
      ].join("\n"),
    )
    .join("\n");
}

export function bibtex(list, from = 0) {
  return list
    .map(
      (w, at) =>
        `@article{key${from + at},\n  author = {${w.authors.join(" and ")}},\n  title = {${w.title}},\n  journal = {${w.venue}},\n  year = {${w.year}},\n${w.volume ? `  volume = {${w.volume}},\n` : ""}${w.page ? `  pages = {${w.page}--${w.lastPage}},\n` : ""}${w.doi ? `  doi = {${w.doi}},\n` : ""}  abstract = {${w.abstract}}\n}\n`,
    )
    .join("\n");
}

const xml = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export function pubmedXml(list, from = 0) {
  return list
    .map(
      (w, at) =>
        `<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">${from + at + 1}</PMID><Article PubModel="Print"><Journal><ISSN IssnType="Print">1234-5679</ISSN><JournalIssue>${w.volume ? `<Volume>${w.volume}</Volume>` : ""}<Issue>1</Issue><PubDate><Year>${w.year}</Year></PubDate></JournalIssue><Title>${xml(w.venue)}</Title></Journal><ArticleTitle>${xml(w.title)}</ArticleTitle>${w.page ? `<Pagination><MedlinePgn>${w.page}-${w.lastPage}</MedlinePgn></Pagination>` : ""}${w.doi ? `<ELocationID EIdType="doi">${w.doi}</ELocationID>` : ""}<Abstract><AbstractText>${xml(w.abstract)}</AbstractText></Abstract><AuthorList>${w.authors.map((a) => `<Author><LastName>${a.split(", ")[0]}</LastName><Initials>${a.split(", ")[1]}</Initials></Author>`).join("")}</AuthorList><Language>eng</Language><PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle>\n`,
    )
    .join("");
}

export function endnoteXml(list, from = 0) {
  const style = (text) => `<style face="normal" font="default" size="100%">${xml(text)}</style>`;
  return list
    .map(
      (w, at) =>
        `<record><database name="My Library">My Library</database><source-app name="EndNote" version="20.1">EndNote</source-app><rec-number>${from + at + 1}</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>${w.authors.map((a) => `<author>${style(a)}</author>`).join("")}</authors></contributors><titles><title>${style(w.title)}</title><secondary-title>${style(w.venue)}</secondary-title></titles><periodical><full-title>${style(w.venue)}</full-title></periodical>${w.page ? `<pages>${style(`${w.page}-${w.lastPage}`)}</pages>` : ""}${w.volume ? `<volume>${style(w.volume)}</volume>` : ""}<dates><year>${style(w.year)}</year></dates><abstract>${style(w.abstract)}</abstract>${w.doi ? `<electronic-resource-num>${style(w.doi)}</electronic-resource-num>` : ""}</record>`,
    )
    .join("");
}
