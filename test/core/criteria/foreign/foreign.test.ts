import { describe, expect, test } from "vitest";
import { parseQuery } from "../../../../src/core/criteria/index.ts";
import { errorOf, parsed } from "../subjects.ts";

/** The place, the message and the hint of an error. */
function refusal(text: string) {
  const { start, end, message, hint = "" } = errorOf(text);
  return { place: text.slice(start, end).trimEnd(), message, hint };
}

describe("syntax of another database is refused at its place, with whose it is and how slr writes it", () => {
  test.each([
    // PubMed
    ["asthma[tiab]", "[tiab]", "PubMed", "title-abs-authkey(…)"],
    ['"Hearing Loss"[Mesh]', "[Mesh]", "PubMed", "narrower headings"],
    ['"Tinnitus"[mh:noexp]', "[mh:noexp]", "PubMed", "whole heading"],
    ['"knee pain"[tiab:~2]', "[tiab:~2]", "PubMed", "NEAR/2"],
    ["2015:2020[dp]", "[dp]", "PubMed", "year in 2010..2019"],
    // Ovid
    ["asthma.tw.", ".tw.", "Ovid", "title-abs(…)"],
    ["(a OR b).ti,ab.", ".ti,ab.", "Ovid", "title-abs(…)"],
    ["asthma.mp. [mp=title, abstract]", ".mp.", "Ovid", "Say which fields"],
    ["asthma.ti", ".ti", "Ovid", "title(…)"],
    ["english.lg.", ".lg.", "Ovid", "language = en"],
    ["exp Asthma/", "exp Asthma/", "Ovid", "narrower headings"],
    ['a OR exp "Bone and Bones"/', 'exp "Bone and Bones"/', "Ovid", "narrower headings"],
    ["exp asthma", "exp", "Ovid", "narrower headings"],
    ["*Burnout, Professional/", "*Burnout, Professional/", "Ovid", "main ones"],
    ["Asthma/ or wheeze", "/", "Ovid", "whole heading"],
    ["Asthma/dt", "/dt", "Ovid", "subheading"],
    ["heart ADJ5 failure", "ADJ5", "Ovid", "write NEAR/4"],
    ["heart adj failure", "adj", "Ovid", "phrase in double quotes"],
    ["or/1-3", "or/1-3", "Ovid", "query of that line"],
    ["remove duplicates from 6", "remove duplicates from", "Ovid", "finds duplicates itself"],
    ["limit 3 to english", "limit 3 to", "Ovid", "language = en"],
    // Embase and Cochrane
    ["asthma/exp", "/exp", "Embase", "narrower headings"],
    ["'heart attack'/exp/mj", "/exp/mj", "Embase", "main ones"],
    ["(a OR b):ti,ab,kw", ":ti,ab,kw", "Embase and Cochrane", "title-abs-authkey(…)"],
    ['"heart attack":ti', ":ti", "Embase and Cochrane", "title(…)"],
    ["asthma AND [english]/lim", "[english]/lim", "Embase", "language = en"],
    ["[2010-2020]/py", "[2010-2020]/py", "Embase", "year in"],
    ["[mh Asthma]", "[mh Asthma]", "Cochrane", "narrower headings"],
    ["a NEXT/3 b", "NEXT/3", "Embase", "write PRE/2"],
    // Web of Science
    ["TS=graphene", "TS=", "Web of Science", "title-abs-key(…)"],
    ["a AND PY=2014-2018", "PY=", "Web of Science", "year in 2010..2019"],
    ["grid SAME frequency", "SAME", "Web of Science", "Choose a distance"],
    // Scopus
    ["AFFIL(bergen)", "AFFIL", "Scopus", "Leave it out"],
    ["a AND PUBYEAR AFT 2014", "AFT", "Scopus", "year > 2014"],
    ['a AND LIMIT-TO ( LANGUAGE , "English" )', "LIMIT-TO", "Scopus", "language = en"],
    ["title({red-tide})", "{red-tide}", "Scopus", "regular expression"],
    // EBSCOhost
    ["TI asthma", "TI", "EBSCOhost", "title(…)"],
    ['MH "Asthma+"', "MH", "EBSCOhost", "whole heading"],
    ["AB (a OR b)", "AB", "EBSCOhost", "abstract(…)"],
    ["heart N3 failure", "N3", "EBSCOhost", "NEAR/3"],
    ["heart W3 failure", "W3", "EBSCOhost", "PRE/3"],
    ["S1 AND S2", "S1", "EBSCOhost", "query of that line"],
    // ProQuest
    ["ti,ab(asthma)", "ti,ab", "ProQuest", "title-abs(…)"],
    ['MESH.EXACT.EXPLODE("Asthma")', "MESH.EXACT.EXPLODE", "ProQuest", "narrower headings"],
    ["heart N/3 failure", "N/3", "ProQuest", "not documented"],
    // IEEE Xplore, the ACM library and search engines
    ['"Document Title":asthma', '"Document Title":', "IEEE Xplore", "title(…)"],
    ["[[Title: asthma] OR [Abstract: asthma]]", "[[Title:", "ACM", "title(…)"],
    ["ab:asthma", "ab:", "search engine", "abstract(…)"],
    ["INTITLE:asthma", "INTITLE:", "Google Scholar", "title(…)"],
    ["title_and_abstract.search:asthma", "title_and_abstract.search:", "search", "title-abs(…)"],
    ["title:x", "title:", "search engine", "title(…)"],
    ['"heart failure"~3', "~3", "Lens", "NEAR/3"],
    // Lines
    ["#1 AND #2", "#1", "line of a search history", "query of that line"],
    ["1. asthma\n2. wheeze", "1.", "line of a search history", "query of that line"],
    ["Filters: english", "Filters:", "prints beside a search", "Leave it out"],
    ["&quot;asthma&quot;", "&quot;", "web pages", "character itself"],
  ])("%s", (text, place, whose, hint) => {
    const found = refusal(text);
    expect(found.place).toBe(place);
    expect(found.message).toContain(whose);
    expect(found.message).toMatch(/^Unexpected `.*, expected .*\.$/s);
    expect(found.hint).toContain(hint);
  });

  test("the first of several is shown", () => {
    expect(refusal("heart adj3 failure.ti. or exp Asthma/").place).toBe("adj3");
    expect(refusal("a OR (asthma.ti. and english.lg.)").place).toBe(".ti.");
  });

  test.each([
    ...["exp Asthma/", "exp asthma", "TI asthma", "heart ADJ5 failure", "heart NEXT failure"],
    ...["asthma.tw.", "wom#n", "opioid$", "dog$1", "opioi:", "asthma/therapy", "asthma|women"],
  ])("no hint for %s changes what it means", (text) => {
    expect(refusal(text).hint).not.toContain(`"${text}"`);
    expect(refusal(text).hint).not.toContain("NEAR/5");
  });
});

describe("a word that could be syntax is refused where it is not known as a word", () => {
  test.each([
    ["-asthma", "-asthma", "Write NOT"],
    ["pain AND -asthma", "-asthma", "Write NOT"],
    ["+asthma", "+asthma", "Write AND"],
    ["1 and 2", "1", "line of a search history"],
    ["asthma AND 2019", "2019", "year = 2019"],
    ["asthma AND 2018-2021", "2018-2021", "year in 2018..2021"],
    ["opioid$", "opioid$", "one letter or none"],
    ["wom#n", "wom#n", "exactly one letter"],
    ["asthma*1", "asthma*1", "At most one more letter"],
    ["opioi:", "opioi:", "any ending is `*`"],
    ["asthma&women", "asthma&women", "write AND"],
    ["asthma|women", "asthma|women", "write OR"],
    ["asthma^2", "asthma^2", "means nothing here"],
    ["asthma/therapy", "asthma/therapy", "does not know what belongs to a subheading"],
    ["input/output", "input/output", 'put it in quotes: "input/output"'],
    ["asthma AND 2018/01/01:2021/12/31", "2018/01/01:2021/12/31", "years only"],
    ["Node.js", "Node.js", 'If the sign is part of the term, put it in quotes: "Node.js"'],
  ])("%s", (text, place, hint) => {
    expect(refusal(text)).toMatchObject({ place, hint: expect.stringContaining(hint) });
  });

  test.each([
    ...["HIV/AIDS", "TCP/IP", "C:N", "AT&T", "R&D", "I/O", "and/or", "U.S.", "E.coli", "C#"],
    ...["COVID-19", "IL-6", "p53", "5-HT", "C++", "CD4+", "behavio?r", "*former", "n-3"],
    ...[
      "exp AND next AND same",
      "ti OR ab",
      "adj",
      '"1"',
      '"TCP/IP 4.0"',
      '"#1"',
      "limit OR filter",
    ],
  ])("%s stays", (text) => {
    expect(parseQuery(text).ok).toBe(true);
  });

  test("what a comparison compares is no term", () => {
    for (const text of [
      "doi = 10.1000/ab.ti.x",
      "doi in (10.1000/a, 10.1000/b:c)",
      "year in 2017..2019",
      "year in (2017, 2019-2021)",
      "language in (en, pt-BR)",
      'venue = "AT&T (London)"',
      "title ~ /exp Asthma\\/|#1|\\[tiab\\]/",
    ])
      expect(parsed(text).warnings).toEqual([]);
  });
});

describe("operators and brackets in quotes are refused", () => {
  test.each([
    ['"asthma AND women"', "AND", "operators between them"],
    ['"heart ADJ3 failure"', "ADJ3", "operators between them"],
    ['"heart near/3 failure"', "near/3", "operators between them"],
    ['"NOT asthma"', "NOT", "operators between them"],
    ['"asthma[tiab]"', "[", "outside the quotes"],
    ['"(asthma)"', "(", "outside the quotes"],
    ['"exp Asthma/"', "exp Asthma/", "narrower headings"],
  ])("%s", (text, place, hint) => {
    expect(refusal(text)).toMatchObject({ place, hint: expect.stringContaining(hint) });
  });

  test("words that only look like operators stay", () => {
    for (const text of ['"search and rescue"', '"and"', '"trial or error"', '"near miss"'])
      expect(parseQuery(text).ok).toBe(true);
  });
});

describe("where Scopus joins in another order, parentheses must say what is meant", () => {
  test.each([
    ["TITLE(lake OR river AND plankton)", "river AND plankton"],
    ["TITLE(a) AND NOT TITLE(b) AND KEY(c)", "KEY(c)"],
    ["TITLE(toxic OR harmful W/1 alga*)", "W/1"],
    ["toxic OR harmful PRE/1 alga*", "PRE/1"],
  ])("%s", (text, place) => {
    expect(refusal(text).place).toBe(place);
    expect(refusal(text).hint).toContain("Scopus joins");
  });

  test("not in slr's own spelling, and not with parentheses", () => {
    expect(parsed("title(lake OR river AND plankton)").warnings).toHaveLength(1);
    for (const text of [
      "TITLE((lake OR river) AND plankton)",
      "TITLE(toxic OR (harmful W/1 alga*))",
      "toxic OR harmful NEAR/1 alga*",
      "TITLE(a) AND NOT TITLE(b) AND NOT TITLE(c)",
    ])
      expect(parsed(text).warnings).toEqual([]);
  });
});
