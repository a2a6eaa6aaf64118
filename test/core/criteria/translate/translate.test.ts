import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  evaluateQuery,
  IndexedSubject,
  parseQuery,
  translateToRun,
  unlessIndexed,
} from "../../../../src/core/criteria/index.ts";
import {
  DIALECTS,
  dialectNamed,
  dialectOfSource,
  translate,
} from "../../../../src/core/criteria/translate/index.ts";
import { about, parsed } from "../subjects.ts";

const translated = (name: string, text: string) => {
  const translation = translate(text, dialectNamed(name)!);
  return translation.ok ? translation.query : translation.error;
};

describe("a string that means the same in slr becomes a criterion", () => {
  test.each<[dialect: string, text: string, ours: string]>([
    ["pubmed", "wheeze[ti] OR cough*[tiab]", 'title("wheeze") OR title-abs-authkey(cough*)'],
    [
      "pubmed",
      '"sore throat"[ti] AND ("2010/01/01"[dp] : "2020/12/31"[dp])',
      'title("sore throat") AND year in 2010..2020',
    ],
    ["pubmed", "cough[ti] AND 2015:3000[dp]", 'title("cough") AND year >= 2015'],
    ["pubmed", '"HIV/AIDS"[ti] NOT "Node.js"[ti]', 'title("HIV/AIDS") AND NOT title("Node.js")'],
    ["ovid", "cough.ti. adj3 night*.ti.", 'title("cough" NEAR/2 night*)'],
    ["ovid", "(cough* adj night).ti,hw.", 'title("cough* night") OR index-terms("cough* night")'],
    ["ovid", "sore throat*.ti", 'title("sore throat*")'],
    ["ovid", "1. cough.ti.\n2. night.ti.\n3. 1 not 2", 'title("cough") AND NOT title("night")'],
    [
      "embase",
      "'sore throat':ti,ab AND cough*:kw",
      'title-abs("sore throat") AND author-keywords(cough*)',
    ],
    ["embase", "(cough NEAR/3 night*):ti", 'title("cough" NEAR/2 night*)'],
    ["embase", "cough:ti OR night:ti AND day:ti", 'title(("cough" OR "night") AND "day")'],
    [
      "embase",
      "'cough'/de AND [2010-2020]/py",
      "index-terms ~ /^cough(\\/|$)/i AND year in 2010..2020",
    ],
    [
      "embase",
      "cough:ti NOT [letter]/lim AND [english]/lim",
      'title("cough") AND NOT type = letter AND language = en',
    ],
    ["scopus", "TITLE(cough AND {night-time})", "title(cough) AND title ~ /\\bnight-time\\b/i"],
    [
      "scopus",
      "INDEXTERMS(cough) AND EXACTSRCTITLE(thorax)",
      "index-terms(cough) AND venue = thorax",
    ],
    ["web-of-science", "TI=(cough NEAR night)", "title(cough NEAR/15 night)"],
    [
      "web-of-science",
      "#1 TS=(cough)\n#2 TI=night\n#3 #1 AND #2",
      "title-abs-key(cough) AND title(night)",
    ],
    [
      "proquest",
      "ti,ab(cough AND night) AND la(german)",
      "title-abs(cough AND night) AND language = de",
    ],
    ["proquest", 'SU.EXACT("Sore throat")', "index-terms ~ /^Sore throat(\\/|$)/i"],
    [
      "ebsco",
      'TI (cough N3 night*) AND AB "sore throat"',
      'title(cough NEAR/3 night*) AND abstract("sore throat")',
    ],
    ["ebsco", "TI (cough W3 night*)", "title(cough PRE/3 night*)"],
    ["ebsco", "TI colo#r", 'title("color" OR colo?r)'],
    ["ebsco", 'MH "Cough"', "index-terms ~ /^Cough(\\/|$)/i"],
    ["cochrane", "(cough OR night*):ti,ab,kw", 'title-abs-key("cough" OR night*)'],
    ["cochrane", "(sore NEXT throat*):ti", 'title("sore throat*")'],
    ["cochrane", "[mh ^Cough]", "index-terms ~ /^Cough(\\/|$)/i"],
    [
      "ieee",
      '"Document Title":radar AND "Publication Year":2019',
      'title("radar") AND year = 2019',
    ],
    ["ieee", '"Abstract":(radar OR lidar)', 'abstract("radar" OR "lidar")'],
    [
      "acm",
      "Title:(fuzzing bug*) AND Abstract:(crash)",
      "title(fuzzing OR bug*) AND abstract(crash)",
    ],
    [
      "acm",
      '[[Title: "fuzz test"] OR [Abstract: fuzzing]]',
      'title("fuzz test") OR abstract(fuzzing)',
    ],
  ])("%s: %s", (dialect, text, ours) => {
    expect(translated(dialect, text)).toBe(ours);
  });
});

