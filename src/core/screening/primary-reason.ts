import type { Protocol } from "../protocol/protocol.ts";

/**
 * The reasons of an exclusion, the primary one first, which PRISMA counts. A hierarchy in slr.yaml
 * says which reason goes before which; without one, and for reasons that it does not name, the order
 * stays: the first criterion violated in the order of the protocol, or what people named first.
 */
export function primaryFirst(
  reasons: readonly string[],
  { reasonHierarchy }: Pick<Protocol, "reasonHierarchy">,
): readonly string[] {
  if (reasonHierarchy.length === 0 || reasons.length < 2) return reasons;
  const rank = (reason: string) => {
    const at = reasonHierarchy.indexOf(reason);
    return at < 0 ? reasonHierarchy.length : at;
  };
  return [...reasons].sort((a, b) => rank(a) - rank(b));
}
