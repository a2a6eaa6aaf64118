import type { FilePage } from "../../src/core/decide/page-data.ts";
import type { Saying } from "../../src/core/decide/session.ts";
import { fileDesk } from "../../src/web/desks/file-desk.ts";
import { memoryStore } from "../../src/web/desks/memory-store.ts";

/** The data in a file of `slr export --for reviewer`, as the page in it reads them. */
export function pageIn(html: string): FilePage {
  const json = /<script type="application\/json" id="slr-data">([^<]*)<\/script>/.exec(html)?.[1];
  return JSON.parse(json ?? "") as FilePage; // as slr export wrote it
}

/** What a reviewer says of the records in turn, as it leaves the page; null takes back. */
export async function decisionsSaved(
  page: FilePage,
  says: readonly (readonly [id: string, saying: Partial<Saying> | null])[],
  now = Date.UTC(2026, 0, 1),
): Promise<string> {
  let seconds = 0;
  const desk = fileDesk(page, memoryStore(), () => {
    seconds += 1;
    return now + seconds * 1000;
  });
  await desk.open();
  for (const [n, [key, said]] of says.entries()) {
    const saying: Saying | null =
      said === null ? null : { verdict: "include", reasons: [], note: "", tags: [], ...said };
    await desk.write({ uuid: String(n), seen: 0, key, saying }, false);
  }
  return desk.csv();
}
