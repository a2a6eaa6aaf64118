import { describe, expect, test } from "vitest";
import { readGuarded } from "../../../src/formats/guard.ts";
import { biboRdf } from "../../../src/formats/xml/bibo-rdf.ts";
import { once, readText } from "../contract.ts";

const rdf = (...resources: readonly string[]) =>
  `<rdf:RDF xmlns:bibo="http://purl.org/ontology/bibo/">\n${resources.join("\n")}\n</rdf:RDF>`;

async function recordsOf(...resources: readonly string[]) {
  const { entries } = await readText(biboRdf, rdf(...resources));
  return entries.flatMap((entry) => (entry.kind === "record" ? entry.record : []));
}

const titlesOf = async (...resources: readonly string[]) =>
  (await recordsOf(...resources)).map(({ title }) => title);

const familiesOf = async (...resources: readonly string[]) =>
  (await recordsOf(...resources))[0]?.authors?.map(({ family }) => family);

const book = (id: string, content = "") =>
  `<bibo:Book rdf:about="#${id}"><dcterms:title>${id}</dcterms:title>${content}</bibo:Book>`;
const person = (id: string) =>
  `<foaf:Person rdf:nodeID="${id}"><foaf:surname>${id}</foaf:surname></foaf:Person>`;
const list = (id: string, ...members: readonly string[]) =>
  `<rdf:Seq rdf:nodeID="${id}">${members.map((name) => `<rdf:li rdf:nodeID="${name}"/>`).join("")}</rdf:Seq>`;
const AUTHORS = '<bibo:authorList rdf:nodeID="list"/>';

describe("people of a work", () => {
  test("come in the order of lists in lists", async () => {
    const all = ["Roe", "Doe", "Poe"].map(person);
    const names = familiesOf(
      book("a", AUTHORS),
      list("list", "Roe", "more"),
      ...all,
      list("more", "Doe", "Poe"),
    );
    expect(await names).toEqual(["Roe", "Doe", "Poe"]);
  });

  test("are those of each list once, where lists name each other in circles", async () => {
    const names = familiesOf(
      book("a", AUTHORS),
      list("list", "Roe", "list", "back", "Doe"),
      list("back", "list", "Poe", "back"),
      ...["Roe", "Doe", "Poe"].map(person),
    );
    expect(await names).toEqual(["Roe", "Poe", "Doe"]);
  });

  test("are found in no more time where each of many lists names the next one twice", async () => {
    const lists = Array.from({ length: 60 }, (_, n) => list(`l${n}`, `l${n + 1}`, `l${n + 1}`));
    const names = familiesOf(
      book("a", AUTHORS),
      list("list", "l0", "Doe"),
      ...lists,
      list("l60", "Roe"),
      ...["Roe", "Doe"].map(person),
    );
    expect(await names).toEqual(["Roe", "Doe"]);
  });

  test("of a chain of first and rest are complete, however long it is", async () => {
    const links = Array.from(
      { length: 20_000 },
      (_, n) =>
        `<rdf:Description rdf:nodeID="l${n}"><rdf:first>Doe, J${n}</rdf:first><rdf:rest rdf:nodeID="l${n + 1}"/></rdf:Description>`,
    );
    const names = await familiesOf(book("a", '<bibo:authorList rdf:nodeID="l0"/>'), ...links);
    expect(names?.length).toBe(20_000);
  });
});

describe("what a work is part of", () => {
  const part = (whole: string) => `<dcterms:isPartOf rdf:resource="#${whole}"/>`;

  test("may name itself and the work", async () => {
    const whole = `<bibo:Journal rdf:about="#j">${part("a")}${part("j")}<dcterms:title>Frogs</dcterms:title></bibo:Journal>`;
    const [record] = await recordsOf(
      book("a", `<dcterms:creator>Doe</dcterms:creator>${part("j")}`),
      whole,
    );
    expect(record).toMatchObject({ title: "a", venue: "Frogs" });
  });

  test("takes no more time where it is named many times, level for level", async () => {
    const journal = (n: number) =>
      `<bibo:Journal rdf:about="#j${n}"><dcterms:title>j${n}</dcterms:title>${part(`j${n + 1}`).repeat(300)}</bibo:Journal>`;
    const [record] = await recordsOf(
      book("a", part("j0").repeat(300)),
      ...[0, 1, 2, 3].map(journal),
    );
    expect(record?.venue).toBe("j0");
  });

  test("is limited for all works of a file together, and slr says from where on", async () => {
    const text = "x".repeat(1_000_000);
    const journal = `<bibo:Journal rdf:about="#j"><dcterms:title>Frogs</dcterms:title><bibo:note>${text}</bibo:note></bibo:Journal>`;
    const works = Array.from({ length: 100 }, (_, n) => book(`b${n}`, part("j")));
    const { entries, problems } = await readText(biboRdf, rdf(journal, ...works));
    expect(entries.length).toBe(100);
    expect(problems).toMatchObject([{ code: "bibo-rdf/long-references", line: 70 }]);
  });
});

