import { readdirSync, readFileSync } from "node:fs";

/** The pages whose examples are run: README.md and everything in docs/. */
export const PAGES: readonly string[] = [
  "README.md",
  ...readdirSync("docs")
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`)
    .sort(),
];

export function pageText(page: string): string {
  return readFileSync(page, "utf8");
}

/** The contents of the fenced blocks of one language, in their order. */
export function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)]
    .filter(([, fence]) => fence === language)
    .map(([, , content]) => content!);
}

/** The rows of the table whose header begins with these cells, each row as its cells. */
export function tableOf(page: string, ...header: readonly string[]): string[][] {
  const start = `| ${header.join(" | ")} |`;
  const lines = pageText(page).split("\n");
  const at = lines.findIndex((line) => line.startsWith(start));
  if (at < 0) throw new Error(`${page} has no table that begins with ${start}`);
  const end = lines.findIndex((line, index) => index > at && !line.startsWith("|"));
  return lines.slice(at + 2, end).map((line) =>
    line
      .replace(/\\\|/g, "\u0000")
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.replaceAll("\u0000", "|").trim()),
  );
}

/** The first cells of a table, without the marks of code. */
export function namesIn(page: string, ...header: readonly string[]): string[] {
  return tableOf(page, ...header).map(([name = ""]) => name.replaceAll("`", ""));
}

/** Everything that a page can be linked to: its headings as GitHub names them. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const heading of headingsOf(page)) {
    const slug = slugOf(heading);
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again += 1) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

function headingsOf(page: string): string[] {
  const prose = pageText(page).replace(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => heading!);
}

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

/** The targets of the links and pictures of a page, without those into the web. */
export function relativeLinks(page: string): string[] {
  const prose = pageText(page)
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)]
    .map(([, link, attribute]) => link ?? attribute ?? "")
    .filter((target) => !/^[a-z]+:/.test(target));
}
