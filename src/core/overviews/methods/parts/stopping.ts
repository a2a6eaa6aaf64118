import { plural } from "../../../records/text/plural.ts";
import { countedBefore } from "../../selection.ts";
import { type DescribedMethods, type MethodsPart, paragraphOf } from "../methods-part.ts";
import { dayInWords, type Sentence, say } from "../sentence.ts";

/** Whether screening ended before everything was read, and what that guarantees. */
export const stoppingPart: MethodsPart = {
  heading: "Stopping",
  says: "on how many records reviewers voted; the stopping rule, when it ended screening and what its figures were; its guarantee, only where the rule has one, is met, and the order of reading is known",
  items: "PRISMA 2020 item 8 (screening stopped early)",
  leaves: "nothing: the rule stands in slr.yaml",
  write(methods) {
    const { review } = methods;
    if (review.progress.records === 0) return [];
    return paragraphOf([
      ...stoppingSentences(methods),
      ...(countedBefore(review).size === 0
        ? []
        : [say`This counts the records of all versions of the review.`]),
    ]);
  },
};

function stoppingSentences({ review, protocol }: DescribedMethods): Sentence[] {
  const { progress } = review;
  const { stop } = protocol.screening["title-abstract"];
  const all = progress.read === progress.records;
  if (stop === undefined)
    return all && progress.read > 0
      ? [
          say`Reviewers voted on all ${plural(progress.records, "record")} that neither criteria nor programs decided at title/abstract; slr.yaml names no stopping rule.`,
        ]
      : [
          say`Reviewers have voted on ${progress.read} of ${plural(progress.records, "record")} that neither criteria nor programs decided at title/abstract; slr.yaml names no stopping rule.`,
        ];
  const { rule, ended } = stop;
  const met = rule.met(progress);
  const when =
    ended === undefined
      ? "and screening has not been ended by it"
      : `and screening was ended by it on ${dayInWords(ended)}`;
  const opening = say`The stopping rule of title/abstract screening is “${rule.name}”, ${when}; reviewers have voted on ${progress.read} of ${plural(progress.records, "record")}.`;
  if (all) return [opening, say`Since that is all of them, the rule left nothing unread.`];
  return [
    opening,
    say`Its figures are: ${rule.says(progress)}; the rule is ${met ? "met" : "not met"}.`,
    ...guarantee(rule.guarantees, met, progress.withoutTime),
  ];
}

function guarantee(guarantees: string | undefined, met: boolean, withoutTime: number): Sentence[] {
  if (guarantees === undefined)
    return [say`This rule guarantees no share of the relevant records.`];
  if (!met) return [say`While it is not met, it guarantees nothing.`];
  if (withoutTime > 0)
    return [
      say`${plural(withoutTime, "decision")} ${withoutTime === 1 ? "has" : "have"} no certain time, so the order of reading is a guess, and with it the guarantee of the rule.`,
    ];
  return [say`By this rule, ${guarantees}.`];
}
