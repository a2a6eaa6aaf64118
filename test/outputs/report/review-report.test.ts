import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { REPORT_SECTIONS } from "../../../src/outputs/report/sections/index.ts";
import { testFolder } from "../../cli/captured-io.ts";
import { reviewCopy } from "../../screened-review.ts";

const EXAMPLE = "fixtures/reviews/llm-acceleration";

/** Nobody but people voted in the example. */
const SECTIONS = REPORT_SECTIONS.map(({ id }) => id).filter((id) => id !== "automation");

async function reportOf(folder: ReturnType<typeof testFolder>, ...options: string[]) {
  const { code, err } = await folder.slr("report", "-o", "review.html", ...options);
  expect(err).toBe("The report is in review.html.");
  expect(code).toBe(0);
  return folder.read("review.html");
}

/** The rows of the table in a part of the page. */
function rowsIn(html: string, from: string): string[] {
  const [, rest = ""] = html.split(from);
  const [, body = ""] = /<tbody>\n([\s\S]*?)\n<\/tbody>/.exec(rest) ?? [];
  return body.split("\n");
}

describe("the report of the example", () => {
  let page: Promise<string> | undefined;
  const example = () => {
    page ??= reportOf(reviewCopy(EXAMPLE));
    return page;
  };

  test("has every section, and every link leads to a place in the page", async () => {
    const html = await example();
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(SECTIONS));
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(expect.arrayContaining([...new Set(links)]));
    expect(links).toEqual(expect.arrayContaining(SECTIONS));
  });

  test("lists as many reports and records as the flow counts", async () => {
    const html = await example();
    expect(rowsIn(html, '<section id="included"')).toHaveLength(44);
    expect(rowsIn(html, '<section id="excluded"')).toHaveLength(9);
    expect(rowsIn(html, 'id="box-excluded-title-abstract"')).toHaveLength(17);
    expect(html).toContain("Excluded at title/abstract (n\u00a0=\u00a017)");
    expect(rowsIn(html, 'id="box-removed-automation"')).toHaveLength(2);
  });

  test("what the searches found: the overlap as a picture, and each source with what it contributed", async () => {
    const html = await example();
    const [, section = ""] = /<section id="searches"([\s\S]*?)<\/section>/.exec(html) ?? [];
    expect(section).toContain("Scopus + Web of Science: 4 records, 2 included");
    expect(rowsIn(html, '<section id="searches"')[0]).toBe(
      '<tr><td>Scopus<td class="n">27<td class="n">13<td class="n">19<td class="n">7<td class="n">1 of 2',
    );
    expect(section).toContain("at least 16.9 more were missed by all sources");
  });

  test("the taxonomy: the map of classes, and how many studies people coded", async () => {
    const html = await example();
    expect(html).toContain('<svg xmlns="http://www.w3.org/2000/svg" width="');
    expect(html).toContain('id="slr-bubbles-title"');
    expect(rowsIn(html, '<section id="taxonomy"')[4]).toBe(
      '<tr><td>Inference<td class="n">20<td class="n">0<td class="n">0<td class="n">12',
    );
  });

  test("the citations: what the exports carry, and what no search found", async () => {
    const html = await example();
    const [, section = ""] = /<section id="citations"([\s\S]*?)<\/section>/.exec(html) ?? [];
    expect(section).toContain("78 references: 56 are records of the review");
    expect(rowsIn(html, '<section id="citations"')[0]).toBe(
      '<tr><td class="n">6<td>Zhang 2022: OPT: Open pre-trained transformer language models',
    );
  });

  test("a report excluded at full text has its reason in words, and a link where there is one", async () => {
    const html = await example();
    const rows = rowsIn(html, '<section id="excluded"');
    expect(rows[0]).toContain("F1: No method that accelerates or optimizes");
    expect(rows.at(-1)).toContain("F4: Results from simulated hardware only");
    expect(rows.at(-1)).toMatch(/<a href="https:\/\/doi\.org\/10\.[^"]+" rel="noreferrer">/);
  });

  test("each criterion says what it excluded, and how much of it by rule", async () => {
    const html = await example();
    const rows = rowsIn(html, '<section id="criteria"').map((row) =>
      row
        .replace(/<br>[\s\S]*?(?=<td)/, "")
        .split(/<td[^>]*>/)
        .slice(1),
    );
    const counts = rows.map(([reason, , , ...numbers]) => [reason, ...numbers.map(Number)]);
    expect(counts).toEqual([
      ["B1", 2, 2, 0],
      ["E1", 5, 5, 0],
      ["I1", 5, 3, 1],
      ["E2", 7, 0, 1],
      ["F1", 4, 0, 0],
      ["F2", 1, 0, 1],
      ["F3", 2, 0, 1],
      ["F4", 2, 0, 0],
    ]);
  });

  test("says what slr.yaml does not state, and quotes each search string", async () => {
    const html = await example();
    expect(html).toContain("[not stated: platform of Scopus]");
    expect(html).not.toContain("[not stated: date of the search of Scopus]");
    expect(html).toContain("<pre>TS=((&quot;language model*&quot; OR");
  });

  test("names every file with its hash", async () => {
    const html = await example();
    const yaml = reviewCopy(EXAMPLE).read("slr.yaml");
    expect(html).toContain(createHash("sha256").update(yaml).digest("hex"));
    expect(html).toContain("searches/scopus-1.csv");
  });

  test("the policy names the hashes of its own style and script, and permits nothing else", async () => {
    const html = await example();
    const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
    const hashOf = (tag: string) => {
      const [, text = ""] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html) ?? [];
      return createHash("sha256").update(text).digest("base64");
    };
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${hashOf("script")}'; style-src 'sha256-${hashOf("style")}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/<link|<img|<iframe|\sstyle=|\ssrc=|\son\w+=/);
  });
});

