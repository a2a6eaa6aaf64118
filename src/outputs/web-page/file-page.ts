import { createHash } from "node:crypto";
import type { FilePage } from "../../core/decide/page-data.ts";
import { embeddedJson } from "./page-html.ts";

/**
 * The data of a reviewer's file in pieces of JSON, with the name of its database in the browser. The
 * same content gives the same name, so that a second export of it goes on with the answers of the
 * first; another content begins anew.
 */
export function filePageJson(page: Omit<FilePage, "database">): string[] {
  const { items, ...rest } = page;
  const pieces = items.map((item, at) => `${at === 0 ? "" : ","}${embeddedJson(item)}`);
  const head = embeddedJson(rest).slice(0, -1);
  const hash = createHash("sha256").update(head);
  for (const piece of pieces) hash.update(piece);
  const id = hash.digest("hex").slice(0, 16);
  const database = `slr ${page.reviewer} ${page.plan.work} ${id}`;
  return [`${head},"database":${embeddedJson(database)},"items":[`, ...pieces, "]}"];
}
