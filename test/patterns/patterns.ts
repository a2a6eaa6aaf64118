import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseSync } from "oxc-parser";

/** A regular expression of src, and where it stands. */
export interface Pattern {
  readonly place: string;
  readonly regex: RegExp;
}

/** A call that builds a regular expression from text. */
export interface Construction {
  readonly place: string;
  readonly file: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/**
 * Every regular expression that stands in the source text, and every place that builds one. The text
 * is parsed, so that no spelling hides a pattern.
 */
export function writtenPatterns(): { patterns: Pattern[]; constructions: Construction[] } {
  const patterns: Pattern[] = [];
  const constructions: Construction[] = [];
  for (const name of sourceFiles()) {
    const file = join("src", name);
    const text = readFileSync(file, "utf8");
    const place = (start: number) => `${file}:${text.slice(0, start).split("\n").length}`;
    walk(parseSync(file, text).program as unknown as Node, (node) => {
      const { regex, callee } = node as { regex?: RegexLiteral; callee?: Node };
      if (node.type === "Literal" && regex !== undefined)
        patterns.push({
          place: place(node.start),
          regex: new RegExp(regex.pattern, regex.flags),
        });
      if (
        (node.type === "NewExpression" || node.type === "CallExpression") &&
        callee?.type === "Identifier" &&
        callee.name === "RegExp"
      )
        constructions.push({ place: place(node.start), file });
    });
  }
  return { patterns, constructions };
}

interface RegexLiteral {
  readonly pattern: string;
  readonly flags: string;
}

/** The regular expressions that the files of src build when they are loaded. */
export async function builtPatterns(files: readonly string[]): Promise<Pattern[]> {
  const built: Pattern[] = [];
  const sources = new Set(sourceFiles().map((file) => join("src", file)));
  const Real = globalThis.RegExp;
  // While patterns are recorded, nothing here may build one.
  const own = /src\/[\w/.-]+\.ts/;
  globalThis.RegExp = new Proxy(Real, {
    construct(target, args: [string | RegExp, string?]) {
      const regex = new target(...args);
      // A file that is loaded loads others; packages build patterns of their own.
      const place = own.exec(callers(new Error()))?.[0];
      if (place !== undefined && sources.has(place)) built.push({ place, regex });
      return regex;
    },
  });
  try {
    for (const file of files) await import(/* @vite-ignore */ pathToFileURL(resolve(file)).href);
  } finally {
    globalThis.RegExp = Real;
  }
  return built;
}

/** The line of the stack that called the constructor. */
function callers({ stack = "" }: Error): string {
  return stack.split("\n")[2] ?? "";
}

function sourceFiles(): string[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .sort();
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (typeof value === "object" && value !== null) {
    if (typeof (value as Node).type === "string") visit(value as Node);
    for (const [key, inner] of Object.entries(value)) if (key !== "regex") walk(inner, visit);
  }
}
