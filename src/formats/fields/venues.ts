/** The name of a journal, a book or proceedings without what exporters write around it. */

/** Longer texts are no names, and a hostile one must not cost time. */
const LONGEST = 1000;

/** Names before the title of a book: `Smith J, Jones K, editors.`, `J. Smith & K. Jones (Eds.),` */
const EDITORS_BEFORE =
  /^(?:in:? )?([^:;/()\d]{3,300}?)(?:, ?eds?\.?[:.,]? |,? editors?[:.,]? |,? ?[([](?:eds?\.?|editors?|hrsg\.?|dirs?\.?|coords?\.?)[)\]][.,:]? )(?=\S)/i;

/** `/ edited by J. Smith`, `, edited by J. Smith`, `(eds. Smith J, Jones K)`, `/ J. Smith (ed.)`. */
const EDITORS_BEHIND =
  /(?:[,;:/.]? ?[([]? ?(?:edited by|eds?\.|editors?:)|[/(] ?(?=[^/()]{3,200}[([](?:eds?\.?|editors?)[)\]])) ?([^/()[\]]{3,300})(?:[([](?:eds?\.?|editors?)[)\]])?[)\]]?\.?$/i;

/** `. Berlin: Springer`, `; 2001. p. 12-15`: what a citation puts behind the name of a book. */
const REST_OF_CITATION =
  /[.;] (?:\p{Lu}[\p{L}.]{1,30}(?:,? \p{Lu}[\p{L}.]{0,30}){0,4}: \p{Lu}.{1,80}|(?:19|20)\d\d\b.{0,80})$/u;

export interface Venue {
  readonly venue: string;
  /** The names of the editors as they stood beside it. */
  readonly editors?: string;
}

/** A venue and its editors, who stand in one text where programs make it of a citation. */
export function withoutEditors(text: string): Venue {
  if (
    text.length > LONGEST ||
    // Every editor is announced by one of these.
    !/in: |ed[.s, )\]]|ed$|edit|hrsg|dirs?\.|coords?\./i.test(text) ||
    !/\b(?:in:|eds?\b|editors?\b|edited|hrsg|dirs?\.|coords?\.)/i.test(text)
  )
    return { venue: text };
  const inside = text.replace(/^in: /i, "");
  const before = EDITORS_BEFORE.exec(text);
  if (before !== null && isNames(before[1] ?? "")) {
    const venue = inOneWork(text.slice(before[0].length));
    return venue === "" ? { venue: text } : { venue, editors: namesOf(before[1] ?? "") };
  }
  const behind = EDITORS_BEHIND.exec(inside);
  // `Medical Education (Ed. Brasil)` is an edition.
  const surely =
    /edited|editors/i.test(behind?.[0] ?? "") ||
    /(?:^|[\s,])\p{Lu}{1,3}\.?(?:[\s,]|$)/u.test(behind?.[1] ?? "");
  if (behind !== null && surely && behind.index > 3 && isNames(behind[1] ?? "")) {
    return {
      venue: inside
        .slice(0, behind.index)
        .trim()
        .replace(/[,;:/.]$/, "")
        .trim(),
      editors: namesOf(behind[1] ?? ""),
    };
  }
  return { venue: inside === text ? text : inOneWork(inside) };
}

/** The title of a book without the place, the publisher and the pages of a citation. */
function inOneWork(text: string): string {
  return text.replace(REST_OF_CITATION, "").trim();
}

function namesOf(text: string): string {
  return text
    .replace(/^in:? /i, "")
    .replace(/[,;: ]{1,3}$/, "")
    .trim();
}

/** Names of persons, not the beginning of a title: capitals, initials and small words between them. */
function isNames(text: string): boolean {
  const words = namesOf(text)
    .split(/[\s,;&]+/)
    .filter((word) => word !== "");
  return (
    words.length > 0 &&
    words.length < 40 &&
    words.every((word) =>
      /^(?:\p{Lu}[\p{L}'’.-]*|and|und|et|y|e|van|von|der|den|de|del|della|di|da|dos|du|la|le|al\.?|ten|ter|d'\p{L}+)$/u.test(
        word,
      ),
    )
  );
}