describe("a string that has no counterpart is refused at its place", () => {
  test.each<[dialect: string, text: string, place: string, why: RegExp]>([
    ["pubmed", "cough and night[ti]", "and", /in capitals only/],
    ["pubmed", "coug*h[ti]", "coug*h", /truncation/],
    ["pubmed", "cough[ti] 2019[dp]", "cough[ti]", /side by side/],
    ["ovid", "cough.ti. or night.ti. adj2 day.ti.", "adj2", /do not agree/],
    ["ovid", "cough.ti. not night.ti. and day.ti.", "and", /do not agree/],
    ["ovid", "cough.ti,au.", ".ti,au.", /other fields together/],
    ["ovid", "1. cough.ti.\n2. 1 and 3", "3", /not here/],
    ["ovid", "1. cough.ti.\n2. limit 1 to humans", "humans", /no field/],
    ["embase", "'cough'/exp", "/exp", /narrower/],
    ["embase", "cough:ti NEAR/3 night:ab", "NEAR/3", /different fields/],
    ["embase", "cough:ti OR night:ti NEAR/2 day:ti", "NEAR/2", /behind another operator/],
    ["embase", "cough:ti AND [humans]/lim", "[humans]/lim", /no field/],
    ["scopus", "cough AND TITLE(night)", "cough", /all fields/],
    ["scopus", "TITLE(cough AND (night OR day)", "(", /not closed/],
    ["web-of-science", "TS=(cough AND night$$$$$$)", "night$$$$$$", /many wildcards/],
    ["web-of-science", "AU=Smith J", "J", /without a field/],
    ["proquest", "ti(cough NEAR/3 night)", "NEAR/3", /no source says/],
    ["proquest", "noft(cough)", "noft", /more fields/],
    ["ebsco", "TI cough AND TI night OR TI day", "OR", /do not agree/],
    ["ebsco", 'MH "Cough+"', 'MH "Cough+"', /thesaurus/],
    ["ebsco", "TI cough?", "cough?", /drops it/],
    ["cochrane", '"sore throat*":ti', "*", /inside of quotes/],
    ["cochrane", "cough NEAR/3 night", "NEAR/3", /sources do not say/],
    ["cochrane", "coug?:ti", "?", /does not document/],
    ["ieee", '"All Metadata":radar', '"All Metadata":', /more fields/],
    ["ieee", '"Abstract":(radar lidar)', "radar", /side by side/],
    ["acm", 'Title:"fuzz test"~3', "~3", /no source says/],
    ["acm", "AllField:(fuzzing)", "AllField:", /more fields/],
  ])("%s: %s", (dialect, text, place, why) => {
    const error = translated(dialect, text);
    if (typeof error === "string") throw new Error(`translated: ${error}`);
    expect(text.slice(error.start, error.end)).toContain(place);
    expect(text.indexOf(place, error.start)).toBe(error.start);
    expect(error.message).toMatch(why);
    expect(error.hint).toMatch(/\.$/);
  });
});

test("the result names each construct, as it was written, with what is unconfirmed", () => {
  const translation = translate("(cough$ adj3 night).ti. or p?ediatric.ti.", dialectNamed("ovid")!);
  expect(translation.ok && translation.constructs).toEqual([
    {
      written: "adj3",
      ours: "NEAR/2",
      note: "Ovid counts one more: at most 2 words between, in any order",
    },
    { written: ".ti.", ours: "title(…)" },
    { written: "$", ours: "*" },
    { written: "?", ours: "(color OR colo?r)" },
  ]);
  const embase = translate("wom?n:ti", dialectNamed("embase")!);
  expect(embase.ok && embase.constructs.map(({ note }) => note)).toContainEqual(
    expect.stringContaining("no help page"),
  );
});

test("parentheses that the database sets are said", () => {
  const scopus = translate("TITLE(a OR b AND c)", dialectNamed("scopus")!);
  expect(scopus.ok && scopus.query).toBe("title((a OR b) AND c)");
  expect(scopus.ok && scopus.constructs[0]).toEqual({
    written: "OR … AND",
    ours: "parentheses",
    note: "Scopus joins OR first, then proximity, AND, AND NOT",
  });
});

test("a line of a search history that nothing uses is named", () => {
  const translation = translate("1. a.ti.\n2. b.ti.\n3. c.ti.\n4. 1 and 3", dialectNamed("ovid")!);
  expect(translation.ok && translation.remarks.at(-1)).toContain("line 2;");
});

test("the name of a source says its dialect", () => {
  const names = ["Ovid MEDLINE", "PubMed", "Embase (Elsevier)", "Scopus", "Web of Science"];
  expect(names.map((name) => dialectOfSource(name)?.name)).toEqual([
    "ovid",
    "pubmed",
    "embase",
    "scopus",
    "web-of-science",
  ]);
  expect(dialectOfSource("Google Scholar")).toBeUndefined();
});

