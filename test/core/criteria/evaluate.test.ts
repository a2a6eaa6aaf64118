import { describe, expect, test } from "vitest";
import { about, judge, record, truth } from "./subjects.ts";

const found = (text: string, title: string) => truth(text, about(title)) === "true";

describe("terms", () => {
  test.each([
    ["LLM", "The llm", true],
    ["LLM", "LLMs", true],
    ['"LLM"', "LLMs", false],
    ["AIDS", "aid", false],
    ["survey", "Surveys of models", true],
    ["surveys", "a survey", true],
    ['"survey"', "surveys", false],
    ["study", "studies", true],
    ["studies", "one study", true],
    ["meta-analysis", "Meta-analyses", true],
    ["hypotheses", "a hypothesis", true],
    ["child", "children", true],
    ["mice", "a mouse", true],
    ["virus", "viruses", true],
    ["process", "processes", true],
    ["news", "new", false],
    ["species", "specie", false],
    ["statistics", "statistic", false],
    ["colour", "colors", true],
    ["color", "Colour vision", true],
    ["behavioral", "behavioural therapy", true],
    ["randomised", "randomized", true],
    ["randomization", "randomisation", true],
    ["tumors", "tumour", true],
    ["paediatric", "pediatrics", true],
    ["paediatric", "pediatric", true],
    ["anaemia", "anemia", true],
    ["hypoglycemia", "hypoglycaemia", true],
    ["haemorrhage", "hemorrhages", true],
    ["oesophageal", "esophageal", true],
    ["centre", "centers", true],
    ["labeled", "labelled", true],
    ["four", "for", false],
    ["hour", "hor", false],
    ["TNF-α", "TNF-alpha", true],
    ["alpha", "α-synuclein", true],
    ["IFNγ", "IFNgamma", true],
    ["beta-carotene", "β‐carotene", true],
    ["α", "λόγος α", true],
    ["LLM*", "LLMs", true],
    ["LLM*", "an LLM", true],
    ["*former", "Transformer", true],
    ["*former", "Transformers", false],
    ["hand*ing", "handwriting", true],
    ["*o*m*r", "transformer", true],
    ["*o*m*x*r", "transformer", false],
    ["optimi?ation", "Optimisation", true],
    ["optimi?ation", "Optimization", true],
    ["optimi?ation", "optimiation", false],
    ["wom?n", "women", true],
    ["?at", "cat", true],
    ["?at", "at", false],
    ["large", "enlarged", false],
    ["pre-training", "pre training", true],
    ["pre-training", "Pre‑Training", true],
    ["pre-training", "pretraining", false],
    ['"pre training"', "pre-training", true],
    ["pre-train*", "pre-trained models", true],
    ["GPT-4", "GPT 4", true],
    ["GPT-4", "GPT-40", false],
    ['"5"', "a 5 b", true],
    ["a", "vitamin A", true],
    ['"large language model*"', "Large-Language Models", true],
    ['"large language model*"', "large models of language", false],
    ['"large * model"', "large language model", true],
    ['"large * model"', "large model", false],
    ['"large language *"', "large language", true],
    ['"the the cat"', "the the the cat", true],
    ["Crohn's", "Crohn’s disease", true],
    ["Crohn", "Crohn's disease", true],
    ["naive", "Naïve Bayes", true],
    ["NAÏVE", "naive bayes", true],
    ["lodz", "Łódź", true],
    ["strasse", "Straße", true],
    ["file", "ﬁle", true],
    ["naïve", "nai\u0308ve", true],
    ["CO2", "CO₂ emissions", true],
    ["CO2", "CO<sub>2</sub> emissions", true],
    ['"e coli"', "<i>E. coli</i>", true],
    ["b", "p<b and c>d", true],
    ["optimization", "optimi\u00ADzation", true],
    ["LLM", "ＬＬＭ", true],
    ["LLM", "𝐿𝐿𝑀", true],
    ["λόγος", "ΛΟΓΟΣ", true],
    ["λογοσ*", "λόγος", true],
    ["istanbul", "İstanbul", true],
    ["模型", "大語言模型的研究", true],
    ["語言模型*", "大語言模型", true],
    ["模?的", "大語言模型的研究", true],
    ["型模", "大語言模型", false],
    ["LLM", "使用LLM的研究", true],
    ["モデル", "言語モデルを使う", true],
    ["カラス", "ガラス", false],
    ["한국*", "한국어 모델", true],
    ["हिन्दी", "हिन्दी भाषा", true],
    ["หมา", "แมวและหมาป่า", true],
    ["привет", "Привёт", true],
  ])("%s in %s: %s", (text, title, expected) => {
    expect(found(text, title)).toBe(expected);
  });

  test("the plural and the other spelling stand for the word in the evidence, and in NEAR", () => {
    expect(judge("model", about("Models and a model")).words).toEqual(["Models", "model"]);
    expect(found("colour NEAR/1 model", "Colors of models")).toBe(true);
  });

  test("a comment says nothing, in quotes it is no comment", () => {
    expect(found("pruning # but not trees\nAND model", "model pruning")).toBe(true);
    expect(found("# nothing yet\npruning", "pruning")).toBe(true);
    expect(found('"a # b"', "a b")).toBe(true);
  });

  test("a term stays in one text: title, abstract and each keyword", () => {
    const split = record({ title: "deep", abstract: "learning", keywords: ["deep", "learning"] });
    expect(truth('"deep learning"', split)).toBe("false");
    expect(truth("deep NEAR/999 learning", split)).toBe("false");
    expect(truth("deep AND learning", split)).toBe("true");
  });
});

