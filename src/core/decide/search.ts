import type { BibRecord } from "../records/model.ts";
import { fold, formatAuthor } from "../records/normalize.ts";
import { formatCount } from "../records/text/plural.ts";
import type { Session } from "./session.ts";

/**
 * Tells whether a record has all words of a search, anywhere in what a reviewer sees of it; a phrase
 * stands in double quotes. Accents and capitals do not matter, and a word may be a part of one.
 */
export function recordMatcher(search: string): (key: string, record: BibRecord) => boolean {
  const wanted = searchedFor(search);
  return (key, record) => {
    const text = fold(textOf(key, record)).replace(/\s+/g, " ");
    return wanted.every((word) => text.includes(word));
  };
}

/** Tells whether one line of a list has all words of a search. */
export function lineMatcher(search: string): (line: string) => boolean {
  const wanted = searchedFor(search);
  return (line) => {
    const text = fold(line);
    return wanted.every((word) => text.includes(word));
  };
}

function searchedFor(search: string): string[] {
  return [...fold(search).matchAll(/"([^"]+)"?|([^\s"]+)/g)]
    .map(([, phrase, word]) => (phrase ?? word ?? "").replace(/\s+/g, " ").trim())
    .filter((word) => word !== "");
}

function textOf(key: string, record: BibRecord): string {
  const { title, abstract, authors, venue, year, keywords, mesh, type } = record;
  const { doi, pmid, arxiv, accession } = record;
  return [
    key,
    ...[title, abstract, venue, year, type, doi, pmid, arxiv, accession],
    ...authors.map(formatAuthor),
    ...keywords,
    ...mesh,
  ]
    .filter((part) => part !== undefined)
    .join("\n");
}

/** What a search leaves aside, until another search shows it. */
export interface Narrowed {
  readonly text: string;
  /** What waits and was not found. */
  readonly aside: readonly string[];
  /** Everything that waited when the search began, in its order. */
  readonly order: readonly string[];
}

/** Everything that waits, whether a search shows it or not. */
export function allWaiting({ queue, narrowed }: Session): readonly string[] {
  if (narrowed === undefined) return queue;
  const waiting = new Set([...queue, ...narrowed.aside]);
  const known = new Set(narrowed.order);
  return [
    ...queue.filter((id) => !known.has(id)),
    ...narrowed.order.filter((id) => waiting.has(id)),
  ];
}

/** The session with only those items in its queue that a search found; without words, with all. */
export function narrow(session: Session, text: string, found: ReadonlySet<string>): Session {
  const all = allWaiting(session);
  if (text === "") {
    const notice = session.narrowed === undefined ? "" : "Everything that waits is shown again.";
    return { ...session, queue: all, narrowed: undefined, notice, scroll: 0 };
  }
  const queue = all.filter((id) => found.has(id));
  if (queue.length === 0) return { ...session, notice: `Nothing that waits has all of: ${text}` };
  const aside = all.filter((id) => !found.has(id));
  const notice = `Found ${formatCount(queue.length)} of ${formatCount(all.length)}. / and Enter show all again.`;
  return { ...session, queue, narrowed: { text, aside, order: all }, notice, scroll: 0 };
}
