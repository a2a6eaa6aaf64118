/**
 * Programs that hold or screen records of any database. Their exports were identified elsewhere, so
 * a library is a producer and never a database.
 */
export const LIBRARIES: ReadonlySet<string> = new Set([
  "Zotero",
  "Mendeley",
  "EndNote",
  "Citavi",
  "RefWorks",
  "JabRef",
  "BibDesk",
  "Qiqqa",
  "CiteULike",
  "Paperpile",
  "NoteExpress",
  "Papers",
  "EPPI-Reviewer",
  "Covidence",
  "Rayyan",
  "ASReview",
  "Abstrackr",
  "colandr",
  "DistillerSR",
]);