describe("NEAR", () => {
  test.each([
    ["a NEAR/0 b", "a b", true],
    ["a NEAR/0 b", "b a", true],
    ["a NEAR/0 b", "a x b", false],
    ["a NEAR/1 b", "a x b", true],
    ["a W/2 b", "b x y a", true],
    ["a W/2 b", "b x y z a", false],
    ["a PRE/1 b", "a x b", true],
    ["a PRE/1 b", "b x a", false],
    ["a near/1 b", "a b", true],
    ['"a b" NEAR/0 c', "a b c", true],
    ['"a b" NEAR/1 "c d"', "c d x a b", true],
    ["(a OR b) NEAR/1 (c OR d)", "b x d", true],
    ["(a OR b) NEAR/1 (c OR d)", "b x x d", false],
    ["a NEAR/0 a", "a", false],
    ["a NEAR/0 a", "a a", true],
    ['"a b" NEAR/5 b', "a b", false],
    ["a NEAR/1 b NEAR/1 c", "a b x c", true],
    ["a NEAR/1 b NEAR/1 c", "a b x x c", false],
    ["a NEAR/1 b NEAR/1 c", "a x x c b", false],
    ["pre-train* NEAR/2 model", "model that was pre-trained", true],
    ["語言 NEAR/3 研究", "語言模型的研究", true],
    ["語言 NEAR/2 研究", "語言模型的研究", false],
  ])("%s in %s: %s", (text, title, expected) => {
    expect(found(text, title)).toBe(expected);
  });
});

describe("field functions", () => {
  const everything = record({
    title: "inTitle",
    abstract: "inAbstract",
    keywords: ["inKeyword"],
    mesh: ["inMesh"],
    venue: "Journal of inVenue",
    authors: [{ family: "van Dyck", given: "Anna B" }, { family: "The Group" }],
  });
  const words = ["inTitle", "inAbstract", "inKeyword", "inMesh", "inVenue", "Dyck", "inFullText"];

  test.each([
    ["title", ["inTitle"]],
    ["abstract", ["inAbstract"]],
    ["ABS", ["inAbstract"]],
    ["keywords", ["inKeyword", "inMesh"]],
    ["title-abs", ["inTitle", "inAbstract"]],
    ["title-abs-key", ["inTitle", "inAbstract", "inKeyword", "inMesh"]],
    ["TITLE-ABS-KEY", ["inTitle", "inAbstract", "inKeyword", "inMesh"]],
    ["full-text", ["inFullText"]],
    ["venue", ["inVenue"]],
    ["SRCTITLE", ["inVenue"]],
    ["authors", ["Dyck"]],
  ])("%s() finds %j", (name, expected) => {
    const more = { fullText: "… inFullText …" };
    expect(words.filter((word) => truth(`${name}(${word})`, everything, more) === "true")).toEqual(
      expected,
    );
  });

  test("a term without a function is looked for in title, abstract and keywords", () => {
    for (const word of words)
      expect(truth(word, everything)).toBe(truth(`title-abs-key(${word})`, everything));
  });

  test("a function holds a whole boolean expression, also after a blank", () => {
    expect(truth("title (inTitle AND NOT (inAbstract OR inMesh))", everything)).toBe("true");
  });

  test("authors are found in either order of their names", () => {
    expect(truth('authors("van Dyck A*") AND authors("anna b van dyck")', everything)).toBe("true");
    expect(truth('authors("the group")', everything)).toBe("true");
    expect(truth('authors("Anna Group")', everything)).toBe("false");
  });
});

