import { describe, expect, test } from "vitest";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
  platformOfUrl,
} from "../../../src/formats/fields/attribution.ts";

describe("databaseNamed", () => {
  test.each([
    ["Scopus", "Scopus"],
    // Zotero's library catalogue.
    ["Web of Science Nextgen", "Web of Science"],
    ["NCBI PubMed", "PubMed"],
    ["dblp.org", "DBLP"],
    ["papers.ssrn.com", "SSRN"],
    ["www.mdpi.com", "MDPI"],
    ["www.scopus.com", "Scopus"],
    ["Taylor and Francis+NEJM", "Taylor & Francis Online"],
    ["Europe PubMed Central", "Europe PMC"],
    ["SCOPUS ", "Scopus"],
    ["Embase", "Embase"],
    ["Medline", "MEDLINE"],
    ["Ovid MEDLINE(R) <1946 to June 2024>", "MEDLINE (Ovid)"],
    ["Ovid MEDLINE(R) ALL", "MEDLINE (Ovid)"],
    ["Embase <1974 to 2024 June>", "Embase"],
    ["APA PsycInfo <2020>", "APA PsycInfo"],
    ["PsycINFO®", "APA PsycInfo"],
    ["ERIC <1992 to June 2024>", "ERIC"],
    ["CINAHL Complete", "CINAHL Complete"],
    ["aph", "Academic Search Premier"],
    ["NLM", "PubMed"],
    ["pubmed", "PubMed"],
    ["WOS", "Web of Science"],
    ["Web of Science Core Collection", "Web of Science"],
    ["LILACS", "LILACS"],
    ["SciELO Saúde Pública", "SciELO"],
    ["http://www.scielo.org/", "SciELO"],
    ["ProQuest One Academic; SciTech Premium Collection", "ProQuest One Academic"],
    ["Coronavirus Research Database; Another", "Coronavirus Research Database"],
    ["Cochrane Central Register of Controlled Trials (CENTRAL)", "CENTRAL"],
    ["JSTOR", "JSTOR"],
    ["BIOSIS Previews", "BIOSIS Previews"],
    ["Zoological Record", "Zoological Record"],
    ["Your Journals@Ovid", "Journals@Ovid"],
    ["CNKI", "CNKI"],
  ])("%s is the database %s", (text, name) => {
    expect(databaseNamed(text)).toMatchObject({ database: name, kind: "database" });
  });

  test.each([
    "Zotero",
    "Mendeley",
    "EndNote",
    "Citavi",
    "RefWorks",
    "EPPI-Reviewer",
    "Covidence",
    "Rayyan",
  ])("%s is a producer and no database", (name) => {
    expect(databaseNamed(name)).toEqual({ producer: name });
  });

  test("hosts of several databases are producers", () => {
    expect(databaseNamed("EBSCOhost")).toEqual({ producer: "EBSCOhost" });
    expect(databaseNamed("Ovid Technologies")).toEqual({ producer: "Ovid" });
  });

  test("ResearchRabbit is citation searching", () => {
    expect(databaseNamed("ResearchRabbit")).toEqual({
      producer: "ResearchRabbit",
      kind: "citation-searching",
    });
  });

  test.each(["ClinicalTrials.gov", "ICTRP", "ISRCTN registry"])("%s is a register", (name) => {
    expect(databaseNamed(name)?.kind).toBe("register");
  });

  test.each([
    "",
    "  ",
    "jmg.bmj.com",
    "Google Books",
    "Copyright 2014 Elsevier B.V.",
    "constructor",
    "<>",
  ])("%j is no evidence", (text) => {
    expect(databaseNamed(text)).toBeUndefined();
  });

  test("takes no time for a value that is no name", () => {
    expect(databaseNamed("<".repeat(1_000_000))).toBeUndefined();
  });
});

