/**
 * Reference types whose second and further authors are no editors: performers of a film,
 * photographers, advisers of a thesis, assignees of a patent. They are no authors either.
 */
const OTHER_ROLES: ReadonlySet<string> = new Set([
  // RIS.
  ..."adv advs art bill comp fig figure hear map mpct multi music pat sound".split(" "),
  ..."stat thes unbill vide video".split(" "),
  // EndNote, and RefWorks.
  ..."artwork,audiovisual material,bill,chart or table,computer program,equation".split(","),
  ..."figure,film or broadcast,hearing,interview,map,multimedia application,music,patent".split(
    ",",
  ),
  ..."personal communication,statute,thesis,legal rule or regulation,podcast,sound recording".split(
    ",",
  ),
  ..."video/dvd,motion picture,dissertation/thesis,music score,video recording,photograph".split(
    ",",
  ),
  // BibTeX.
  ..."artwork audio image letter movie music patent performance phdthesis mastersthesis".split(" "),
  ..."video software legal".split(" "),
]);

/** Whether those whom an entry of this type names beside its authors are editors. */
export function hasEditors(type: string | undefined): boolean {
  return type === undefined || !OTHER_ROLES.has(type.trim().toLowerCase());
}
