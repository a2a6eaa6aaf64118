/** The sets that the shipped weights were learned from; others are for tests alone. */
export const TRAINING_SETS = [
  "cytology_screening",
  "dblp_acm",
  "digital_work",
  "haematology",
  "mis_crossref_dblp",
  "respiratory",
  "stroke",
];
