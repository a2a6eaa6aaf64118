/** What people are whom an entry names beside its authors, by its type. */

/**
 * Types whose second authors perform, photograph, direct or draw: no editors, but the makers of a work
 * that has no authors. Zotero has the performers of a recording there.
 */
const MADE: ReadonlySet<string> = new Set(
  [
    "adv,advs,art,comp,fig,figure,map,mpct,multi,music,slide,sound,vide,video",
    "artwork,audiovisual material,chart or table,computer program,equation,film or broadcast",
    "interview,multimedia application,podcast,sound recording,video/dvd,video recording",
    "motion picture,music score,photograph",
    "audio,image,movie,performance,software",
  ].flatMap((types) => types.split(",")),
);

/** Types whose second authors advise, own or sponsor: they never stand in for authors. */
const OVERSEEN: ReadonlySet<string> = new Set(
  [
    "bill,hear,pat,stat,thes,unbill",
    "hearing,patent,statute,thesis,legal rule or regulation,personal communication",
    "dissertation/thesis",
    "letter,phdthesis,mastersthesis,legal",
  ].flatMap((types) => types.split(",")),
);

/** Whether those whom an entry of this type names beside its authors are editors. */
export function hasEditors(type: string | undefined): boolean {
  const name = type?.trim().toLowerCase() ?? "";
  return !MADE.has(name) && !OVERSEEN.has(name);
}

/** Whether they stand in for authors where an entry of this type has none. */
export function hasStandIns(type: string | undefined): boolean {
  return !OVERSEEN.has(type?.trim().toLowerCase() ?? "");
}
