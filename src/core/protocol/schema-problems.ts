import type { z } from "zod";
import type { PlacedYaml } from "./places.ts";

type Issue = z.core.$ZodIssue;

/**
 * Makes the message of an unknown key: the keys that are known at its place. It is asked of the very
 * schema that refuses the key, so it holds at every level of slr.yaml.
 */
export function describeUnknownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "unrecognized_keys") return undefined;
  const { def } = (issue.inst as z.core.$ZodObject)._zod;
  return Object.keys(def.shape).join(", ");
}

/** Reports where slr.yaml does not follow its schema. */
export function reportIssues(issues: readonly Issue[], yaml: PlacedYaml): void {
  for (const issue of issues) {
    const alternative = issue.code === "invalid_union" ? likeliestAlternative(issue) : undefined;
    if (alternative !== undefined) {
      reportIssues(
        alternative.map((one) => ({ ...one, path: [...issue.path, ...one.path] })),
        yaml,
      );
    } else if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        yaml.report(
          "protocol/unknown-key",
          yaml.offsetOfKey(issue.path, key),
          `Unexpected key \`${key}\`, expected one of ${issue.message}.`,
        );
      }
    } else {
      const where = issue.path.join(".");
      yaml.report(
        "protocol/invalid",
        yaml.offsetOf(issue.path),
        `${where === "" ? "" : `${where}: `}${issue.message.replace(/\.$/, "")}.`,
      );
    }
  }
}

/**
 * What is wrong with a value that may be one of several things, told as what it most likely is meant
 * to be: of those of its type (text, list, map) the one with the fewest mistakes. Absent where its
 * type alone is wrong.
 */
function likeliestAlternative({ errors }: z.core.$ZodIssueInvalidUnion): Issue[] | undefined {
  const mistakes = (issues: readonly Issue[]) =>
    issues.reduce(
      (sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1),
      0,
    );
  return errors
    .filter((issues) => issues.some(({ code, path }) => code !== "invalid_type" || path.length > 0))
    .sort((a, b) => mistakes(a) - mistakes(b))[0];
}
