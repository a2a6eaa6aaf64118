import type { Author } from "../../core/records/model.ts";
import { isGroupName } from "../../core/records/names/group-names.ts";
import { isOthers, parseAuthor, withoutOthers } from "../../core/records/normalize.ts";
import { namesIn } from "../fields/authors.ts";
import { decodeLatex } from "../text/latex.ts";
import { decodeReferences } from "../text/markup.ts";

/** Names in a BibTeX author or editor field. */

const SUFFIX = /^(?:jr|sr|i{1,3}|iv)\.?$/i;

/** The authors of a field's raw value: `Smith, Jane and {World Health Organization} and others`. */
export function readAuthors(value: string): readonly Author[] {
  const names = splitNames(unwrapped(decodeReferences(value)));
  // A name in braces is a group, but Zotero puts every person that IEEE gave as `V. Kulkarni` in
  // braces.
  const inner = names.map(inBraces);
  const persons = inner.every((name) => name !== undefined && /^\p{Lu}\.|,/u.test(name));
  const authors: Author[] = [];
  names.forEach((name, index) => {
    authors.push(...readName(persons ? (inner[index] ?? name) : name));
  });
  return authors;
}

/**
 * The authors in the text between two `and`: one author, or several in files that do not use `and`.
 */
function readName(name: string): readonly Author[] {
  const group = inBraces(name);
  if (group !== undefined) {
    const family = plain(group);
    return family === "" || isOthers(family) ? [] : [{ family }];
  }
  if (/^\s*(?:family|given|prefix|suffix)\s*=/i.test(name)) return [namedParts(name) ?? []].flat();
  // `Charles {de la Vallée Poussin}`: the text in braces is one family name.
  const protectedFamily = /^([^{},]{1,100}\S)\s\{([^{}]{1,100}\s[^{}]{1,100})\}$/.exec(name);
  if (protectedFamily !== null) {
    return [{ family: plain(protectedFamily[2] ?? ""), given: plain(protectedFamily[1] ?? "") }];
  }
  const text = plain(name);
  const [family, suffix, given, ...more] = text.split(",").map((part) => part.trim());
  // BibTeX: `Family, Jr, Given`.
  if (family && given && suffix && SUFFIX.test(suffix) && more.length === 0) {
    return [{ family, given: `${given}, ${suffix}` }];
  }
  return namesIn(text).flatMap((one) => firstVonLast(withoutOthers(one)) ?? parseAuthor(one) ?? []);
}

function isInitial(word: string): boolean {
  return /^\p{Lu}\.?(?:-?\p{Lu}\.?){0,5}$/u.test(word) && !/^\p{Lu}{4,}$/u.test(word);
}

/**
 * BibTeX's rule for `First von Last`: the family name begins with the first word in lower case, as
 * in `Maria Teresa de la Cruz Lopez`. If `y` or `i` joins two family names, it begins with the
 * first of them.
 */
function firstVonLast(name: string): Author | undefined {
  if (name.includes(",") || isGroupName(name)) return undefined;
  const words = name.split(" ");
  const isLower = (word: string) => /^(?:\p{Ll}[\p{L}'’]|[yied]['’]?$)/u.test(word);
  const found = words.findIndex((word, at) => at > 0 && at < words.length - 1 && isLower(word));
  const last = words.at(-1) ?? "";
  if (
    found < 0 ||
    isLower(words[0] ?? "") ||
    SUFFIX.test(last) ||
    words.slice(found).some(isInitial)
  ) {
    return undefined;
  }
  const start = /^[yie]$/.test(words[found] ?? "") && found > 1 ? found - 1 : found;
  return { family: words.slice(start).join(" "), given: words.slice(0, start).join(" ") };
}

