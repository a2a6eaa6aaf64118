import type { ReviewRecords } from "../review/find-records.ts";
import type { ClaimedCount, ClaimedList } from "./claim.ts";
import { contradictions } from "./contradictions.ts";
import { type Remark, remarksOn } from "./remarks.ts";
import type { ReviewData } from "./review-data.ts";
import { type VerifiedCount, verifyCounts } from "./verify-counts.ts";
import { type VerifiedList, verifyList } from "./verify-list.ts";

/** The published claims about a review. */
export interface Claims {
  readonly counts: readonly ClaimedCount[];
  readonly lists: readonly ClaimedList[];
}

/** The claims, each compared with the data. */
export interface Verification {
  readonly counts: readonly VerifiedCount[];
  readonly lists: readonly VerifiedList[];
  /** Where the claimed numbers contradict each other. */
  readonly contradictions: readonly string[];
  /** Open questions and contradictions in the data, which make no claim wrong. */
  readonly remarks: readonly Remark[];
}

/** Compares all claims with the data, box by box. */
export function verifyClaims(
  { counts, lists }: Claims,
  data: ReviewData,
  review: ReviewRecords,
  marks: readonly Remark[] = [],
): Verification {
  return {
    counts: verifyCounts(counts, data),
    lists: lists.map((list) => verifyList(list, data, review)),
    contradictions: contradictions(counts),
    remarks: [...remarksOn(data), ...marks],
  };
}

/** Whether every claim could be compared and agrees. */
export function isConfirmed({ counts, lists, contradictions: against }: Verification): boolean {
  return [...counts, ...lists].every(({ verdict }) => verdict === "agrees") && against.length === 0;
}
