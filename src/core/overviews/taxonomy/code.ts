/**
 * Whether a study is in a class. `unknown`: the text that would tell is missing, or the coders cannot
 * tell. `conflict`: coders disagree and nobody has settled it.
 */
export type Code = "yes" | "no" | "unknown" | "conflict";

/** From what says least of a class to what settles it: the one that counts where any of several is enough. */
const RANK: readonly Code[] = ["no", "unknown", "conflict", "yes"];

/** The code of a whole of which these are parts: yes if any is, no only if all are. */
export function anyOfCodes(codes: readonly Code[]): Code {
  return codes.reduce(
    (best, code) => (RANK.indexOf(code) > RANK.indexOf(best) ? code : best),
    "no",
  );
}
