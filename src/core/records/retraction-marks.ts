/**
 * Publishers print `RETRACTED: X` over a retracted report, and databases call it `X (Retracted
 * article. See vol. 12, p. 3)`. The report is the same. `Retraction note: X` is another report: the
 * notice.
 */
const BEFORE =
  /^\s{0,9}[[(]?\s{0,9}(?:(?:retracted|withdrawn|removed)(?:[ -](?:article|paper|chapter|manuscript|publication))?|(?:article|paper) (?:retracted|withdrawn)|(?:temporary )?removal)\s{0,9}(?:[\])]\s{0,9}[:.–—-]?|[:.–—]|-\s)\s{0,9}(?=\S)/i;
const BEHIND =
  /(?:(?<![.\s])[.\s]{1,9})?(?:[[(]\s{0,9}(?:this article (?:has been|was) )?(?:retracted|withdrawn)(?: (?:article|paper|chapter|publication))?\b[^()[\]]{0,200}(?:\([^()]{0,100}\)[^()[\]]{0,200}){0,3}[\])]|[–—-]\s{0,9}(?:retracted|withdrawn)(?: article)?)\.?\s{0,9}$/i;

/** The title without the words that mark the report as retracted. */
export function withoutRetractionMark(title: string): string {
  if (!/retracted|withdrawn|remov/i.test(title)) return title;
  const bare = title.replace(BEFORE, "").replace(BEHIND, "");
  // A title that consists of the mark alone stays.
  return /\p{L}{3}/u.test(bare) ? bare : title;
}

/**
 * Tells whether a title marks its report as retracted or withdrawn; a notice of that is another
 * report.
 */
export function isMarkedRetracted(title: string): boolean {
  return withoutRetractionMark(title) !== title;
}
