import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { readZipDirectory, unzip } from "../../../../src/formats/containers/zip.ts";
import { describeFlow } from "../../../../src/outputs/flow/diagram/describe-flow.ts";
import { flowDocx } from "../../../../src/outputs/flow/forms/flow-docx.ts";
import { flowPptx } from "../../../../src/outputs/flow/forms/flow-pptx.ts";
import { layOut } from "../../../../src/outputs/flow/layout/flow-layout.ts";
import { EXAMPLE_FLOWS, small, unfinished, updated } from "../../example-flows.ts";

const title = "Exercise & sleep: a review";

/** Every part of an Office file by its path. */
async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  for (const entry of readZipDirectory(bytes)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of unzip(bytes, entry)) pieces.push(piece);
    parts.set(entry.name, Buffer.concat(pieces).toString("utf8"));
  }
  return parts;
}

/** Throws where the XML is not well-formed or a prefix is not declared. */
function elementsOf(xml: string): number {
  let count = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", () => {
    count++;
  });
  parser.write(xml).close();
  return count;
}

describe.each([
  ["docx", flowDocx, "word/document.xml"],
  ["pptx", flowPptx, "ppt/slides/slide1.xml"],
] as const)("%s", (name, form, main) => {
  const parts = async (flow = updated, horizontal = false) =>
    partsOf((await form.render(flow, { title, horizontal })) as Uint8Array);

  test("is the same bytes each time", async () => {
    const [once, again] = [
      await form.render(small, { title }),
      await form.render(small, { title }),
    ];
    expect(Buffer.from(once).equals(Buffer.from(again as Uint8Array))).toBe(true);
  });

  test.each(Object.entries(EXAMPLE_FLOWS))(
    "every part of the example %s is XML, and every part that is named is there",
    async (_, flow) => {
      const all = await parts(flow);
      for (const xml of all.values()) expect(elementsOf(xml)).toBeGreaterThan(0);
      const types = all.get("[Content_Types].xml") ?? "";
      const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, path]) => path);
      const written = [...all.keys()].filter(
        (path) => !path.endsWith(".rels") && !path.startsWith("["),
      );
      expect(named.sort()).toEqual(written.sort());
      for (const [path, xml] of all) {
        if (!path.endsWith(".rels")) continue;
        const base = path.replace(/_rels\/[^/]+$/, "");
        for (const [, target = ""] of xml.matchAll(/Target="([^"]+)"/g))
          expect(all.keys()).toContain(new URL(target, `file:///${base}`).pathname.slice(1));
      }
    },
  );

  test("holds every line of the diagram as text that can be edited", async () => {
    const xml = (await parts(unfinished)).get(main) ?? "";
    const texts = [...xml.matchAll(/<(?:a|w):t(?: [^>]*)?>([^<]*)</g)].map(([, text]) => text);
    for (const line of [
      "Records screened (n = 1,000)",
      "Records awaiting screening (n = 300)",
      "Screening is not finished: 310 records and 24 reports await a decision.",
    ])
      expect(texts.map((text) => text?.replaceAll("\u00a0", " "))).toContain(line);
  });

  test.each([false, true])(
    "connectors hold on to boxes that are there, at sites that they have (horizontal: %s)",
    async (horizontal) => {
      const all = (await parts(updated, horizontal)).get(main) ?? "";
      // A Word document holds the drawing twice, for two programs; numbers count in each.
      const drawings = name === "docx" ? all.split("<mc:Choice ").slice(1) : [all];
      for (const xml of drawings) {
        const sites = new Map<string, number>();
        for (const [, shape = ""] of xml.matchAll(/<(?:wps:wsp|p:sp)>(.*?)<\/(?:wps:wsp|p:sp)>/g)) {
          const id = /cNvPr id="(\d+)"/.exec(shape)?.[1];
          const own = shape.match(/<a:cxn /g)?.length;
          if (id !== undefined) sites.set(id, own ?? 4);
        }
        const held = [...xml.matchAll(/<a:(?:st|end)Cxn id="(\d+)" idx="(\d+)"/g)];
        const arrows = layOut(describeFlow(updated), { horizontal }).shapes.filter(
          ({ kind }) => kind === "arrow",
        );
        expect(held).toHaveLength(2 * arrows.length);
        for (const [, id = "", site] of held) expect(Number(site)).toBeLessThan(sites.get(id) ?? 0);
        const ids = [...xml.matchAll(/cNvPr id="(\d+)"/g)].map(([, id]) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }
    },
  );
});

test("a slide is as large as the figure, so that nothing is reduced", async () => {
  const { width, height } = layOut(describeFlow(small), {});
  const parts = await partsOf((await flowPptx.render(small, { title })) as Uint8Array);
  expect(parts.get("ppt/presentation.xml")).toContain(
    `<p:sldSz cx="${width * 9525}" cy="${height * 9525}"/>`,
  );
});

test("Word gets a caption, PRISMA's footnotes, and a page on which letters stay readable", async () => {
  for (const flow of Object.values(EXAMPLE_FLOWS)) {
    const parts = await partsOf((await flowDocx.render(flow, { title })) as Uint8Array);
    const xml = parts.get("word/document.xml") ?? "";
    expect(xml).toContain("SEQ Figure");
    expect(xml).toContain(". PRISMA 2020 flow diagram: Exercise &amp; sleep: a review<");
    expect(xml).toContain(">*Numbers of records identified from each database");
    expect(xml.includes(">**Of the records excluded")).toBe(
      flow.records_excluded_by.automation > 0,
    );
    const halfPoints = [...xml.matchAll(/<w:sz w:val="(\d+)"/g)].map(([, size]) => Number(size));
    expect(Math.min(...halfPoints)).toBeGreaterThanOrEqual(14);
  }
});
