import { contentPolicy } from "./content-policy.ts";

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
 * A page that is one file, works without a network, and loads nothing.
 */
export function htmlPage({ title, style, script, body }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy({ style, script })}">
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