describe("missing data", () => {
  const bare = record();

  test.each([
    ["title(x)", "unknown"],
    ["abstract(x)", "unknown"],
    ["full-text(x)", "unknown"],
    ["venue(x)", "unknown"],
    ["authors(x)", "unknown"],
    ["keywords(x)", "false"],
    ["x", "unknown"],
    ["a NEAR/3 b", "unknown"],
    ["title ~ /x/", "unknown"],
    ["keywords ~ /x/", "false"],
    ["year > 2016", "unknown"],
    ["NOT year > 2016", "unknown"],
    ["year != 2016", "unknown"],
    ["language = en", "unknown"],
    ["type = review", "unknown"],
    ["pages >= 4", "unknown"],
    ["citations >= 4", "unknown"],
    ['venue = "Nature"', "unknown"],
    ["doi = 10.1000/x", "unknown"],
    ["has(abstract)", "false"],
    ["year > 2016 OR NOT has(year)", "true"],
    ["year > 2016 AND has(year)", "false"],
  ])("%s of a record without anything is %s", (text, expected) => {
    expect(truth(text, bare)).toBe(expected);
  });

  test("a term in any present field is found, whatever is missing", () => {
    expect(truth("x", record({ title: "x" }))).toBe("true");
    expect(truth("x", record({ keywords: ["x"] }))).toBe("true");
    expect(truth("x", record({ title: "y" }))).toBe("unknown");
    expect(truth("x", record({ title: "y", abstract: "z" }))).toBe("false");
    expect(truth("NOT x", record({ title: "y" }))).toBe("unknown");
  });

  test("a blank or a placeholder is missing", () => {
    expect(truth("x", record({ title: "y", abstract: " \n" }))).toBe("unknown");
    expect(truth("x", record({ title: "y", abstract: "[No abstract available]" }))).toBe("unknown");
    expect(truth("has(abstract)", record({ abstract: "[No abstract available]" }))).toBe("false");
    expect(truth("full-text(x)", record(), { fullText: "" })).toBe("unknown");
  });
});

describe("comparisons", () => {
  const paper = record({
    year: 2020,
    language: "en",
    type: "conference paper",
    pages: "12-34",
    citations: 10,
    venue: "The <i>Lancet</i>: Neurology & More",
    doi: "10.1000/abc(1)",
  });

  test.each([
    ["year = 2020", true],
    ["year != 2020", false],
    ["year < 2020", false],
    ["year <= 2020", true],
    ["year > 2020", false],
    ["year >= 2020", true],
    ["year >= 2021", false],
    ['YEAR>="2020"', true],
    ["PUBYEAR > 2016", true],
    ["year in 2017..2020", true],
    ["year in 2021..2023", false],
    ["year IN (2017, 2019..2021)", true],
    ["year in (2017, 2018)", false],
    ["language = en", true],
    ["language = English", true],
    ["language = eng", true],
    ["language != fr", true],
    ["language in (de, fr)", false],
    ['type = "conference paper"', true],
    ['type = "Proceedings Paper"', true],
    ["type = inproceedings", true],
    ["type != review", true],
    ['type in (article, "conference paper")', true],
    ["pages >= 4", true],
    ["pages = 23", true],
    ["pages < 4", false],
    ["citations >= 10", true],
    ["citations > 10", false],
    ['venue = "the lancet neurology and more"', true],
    ['venue = "lancet"', false],
    ['doi = "https://doi.org/10.1000/ABC(1)"', true],
    ["doi = 10.1000/abc", false],
  ])("%s: %s", (text, expected) => {
    expect(truth(text, paper)).toBe(String(expected));
  });

  test("a comparison shows the value that it saw, whether it holds or not", () => {
    expect(judge("year < 2017", paper).words).toEqual(["2020"]);
    expect(judge("type = review OR pages < 4 OR citations > 10", paper).words).toEqual([
      "conference paper",
      "23 pages",
      "10 citations",
    ]);
  });

  test.each([
    "title",
    "abstract",
    "keywords",
    "venue",
    "authors",
    "full-text",
    "year",
    "language",
    "type",
    "pages",
    "citations",
    "doi",
  ])("has(%s) is true of a record that has it and false of one that has not", (name) => {
    const full = {
      ...paper,
      title: "t",
      abstract: "a",
      keywords: ["k"],
      authors: [{ family: "f" }],
    };
    expect(truth(`has(${name})`, full, { fullText: "text" })).toBe("true");
    expect(truth(`HAS("${name}")`, record())).toBe("false");
  });
});

