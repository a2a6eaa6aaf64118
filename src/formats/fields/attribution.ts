import { LIBRARIES } from "../../core/records/libraries.ts";
import type { SourceKind } from "../../core/records/model.ts";
import { fold } from "../../core/records/normalize.ts";
import { ownValue } from "../../core/records/own-value.ts";
import type { Attribution } from "../format.ts";

/**
 * Finds which database, register or program the words of an export name. Every function returns
 * `undefined` without evidence, because a guess would become a number in PRISMA's "records
 * identified from". Names are those that a flow diagram prints.
 */

// A longer text is neither a name nor a link, and hostile text must not cost time.
const LONGEST_NAME = 500;
const LONGEST_URL = 4000;

/**
 * Names in DB, DP, Source and Database Name fields; the keys have the form that `cleaned` returns.
 */
const DATABASES: Readonly<Record<string, string>> = {
  scopus: "Scopus",
  "web of science": "Web of Science",
  "web of science core collection": "Web of Science",
  "web of knowledge": "Web of Science",
  "isi web of science": "Web of Science",
  "isi web of knowledge": "Web of Science",
  isi: "Web of Science",
  "clarivate analytics web of science": "Web of Science",
  wos: "Web of Science",
  wosc: "Web of Science",
  embase: "Embase",
  "embase classic": "Embase",
  "embase classic+embase": "Embase",
  pubmed: "PubMed",
  nlm: "PubMed",
  "pubmed/medline": "PubMed",
  "ncbi pubmed": "PubMed",
  "pubmed central": "PubMed Central",
  pmc: "PubMed Central",
  "europe pmc": "Europe PMC",
  "europe pubmed central": "Europe PMC",
  medline: "MEDLINE",
  "medline complete": "MEDLINE Complete",
  psycinfo: "APA PsycInfo",
  "apa psycinfo": "APA PsycInfo",
  "apa psycnet": "APA PsycNet",
  psycarticles: "APA PsycArticles",
  "apa psycarticles": "APA PsycArticles",
  "apa psycextra": "APA PsycExtra",
  eric: "ERIC",
  cinahl: "CINAHL",
  "cinahl complete": "CINAHL Complete",
  "cinahl plus": "CINAHL Plus",
  "cinahl plus with full text": "CINAHL Plus",
  "cinahl ultimate": "CINAHL Ultimate",
  "cinahl with full text": "CINAHL",
  "academic search complete": "Academic Search Complete",
  "academic search premier": "Academic Search Premier",
  "academic search ultimate": "Academic Search Ultimate",
  "business source complete": "Business Source Complete",
  "business source premier": "Business Source Premier",
  "business source ultimate": "Business Source Ultimate",
  "criminal justice abstracts": "Criminal Justice Abstracts",
  "environment index": "Environment Index",
  econlit: "EconLit",
  greenfile: "GreenFILE",
  sportdiscus: "SPORTDiscus",
  "sportdiscus with full text": "SPORTDiscus",
  socindex: "SocINDEX",
  "socindex with full text": "SocINDEX",
  lista: "LISTA",
  amed: "AMED",
  "global health": "Global Health",
  "cab abstracts": "CAB Abstracts",
  cochrane: "Cochrane Library",
  "cochrane library": "Cochrane Library",
  "the cochrane library": "Cochrane Library",
  central: "CENTRAL",
  "cochrane central register of controlled trials": "CENTRAL",
  "cochrane central register of controlled trials central": "CENTRAL",
  "ebm reviews - cochrane central register of controlled trials": "CENTRAL",
  "cochrane database of systematic reviews": "Cochrane Database of Systematic Reviews",
  "ebm reviews - cochrane database of systematic reviews":
    "Cochrane Database of Systematic Reviews",
  lilacs: "LILACS",
  ibecs: "IBECS",
  bdenf: "BDENF",
  scielo: "SciELO",
  ieee: "IEEE Xplore",
  "ieee xplore": "IEEE Xplore",
  "ieee xplore digital library": "IEEE Xplore",
  acm: "ACM Digital Library",
  "acm digital library": "ACM Digital Library",
  "acm guide to computing literature": "ACM Digital Library",
  sciencedirect: "ScienceDirect",
  "science direct": "ScienceDirect",
  springerlink: "SpringerLink",
  "springer link": "SpringerLink",
  springer: "SpringerLink",
  "wiley online library": "Wiley Online Library",
  "taylor & francis online": "Taylor & Francis Online",
  "taylor and francis": "Taylor & Francis Online",
  "taylor and francis+nejm": "Taylor & Francis Online",
  "sage journals": "SAGE Journals",
  "google scholar": "Google Scholar",
  "semantic scholar": "Semantic Scholar",
  openalex: "OpenAlex",
  crossref: "Crossref",
  "microsoft academic": "Microsoft Academic",
  dimensions: "Dimensions",
  lens: "The Lens",
  "the lens": "The Lens",
  "lens.org": "The Lens",
  jstor: "JSTOR",
  "project muse": "Project MUSE",
  arxiv: "arXiv",
  "arxiv.org": "arXiv",
  biorxiv: "bioRxiv",
  medrxiv: "medRxiv",
  ssrn: "SSRN",
  dblp: "DBLP",
  "dblp computer science bibliography": "DBLP",
  "nasa ads": "NASA ADS",
  "the sao/nasa astrophysics data system": "NASA ADS",
  inspec: "Inspec",
  "biosis previews": "BIOSIS Previews",
  "zoological record": "Zoological Record",
  "journals@ovid": "Journals@Ovid",
  "journals@ovid full text": "Journals@Ovid",
  "your journals@ovid": "Journals@Ovid",
  "ais elibrary": "AIS eLibrary",
  compendex: "Compendex",
  "engineering village": "Engineering Village",
  trid: "TRID",
  cnki: "CNKI",
  wanfang: "Wanfang Data",
  "wanfang data": "Wanfang Data",
  cbm: "SinoMed",
  sinomed: "SinoMed",
  vip: "VIP",
  proquest: "ProQuest",
  ptsdpubs: "PTSDpubs",
  "abi/inform": "ABI/INFORM",
  "abi/inform global": "ABI/INFORM Global",
  "abi/inform collection": "ABI/INFORM Collection",
  "sociological abstracts": "Sociological Abstracts",
  "social services abstracts": "Social Services Abstracts",
  "applied social sciences index & abstracts assia": "ASSIA",
  assia: "ASSIA",
  "library & information science abstracts lisa": "LISA",
  "coronavirus research database": "Coronavirus Research Database",
  "publicly available content database": "Publicly Available Content Database",
  "scitech premium collection": "SciTech Premium Collection",
};

