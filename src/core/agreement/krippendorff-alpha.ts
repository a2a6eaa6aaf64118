export interface Alpha {
  /** Undefined if all votes that can be compared are the same. */
  readonly alpha: number | undefined;
  /** Records with at least two votes. */
  readonly records: number;
  /** The votes on them. */
  readonly votes: number;
}

/**
 * Krippendorff's alpha for nominal data: any number of reviewers, votes may be missing. A record with
 * m votes, m at least 2, gives each ordered pair of its votes the weight 1 / (m - 1); with o_cc the
 * weight of equal pairs, n_c the votes for c and n all votes,
 * α = ((n - 1) Σ o_cc - Σ n_c (n_c - 1)) / (n (n - 1) - Σ n_c (n_c - 1)).
 *
 * Source: Krippendorff K. Computing Krippendorff's alpha-reliability. University of Pennsylvania,
 * 2011, section C; Krippendorff K. Content analysis, 4th ed., SAGE 2019, chapter 12.
 *
 * @param records the votes on each record, without those that are missing
 */
export function krippendorffAlpha(records: readonly (readonly string[])[]): Alpha {
  const pairable = records.filter((votes) => votes.length >= 2);
  const given = new Map<string, number>();
  // Whole numbers for each m, summed in the order of m, so the order of records does not matter.
  const equalPairs = new Map<number, number>();
  for (const votes of pairable) {
    const here = new Map<string, number>();
    for (const vote of votes) {
      here.set(vote, (here.get(vote) ?? 0) + 1);
      given.set(vote, (given.get(vote) ?? 0) + 1);
    }
    const equal = orderedPairs(here.values());
    equalPairs.set(votes.length, (equalPairs.get(votes.length) ?? 0) + equal);
  }
  const agreed = [...equalPairs]
    .sort(([m], [n]) => m - n)
    .reduce((total, [m, equal]) => total + equal / (m - 1), 0);
  const votes = [...given.values()].reduce((total, count) => total + count, 0);
  const chance = orderedPairs(given.values());
  const disagreement = votes * (votes - 1) - chance;
  return {
    alpha: disagreement === 0 ? undefined : ((votes - 1) * agreed - chance) / disagreement,
    records: pairable.length,
    votes,
  };
}

function orderedPairs(counts: Iterable<number>): number {
  let pairs = 0;
  for (const count of counts) pairs += count * (count - 1);
  return pairs;
}
