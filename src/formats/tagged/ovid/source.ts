/** Ovid's `Source`: journal, volume, issue, pages and date in one text, as its databases write it. */

/** What a source says; what cannot be told apart is left out. */
export interface Source {
  readonly venue?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  /** The text in which the year stands: what follows the journal's name. */
  readonly date?: string;
}

const LONGEST = 2000;

const MONTHS =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)";

/** How the citation behind the journal's name begins, the surest layout first. */
const CITATIONS: readonly RegExp[] = [
  // Journals@Ovid: `Acta Biochimica August 2011;43(8):647-653`
  new RegExp(
    String.raw`\s(?:${MONTHS}(?:[/-]${MONTHS})*\.?\s+)?(?:\d{1,2},?\s+)?(?:1[5-9]|20)\d\d;\s*(?<volume>\w{1,12})?(?:\((?<issue>[^()]{1,40})\))?:`,
  ),
  // PsycINFO: `Journal. Vol.75(3), 2007, pp. 645-678.` or `Journal. Vol 75(3) Jun 2007, 645-678.`
  /(?:[.,]|(?<!\s))\s+Vol(?:ume|\.)?\s*(?<volume>\w{1,12})(?:\s*\((?<issue>[^()]{1,40})\))?(?=[\s,.:(])/,
  // MEDLINE, Embase, BIOSIS: `Journal. 8(6):1048-64, 2015 Sep.`, `Journal. 385 (9972) (pp 1-9), 2015.`
  /[.,]\s+(?<volume>[\w/-]{1,12})\s*\((?<issue>(?!pp|no pag)[^()]{1,40})\)(?=[\s,.:(]|$)/,
  // Without an issue: `Journal. 12:7-14, 2007.`, `Journal. 385 (pp 1-9), 2015.`
  /[.,]\s+(?<volume>\w{1,12})\s*(?=:\s*\w|\s\((?:pp|no pag))/,
  // Political science: `Journal of Political Studies 12, Winter 2007: 7-14.`
  new RegExp(
    String.raw`(?<!\s)\s+(?<volume>\d{1,4}),\s+(?=(?:${MONTHS}[\s/-]+)*(?:1[5-9]|20)\d\d\b)`,
  ),
  // Without a volume: `Journal. , 2015.`, `Journal. 2007 15 June; 433-441.`
  /[.,]\s+(?=(?:,\s*)?(?:1[5-9]|20)\d\d\b)/,
];

const PAGES = [
  /\(pp\.?\s*(\w[\w.-]{0,30})/,
  /\bpp?\.\s*(\w[\w-]{0,30})/,
  /[):\d]\s*:\s*(\w*\d[\w.-]{0,30}?)(?=[.,;\s]|$)/,
  /^[^:]*:\s*((?=\w*\d)\w+(?:-\w+)?)(?=[.,;\s]|$)/,
  /\b(?:1[5-9]|20)\d\d(?:\s[^,;]{1,30})?[,;]\s*((?=\w*\d)\w+-\w+)(?=[.,;\s]|$)/,
];

/** Reads a source such as `Ecohydrology.   8(6):1048-1064, September 2015.` */
export function parseSource(text: string | undefined): Source {
  if (text === undefined) return {};
  const source = text.slice(0, LONGEST).replace(/\s+/g, " ").trim();
  for (const citation of CITATIONS) {
    const match = citation.exec(source);
    if (match === null) continue;
    const { volume, issue } = match.groups ?? {};
    // Embase repeats the date: `2018. Date of Publication: 2018.`
    const tail = source.slice(match.index).split("Date of Publication")[0] ?? "";
    const pages = firstPages(tail);
    return {
      ...venueOf(source.slice(0, match.index)),
      ...(volume === undefined ? {} : { volume }),
      ...(issue === undefined ? {} : { issue }),
      ...(pages === undefined ? {} : { pages }),
      date: tail,
    };
  }
  return venueOf(/^(.+?)(?:\.\s|\.?$)/.exec(source)?.[1] ?? source);
}

/** Embase writes conference and country behind the journal's name: `BMC Proceedings. Conference: …`. */
function venueOf(text: string): Pick<Source, "venue"> {
  const venue = (text.split(/\.\s+Conference(?: Publication)?:/)[0] ?? "")
    .replace(/(?<![\s.,;])[\s.,;]+$/, "")
    .trim();
  return venue === "" ? {} : { venue };
}

function firstPages(tail: string): string | undefined {
  for (const pattern of PAGES) {
    const pages = pattern.exec(tail)?.[1]?.replace(/(?<![.-])[.-]+$/, "");
    if (pages !== undefined) return pages;
  }
  return undefined;
}