describe("a work inside of another resource", () => {
  test("is an entry, if the other is no work", async () => {
    const inside = `<z:UserItem><res:resource>${book("a")}</res:resource><z:repository>Scopus</z:repository></z:UserItem>`;
    expect(
      await titlesOf(
        inside,
        `<bibo:Journal><dcterms:hasPart>${book("b")}</dcterms:hasPart></bibo:Journal>`,
      ),
    ).toEqual(["a", "b"]);
  });

  test("is an entry, if it is a part of a work", async () => {
    const papers = ["b", "c"].map((id) => `<dcterms:hasPart>${book(id)}</dcterms:hasPart>`);
    expect(await titlesOf(book("a", papers.join("")))).toEqual(["a", "b", "c"]);
  });

  test("is no entry, if a work is part of it or cites it", async () => {
    const content = `<dcterms:isPartOf>${book("b")}</dcterms:isPartOf><bibo:cites>${book("c")}</bibo:cites>`;
    expect(await titlesOf(book("a", content))).toEqual(["a"]);
  });

  test("is an entry, if the work before has lost its end", async () => {
    const { entries, problems } = await readText(
      biboRdf,
      rdf(book("a").replace("</bibo:Book>", "</bibo:Bo>"), book("b"), book("c")),
    );
    expect(entries.length).toBe(3);
    expect(problems).toMatchObject([{ code: "bibo-rdf/unclosed", line: 2 }]);
  });
});

describe("a resource is a work", () => {
  test.each([
    "Statute",
    "LegalCaseDocument",
    "Letter",
    "Interview",
    "Hearing",
    "ComputerProgram_CW",
  ])("of the type %s, which Zotero writes", async (type) => {
    const [record] = await recordsOf(book("a").replaceAll("bibo:Book", `x:${type}`));
    expect(record).toMatchObject({ title: "a", type: "other" });
  });

  test("if one of its types is that of a work", async () => {
    const types = ["http://www.w3.org/ns/prov#Entity", "http://purl.org/ontology/bibo/Thesis"];
    const content = types.map((type) => `<rdf:type rdf:resource="${type}"/>`).join("");
    for (const name of ["x:Deposit", "rdf:Description"])
      expect(
        (await recordsOf(book("a", content).replaceAll("bibo:Book", name))).map(({ type }) => type),
      ).toEqual(["thesis"]);
  });

  test("not if it is a note on another, or has authors and an unknown type, which is said", async () => {
    const note =
      '<bibo:Note><bibo:annotates rdf:resource="#a"/><rdf:value>Good</rdf:value></bibo:Note>';
    const other = book("b", "<dcterms:creator>Doe</dcterms:creator>").replaceAll(
      "bibo:Book",
      "x:New",
    );
    const { entries, problems } = await readText(
      biboRdf,
      rdf(book("a"), note, other, person("Roe")),
    );
    expect(entries.length).toBe(1);
    expect(problems).toMatchObject([
      { code: "bibo-rdf/not-an-entry", line: 3, message: expect.stringContaining("2 resources") },
    ]);
  });
});

describe("the guard", () => {
  async function told(text: string) {
    const problems: string[] = [];
    for await (const batch of readGuarded(biboRdf, once(text), { file: "a" }))
      problems.push(...batch.problems.map(({ code, line }) => `${line} ${code}`));
    return problems;
  }

  test("is silent about persons, journals and works that are no entries", async () => {
    const cited = `\n<dcterms:isPartOf>\n${book("b")}</dcterms:isPartOf><bibo:cites>\n${book("c")}</bibo:cites>`;
    const journal = '<bibo:Journal rdf:nodeID="j">\n</bibo:Journal>';
    const resources = [
      person("Roe"),
      book("a", cited),
      journal,
      list("list"),
      book("d"),
      book("e"),
    ];
    expect(await told(rdf(...resources))).toEqual([]);
    expect(await told(rdf(...resources).replaceAll("\n", ""))).toEqual([]);
  });

  test("says where a work is hidden", async () => {
    expect(await told(rdf(book("a"), `<!-- ${book("b")} -->`, book("c")))).toEqual([
      "3 bibo-rdf/entry-count",
    ]);
  });
});
