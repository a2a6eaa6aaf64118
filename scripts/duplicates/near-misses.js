// Pairs of records made from real ones, to learn from what labelled sets have too few of: the same
// report as another database prints it, and reports that are all but the same (a second part, an
// erratum, the paper of a congress abstract, the next editorial).
import { createRandom } from "../../dist/core/statistics/random.js";
import { TEMPLATES } from "./hard-pairs.js";

/** Templates of hard pairs to learn from. Versions of a report are told apart by rule. */
const LEARNED = TEMPLATES.filter(
  ({ training, expected, item }) => training && expected !== "ask" && item !== 6,
);
/** Words of which titles of sister reports differ in one; those of the templates for tests are not here. */
const CONTRASTS = [
  ["men", "women"],
  ["boys", "girls"],
  ["adults", "children"],
  ["adolescents", "older people"],
  ["Brazil", "Mexico"],
  ["China", "India"],
  ["Kenya", "Uganda"],
  ["phase II", "phase III"],
  ["type 1", "type 2"],
  ["primary", "secondary"],
  ["short-term", "long-term"],
  ["mothers", "fathers"],
  ["patients", "caregivers"],
  ["teachers", "students"],
];

const GENERIC_TITLES = [
  "Editorial",
  "Introduction",
  "Letter to the editor",
  "Book review",
  "Editor's comments",
  "Guest editorial",
  "Erratum",
  "Commentary",
  "In this issue",
  "Reply",
  "Abstracts",
  "Foreword",
  "News",
  "Response",
  "Editorial introduction",
  "Correspondence",
  "Preface",
];
const PARTS = [
  ["Part I", "Part II"],
  ["Part 1", "Part 2"],
  ["I", "II"],
  ["2", "3"],
  ["phase 2", "phase 3"],
  ["men", "women"],
  ["adults", "children"],
  ["in vitro", "in vivo"],
  ["III", "IV"],
  ["2018", "2019"],
  ["12-week results", "52-week results"],
  ["rats", "mice"],
];
const NOTICES_BEFORE = [
  "Reply to: ",
  "Comment on: ",
  "Erratum: ",
  "Response to: ",
  "Correction to: ",
  "Retraction: ",
  "Commentary on: ",
  "Erratum to ",
  "Corrigendum to ",
];
const NOTICES_BEHIND = [
  " - Reply",
  ": authors' reply",
  ": study protocol for a randomised controlled trial",
  " [comment]",
  " (correction)",
  ": reply",
  ": an update",
  ": erratum",
];
const NOTES = [
  "[Chinese]",
  "[German]",
  "(author's transl)",
  "[Abstract]",
  "[French]",
  "[Review]",
  "[Review] [33 refs]",
];

/**
 * @param {readonly import("../../dist/index.js").BibRecord[]} records of a labelled set
 * @returns {{a: import("../../dist/index.js").BibRecord, b: import("../../dist/index.js").BibRecord, duplicate: boolean, kind: string, spread?: number}[]} the same for
 *   the same records and seed; `spread`: under how many authors or years such a title is seen
 */
export function nearMisses(records, { seed, count }) {
  const random = createRandom(seed);
  const chance = (share) => random(1000) < share * 1000;
  const pick = (list) => list[random(list.length)];
  const titled = records.filter(({ title }) => title !== undefined && title.length > 15);
  const vocabulary = titled.flatMap(({ title }) => title.split(/\s+/)).filter((w) => w.length > 4);
  const render = (record, strength = 1) => rendering(record, { chance, pick, random }, strength);
  const pairs = [];
  const push = (a, b, duplicate, kind, extra = {}) =>
    pairs.push({ ...(chance(0.5) ? { a, b } : { a: b, b: a }), duplicate, kind, ...extra });
  const tools = { random, chance, pick, vocabulary, render, push };

  for (let i = 0; i < Math.min(count, titled.length); i += 1) {
    const one = filled(pick(titled), { chance, random });
    const other = filled(pick(titled), { chance, random });
    const later = number(one.volume, 3) + 1 + random(3);
    for (const make of KINDS) make({ one, other, later, at: i }, tools);
  }
  return pairs;
}

/**
 * Each makes the pairs of one kind from a record, and where it needs one from another record. All
 * draw from one row of random numbers, so that another order here makes other pairs.
 *
 * @type {readonly ((from: {one: any, other: any, later: number, at: number}, tools: any) => void)[]}
 */