/** BibLaTeX's extended format: `family=Berg, given=Anna, prefix=van den`. */
function namedParts(name: string): Author | undefined {
  const parts = new Map<string, string>();
  for (const part of name.split(",")) {
    const equals = part.indexOf("=");
    if (equals < 0) continue;
    const value = plain(part.slice(equals + 1)).replace(/^"|"$/g, "");
    parts.set(part.slice(0, equals).trim().toLowerCase(), value);
  }
  const family = [parts.get("prefix"), parts.get("family")].filter(Boolean).join(" ");
  const given = [parts.get("given"), parts.get("suffix")].filter(Boolean).join(", ");
  if (family === "") return given === "" ? undefined : { family: given };
  return given === "" ? { family } : { family, given };
}

/** The names of a list: separated by ` and `, otherwise by the separators of SciELO and Scopus. */
function splitNames(value: string): readonly string[] {
  const names = withGroupsWhole(splitAtTop(value, /\s+and(?=\s)/iy));
  const [only] = names;
  if (names.length > 1 || only === undefined) return names;
  if (only.includes(";")) return splitAtTop(only, /;/y);
  const scielo = splitAtTop(only, /, {2,}/y);
  return scielo.length > 1 && scielo.every((name) => name.includes(",")) ? scielo : names;
}

/** Groups whose own name holds `and`: `Department of Health and Human Services` without braces. */
function withGroupsWhole(names: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const name of names) {
    const before = whole.at(-1);
    if (before !== undefined && isOneGroup(before, name)) whole[whole.length - 1] += ` and ${name}`;
    else whole.push(name);
  }
  return whole;
}

function isOneGroup(before: string, after: string): boolean {
  if (/[,{}\\]/.test(before + after) || isOthers(after)) return false;
  const words = after.split(/\s+/);
  // `Food and Agriculture Organization`; `WHO and World Bank Group` are two.
  if (/^\p{Lu}\p{Ll}+$/u.test(before)) return isGroupName(after);
  // `Institute of Standards and Technology`, `Department of Health and Human Services`
  if (!isGroupName(before) || !/\s(?:of|for|on)\s/.test(before)) return false;
  return words.length === 1
    ? /^\p{Lu}\p{Ll}{3,}$/u.test(after)
    : !isGroupName(after) && isGroupName(`National ${after}`);
}

/** Parts of a text between separators outside braces, without empty ones. */
function splitAtTop(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let inBlanks = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "\\") i++;
    else if (character === "{") depth++;
    else if (character === "}") depth = Math.max(0, depth - 1);
    else if (depth === 0 && /[\s,;]/.test(character)) {
      // Only the first of several blanks can begin a separator; trying each would be quadratic.
      separator.lastIndex = i;
      if (!inBlanks && separator.test(text)) {
        parts.push(text.slice(start, i));
        start = separator.lastIndex;
        i = start - 1;
        continue;
      }
      inBlanks = /\s/.test(character);
      continue;
    }
    inBlanks = false;
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** `{{Smith, John and Doe, Jane}}` is a list, `{{Department of Health and Welfare}}` a group. */
function unwrapped(value: string): string {
  const inner = inBraces(value.trim());
  if (inner === undefined) return value;
  const names = splitAtTop(inner, /\s+and(?=\s)/iy);
  return names.length > 1 && names.every((name) => name.includes(",")) ? inner : value;
}

/** The inside of a text that is one group in braces, or in double braces as in Web of Science. */
function inBraces(text: string): string | undefined {
  const inner = withoutBraces(text);
  // `{\"O}` is one letter in braces and not a group.
  if (inner === undefined || (/^\\[^A-Za-z]/.test(inner) && inner.length < 8)) return undefined;
  return withoutBraces(inner) ?? inner;
}

function withoutBraces(text: string): string | undefined {
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  let depth = 0;
  for (let i = 0; i < text.length - 1; i++) {
    const character = text.charAt(i);
    if (character === "\\") i++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return undefined;
  }
  return text.slice(1, -1).trim();
}

function plain(text: string): string {
  return decodeLatex(text).replace(/\s+/g, " ").trim();
}