/** Trial registers and registers of reviews, which PRISMA counts in a box of their own. */
const REGISTERS: Readonly<Record<string, string>> = {
  "clinicaltrials.gov": "ClinicalTrials.gov",
  ctgov: "ClinicalTrials.gov",
  ictrp: "ICTRP",
  "who ictrp": "ICTRP",
  "international clinical trials registry platform": "ICTRP",
  isrctn: "ISRCTN",
  "isrctn registry": "ISRCTN",
  anzctr: "ANZCTR",
  "eu clinical trials register": "EU Clinical Trials Register",
  euctr: "EU Clinical Trials Register",
  prospero: "PROSPERO",
};

/** Libraries, hosts of several databases, and tools that search citations: never a database. */
const PRODUCERS: Readonly<Record<string, Attribution>> = {
  ...Object.fromEntries([...LIBRARIES].map((name) => [name.toLowerCase(), { producer: name }])),
  eppi: { producer: "EPPI-Reviewer" },
  "publish or perish": { producer: "Publish or Perish" },
  ebscohost: { producer: "EBSCOhost" },
  ovid: { producer: "Ovid" },
  "ovid technologies": { producer: "Ovid" },
  "embase.com": { producer: "Embase.com", database: "Embase", kind: "database" },
  researchrabbit: { producer: "ResearchRabbit", kind: "citation-searching" },
  "research rabbit": { producer: "ResearchRabbit", kind: "citation-searching" },
  "slr citations": { producer: "Citation searching", kind: "citation-searching" },
  citationchaser: { producer: "citationchaser", kind: "citation-searching" },
  "connected papers": { producer: "Connected Papers", kind: "citation-searching" },
  litmaps: { producer: "Litmaps", kind: "citation-searching" },
};