test("a report holds no abstract unless it is asked for them, and twice the same bytes", async () => {
  const folder = testFolder({
    "searches/a.ris":
      "TY  - JOUR\nTI  - One study of tea\nAU  - Ruiz, Ana\nPY  - 2020\nAB  - Secret words of a publisher.\nER  - \n",
  });
  const html = await reportOf(folder);
  expect(html).not.toContain("Secret words");
  expect(await reportOf(folder)).toBe(html);
  const whole = await reportOf(folder, "--with-abstracts");
  expect(whole).toContain("<summary>Abstract</summary>Secret words of a publisher.</details>");
});

test("programs are described as RAISE asks for it, with a mark where automation/ does not say it", async () => {
  const folder = testFolder({
    "slr.yaml":
      "sources: [{ name: A, files: searches/a.ris }]\nreviewers: { gpt: { kind: automation } }\n",
    "searches/a.ris": "TY  - JOUR\nTI  - One study of tea\nPY  - 2020\nDO  - 10.1/a\nER  - \n",
    "decisions/gpt.csv": "record,stage,verdict\ndoi:10.1/a,title-abstract,exclude\n",
    "automation/gpt.yaml": "model: m-large\nprompt: Is it <b>tea</b>?\n",
  });
  const html = await reportOf(folder);
  expect(html).toContain('<td class="l">m-large');
  expect(html).toContain("[not stated: validation of gpt]");
  expect(html).toContain("<pre>Is it &lt;b&gt;tea&lt;/b&gt;?</pre>");
});

test("a record leads to its page by DOI, PMID or arXiv id", async () => {
  const html = await reportOf(
    testFolder({
      "searches/a.csv":
        "Title,Year,DOI,PMID,arXiv ID\nOne,2020,10.1000/a,,\nTwo,2020,,123,\nThree,2020,,,2301.00774\n",
    }),
  );
  const links = rowsIn(html, 'id="box-pending-title-abstract"').map(
    (row) => /href="([^"]+)"/.exec(row)?.[1],
  );
  expect(links.sort()).toEqual([
    "https://arxiv.org/abs/2301.00774",
    "https://doi.org/10.1000/a",
    "https://pubmed.ncbi.nlm.nih.gov/123/",
  ]);
});

test("a record without its abstract takes less than half a kilobyte of the report", async () => {
  const records = Array.from(
    { length: 200 },
    (_, at) =>
      `TY  - JOUR\nTI  - A study of the effect of treatment number ${at} on the recovery of adults after surgery\nAU  - Ruiz, Ana\nAU  - Okafor, Ben\nAU  - Lindqvist, Cara\nPY  - 2020\nJO  - Journal of Treatments and Outcomes\nDO  - 10.1000/treatment.${at}\nAB  - ${"word ".repeat(200)}${at}\nER  - \n`,
  );
  const sizeOf = (html: string) => Buffer.byteLength(html);
  const html = await reportOf(testFolder({ "searches/a.ris": records.join("\n") }));
  const without = await reportOf(testFolder({ "searches/a.ris": records[0]! }));
  expect(sizeOf(html) - sizeOf(without)).toBeLessThan(199 * 512);
  expect(html).toContain("Screening is not finished: 200 records await a decision.");
});

const ATTACK = `</title></script></details></pre><script>globalThis.hacked=1</script><img src=x onerror="hacked=1">`;

test("titles, abstracts, queries, reasons and names are text wherever they stand", async () => {
  const entry = (title: string, more = "") =>
    `TY  - JOUR\nTI  - ${title} ${ATTACK}\nAU  - ${ATTACK}, Ana\nPY  - 2020\nJO  - ${ATTACK}\nAB  - ${ATTACK}\nUR  - javascript:alert(1)\n${more}ER  - \n`;
  const yamlText = JSON.stringify(ATTACK);
  const folder = testFolder({
    "slr.yaml": `title: ${yamlText}\nquestion: ${yamlText}\nsources:\n  - { name: ${yamlText}, files: searches/a.ris, platform: ${yamlText}, query: ${yamlText} }\ncriteria:\n  - { id: F1, text: ${yamlText}, reason: ${yamlText}, stage: full-text }\n`,
    "searches/a.ris": [
      entry("Tea", "DO  - 10.1000/tea\n"),
      entry("Coffee", "DO  - 10.1000/coffee\n"),
      entry("Milk", 'DO  - 10.1000/"><b>x\n'),
    ].join("\n"),
    "decisions/ann.csv": `record,stage,verdict,reason,doi
,title-abstract,include,,10.1000/tea
,full-text,include,,10.1000/tea
,title-abstract,include,,10.1000/coffee
,full-text,exclude,"${ATTACK.replaceAll('"', '""')}",10.1000/coffee
`,
  });
  const html = await reportOf(folder, "--with-abstracts");
  expect(rowsIn(html, '<section id="included"')).toHaveLength(1);
  expect(rowsIn(html, '<section id="excluded"')).toHaveLength(1);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/<img|<b>x|href="javascript|<[^>]*\sonerror=/i);
  expect(html.split("&lt;img src=x onerror=&quot;hacked=1&quot;&gt;").length).toBeGreaterThan(15);
});