describe("regular expressions", () => {
  test.each([
    ["title ~ /deep.learning/i", true],
    ["title ~ /deep.learning/", false],
    ["title ~ /^Deep Learning\\/ML$/", true],
    ["title ~ /[/]ml/i", true],
    ["title ~ /\\bml\\b/iu", true],
    ["title-abs-key ~ /second.line/s", true],
    ["title-abs-key ~ /second.line/", false],
    ["abstract ~ /^line$/m", true],
    ["abstract ~ /^line$/", false],
    ["keywords ~ /^graph$/", true],
    ["keywords ~ /graph.neural/s", false],
    ["venue ~ /Nature/", true],
    ["authors ~ /^Curie, M/", true],
    ["authors ~ /^Marie Curie$/", true],
    ["NOT title ~ /\\p{Greek}/", true],
    ["title ~ /\\u0044eep/", true],
  ])("%s: %s", (text, expected) => {
    const paper = record({
      title: "Deep Learning/ML",
      abstract: "second\nline",
      keywords: ["graph", "neural"],
      venue: "Nature",
      authors: [{ family: "Curie", given: "Marie" }],
    });
    expect(truth(text, paper)).toBe(String(expected));
  });

  test("full text is searched too, and every distinct find is shown", () => {
    const more = { fullText: "RCT of 12 rcts;\nan RCT" };
    expect(judge("full-text ~ /rcts?/i", record(), more)).toEqual({
      truth: "true",
      words: ["RCT", "rcts"],
      disagreements: [],
    });
  });

  test("an empty find is true and shows nothing", () => {
    expect(judge("title ~ /^/", about("x"))).toMatchObject({ truth: "true", words: [] });
  });

  test("a pattern that would hang a backtracking engine is fast", () => {
    expect(truth("title ~ /^(a+)+$/", about(`${"a".repeat(50_000)}!`))).toBe("false");
  });
});

describe("words explain a judgement", () => {
  test("they are as the record writes them, in its order and without repeats", () => {
    const paper = record({
      title: "Pre-Training large  Language\nmodels (LLMs)",
      abstract: "llms, LLMS and pre training of language models with CO<sub>2</sub>",
      keywords: ["NLP"],
    });
    expect(judge('nlp OR llm* OR pre-training OR "language model*" OR co2', paper).words).toEqual([
      "Pre-Training",
      "Language models",
      "LLMs",
      "CO2",
      "NLP",
    ]);
  });

  test("accents, ligatures and wide characters do not shift them", () => {
    const paper = about("𝒳 ǅ ﬃ İ: Straße, ﬁle — naïve 模型 Œuvre");
    for (const [text, word] of [
      ["strasse", "Straße"],
      ["file", "ﬁle"],
      ["naive", "naïve"],
      ["模型", "模型"],
      ["oeuvre", "Œuvre"],
      ["x", "𝒳"],
      ["i", "İ"],
    ] as const)
      expect(judge(text, paper).words).toEqual([word]);
  });

  test("the words of what decided: an AND that fails because of a NOT shows why", () => {
    const paper = about("cancer in mice");
    expect(judge("cancer AND NOT mice", paper)).toMatchObject({ truth: "false", words: ["mice"] });
    expect(judge("cancer AND mice", paper).words).toEqual(["cancer", "mice"]);
    expect(judge("cancer OR rats", paper).words).toEqual(["cancer"]);
    expect(judge("cancer AND rats", paper)).toMatchObject({ truth: "false", words: [] });
    expect(judge("NOT (cancer OR mice)", paper).words).toEqual(["cancer", "mice"]);
  });

  test("an unknown shows what was found so far", () => {
    expect(judge("title(cancer) AND abstract(mice)", record({ title: "Cancer" }))).toMatchObject({
      truth: "unknown",
      words: ["Cancer"],
    });
  });

  test("NEAR shows both of its sides", () => {
    expect(judge("(a OR b) NEAR/1 c", about("a x x x B x C a")).words).toEqual(["B", "C", "a"]);
    expect(judge("b NEAR/1 c", about("a b x C b x x x x b")).words).toEqual(["b", "C"]);
  });

  test("at most 50 of them, none longer than 200 characters", () => {
    const many = about(Array.from({ length: 80 }, (_, n) => `w${n}`).join(" "));
    expect(judge("w*", many).words).toHaveLength(50);
    const long = judge("x*", about(`x${"y".repeat(1000)}`)).words[0];
    expect(long).toHaveLength(201);
  });
});

