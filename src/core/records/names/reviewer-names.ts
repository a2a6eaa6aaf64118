/** Reviewers' names from other tools: names are kept, e-mail addresses are removed. */

const EMAIL = /<?[\p{L}\p{N}._%+'-]{1,100}@[\p{L}\p{N}.-]{1,200}>?/gu;

/** A text without the e-mail addresses in it. */
export function withoutEmails(text: string): string {
  if (!text.includes("@")) return text;
  return text
    .split(/(\s+)/)
    .map((word) => (word.includes("@") ? word.replace(EMAIL, "") : word))
    .join("")
    .trim();
}

/** Names that Windows reserves for devices, so that no file can have them. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name that every file system accepts; empty if nothing of the text is left. */
export function fileSafeName(name: string): string {
  const safe = withoutEmails(name)
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  const short = [...safe].slice(0, 60).join("");
  return DEVICE.test(short) ? `${short}-reviewer` : short;
}

/**
 * Assigns each name a reviewer of this review, in order of appearance. A known reviewer keeps the
 * name in the review, in whatever case the tool writes it; a bare e-mail address becomes
 * `reviewer-1`, `reviewer-2`, …
 */
export function reviewersOf(
  names: Iterable<string>,
  known: Iterable<string>,
): ReadonlyMap<string, string> {
  const lower = (name: string) => name.toLowerCase();
  const byLowerCase = new Map([...known].map((name) => [lower(name), name]));
  const taken = new Set<string>();
  const reviewers = new Map<string, string>();
  let unnamed = 0;
  for (const name of names) {
    if (reviewers.has(name)) continue;
    const safe = fileSafeName(name) || `reviewer-${++unnamed}`;
    let unique = safe;
    for (let n = 2; taken.has(lower(unique)); n += 1) unique = `${safe}-${n}`;
    taken.add(lower(unique));
    reviewers.set(name, byLowerCase.get(lower(unique)) ?? unique);
  }
  return reviewers;
}