describe("whatever is pasted", () => {
  const PIECES = [
    ...[
      "asthma",
      "night*",
      '"sore throat"',
      "(",
      ")",
      " ",
      " AND ",
      " OR ",
      " not ",
      "[tiab]",
      "[mh]",
    ],
    ...[
      ".ti,ab.",
      ".tw.",
      "exp Cough/",
      ":ti,ab,kw",
      "/exp",
      "TITLE(",
      "TS=(",
      "PY=2010-2019",
      "#1",
    ],
    ...[
      " adj3 ",
      " NEAR/2 ",
      " W/3 ",
      "{a-b}",
      "MH ",
      "TI ",
      "\n2. ",
      "1. ",
      "or/1-2",
      "limit 1 to ",
    ],
    ...[
      "?",
      "$1",
      "#",
      "'",
      "“",
      "[english]/lim",
      "2019[dp]",
      "“a”:ti",
      "~3",
      ",",
      "\\",
      "é",
      "模型",
    ],
  ];
  test.each(DIALECTS)("$name translates or refuses it, and throws nothing", (dialect) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
        const text = pieces.join("");
        const translation = translate(text, dialect);
        if (translation.ok) expect(parseQuery(translation.query).ok).toBe(true);
        else {
          expect(translation.error.start).toBeLessThanOrEqual(text.length);
          expect(translation.error.end).toBeGreaterThanOrEqual(translation.error.start);
        }
      }),
    );
  });

  test("a long string takes linear time", () => {
    for (const dialect of DIALECTS)
      for (const piece of [
        "(",
        "a ",
        "'",
        '"',
        "a.ti. or ",
        "TITLE(a) AND ",
        "\n1. ",
        "exp ",
        "[a",
        "x$",
      ])
        expect(translate(piece.repeat(2_000), dialect)).toBeDefined();
  }, 20_000);
});

test("a line of a search history goes on below, as it is copied from a page", () => {
  const text = "1. burnout.ti.\n2. (coping.ti. or\n      stress.ti.)\n3. 1 and 2";
  expect(translated("ovid", text)).toBe(
    translated("ovid", "burnout.ti. and (coping.ti. or stress.ti.)"),
  );
  expect(typeof translated("ovid", text)).toBe("string");
});

describe("a string that is to be run on records of any export", () => {
  const said = (dialect: string, text: string, mesh: string[] = [], title = "Wheeze") => {
    const translation = translateToRun(text, dialectNamed(dialect)!);
    if (!translation.ok) throw new Error(translation.error.message);
    const query = unlessIndexed(parsed(translation.query));
    const subject = new IndexedSubject({ record: about(title, { mesh }) });
    return [evaluateQuery(query, subject).truth, translation.headings] as const;
  };

  test.each([
    ["ovid", "exp Asthma/ or asthma.ti.", "exp Asthma/"],
    ["ovid", "*Asthma/ or asthma.ti.", "*Asthma/"],
    ["ovid", "Asthma/dt or asthma.ti.", "Asthma/dt"],
    ["ovid", "Asthma/ or asthma.ti.", "Asthma/"],
    ["pubmed", '"Asthma"[Mesh] OR asthma[ti]', '"Asthma"[Mesh]'],
    ["pubmed", "asthma[majr] OR asthma[ti]", "asthma[majr]"],
    ["embase", "'asthma'/exp OR asthma:ti", "'asthma'/exp"],
    ["cochrane", "[mh asthma] OR asthma:ti", "[mh asthma]"],
    ["ebsco", 'MH "Asthma+" OR TI asthma', 'MH "Asthma+"'],
    ["proquest", "MESH.EXACT.EXPLODE(Asthma) OR ti(asthma)", "MESH.EXACT.EXPLODE(Asthma"],
  ])(
    "%s: %s is unknown where the record has no heading, and true by its words",
    (dialect, text, heading) => {
      const [truth, headings] = said(dialect, text);
      expect(truth).toBe("unknown");
      expect(headings).toHaveLength(1);
      expect(headings[0]).toContain(heading.slice(0, 8));
      expect(said(dialect, text, [], "Asthma")[0]).toBe("true");
    },
  );

  test("a heading that the record has is found, with its narrower ones or without; a main one stays unknown", () => {
    expect(said("ovid", "exp Asthma/", ["Asthma"])[0]).toBe("true");
    expect(said("pubmed", '"Asthma"[mh:noexp]', ["Asthma"])[0]).toBe("true");
    expect(said("ovid", "*Asthma/", ["Asthma"])[0]).toBe("unknown");
  });

  test.each([
    ["ovid", "asthma.mp."],
    ["pubmed", "asthma[tw]"],
    ["pubmed", "asthma AND asthma[ti]"],
    ["scopus", "ALL(asthma)"],
    ["web-of-science", "ALL=(asthma)"],
    ["ieee", '"All Metadata":asthma'],
    ["proquest", "noft(asthma)"],
  ])("%s: %s is true where the text has it, and else never false", (dialect, text) => {
    expect(said(dialect, text, [], "Asthma")[0]).toBe("true");
    if (!text.includes("[ti]")) expect(said(dialect, text)[0]).toBe("unknown");
    expect(translateToRun(text, dialectNamed(dialect)!).fields).toHaveLength(1);
    expect(translate(text, dialectNamed(dialect)!).ok).toBe(false);
  });

  test("what a heading cannot change stays as it is", () => {
    expect(said("ovid", "exp Asthma/ and school.ti.")[0]).toBe("false");
  });

  test("a criterion with such a heading is refused, as before", () => {
    expect(translate("exp Asthma/ or asthma.ti.", dialectNamed("ovid")!).ok).toBe(false);
  });
});
