import { createHash } from "node:crypto";

/**
 * The content security policy of a page that loads nothing: it names the hashes of the page's own
 * style and script, so nothing else in it can run, whatever texts it shows.
 */
export function contentPolicy({
  style,
  script,
}: {
  readonly style: string;
  readonly script?: string | undefined;
}): string {
  return [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${sourceHash(script)}`]),
    `style-src ${sourceHash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function sourceHash(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
