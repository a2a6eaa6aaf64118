import { contentPolicy } from "../html/content-policy.ts";
import { xmlText } from "../text/xml-text.ts";

/** The page of screening in a browser: the same script and style, whoever hands it out. */
export interface PageCode {
  readonly script: string;
  readonly style: string;
}

/** The id of the element that holds the data of an offline file. */
const DATA_ID = "slr-data";

/**
 * The page as the server hands it out, without any data of the review: it asks for these when it
 * has shown who it is.
 */
export function servedPage(code: PageCode): string {
  return [...pageParts(code, "Screening", undefined)].join("");
}

/**
 * What the served page may load: its own script and style, and answers and full texts of its own
 * server; nothing from elsewhere.
 */
export function servedPolicy(code: PageCode): string {
  return `${contentPolicy(code)}; connect-src 'self'; img-src 'self' data:; frame-src 'self'; frame-ancestors 'none'`;
}

/**
 * One file with a reviewer's queue, which needs no server and no network. It comes in pieces,
 * because a queue can be longer than one string can be.
 */
export function offlinePage(
  code: PageCode,
  title: string,
  data: Iterable<string>,
): Generator<string> {
  return pageParts(code, title, data);
}

/**
 * A value as JSON that no reader of HTML can take for markup: neither the end of the element that
 * holds it nor the beginning of a comment.
 */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function* pageParts(
  code: PageCode,
  title: string,
  data: Iterable<string> | undefined,
): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
`;
  // The server sends its policy as a header, which permits more than a file needs.
  // Without this, browsers ask the server for an icon.
  if (data === undefined) yield '<link rel="icon" href="data:,">\n';
  if (data !== undefined)
    yield `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(code)}">\n`;
  yield `<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${xmlText(title)}</title>
<style>${code.style}</style>
</head>
<body>
<noscript>This page needs JavaScript. On an iPad or iPhone, open the link that slr decide --web prints instead of a file.</noscript>
`;
  if (data !== undefined) {
    yield `<script type="application/json" id="${DATA_ID}">`;
    yield* data;
    yield "</script>\n";
  }
  yield `<script>${code.script}</script>
</body>
</html>
`;
}