const KINDS = [
  renderings,
  sameTitleElsewhere,
  sameTitleAYearLater,
  titleThatDiffersInAWord,
  withoutAPlace,
  registrations,
  sisterReports,
  hardPairs,
  titlesTranslatedAfresh,
  misreadTitles,
  misreadYearsAndDois,
  neighboursInASupplement,
  titlesThatReturn,
];

/** The same report as other databases print it. */
function renderings({ one }, { chance, random, render, push }) {
  push(one, render(one, 1.2), true, "another rendering");
  if (chance(0.6)) push(render(one), render(one), true, "two renderings");
  if (chance(0.15)) {
    push(one, { ...render(one), authors: shuffled(one.authors, random) }, true, "shuffled authors");
  }
}

function sameTitleElsewhere({ one, other }, { chance, random, render, push }) {
  const elsewhere = render(
    {
      ...one,
      venue: other.venue,
      volume: other.volume,
      issue: other.issue,
      pages: other.pages,
      doi: other.doi,
      year: (one.year ?? 2000) + random(3) - (chance(0.3) ? 1 : 0),
      ...(chance(0.3) && { abstract: undefined }),
      ...(chance(0.3) && one.authors.length > 2 && { authors: one.authors.slice(0, -1) }),
    },
    0.7,
  );
  if (differences(one, elsewhere) >= 2) push(one, elsewhere, false, "the same title elsewhere");
}

function sameTitleAYearLater({ one, later }, { random, render, push }) {
  const again = render(
    {
      ...one,
      volume: String(later),
      pages: `${1 + random(900)}-${905 + random(20)}`,
      doi: one.doi === undefined ? undefined : `${one.doi.slice(0, -2)}7q`,
      year: (one.year ?? 2000) + 1,
      abstract: undefined,
    },
    0.6,
  );
  if (differences(one, again) >= 2) push(one, again, false, "the same title a year later");
}

function titleThatDiffersInAWord({ one, other }, tools) {
  const { random, chance, render, push } = tools;
  const [first, second] = titlesApart(one.title, tools);
  const page = number(one.pages, 100);
  const b = {
    ...one,
    title: second,
    volume: chance(0.5) ? one.volume : String(number(one.volume, 3) + 1),
    issue: chance(0.5) ? one.issue : String(number(one.issue, 3) + 1),
    pages: `${page + 3 + random(200)}-${page + 210}`,
    doi: one.doi !== undefined && chance(0.7) ? `${one.doi.slice(0, -1)}9` : undefined,
    abstract: chance(0.5) ? undefined : other.abstract,
    authors: chance(0.7) ? one.authors : other.authors,
    year: chance(0.6) ? one.year : (one.year ?? 2000) + 1,
  };
  push({ ...one, title: first }, render(b, 0.5), false, "a title that differs in a word");
}

/** Two titles that differ in a word, a part or a notice. */
function titlesApart(title, { random, pick, vocabulary }) {
  const words = title.split(" ");
  const kind = random(100);
  if (kind < 35) {
    const long = [...words.keys()].filter((at) => words[at].length > 4);
    const at = long.length > 0 ? pick(long) : random(words.length);
    return [title, words.map((word, i) => (i === at ? pick(vocabulary) : word)).join(" ")];
  }
  if (kind < 60) return pick(PARTS).map((part) => `${title}: ${part}`);
  if (kind < 80) return [title, pick(NOTICES_BEFORE) + title];
  return [title, title + pick(NOTICES_BEHIND)];
}

/**
 * In computer science, many records have a title, authors, a venue under one of its names, a year,
 * and no more.
 */
function withoutAPlace({ one, other }, tools) {
  const { random, chance, render, push } = tools;
  if (!chance(0.25)) return;
  const bare = placeless(one, { chance });
  const again = placeless(render(one, 0.7), { chance });
  const authors = chance(0.4) ? shuffled(again.authors, random) : again.authors;
  const venue = chance(0.45) ? other.venue : again.venue;
  push(
    bare,
    { ...again, authors, venue, year: one.year },
    true,
    "nothing but title, authors, venue and year",
  );
  const elsewhere = { ...again, venue: other.venue, year: (one.year ?? 2000) + 1 + random(3) };
  push(bare, elsewhere, false, "the same title at another venue in another year");
  push(bare, sisterOf(bare, placeless(other, { chance }), tools), false, "a sister report");
  const serial = {
    ...bare,
    title: bare.title
      .split(" ")
      .slice(0, 2 + random(2))
      .join(" "),
  };
  const next = { ...serial, ...(chance(0.6) && { year: (one.year ?? 2000) + 1 }) };
  push(serial, next, false, "a column without a place", { spread: 3 + random(5) });
}

