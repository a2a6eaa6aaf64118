import type { Io } from "../../io/io.ts";

/** Opens pages in the browser, or says which ones to open; returns the message for the reviewer. */
export async function openLinks(io: Io, links: readonly string[]): Promise<string> {
  if (links.length === 0)
    return "It has no PDF, DOI, PMID, arXiv id, trial number or link to open.";
  const opened = await Promise.all(links.map((link) => io.openLink(link)));
  return opened.every(Boolean)
    ? `Opened ${links.join(" and ")}`
    : `There is no browser here; open ${links.join(" and ")}`;
}
