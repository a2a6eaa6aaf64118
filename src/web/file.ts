import type { FilePage } from "../core/decide/page-data.ts";
import { type Running, runWork } from "./app.ts";
import { fileDesk } from "./desks/file-desk.ts";
import { memoryStore } from "./desks/memory-store.ts";
import { openStore } from "./desks/store.ts";
import { el, fill } from "./dom.ts";

const NO_STORE =
  "This browser keeps nothing for a local file: your answers are lost when you close it. Save my decisions before, or ask for a link instead of a file.";
const SHARED_STORE =
  "Other local files that you open in this browser can read what this one keeps. Save your decisions when you end.";

/** Screening in one file without a server: answers stay in the browser and leave it as a CSV. */
export async function runFile(page: FilePage, root: HTMLElement): Promise<void> {
  let keeps = true;
  const store = await openStore(page.database).catch(() => {
    keeps = false;
    return memoryStore();
  });
  const desk = fileDesk(page, store, Date.now);
  const warning = !keeps ? NO_STORE : isShared() ? SHARED_STORE : "";
  let running: Running | undefined;
  running = await runWork(await desk.open(), desk, {
    keep: () => ({ warning, unsavedRows: desk.unsavedRows() }),
    csv: {
      async save() {
        download(`decisions-${page.reviewer}.csv`, desk.csv());
        await desk.saved();
        running?.dispatch({
          kind: "say",
          tone: "plain",
          text: `Saved as decisions-${page.reviewer}.csv among your downloads. Send it to whoever leads the review.`,
        });
      },
      async load(file) {
        const { ok, says } = await desk.takeIn(await file.text());
        if (ok) running?.restart(desk.current());
        running?.dispatch({ kind: "say", tone: ok ? "plain" : "error", text: says });
      },
    },
  });
  fill(root, running.root);
  root.querySelector("h1")?.focus();
  addEventListener("beforeunload", (event) => {
    if (!keeps && desk.unsavedRows() > 0) event.preventDefault();
  });
}

/** Chromium gives all local files one storage; others give each path its own. */
function isShared(): boolean {
  return location.protocol === "file:" && "chrome" in globalThis;
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = el("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
