import { createHash } from "node:crypto";

/** The parts of a page that is one file. */
interface HtmlPage {
  /** The title, as HTML. */
  readonly title: string;
  readonly style: string;
  /** A script that the page can do without. */
  readonly script?: string;
  /** What stands inside of `body`, as HTML. */
  readonly body: string;
}

/**
 * A page that is one file, works without a network, and loads nothing. Its content security policy
 * names the hashes of its own style and script, so nothing else in it can run, whatever texts it
 * shows.
 */
export function htmlPage({ title, style, script, body }: HtmlPage): string {
  const policy = [
    "default-src 'none'",
    `style-src ${sourceHash(style)}`,
    ...(script === undefined ? [] : [`script-src ${sourceHash(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
${script === undefined ? "" : `<script>${script}</script>\n`}</body>
</html>
`;
}

function sourceHash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
