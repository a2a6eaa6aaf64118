import type { z } from "zod";
import { suggest } from "../criteria/suggest.ts";
import type { PlacedYaml } from "./places.ts";

type Issue = z.core.$ZodIssue;

/**
 * Makes the message of an unknown key list the keys that are known at its place. It asks the schema
 * that refuses the key, so it works at every level of slr.yaml.
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
          `Unexpected key \`${key}\`, expected one of ${issue.message}.${meant(key, issue.message.split(", "))}`,
        );
      }
    } else {
      const where = nameOf(issue.path, yaml);
      yaml.report(
        "protocol/invalid",
        yaml.offsetOf(issue.path),
        `${where === "" ? "" : `${where}: `}${describeIssue(issue, yaml).replace(/(?<![.?])$/, ".")}`,
      );
    }
  }
}

/** The place of a mistake in people's words: `criteria.E1.stage`, `sources.2.kind` where a source has no name. */
function nameOf(path: Issue["path"], yaml: PlacedYaml): string {
  const parts = path.map((part, at) => {
    if (typeof part !== "number") return String(part);
    const item = yaml.valueAt(path.slice(0, at + 1));
    const { id, name } = typeof item === "object" && item !== null ? (item as Item) : {};
    const own = id ?? name;
    return typeof own === "string" && own !== "" ? own.slice(0, 60) : String(part + 1);
  });
  return parts.join(".");
}

/** What entries of a list in slr.yaml may be called by. */
interface Item {
  readonly id?: unknown;
  readonly name?: unknown;
}

function meant(word: string, names: readonly string[]): string {
  const parts = names.filter((one) => one.split("-").includes(word));
  const name = suggest(word, names) ?? (parts.length === 1 ? parts[0] : undefined);
  return name === undefined ? "" : ` Did you mean \`${name}\`?`;
}

/** The types of the schema's library, in the words of slr.yaml. */
const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "keys with values",
  record: "keys with values",
};

/** The values that may stand at the place of an issue, if there are only a few. */
function choicesOf(issue: Issue): readonly unknown[] | undefined {
  if (issue.code === "invalid_value") return issue.values;
  return issue.code === "invalid_union" && "options" in issue ? issue.options : undefined;
}

/** A mistake in the words of a protocol; the schema's own messages are already worded so. */
function describeIssue(issue: Issue, yaml: PlacedYaml): string {
  if (!/^(?:Invalid|Too (?:small|big)|Unrecognized)/.test(issue.message)) return issue.message;
  const value = yaml.valueAt(issue.path);
  const found = value === undefined ? "no value" : `\`${JSON.stringify(value).slice(0, 60)}\``;
  const choices = choicesOf(issue);
  if (choices !== undefined) {
    const names = choices.map(String);
    const word = typeof value === "string" ? value : "";
    const near = word === "" ? "" : meant(word, names);
    const expected = `${names.length === 1 ? "" : "one of "}${names.join(", ")}`;
    if (value === undefined || value === null) return `Missing value, expected ${expected}`;
    return `Unexpected ${word === "" ? found : `\`${word.slice(0, 60)}\``}, expected ${expected}.${near}`;
  }
  if (issue.code === "invalid_type") {
    const type = TYPES[issue.expected] ?? "another value";
    return value === undefined || value === null
      ? `Missing value, expected ${type}`
      : `Unexpected ${found}, expected ${type}`;
  }
  if (issue.code === "too_small") return `Unexpected ${found}, expected at least ${issue.minimum}`;
  if (issue.code === "too_big") return `Unexpected ${found}, expected at most ${issue.maximum}`;
  return `slr cannot use ${found} here; docs/protocol.md of slr lists the values that it can`;
}

/**
 * The mistakes in a value that may be one of several things, told for the alternative that was most
 * likely meant: among those of its type (text, list, map) the one with the fewest mistakes. Absent
 * if the type itself is wrong.
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