/** Names with years, editions or collections after them. */
const FAMILIES: readonly (readonly [pattern: RegExp, database: string, producer?: string])[] = [
  [/^ovid medline|^medline.*\bovid\b/, "MEDLINE (Ovid)", "Ovid"],
  [/^embase\b.*\bovid\b|^ovid embase/, "Embase (Ovid)", "Ovid"],
  [/^embase\b/, "Embase"],
  [/^(?:apa )?psycinfo\b/, "APA PsycInfo"],
  [/^scielo\b/, "SciELO"],
  [/^lilacs\b/, "LILACS"],
  [/^web of science\b|^science citation index|^social sciences? citation index/, "Web of Science"],
  [
    /^(?:arts & humanities|emerging sources|conference proceedings) citation index/,
    "Web of Science",
  ],
  [/^cochrane central\b/, "CENTRAL"],
  [/^cinahl\b/, "CINAHL"],
  [/^eric (?:via )?(?:proquest|ebsco|ovid)/, "ERIC"],
];

/** EBSCOhost's short codes, in `DB  - aph` and in `&db=ccm` of its links. */
const EBSCO_CODES: Readonly<Record<string, string>> = {
  ccm: "CINAHL Complete",
  cin20: "CINAHL",
  c8h: "CINAHL",
  rzh: "CINAHL Plus",
  psyh: "APA PsycInfo",
  pdh: "APA PsycArticles",
  aph: "Academic Search Premier",
  asn: "Academic Search Ultimate",
  a9h: "Academic Search Complete",
  "8gh": "GreenFILE",
  ecn: "EconLit",
  i3h: "Criminal Justice Abstracts",
  egh: "Environment Index",
  cmedm: "MEDLINE",
  bth: "Business Source Complete",
};

/** The `D=` codes of Ovid's links: `medl`, `psyc11`, `cctr`. */
const OVID_CODES: readonly (readonly [pattern: RegExp, database: string])[] = [
  [/^(?:med\w{1,3}|prem\d?|ppez\w*|mesz\w*)$/, "MEDLINE (Ovid)"],
  [/^psyc\w*$/, "APA PsycInfo"],
  [/^cctr$/, "CENTRAL"],
  [/^coch$/, "Cochrane Database of Systematic Reviews"],
  [/^(?:emed|emex|emcl|oemez)\w*$/, "Embase (Ovid)"],
  [/^amed$/, "AMED"],
  [/^eric$/, "ERIC"],
];