describe("entries of a cluster that disagree", () => {
  const paper = record({ year: 2023, language: "en", type: "article" });

  test("a year that changes the judgement makes it unknown and is named", () => {
    expect(judge("year <= 2023", paper, { alternatives: { year: [2024] } })).toEqual({
      truth: "unknown",
      words: ["2023", "2024"],
      disagreements: ["year"],
    });
  });

  test("a year that changes nothing is not named", () => {
    expect(judge("year >= 2017", paper, { alternatives: { year: [2024] } })).toEqual({
      truth: "true",
      words: ["2023", "2024"],
      disagreements: [],
    });
  });

  test("the judgement counts, not each comparison in it", () => {
    const more = { alternatives: { year: [2016] } };
    expect(judge("year < 2017 OR year > 2022", paper, more)).toEqual({
      truth: "true",
      words: ["2023"],
      disagreements: [],
    });
    expect(truth("year < 2017 OR year > 2023", paper, more)).toBe("unknown");
    expect(truth("year < 2017 AND year > 2022", paper, more)).toBe("false");
  });

  test("it is not named where something else decides", () => {
    const more = { alternatives: { year: [2024] } };
    expect(judge("year <= 2023 AND language = fr", paper, more)).toMatchObject({
      truth: "false",
      disagreements: [],
    });
    expect(judge("year <= 2023 OR language = en", paper, more)).toMatchObject({
      truth: "true",
      disagreements: [],
    });
    expect(judge("year <= 2023 AND abstract(x)", paper, more)).toMatchObject({
      truth: "unknown",
      disagreements: ["year"],
    });
    expect(judge("(year <= 2023 AND language = fr) OR abstract(x)", paper, more)).toMatchObject({
      truth: "unknown",
      disagreements: [],
    });
  });

  test("languages and types too, several at once, in the order of the registry", () => {
    const more = { alternatives: { type: ["review"], language: ["de", "fr"] } as const };
    expect(judge("type = article AND language = en", paper, more)).toMatchObject({
      truth: "unknown",
      disagreements: ["language", "type"],
    });
    expect(judge("NOT type in (article, review)", paper, more).truth).toBe("false");
  });

  test("a value that only a duplicate has counts, and repeats are no disagreement", () => {
    expect(truth("year > 2016", record(), { alternatives: { year: [2020] } })).toBe("true");
    expect(truth("has(year)", record(), { alternatives: { year: [2020] } })).toBe("true");
    expect(truth("year = 2023", paper, { alternatives: { year: [2023, 2023] } })).toBe("true");
  });

  test("hundreds of values are unknown without trying them all", () => {
    const year = Array.from({ length: 500 }, (_, n) => 1500 + n);
    expect(truth("year < 2017 OR year >= 2017", paper, { alternatives: { year } })).toBe("unknown");
  });
});

describe("hostile text", () => {
  const big = "a ".repeat(200_000);
  test.each([
    ["a long phrase of one word", `"${"a ".repeat(99)}b"`, big],
    ["NEAR among many", "a NEAR/999 a", big],
    ["a word of a megabyte", `*${"a*".repeat(40)}b`, "a".repeat(1_000_000)],
    ["half markup", "a", "<i ".repeat(200_000)],
    ["endless attributes", "b", `<i${' a=""'.repeat(100_000)}`],
    ["a million accents", "b", `a${"\u0301".repeat(1_000_000)}`],
    ["emoji", "a", "😀".repeat(200_000)],
    ["halves of emoji", "a", "\uD83D".repeat(200_000)],
    ["script without blanks", "型模", "大模型".repeat(100_000)],
    ["a regular expression that reads to the end each time", "title ~ /a.*b|a/s", big],
  ])("%s takes linear time", (_, text, title) => {
    expect(["true", "false", "unknown"]).toContain(truth(text, about(title)));
  });
});
