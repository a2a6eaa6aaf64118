import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { risOf, testFolder } from "./cli/captured-io.ts";

/** The scripts of the page that make vectors, run with an encoder that stands in for the real one. */
const SCRIPTS = [
  ...readFileSync("docs/rating-and-stopping.md", "utf8").matchAll(/```python\n([\s\S]*?)```/g),
].map(([, script]) => script!);

const ENCODER = `class SentenceTransformer:
    def __init__(self, name):
        pass
    def encode(self, texts, batch_size, show_progress_bar):
        return [[len(text), text.count("a"), 1] for text in texts]
`;

const hasPython = spawnSync("python3", ["--version"]).status === 0;

async function runScript(script: string, environment: Readonly<Record<string, string>>) {
  const folder = testFolder({
    "slr.yaml": "sources: [{ name: Scopus, files: a.ris }]\nrating: { vectors: vectors.jsonl }\n",
    "a.ris": risOf("Sheep on pastures", "Cars on roads"),
    "vectors.py": script,
    "vectors.jsonl": "",
    "sentence_transformers.py": ENCODER,
  });
  expect((await folder.slr("export", "--for", "asreview", "-o", "records.csv")).code).toBe(0);
  const python = spawn("python3", ["vectors.py"], {
    cwd: folder.path,
    env: { ...process.env, ...environment },
  });
  const code = await new Promise((done) => python.on("close", done));
  expect(code).toBe(0);
  const rows = folder.read("vectors.jsonl").trim().split("\n");
  const { code: rated, err } = await folder.slr("rate");
  expect(rated).toBe(0);
  expect(err).not.toContain("vector");
  return rows.map((row) => JSON.parse(row));
}

test.skipIf(!hasPython)(
  "the script with sentence-transformers makes vectors that slr reads",
  async () => {
    const rows = await runScript(SCRIPTS[0]!, {});
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({
      record: expect.stringMatching(/^[a-z0-9]{8}$/),
      vector: [expect.any(Number), expect.any(Number), 1],
    });
  },
);

test.skipIf(!hasPython)("the script with Ollama makes vectors that slr reads", async () => {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { input } = JSON.parse(body);
      response.end(JSON.stringify({ embeddings: [[input.length, 0.5]] }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const rows = await runScript(SCRIPTS[1]!, { OLLAMA_HOST: `http://127.0.0.1:${port}` });
  server.close();
  expect(rows.map(({ vector }) => vector[1])).toEqual([0.5, 0.5]);
});
