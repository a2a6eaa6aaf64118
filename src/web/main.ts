import type { Dashboard, FilePage, WorkName } from "../core/decide/page-data.ts";
import { ROUTES } from "../core/decide/page-data.ts";
import { applySettings, type Running, runWork, settingsIn } from "./app.ts";
import { type Connection, connect } from "./desks/connection.ts";
import type { Store } from "./desks/desk.ts";
import { memoryStore } from "./desks/memory-store.ts";
import { serverDesk } from "./desks/server-desk.ts";
import { openStore } from "./desks/store.ts";
import { isLink, takeToken } from "./desks/token.ts";
import { button, el, fill } from "./dom.ts";
import { runFile } from "./file.ts";
import { dashboardNodes } from "./views/dashboard.ts";

/** The page of screening: with data in it a file of its own, without them the page of a server. */
const root = el("div", { id: "app" });
document.body.append(root);

/** A page that only says something. */
function sayOnly(title: string, text: string, again?: () => void): void {
  fill(
    root,
    el(
      "main",
      { class: "plain" },
      el("h1", { tabindex: "-1" }, title),
      el("p", {}, text),
      again && button("Try again", undefined, again, { class: "primary" }),
    ),
  );
  root.querySelector("h1")?.focus();
}

async function start(): Promise<void> {
  const data = document.getElementById("slr-data");
  if (data !== null) {
    const page = JSON.parse(data.textContent ?? "") as FilePage; // as slr export wrote it
    data.remove();
    await runFile(page, root);
    return;
  }
  const token = takeToken();
  if (token === undefined) {
    sayOnly(
      "Open your link",
      "This page needs the link that slr decide --web printed for you: it says who you are. Open it again in this window.",
    );
    return;
  }
  try {
    const connection = await connect(token);
    const store = await storeOf(connection);
    await serve(connection, store);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    sayOnly("Not signed in", text, () => void start());
  }
}

async function storeOf({ signedIn: { title, reviewer } }: Connection): Promise<Store> {
  return openStore(`slr ${reviewer} ${title}`).catch(() => memoryStore());
}

/** Shows the dashboard or the work that the address names, and follows the address. */
async function serve(connection: Connection, store: Store): Promise<void> {
  let running: Running | undefined;
  const show = async () => {
    running?.stop();
    running = undefined;
    const work = /^#\/(.+)$/.exec(location.hash)?.[1] as WorkName | undefined; // the server checks it
    try {
      applySettings(await settingsIn(store));
      if (work === undefined) await showDashboard(connection);
      else {
        sayOnly("One moment", "The records are being read …");
        const desk = serverDesk(connection, store, work, Date.now);
        running = await runWork(await desk.open(), desk, {
          home: () => {
            location.hash = "";
          },
          keep: () => ({ warning: "", unsavedRows: 0 }),
        });
        fill(root, running.root);
        root.querySelector("h1")?.focus();
      }
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      sayOnly("This did not work", text, () => void show());
    }
  };
  addEventListener("hashchange", () => {
    if (!isLink()) void show();
  });
  await show();
}

async function showDashboard(connection: Connection): Promise<void> {
  const dashboard = await connection.get<Dashboard>(ROUTES.dashboard);
  const open = (work: WorkName) => {
    location.hash = `#/${work}`;
  };
  fill(root, el("main", { class: "dashboard" }, ...dashboardNodes(dashboard, open)));
  root.querySelector("h1")?.focus();
}

// A link that is opened in this window again changes the address only.
addEventListener("hashchange", () => {
  if (!isLink()) return;
  takeToken();
  location.reload();
});

void start();
