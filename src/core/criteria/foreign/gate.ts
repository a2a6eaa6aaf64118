/** Opens an assertion of what stands before or after a match. */
const ASSERTION = /^\(\?<?[=!]/;

/** A class of Unicode, `\p{L}`, or a class that has such classes in it. */
const UNICODE = /^(?:\[.*)?\\p\{/i;

/**
 * A pattern that matches every ASCII text that another pattern matches, and more: it has no assertions
 * of what stands before and after, and no classes of Unicode. V8 takes longer to compile these than slr
 * to read all queries of a review, and hardly any query needs them.
 */
export function gateOf({ source, flags }: RegExp): RegExp {
  let gate = "";
  for (let at = 0; at < source.length; ) {
    const isAssertion = ASSERTION.test(source.slice(at, at + 4));
    const end = isAssertion ? endOfGroup(source, at) : endOfAtom(source, at);
    const part = source.slice(at, end);
    if (!isAssertion) gate += UNICODE.test(part) ? "[^]" : part;
    at = end;
  }
  return new RegExp(gate, flags.replace(/[gu]/g, ""));
}

/** Where the group that opens here ends. */
function endOfGroup(source: string, start: number): number {
  let open = 0;
  for (let at = start; at < source.length; at = endOfAtom(source, at)) {
    if (source[at] === "(") open += 1;
    if (source[at] === ")") open -= 1;
    if (open === 0) return at + 1;
  }
  return source.length;
}

/** Where the class, the escaped character or the character that stands here ends. */
function endOfAtom(source: string, start: number): number {
  if (UNICODE.test(source.slice(start, start + 3))) return source.indexOf("}", start) + 1;
  if (source[start] === "\\") return start + 2;
  if (source[start] !== "[") return start + 1;
  let at = start + 1;
  while (source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at + 1;
}