/** Entries of a register: parallel trials of one sponsor, and one trial twice. */
function registrations({ one }, { random, chance, pick, vocabulary, push }) {
  if (!chance(0.15)) return;
  const a = trial(one);
  const words = a.title.split(" ");
  words[random(words.length)] = pick(vocabulary);
  const title = words.join(" ");
  if (title !== a.title) push(a, { ...a, title }, false, "parallel registrations");
  push(a, { ...a, title: a.title.toUpperCase() }, true, "a registration twice");
}

function sisterReports({ one, other }, tools) {
  const { chance, push } = tools;
  if (chance(0.3)) push(one, sisterOf(one, other, tools), false, "a sister report");
}

function hardPairs({ one, other, at }, { chance, pick, push }) {
  if (!chance(0.5)) return;
  const template = pick(LEARNED);
  const [work, another] = [workOf(one), workOf(other)];
  if (work === undefined || another === undefined || work.title === another.title) return;
  const contrast = { frame: `${one.title} in %`, words: pick(CONTRASTS) };
  const [a, b] = template.make(work, another, at, contrast);
  const duplicate = template.expected === "merge";
  // Two works of the same authors, under one title, would be one report.
  const byOthers = JSON.stringify(work.authors) !== JSON.stringify(another.authors);
  if (byOthers || duplicate) push(a, b, duplicate, template.id);
}

function titlesTranslatedAfresh({ one, other }, { chance, render, push }) {
  if (!chance(0.12) || one.authors.length === 0 || !/^\d+-\d+$/.test(one.pages ?? "")) return;
  const again = { ...render(one, 0.2), title: other.title };
  if (again.volume !== undefined && again.pages !== undefined && again.authors.length > 0)
    push(one, again, true, "a title translated afresh");
}

function misreadTitles({ one }, tools) {
  const { random, chance, render, push } = tools;
  if (!chance(0.15) || one.authors.length < 2) return;
  if (one.volume === undefined || one.venue === undefined) return;
  const again = {
    ...render(one, 0.4),
    title: reworded(one.title, tools),
    volume: one.volume,
    issue: one.issue,
  };
  push(one, again, true, "a title with words misread");
  if (one.authors.length < 3 || one.title.length <= 50) return;
  const bare = placeless(one, { chance });
  const misread = {
    ...placeless(again, { chance }),
    authors: shuffled(one.authors, random),
    year: one.year,
  };
  push(bare, misread, true, "a title with words misread, without a place");
}

function misreadYearsAndDois({ one }, { chance, render, push }) {
  if (!chance(0.04) || [one.volume, one.issue, one.year].includes(undefined)) return;
  const again = { ...render(one, 0.3), volume: one.volume, issue: one.issue };
  if (chance(0.5))
    push(one, { ...again, year: one.year + (chance(0.5) ? 2 : -2) }, true, "a year misread");
  else if (one.doi !== undefined) {
    const doi = one.doi.slice(0, -2) + one.doi.at(-1) + one.doi.at(-2);
    push(one, { ...again, year: one.year, doi }, true, "a DOI misread");
  }
}

function neighboursInASupplement({ one, other }, { random, chance, render, push }) {
  const page = number(one.pages, 100);
  const neighbour = {
    ...other,
    venue: one.venue,
    volume: one.volume,
    issue: one.issue,
    year: one.year,
    pages: chance(0.5) ? one.pages : `S${page + random(3)}`,
    doi: chance(0.4) ? one.doi : undefined,
    ...(chance(0.3) && { authors: one.authors }),
  };
  push(one, render(neighbour, 0.6), false, "neighbours in a supplement");
}

/** Editorials and their like: one title for many reports. */
function titlesThatReturn({ one, other, later }, { random, chance, pick, render, push }) {
  if (!chance(0.35)) return;
  const title = pick(GENERIC_TITLES);
  const a = { ...one, title, abstract: undefined };
  const b = {
    ...one,
    title,
    abstract: undefined,
    volume: chance(0.6) ? one.volume : String(later),
    issue: String(number(one.issue, 3) + 1),
    pages: chance(0.5) ? one.pages : String(1 + random(9)),
    doi: one.doi === undefined ? undefined : `${one.doi.slice(0, -1)}9`,
    authors: chance(0.6) ? one.authors : other.authors,
  };
  const spread = 2 + random(5);
  if (differences(a, b) >= 1) push(a, b, false, "a title that returns", { spread });
  const c = render(a, 0.4);
  const located = c.pages !== undefined || (c.issue !== undefined && c.issue === a.issue);
  if (c.volume === a.volume && a.pages !== undefined && located)
    push(a, c, true, "another rendering of a title that returns", { spread });
}

