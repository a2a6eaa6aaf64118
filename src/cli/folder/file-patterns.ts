import picomatch from "picomatch";
import { UserError } from "../io/errors.ts";

/**
 * Longest pattern, and most stars in one step of a path: each star multiplies the time of a match.
 */
const LONGEST_PATTERN = 1000;
const MOST_STARS = 3;

/** Tells whether `files` of slr.yaml matches a path. */
export function fileMatcher(pattern: string): (path: string) => boolean {
  const unescaped = pattern.replace(/\\./gs, "");
  const stars = unescaped
    .split("/")
    .map((step) => (step === "**" ? 0 : step.split("*").length - 1));
  const deep = unescaped.split("**").length - 1;
  if (pattern.length > LONGEST_PATTERN || deep > MOST_STARS || Math.max(...stars) > MOST_STARS) {
    throw new UserError(
      `slr.yaml: error: The pattern \`${pattern.slice(0, 80)}\` is too long or has too many stars; expected at most ${LONGEST_PATTERN} characters and ${MOST_STARS} stars between two slashes. (protocol/pattern)`,
    );
  }
  const matches = picomatch(pattern, { noextglob: true });
  return (path) => path === pattern || matches(path);
}

/** A pattern that matches exactly one path: `savedrecs \[1\].ris`. */
export function patternFor(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, "\\$&");
}
