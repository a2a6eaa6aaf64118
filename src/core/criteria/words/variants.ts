/** Plurals that follow no rule, and words that look like a plural and are not. */
const IRREGULAR: readonly (readonly [one: string, ...many: string[]])[] = [
  ["man", "men"],
  ["woman", "women"],
  ["child", "children"],
  ["foot", "feet"],
  ["tooth", "teeth"],
  ["mouse", "mice"],
  ["goose", "geese"],
  ["criterion", "criteria"],
  ["phenomenon", "phenomena"],
  ["bacterium", "bacteria"],
  ["medium", "media"],
  ["stratum", "strata"],
  ["spectrum", "spectra"],
  ["index", "indices", "indexes"],
  ["matrix", "matrices", "matrixes"],
  ["vertex", "vertices"],
  ["appendix", "appendices"],
  ["vertebra", "vertebrae"],
  ["alga", "algae"],
  ["larva", "larvae"],
  ["formula", "formulae", "formulas"],
  ["fungus", "fungi"],
  ["stimulus", "stimuli"],
  ["nucleus", "nuclei"],
  ["life", "lives"],
  ["wife", "wives"],
  ["knife", "knives"],
  ["leaf", "leaves"],
  ["half", "halves"],
  ["calf", "calves"],
  ["loaf", "loaves"],
  ["shelf", "shelves"],
];
const BY_WORD = new Map(IRREGULAR.flatMap((forms) => forms.map((form) => [form, forms] as const)));

/** Words ending in -s that are not the plural of the rest. */
const SINGULAR =
  /(?:ss|us|is|ics|itis|ous)$|^(?:news|lens|gas|bias|species|series|means|aids|diabetes|herpes|rabies|measles|scabies|mumps|always|perhaps|towards|besides|texas|wales|caries|pancreas|atlas|canvas|christmas|kansas|sars|mers)$/u;

/** British stems with -our; `four`, `hour` and `source` stay as they are. */
const OUR =
  /(?<stem>arm|behavi|cand|col|endeav|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|rig|rum|sav|splend|succ|tum|val|vap|vig)(?<ending>our|or)(?=$|s$|ed$|ing$|al$|ally$|able$|ite$|hood|less$|er$|ers$)/u;
/**
 * Pairs of British and American letters, each only after or before the letters that make it such a
 * pair.
 */