/** How many fields of the place differ between two records. */
function differences(a, b) {
  return ["volume", "pages", "doi", "venue", "issue"].filter(
    (field) => a[field] !== undefined && b[field] !== undefined && a[field] !== b[field],
  ).length;
}

/** The first number in a text. */
function number(text, otherwise) {
  return Number(/\d+/.exec(text ?? "")?.[0] ?? otherwise);
}

/** Another report of some of the same authors, with words of both titles. */
function sisterOf(one, other, { random, chance }) {
  const words = one.title.split(" ");
  const kept = words.filter(() => chance(0.6));
  const added = other.title.split(" ").slice(0, Math.max(2, words.length - kept.length));
  return {
    ...other,
    title: (chance(0.5) ? [...kept, ...added] : [...added, ...kept]).join(" "),
    authors: [...one.authors.slice(0, 1 + random(3)), ...other.authors.slice(1, 1 + random(3))],
    year: one.year,
    ...(chance(0.4) && { venue: one.venue, volume: one.volume }),
  };
}

/** A title with one or two words misread. */
function reworded(title, { random, chance, pick, vocabulary }) {
  const words = title.split(" ");
  for (let changes = 1 + random(2); changes > 0; changes -= 1) {
    const at = random(words.length);
    if (chance(0.5))
      words[at] = misprinted(misprinted(`${words[at]}     `, { pick, random }), {
        pick,
        random,
      }).trim();
    else words[at] = pick(vocabulary);
  }
  return words.join(" ");
}

/** A record in the form that templates of hard pairs take; undefined where a field is missing. */
function workOf({ title, authors, year, venue, volume, issue = "2", pages, doi = "10.1000/x.1" }) {
  if ([year, venue, volume].includes(undefined) || authors.length === 0) return undefined;
  if (!/^\d+/.test(pages ?? "") || !/^\d+$/.test(volume)) return undefined;
  return {
    title,
    subject: title.split(" ").slice(0, 2).join(" "),
    authors: authors.map(({ family, given = "A" }) => `${family}, ${given}`),
    ...{ year, venue, volume, issue, pages, doi },
  };
}

/** A record whose empty fields are filled now and then, so that they can contradict. */
function filled(record, { chance, random }) {
  const made = {
    ...(record.pages === undefined &&
      chance(0.7) && { pages: `${1 + random(900)}-${905 + random(20)}` }),
    ...(record.volume === undefined && chance(0.7) && { volume: String(1 + random(90)) }),
    ...(record.issue === undefined && chance(0.4) && { issue: String(1 + random(12)) }),
    ...(record.doi === undefined &&
      chance(0.4) && { doi: `10.${1000 + random(8000)}/x.${random(1e8).toString(36)}` }),
  };
  return { ...record, ...made };
}

/** Without volume, issue, pages and identifiers. */
function placeless(record, { chance }) {
  const { volume, issue, pages, doi, pmid, ...rest } = record;
  return chance(0.7) ? { ...rest, abstract: undefined } : rest;
}

function trial(record) {
  const { title, year, authors } = record;
  return {
    ...placeless(record, { chance: () => true }),
    title,
    year,
    authors: authors.slice(0, 1),
    venue: undefined,
  };
}

