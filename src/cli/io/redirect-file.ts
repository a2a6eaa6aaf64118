import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A page on the disk that leads to another one, until it is removed. */
export interface RedirectFile {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A file that only this user can read and that leads a browser to a link. The link is a secret, and
 * the arguments of a program, such as the one that opens the browser, can be read by everybody.
 */
export async function redirectFile(link: string): Promise<RedirectFile> {
  const folder = await mkdtemp(join(tmpdir(), "slr-")); // for this user only
  const path = join(folder, "open.html");
  const target = link.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const page = `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${target}">
<title>slr</title>
<p><a href="${target}">Go on to the page of slr</a></p>
`;
  await writeFile(path, page, { mode: 0o600, flag: "wx" });
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
