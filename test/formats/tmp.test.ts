import { readdirSync, createReadStream } from "node:fs";
import { test } from "vitest";
import { decodeText } from "../../src/formats/decode.ts";
import { ris } from "../../src/formats/ris.ts";
import { readAll } from "./contract.ts";
test("x", async () => {
  const dir = "/work/shared/exports/ris/";
  const out: string[] = [];
  for (const f of readdirSync(dir)) {
    const r = await readAll(ris, decodeText(createReadStream(dir + f)).chunks, { file: f });
    const c: Record<string, number> = {};
    for (const e of r.entries) if (e.kind === "record") { const a = e.attribution; const k = `${a.database ?? "-"}/${a.kind ?? ""}/${a.producer ?? ""}`; c[k] = (c[k] ?? 0) + 1; }
    out.push(`${f} ${JSON.stringify(c)} P ${r.problems.map((p) => p.code.slice(4) + ":" + p.line + (p.code.includes("outside") || p.code.includes("year") ? p.message.slice(10, 80) : "")).slice(0, 5).join(" | ")}`);
    const recs = r.entries.flatMap((e) => e.kind === "record" ? [e.record] : []);
    const n = (k: string) => recs.filter((x: any) => x[k] !== undefined && x[k].length !== 0).length;
    out.push("      " + ["venue", "type", "language", "pmid", "pmcid", "arxiv", "issn", "volume", "pages", "url", "keywords", "accession", "citations"].map((k) => `${k} ${n(k)}`).join(" ") + ` of ${r.entries.length}  ` + JSON.stringify([recs[0]?.venue, recs[0]?.accession, recs[0]?.pmid, recs[0]?.pages, recs[0]?.authors[0], recs[0]?.type]));
  }
  console.log(out.join("\n"));
});