/** The record as another database may print it. */
export function rendering(record, { chance, pick, random }, strength) {
  const made = { ...record };
  const drop = (field) => {
    made[field] = undefined;
  };
  if (chance(0.35)) made.title = chance(0.5) ? made.title.toLowerCase() : made.title.toUpperCase();
  if (chance(0.2))
    made.title = made.title.replace(/[:;,]/g, (sign) =>
      chance(0.5) ? " -" : sign === ":" ? "." : sign,
    );
  if (chance(0.25)) made.title += ".";
  if (chance(0.05 * strength)) made.title = misprinted(made.title, { pick, random });
  if (chance(0.04 * strength)) {
    const colon = made.title.indexOf(": ");
    if (colon > 25) made.title = made.title.slice(0, colon);
  }
  if (chance(0.03 * strength)) made.title = `[${made.title}]`;
  if (chance(0.02 * strength)) made.title = `${made.title} ${pick(NOTES)}`;
  made.authors = printedNames(made.authors, { chance, random });
  if (chance(0.03 * strength)) made.authors = [];
  if (made.venue !== undefined && chance(0.5)) made.venue = abbreviatedVenue(made.venue);
  if (chance(0.04 * strength)) drop("venue");
  if (made.pages !== undefined) {
    if (chance(0.5)) made.pages = shortenedPages(made.pages);
    if (chance(0.1)) made.pages = made.pages.split("-")[0];
    if (chance(0.1 * strength)) drop("pages");
  }
  if (chance(0.3 * strength)) drop("issue");
  if (chance(0.05 * strength)) drop("volume");
  if (chance(0.4 * strength)) drop("doi");
  if (chance(0.35 * strength)) drop("abstract");
  if (made.year !== undefined && chance(0.04 * strength)) made.year += chance(0.5) ? 1 : -1;
  if (chance(0.06 * strength)) {
    // Ahead of print.
    drop("volume");
    drop("issue");
    made.pages = chance(0.5) ? undefined : `1-${5 + random(10)}`;
    if (made.year !== undefined && chance(0.5)) made.year -= 1;
  }
  if (chance(0.02 * strength)) drop("year");
  const located = made.doi !== undefined || made.pages !== undefined;
  if (located && made.volume !== undefined && chance(0.03 * strength)) {
    made.volume = String((Number(made.volume) || 5) + (chance(0.5) ? 1 : -1));
    if (made.issue !== undefined && chance(0.6)) made.issue = String(1 + random(12));
  } else if (made.issue !== undefined && chance(0.03 * strength))
    made.issue = String(1 + random(12));
  const page = /^\d{2,}/.exec(made.pages ?? "")?.[0];
  if (page !== undefined && made.volume !== undefined && chance(0.012 * strength)) {
    made.pages = made.pages.replace(/^\d+/, String(Number(page) + 1 + random(3)));
  }
  return made;
}

function printedNames(authors, { chance, random }) {
  const manner = random(5);
  const printed = authors.map(({ family, given }) => {
    if (given === undefined) return { family };
    const initials = given
      .split(/[\s.]+/)
      .filter(Boolean)
      .map((word) => word[0].toUpperCase());
    if (manner === 0) return { family, given: initials.map((letter) => `${letter}.`).join(" ") };
    if (manner === 1) return { family, given: initials.join("") };
    if (manner === 2) return { family: family.toUpperCase(), given: initials.join(" ") };
    return { family, given };
  });
  if (printed.length > 3 && chance(0.12)) return printed.slice(0, 3);
  if (printed.length > 1 && chance(0.05)) return printed.slice(0, 1);
  if (printed.length > 2 && chance(0.03)) return printed.slice(0, -1);
  if (chance(0.03))
    return printed.map(({ family, given }) =>
      given === undefined ? { family } : { family: given, given: family },
    );
  return printed;
}

function misprinted(title, { pick, random }) {
  if (title.length < 12) return title;
  const at = 1 + random(title.length - 2);
  const kind = random(100);
  if (kind < 35) return title.slice(0, at) + title.slice(at + 1);
  if (kind < 60) return title.slice(0, at) + title[at + 1] + title[at] + title.slice(at + 2);
  if (kind < 80) return title.slice(0, at) + pick([..."aeiourstnl"]) + title.slice(at + 1);
  return title.slice(0, at) + title[at] + title.slice(at);
}

function abbreviatedVenue(venue) {
  return venue
    .replace(/\b(?:of|the|and|in|for|&)\b/gi, "")
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (word.length > 6 ? word.slice(0, 3 + (word.length % 3)) : word))
    .join(" ");
}

/** `123-129` as `123-9`. */
function shortenedPages(pages) {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(pages) ?? [];
  if (first === undefined || first.length !== last.length) return pages;
  let at = 0;
  while (at < first.length - 1 && first[at] === last[at]) at += 1;
  return `${first}-${last.slice(at)}`;
}

function shuffled(list, random) {
  const made = [...list];
  for (let i = made.length - 1; i > 0; i -= 1) {
    const j = random(i + 1);
    [made[i], made[j]] = [made[j], made[i]];
  }
  return made;
}