/** Pages that only the database itself links to. */
const RECORD_PAGES: readonly (readonly [pattern: RegExp, attribution: Attribution])[] = [
  [/\bscopus\.com\/(?:inward|pages|record)\b/, database("Scopus")],
  [/\bembase\.com\//, { ...database("Embase"), producer: "Embase.com" }],
  [/\b(?:webofscience|webofknowledge)\.com\//, database("Web of Science")],
  [/\bgateway\.isiknowledge\.com\//, database("Web of Science")],
  [/\bpubmed\.ncbi\.nlm\.nih\.gov\/|\bncbi\.nlm\.nih\.gov\/pubmed\b/, database("PubMed")],
  [/\bclinicaltrials\.gov\//, register("ClinicalTrials.gov")],
  [/\btrialsearch\.who\.int\//, register("ICTRP")],
  [/\bproquest\.com\/(?:\w+\/)*docview\b/, { ...database("ProQuest"), producer: "ProQuest" }],
  [/\bcochranelibrary\.com\/central\b/, database("CENTRAL")],
  [/\b(?:link\.)?lens\.org\//, database("The Lens")],
  [/\bapp\.dimensions\.ai\//, database("Dimensions")],
  [/\bopenalex\.org\/w\d/, database("OpenAlex")],
  [/\btrid\.trb\.org\//, database("TRID")],
  [/\beric\.ed\.gov\//, database("ERIC")],
  [/\bbvsalud\.org\//, { producer: "BVS" }],
  [/\bscielo\.org\//, database("SciELO")],
  [/\bscholar\.google\./, database("Google Scholar")],
];

/**
 * Publishers' and repositories' platforms: evidence only in an export that the platform itself
 * wrote.
 */
const PLATFORMS: readonly (readonly [pattern: RegExp, attribution: Attribution])[] = [
  [/\bsciencedirect\.com\//, database("ScienceDirect")],
  [/\bieeexplore\.ieee\.org\//, database("IEEE Xplore")],
  [/\b(?:dl|doi|portal)\.acm\.org\//, database("ACM Digital Library")],
  [/\blink\.springer\.com\//, database("SpringerLink")],
  [/\bonlinelibrary\.wiley\.com\//, database("Wiley Online Library")],
  [/\btandfonline\.com\//, database("Taylor & Francis Online")],
  [/\bjournals\.sagepub\.com\//, database("SAGE Journals")],
  [/\bmdpi\.com\//, database("MDPI")],
  [/\bjstor\.org\//, database("JSTOR")],
  [/\bdblp\.(?:org|uni-trier\.de)\//, database("DBLP")],
  [/\b(?:papers\.)?ssrn\.com\//, database("SSRN")],
  [/\barxiv\.org\//, database("arXiv")],
  [/\beuropepmc\.org\//, database("Europe PMC")],
  [/\baisel\.aisnet\.org\//, database("AIS eLibrary")],
];

/** Web sites of databases whose record pages have addresses of their own. */
const SITES: Readonly<Record<string, Attribution>> = {
  "www.scopus.com": database("Scopus"),
  "www.embase.com": database("Embase"),
  "www.webofscience.com": database("Web of Science"),
  "pubmed.ncbi.nlm.nih.gov": database("PubMed"),
  "www.cochranelibrary.com": database("Cochrane Library"),
  "psycnet.apa.org": database("APA PsycNet"),
};

/** Accession numbers that contain the name of the database. */
const ACCESSIONS: readonly (readonly [pattern: RegExp, attribution: Attribution])[] = [
  [/^(?:WOS|ISI):/i, database("Web of Science")],
  [/^MEDLINE:/i, database("MEDLINE (Web of Science)")],
  [/^BIOSIS:/i, database("BIOSIS")],
  [/^ZOOREC:/i, database("Zoological Record")],
  [/^INSPEC:/i, database("Inspec")],
  [/^SCIELO:/i, database("SciELO (Web of Science)")],
  [/^CCC:/i, database("Current Contents Connect")],
  [/^KJD:/i, database("KCI-Korean Journal Database")],
  [/^CABI:/i, database("CAB Abstracts")],
  [/^BCI:/i, database("BIOSIS Citation Index")],
  [/^DIIDW:/i, database("Derwent Innovations Index")],
  [/^DRCI:/i, database("Data Citation Index")],
  [/^FSTA:/i, database("FSTA")],
  [/^PPRN:/i, database("Preprint Citation Index")],
  [/^RSCI:/i, database("Russian Science Citation Index")],
  [/^ARCI:/i, database("Arabic Citation Index")],
  [/^2-s2\.0-\d/i, database("Scopus")],
  [/^CN-\d{8}$/i, database("CENTRAL")],
  [/^CD\d{6}/i, database("Cochrane Database of Systematic Reviews")],
  [/^pub\.\d{6,}$/i, database("Dimensions")],
  [/^https?:\/\/openalex\.org\/W\d/i, database("OpenAlex")],
  [/^NCT\d{8}$/i, register("ClinicalTrials.gov")],
  [/^ISRCTN\d+$/i, register("ISRCTN")],
  [/^(?:EJ|ED)\d{6,7}$/, database("ERIC")],
  [/^rayyan-\d+/i, { producer: "Rayyan" }],
];

/**
 * The database, register or producer that a DB, DP, Source, Database Name or Library Catalog field
 * names: `Ovid MEDLINE(R) <1946 to June 2024>` is MEDLINE (Ovid). A list of collections counts as
 * its first.
 */
export function databaseNamed(value: string): Attribution | undefined {
  const text = value.slice(0, LONGEST_NAME);
  const name = cleaned(text);
  if (name === "") return undefined;
  // Ovid writes the years of a segment after the name; no other host does.
  const ovid = /<[^<>]*>/.test(text) ? { producer: "Ovid" } : {};
  const producer = ownValue(PRODUCERS, name);
  if (producer !== undefined) return producer;
  const known = ownValue(DATABASES, name);
  if (known !== undefined) {
    // In some exports, Ovid's MEDLINE has no other name of its own.
    return {
      ...database(known === "MEDLINE" && "producer" in ovid ? "MEDLINE (Ovid)" : known),
      ...ovid,
    };
  }
  const registered = ownValue(REGISTERS, name);
  if (registered !== undefined) return register(registered);
  const code = ownValue(EBSCO_CODES, name);
  if (code !== undefined) return { ...database(code), producer: "EBSCOhost" };
  if (/^proquest\b/.test(name)) {
    return { ...database(text.split(";")[0]?.trim() ?? text), producer: "ProQuest" };
  }
  for (const [pattern, known, host] of FAMILIES) {
    if (pattern.test(name)) {
      return { ...database(known), ...ovid, ...(host === undefined ? {} : { producer: host }) };
    }
  }
  // Zotero's catalogue is a web site's name where it knows no other.
  const site = /^(?:www\.)?[a-z\d-]{1,40}(?:\.[a-z\d-]{1,40}){1,3}$/.exec(name)?.[0];
  if (site !== undefined) return ownValue(SITES, site) ?? platformOfUrl(`${site}/`);
  const first = text.split(";")[0] ?? "";
  if (first.length < text.length) return databaseNamed(first);
  return /^https?:/i.test(text.trim()) ? databaseOfUrl(text) : undefined;
}

/** The database that a record's URL belongs to: Scopus, Embase.com, Ovid, EBSCOhost, PubMed … */
export function databaseOfUrl(url: string): Attribution | undefined {
  const lower = url.slice(0, LONGEST_URL).toLowerCase();
  const ovid = /ovidweb\.cgi\?.*?[?&]d=([a-z0-9]+)/.exec(lower)?.[1];
  if (ovid !== undefined) {
    const known = OVID_CODES.find(([pattern]) => pattern.test(ovid))?.[1];
    return { ...(known === undefined ? {} : database(known)), producer: "Ovid" };
  }
  const ebsco = /ebscohost\.com\S*?[?&]db=([a-z0-9]+)/.exec(lower)?.[1];
  if (ebsco !== undefined) {
    const known = ownValue(EBSCO_CODES, ebsco);
    return { ...(known === undefined ? {} : database(known)), producer: "EBSCOhost" };
  }
  return RECORD_PAGES.find(([pattern]) => pattern.test(lower))?.[1];
}

/**
 * The publisher's platform or repository behind a URL; other databases link there, too, so this
 * evidence counts last.
 */
export function platformOfUrl(url: string): Attribution | undefined {
  const lower = url.slice(0, LONGEST_URL).toLowerCase();
  return PLATFORMS.find(([pattern]) => pattern.test(lower))?.[1];
}

/**
 * The database that gives accession numbers such as `WOS:000…`, `2-s2.0-…`, `CN-…`; `rayyan-…`
 * names a producer.
 */
export function databaseOfAccession(accession: string): Attribution | undefined {
  const text = accession.trim();
  return ACCESSIONS.find(([pattern]) => pattern.test(text))?.[1];
}

/**
 * Combines pieces of evidence, the strongest first. The first that names a database gives database
 * and kind; the first that names a producer gives the producer. Exports of a citation-searching
 * tool were identified there, whatever the record links to.
 */
export function combineEvidence(evidence: readonly (Attribution | undefined)[]): Attribution {
  const tool = evidence.find((piece) => piece?.kind === "citation-searching");
  if (tool !== undefined) return tool;
  const source = evidence.find((piece) => piece?.database !== undefined);
  const producer = evidence.find((piece) => piece?.producer !== undefined)?.producer;
  return {
    ...(source?.database === undefined ? {} : { database: source.database }),
    ...(source?.kind === undefined ? {} : { kind: source.kind }),
    ...(producer === undefined ? {} : { producer }),
  };
}

function database(name: string): { readonly database: string; readonly kind: SourceKind } {
  return { database: name, kind: "database" };
}

function register(name: string): { readonly database: string; readonly kind: SourceKind } {
  return { database: name, kind: "register" };
}

/** Lower case, without `<1946 to …>`, `(R)`, `®`, `™` and brackets. */
function cleaned(text: string): string {
  return fold(
    text
      .replace(/<[^<>]*>/g, " ")
      .replace(/\((?:r|tm)\)|[®™]/gi, "")
      .replace(/[()[\]{}]/g, " "),
  )
    .replace(/\s+/g, " ")
    .trim();
}
