// Synthetic exports for benchmarks: the same bytes for the same seed, about a third of duplicates.
const WORDS =
  "training inference serving language model transformer attention pipeline parallel memory quantization pruning sparse kernel latency throughput accelerator hardware scheduling cluster gradient optimizer batch cache token decoding compression distillation adaptive efficient scalable distributed robust heterogeneous neural network system analysis evaluation framework method approach design review clinical patient randomized trial outcome risk health screening imaging".split(
    " ",
  );
const NAMES =
  "Huang Smith Rajbhandari Novak Garcia Müller Kovács Tanaka Okafor Silva Dubois Rossi Jansen Larsen Petrov Nguyen Cohen Yilmaz Haddad Mensah".split(
    " ",
  );

/** A small generator of numbers from 0 to 1 (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Works of a made-up literature, each with the metadata that databases give. */
export function works(count, seed) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const text = (words) => Array.from({ length: words }, () => pick(WORDS)).join(" ");
  return Array.from({ length: count }, (_, at) => ({
    title: `${text(8)} ${at.toString(36)}`,
    authors: Array.from(
      { length: 1 + Math.floor(next() * 5) },
      () => `${pick(NAMES)}, ${pick(NAMES)[0]}.`,
    ),
    year: 2010 + Math.floor(next() * 15),
    venue: `Journal of ${text(3)}`,
    volume: 1 + Math.floor(next() * 60),
    page: 1 + Math.floor(next() * 900),
    doi: next() < 0.7 ? `10.1000/bench.${at}` : "",
    abstract: text(120 + Math.floor(next() * 120)),
  }));
}

const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;

export function scopusCsv(list) {
  const header =
    "Authors,Author full names,Author(s) ID,Title,Year,Source title,Volume,Issue,Page start,Page end,Cited by,DOI,Link,Abstract,Author Keywords,Document Type,Source,EID";
  const rows = list.map((w, at) =>
    [
      w.authors.join("; "),
      w.authors.join("; "),
      "",
      w.title,
      w.year,
      w.venue,
      w.volume,
      "",
      w.page,
      w.page + 9,
      3,
      w.doi,
      "",
      w.abstract,
      "training; model",
      "Article",
      "Scopus",
      `2-s2.0-${at}`,
    ]
      .map(cell)
      .join(","),
  );
  return `${header}\n${rows.join("\n")}\n`;
}

export function ris(list) {
  return list
    .map((w) =>
      [
        "TY  - JOUR",
        `TI  - ${w.title}`,
        ...w.authors.map((a) => `AU  - ${a}`),
        `PY  - ${w.year}`,
        `T2  - ${w.venue}`,
        `VL  - ${w.volume}`,
        `SP  - ${w.page}`,
        `EP  - ${w.page + 9}`,
        ...(w.doi ? [`DO  - ${w.doi}`] : []),
        `AB  - ${w.abstract}`,
        "ER  - ",
        "",
      ].join("\n"),
    )
    .join("\n");
}

export function bibtex(list) {
  return list
    .map(
      (w, at) =>
        `@article{key${at},\n  author = {${w.authors.join(" and ")}},\n  title = {${w.title}},\n  journal = {${w.venue}},\n  year = {${w.year}},\n  volume = {${w.volume}},\n  pages = {${w.page}--${w.page + 9}},\n${w.doi ? `  doi = {${w.doi}},\n` : ""}  abstract = {${w.abstract}}\n}\n`,
    )
    .join("\n");
}

const xml = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export function pubmedXml(list) {
  return list
    .map(
      (w, at) =>
        `<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">${at + 1}</PMID><Article PubModel="Print"><Journal><ISSN IssnType="Print">1234-5679</ISSN><JournalIssue><Volume>${w.volume}</Volume><Issue>1</Issue><PubDate><Year>${w.year}</Year></PubDate></JournalIssue><Title>${xml(w.venue)}</Title></Journal><ArticleTitle>${xml(w.title)}</ArticleTitle><Pagination><MedlinePgn>${w.page}-${w.page + 9}</MedlinePgn></Pagination>${w.doi ? `<ELocationID EIdType="doi">${w.doi}</ELocationID>` : ""}<Abstract><AbstractText>${xml(w.abstract)}</AbstractText></Abstract><AuthorList>${w.authors.map((a) => `<Author><LastName>${a.split(", ")[0]}</LastName><Initials>${a.split(", ")[1]}</Initials></Author>`).join("")}</AuthorList><Language>eng</Language><PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle>\n`,
    )
    .join("");
}

export function endnoteXml(list) {
  const style = (text) => `<style face="normal" font="default" size="100%">${xml(text)}</style>`;
  return list
    .map(
      (w, at) =>
        `<record><database name="My Library">My Library</database><source-app name="EndNote" version="20.1">EndNote</source-app><rec-number>${at + 1}</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>${w.authors.map((a) => `<author>${style(a)}</author>`).join("")}</authors></contributors><titles><title>${style(w.title)}</title><secondary-title>${style(w.venue)}</secondary-title></titles><periodical><full-title>${style(w.venue)}</full-title></periodical><pages>${style(`${w.page}-${w.page + 9}`)}</pages><volume>${style(w.volume)}</volume><dates><year>${style(w.year)}</year></dates><abstract>${style(w.abstract)}</abstract>${w.doi ? `<electronic-resource-num>${style(w.doi)}</electronic-resource-num>` : ""}</record>`,
    )
    .join("");
}