describe("databaseOfUrl", () => {
  test.each([
    ["https://www.scopus.com/inward/record.uri?eid=2-s2.0-1&doi=10.9999%2f1", "Scopus"],
    ["https://www.scopus.com/pages/publications/105000000000", "Scopus"],
    ["https://www.embase.com/search/results?subaction=viewrecord&id=L1&from=export", "Embase"],
    ["http://ovidsp.ovid.com/ovidweb.cgi?T=JS&PAGE=reference&D=psyc16&NEWS=N&AN=1", "APA PsycInfo"],
    ["http://ovidsp.ovid.com/ovidweb.cgi?T=JS&D=med25&AN=1", "MEDLINE (Ovid)"],
    ["http://ovidsp.ovid.com/ovidweb.cgi?T=JS&D=cctr&AN=1", "CENTRAL"],
    ["https://search.ebscohost.com/login.aspx?direct=true&db=ccm&AN=1", "CINAHL Complete"],
    ["https://pubmed.ncbi.nlm.nih.gov/123456/", "PubMed"],
    ["https://search.proquest.com/docview/2758580615", "ProQuest"],
    ["https://lens.org/190-777-589-117-351", "The Lens"],
    ["https://openalex.org/W123", "OpenAlex"],
    ["https://app.dimensions.ai/details/publication/pub.1", "Dimensions"],
    ["https://clinicaltrials.gov/study/NCT00000001", "ClinicalTrials.gov"],
  ])("%s is a page of %s", (url, name) => {
    expect(databaseOfUrl(url)?.database).toBe(name);
  });

  test("a host's link with a code that is not known names the host only", () => {
    expect(databaseOfUrl("https://search.ebscohost.com/login.aspx?db=zzz&AN=1")).toEqual({
      producer: "EBSCOhost",
    });
  });

  test("a publisher's page and a DOI are no evidence", () => {
    expect(databaseOfUrl("https://www.sciencedirect.com/science/article/pii/S1")).toBeUndefined();
    expect(databaseOfUrl("https://doi.org/10.9999/1")).toBeUndefined();
  });
});

describe("platformOfUrl", () => {
  test.each([
    ["https://www.sciencedirect.com/science/article/pii/S1", "ScienceDirect"],
    ["https://ieeexplore.ieee.org/document/1", "IEEE Xplore"],
    ["https://dl.acm.org/doi/10.1145/1", "ACM Digital Library"],
    ["https://link.springer.com/article/10.1007/1", "SpringerLink"],
    ["http://arxiv.org/abs/1909.00001", "arXiv"],
  ])("%s is a page of %s", (url, name) => {
    expect(platformOfUrl(url)).toEqual({ database: name, kind: "database" });
  });
});

describe("databaseOfAccession", () => {
  test.each([
    ["WOS:000282053100002", "Web of Science"],
    ["MEDLINE:30776994", "MEDLINE (Web of Science)"],
    ["2-s2.0-85189760133", "Scopus"],
    ["CN-00778158", "CENTRAL"],
    ["CD009275", "Cochrane Database of Systematic Reviews"],
    ["pub.1100000001", "Dimensions"],
    ["https://openalex.org/W1", "OpenAlex"],
    ["NCT00000001", "ClinicalTrials.gov"],
    ["EJ389705", "ERIC"],
    ["BCI:BCI201300000001", "BIOSIS Citation Index"],
    ["DIIDW:2019000001", "Derwent Innovations Index"],
    ["DRCI:DATA2014000001", "Data Citation Index"],
    ["FSTA:2020-01-Aa0001", "FSTA"],
    ["PPRN:10000001", "Preprint Citation Index"],
    ["RSCI:10000001", "Russian Science Citation Index"],
    ["ARCI:100000001", "Arabic Citation Index"],
  ])("%s was given by %s", (accession, name) => {
    expect(databaseOfAccession(accession)?.database).toBe(name);
  });

  test("rayyan-1 was given by a producer, a number by nobody", () => {
    expect(databaseOfAccession("rayyan-42924189")).toEqual({ producer: "Rayyan" });
    expect(databaseOfAccession("12345678")).toBeUndefined();
  });
});

describe("combineEvidence", () => {
  test("the first database and the first producer count", () => {
    expect(
      combineEvidence([
        undefined,
        { producer: "Rayyan" },
        databaseOfUrl("https://www.embase.com/search"),
        databaseNamed("Scopus"),
      ]),
    ).toEqual({ database: "Embase", kind: "database", producer: "Rayyan" });
  });

  test("what a citation-searching tool exported was identified there", () => {
    expect(combineEvidence([databaseNamed("PubMed"), databaseNamed("ResearchRabbit")])).toEqual({
      producer: "ResearchRabbit",
      kind: "citation-searching",
    });
  });

  test("no evidence is no attribution", () => {
    expect(combineEvidence([undefined])).toEqual({});
  });
});