const SPELLINGS: readonly (readonly [
  british: RegExp,
  american: string,
  back: RegExp,
  to: string,
])[] = [
  [
    /(?<=\p{L}{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)/u,
    "iz",
    /(?<=\p{L}{3})iz(?=(?:e|es|ed|er|ers|ing|ation|ations)$)/u,
    "is",
  ],
  [
    /(?<=\p{L}{2})ys(?=(?:e|es|ed|er|ers|ing)$)/u,
    "yz",
    /(?<=\p{L}{2})yz(?=(?:e|es|ed|er|ers|ing)$)/u,
    "ys",
  ],
  [/^(?:an)ae(?=m|sth)/u, "ane", /^ane(?=m|sth)/u, "anae"],
  [
    /(?<=\p{L})aemi(?=a|as|c)/u,
    "emi",
    /(?<=glyc|isch|leuk|tox|septic|ur|hypox|ox|lipid|kal|natr|thalass|bacter|vir|hyperlipid)emi(?=a|as|c)/u,
    "aemi",
  ],
  [/^haem(?=o|a)/u, "hem", /^hem(?=ato|o(?!s?$))/u, "haem"],
  [/^(?<w>ortho)?paed(?=i)/u, "$<w>ped", /^(?<w>ortho)?ped(?=iatr)/u, "$<w>paed"],
  [/^(?<w>gyn)aec/u, "$<w>ec", /^(?<w>gyn)ec/u, "$<w>aec"],
  [/^oesoph/u, "esoph", /^esoph/u, "oesoph"],
  [/^oestr/u, "estr", /^estr(?=o|a)/u, "oestr"],
  [/^oedem/u, "edem", /^edem/u, "oedem"],
  [/^foet(?=us|al)/u, "fet", /^fet(?=us|al)/u, "foet"],
  [/rrhoea/u, "rrhea", /rrhea/u, "rrhoea"],
  [/pnoea/u, "pnea", /pnea/u, "pnoea"],
  [/^aetiolog/u, "etiolog", /^etiolog/u, "aetiolog"],
  [/^caesarean/u, "cesarean", /^cesarean/u, "caesarean"],
  [/^faec/u, "fec", /^fec(?=es$|al)/u, "faec"],
  [/^coeliac/u, "celiac", /^celiac/u, "coeliac"],
  [
    /^(?<w>cent|fib|lit|met|theat|spect|calib|mill?imet|kilomet)re(?=s?$)/u,
    "$<w>er",
    /^(?<w>cent|fib|lit|theat|spect|calib)er(?=s?$)/u,
    "$<w>re",
  ],
  [
    /^(?<w>catal|anal|dial|prol|epil|monol)ogue(?=s?$)/u,
    "$<w>og",
    /^(?<w>catal|anal|dial|prol|epil|monol)og(?=s?$)/u,
    "$<w>ogue",
  ],
  [
    /^(?<w>def|off|pret|lic)ence(?=s?$)/u,
    "$<w>ense",
    /^(?<w>def|off|pret|lic)ense(?=s?$)/u,
    "$<w>ence",
  ],
  [/^programme(?=s?$)/u, "program", /^program(?=s?$)/u, "programme"],
  [
    /^(?<w>model|label|travel|signal|cancel|counsel|channel|fuel|level|tunnel|total|dial)l(?=ed$|ing$|er$|ers$)/u,
    "$<w>",
    /^(?<w>model|label|travel|signal|cancel|counsel|channel|fuel|level|tunnel|total|dial)(?=ed$|ing$|er$|ers$)/u,
    "$<w>l",
  ],
  [/^(?<w>ag)eing$/u, "$<w>ing", /^(?<w>ag)ing$/u, "$<w>eing"],
  [/^grey(?=s?$)/u, "gray", /^gray(?=s?$)/u, "grey"],
  [/^sulph/u, "sulf", /^sulf/u, "sulph"],
  [/^aluminium$/u, "aluminum", /^aluminum$/u, "aluminium"],
  [/^leukaem/u, "leukem", /^leukem/u, "leukaem"],
  [/^tumour/u, "tumor", /^tumor/u, "tumour"],
];

const LATIN = /^[a-z]{3,}$/u;
/** An abbreviation such as `LLM`; its plural has an s, and a word ending in S is not a plural. */
const ABBREVIATION = /^[\p{Lu}\p{N}]{2,}$/u;

/** As terms they are put in quotes, in which a word has no other forms. */
const OPERATORS: ReadonlySet<string> = new Set(["and", "not", "near"]);

/**
 * The other forms of an English word that databases find beside it: singular and plural, British and
 * American spelling. Forms that do not exist cost nothing, because no text has them.
 */
export function variantsOf(written: string, folded: string): readonly string[] {
  if (!LATIN.test(folded) || OPERATORS.has(folded)) return [];
  if (ABBREVIATION.test(written)) return [`${folded}s`];
  const forms = new Set<string>();
  for (const word of [folded, ...spellingsOf(folded)]) {
    forms.add(word);
    for (const form of numbersOf(word)) {
      forms.add(form);
      for (const spelling of spellingsOf(form)) forms.add(spelling);
    }
  }
  forms.delete(folded);
  return [...forms];
}

/** Singular and plural. */
export function numbersOf(word: string): string[] {
  const irregular = BY_WORD.get(word);
  if (irregular !== undefined) return irregular.filter((form) => form !== word);
  if (word.length < 4 && !SINGULAR.test(word)) return word.endsWith("s") ? [] : [plural(word)];
  if (/sis$/u.test(word)) return [word.replace(/sis$/u, "ses")];
  if (SINGULAR.test(word)) return /(?:ss|us)$/u.test(word) ? [`${word}es`] : [];
  if (/yses$|[^aeiou]eses$|otheses$|agnoses$/u.test(word)) return [word.replace(/ses$/u, "sis")];
  if (!word.endsWith("s")) return [plural(word)];
  if (/ies$/u.test(word)) return [word.replace(/ies$/u, "y"), word.slice(0, -1)];
  if (/(?:[sxz]|ch|sh|o)es$/u.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  return [word.slice(0, -1)];
}

function plural(word: string): string {
  if (/[^aeiou]y$/u.test(word)) return word.replace(/y$/u, "ies");
  return /(?:[sxz]|ch|sh)$/u.test(word) ? `${word}es` : `${word}s`;
}

/** The word in the other spelling of English. */
export function spellingsOf(word: string): string[] {
  const found = new Set<string>();
  const our = OUR.exec(word)?.groups;
  if (our !== undefined)
    found.add(word.replace(OUR, `${our.stem}${our.ending === "our" ? "or" : "our"}`));
  for (const [british, american, back, to] of SPELLINGS) {
    if (british.test(word)) found.add(word.replace(british, american));
    else if (back.test(word)) found.add(word.replace(back, to));
  }
  found.delete(word);
  return [...found];
}
