import { RE2JS, RE2JSException } from "re2js";
import type { Token } from "./lexer.ts";
import { refuse } from "./query.ts";

const MAX_PATTERN_LENGTH = 1_000;

/** JavaScript's flags; the engine always works on Unicode characters, so `u` changes nothing. */
const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  u: 0,
};

/** Compiles a regular expression for RE2, which matches any text in linear time. */
export function compileRegex(token: Token): RE2JS {
  const pattern = token.text;
  const start = token.start + 1;
  if (pattern === "")
    refuse(token, "Unexpected empty regular expression, expected a pattern between the slashes.");
  if (pattern.length > MAX_PATTERN_LENGTH)
    refuse(
      token,
      `Unexpected regular expression of ${pattern.length} characters, expected at most ${MAX_PATTERN_LENGTH}.`,
    );
  let flags = 0;
  for (const [i, flag] of [...(token.flags ?? "")].entries()) {
    const value = FLAGS[flag];
    const flagAt = start + pattern.length + 1 + i;
    if (value === undefined)
      refuse(
        { start: flagAt, end: flagAt + flag.length },
        `Unexpected flag \`${flag}\`, expected i, m, s or u.`,
      );
    flags |= value;
  }
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern), flags);
  } catch (error) {
    return refuseRegex(error, pattern, start);
  }
}

function refuseRegex(error: unknown, pattern: string, start: number): never {
  // RE2's syntax errors quote the wrong part, which shows the place if it occurs in the pattern.
  const { error: reason, input } =
    error instanceof RE2JSException
      ? (error as RE2JSException & { readonly error?: unknown; readonly input?: unknown })
      : {};
  const part = typeof input === "string" ? input : "";
  const at = part === "" ? -1 : pattern.indexOf(part);
  const place =
    at < 0
      ? { start, end: start + pattern.length }
      : { start: start + at, end: start + at + part.length };
  refuse(
    place,
    `Unexpected regular expression, expected one that RE2 knows: ${typeof reason === "string" ? reason : "invalid syntax"}.`,
    "RE2 runs in linear time and has no look-around and no back-references.",
  );
}
