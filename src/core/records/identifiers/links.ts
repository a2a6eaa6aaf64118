/** The beginning of a link: `https://`, `ftp://`, `www.`. */
const BEGINNING = /[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\./gi;

/**
 * The links in a field, in their order. A `;`, `,` or `|` ends a link only if another link follows:
 * `https://a.org/x;jsessionid=9A?l=en` is one link. A link inside another, as in
 * `https://proxy.org/?url=https://a.org`, is part of it.
 */
export function linksOf(text: string): readonly string[] {
  const found: string[] = [];
  const beginnings = [...text.matchAll(BEGINNING)].map(({ index }) => index);
  let end = 0;
  for (const [at, begin] of beginnings.entries()) {
    if (begin < end) continue;
    const rest = text.slice(begin);
    const word = rest.slice(0, rest.search(/[\s<>"`]|'(?=[\],;\s]|$)|$/));
    end = begin + word.length;
    const next = beginnings.slice(at + 1).find((one) => one < end && /[;,|]/.test(text[one - 1]!));
    if (next !== undefined) end = next;
    found.push(withoutClosing(text.slice(begin, end)));
  }
  return found;
}

/**
 * Punctuation that closes a sentence or a bracket around the link is not part of it; a bracket
 * opened inside is.
 */
function withoutClosing(link: string): string {
  let end = link.length;
  for (; end > 0; end -= 1) {
    const last = link[end - 1]!;
    const open = { ")": "(", "]": "[", "}": "{" }[last];
    if (open !== undefined) {
      const inside = link.slice(0, end);
      if (inside.split(open).length >= inside.split(last).length) break;
    } else if (!/[;,|.]/.test(last)) break;
  }
  return link.slice(0, end);
}

/**
 * The link by which two entries are compared: without scheme, `www.`, fragment and closing slash.
 */
export function comparableLink(link: string): string {
  const [, host = "", rest = ""] =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:www\.)?([^/?#]*)([^#]*)/i.exec(link) ?? [];
  return host.toLowerCase() + rest.replace(/(?<!\/)\/+$/, "");
}
