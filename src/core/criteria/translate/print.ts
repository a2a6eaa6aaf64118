import type { Compared, Tree } from "./tree.ts";

/**
 * The tree as a criterion: each function around all of its terms, parentheses wherever operators
 * mix.
 */
export function printTree(tree: Tree): string {
  const scope = scopeOf(tree);
  if (scope !== undefined) return `${scope}(${printTerms(tree)})`;
  if (tree.kind === "and" || tree.kind === "or")
    return neighbours(tree.parts)
      .map((parts) => printPart(parts.length === 1 ? parts[0]! : { ...tree, parts }, tree.kind))
      .join(tree.kind === "and" ? " AND " : " OR ");
  if (tree.kind === "not") return `NOT ${printPart(tree.part, "not")}`;
  if (tree.kind === "compared") return printComparison(tree);
  return tree.kind === "written" ? tree.text : printTerms(tree);
}

/** Groups neighbouring parts that have the same function. */
function neighbours(parts: readonly Tree[]): Tree[][] {
  const groups: Tree[][] = [];
  for (const part of parts) {
    const group = groups.at(-1);
    const scope = scopeOf(part);
    if (scope !== undefined && group !== undefined && scopeOf(group[0]!) === scope)
      group.push(part);
    else groups.push([part]);
  }
  return groups;
}

function printPart(part: Tree, outside: string): string {
  const text = printTree(part);
  const isOpen = part.kind === "and" || part.kind === "or";
  return isOpen && part.kind !== outside && scopeOf(part) === undefined ? `(${text})` : text;
}

/** The function that all terms of a tree share. */
function scopeOf(tree: Tree): string | undefined {
  switch (tree.kind) {
    case "and":
    case "or": {
      const scopes = new Set(tree.parts.map(scopeOf));
      return scopes.size === 1 ? [...scopes][0] : undefined;
    }
    case "not":
      return undefined;
    case "near":
      return scopeOf(tree.left);
    case "leaf":
      return tree.scope;
    default:
      return undefined;
  }
}

/** Terms and operators without the function around them. */
function printTerms(tree: Tree): string {
  switch (tree.kind) {
    case "and":
    case "or":
      return tree.parts
        .map((part) => {
          const text = printTerms(part);
          return part.kind !== tree.kind && isCompound(part) && !isAlternative(tree.kind, part)
            ? `(${text})`
            : text;
        })
        .join(tree.kind === "and" ? " AND " : " OR ");
    case "near": {
      const [left, right] = [tree.left, tree.right].map((part) =>
        isCompound(part) ? `(${printTerms(part)})` : printTerms(part),
      );
      return `${left} ${tree.isOrdered ? "PRE" : "NEAR"}/${tree.distance} ${right}`;
    }
    case "leaf":
      return (tree.terms ?? [tree.raw]).map((term) => printTerm(term, tree.isExact)).join(" OR ");
    default:
      return printTree(tree);
  }
}

function isCompound(tree: Tree): boolean {
  return (
    ["and", "or", "not", "near"].includes(tree.kind) ||
    (tree.kind === "leaf" && (tree.terms?.length ?? 1) > 1)
  );
}

/** Whether a part is a term in an OR, so that its spellings can join that OR. */
function isAlternative(kind: string, part: Tree): boolean {
  return kind === "or" && part.kind === "leaf";
}

/** A term in quotes, unless it is an unambiguous word; `isExact`: without its plural. */
export function printTerm(term: string, isExact = false): string {
  const isPlain =
    (!isExact || /[*?]/.test(term)) &&
    /^[\p{L}*?][\p{L}\p{N}\p{M}*?'’-]*$/u.test(term) &&
    !/^(?:and|or|not|near|in)$/i.test(term);
  return isPlain ? term : `"${term}"`;
}

function printComparison({ field, operator, values }: Compared): string {
  const [value = ""] = values;
  if (values.length > 1) return `${field} in (${values.join(", ")})`;
  return value.includes("..") ? `${field} in ${value}` : `${field} ${operator} ${value}`;
}
