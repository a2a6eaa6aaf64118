// What exports leave out: the columns that a record of a labelled set keeps.

const without =
  (...fields) =>
  (record) =>
    Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));

/** Each name with what it makes of a record; `all` comes first. */
export const COLUMNS = {
  all: (record) => record,
  "no place": without("volume", "issue", "pages", "doi", "pmid"),
  "no abstract": without("abstract"),
  "title, authors": (record) => ({
    title: record.title,
    authors: record.authors,
    issn: [],
    keywords: [],
    mesh: [],
    original: record.original,
  }),
};
