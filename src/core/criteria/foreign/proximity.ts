import { plural } from "../../records/text/plural.ts";
import { type ForeignForm, isBetweenTerms } from "./form.ts";

/** A proximity operator; between terms only, because elsewhere it is a word. */
function between(
  pattern: RegExp,
  explain: (distance: number | undefined) => { what: string; hint: string },
): ForeignForm {
  return {
    pattern,
    explain: (found) => {
      const { words } = found.groups;
      return isBetweenTerms(found)
        ? explain(words === undefined ? undefined : Number(words))
        : undefined;
    },
  };
}

const PHRASE = "Write words that follow each other as a phrase in double quotes.";

/** ADJ, NEXT, ONEAR, SAME, N3, N/3 and the like. W/n, NEAR/n and PRE/n are criteria's own. */
export const PROXIMITY: readonly ForeignForm[] = [
  between(/(?<![^\s)"”])adj(?<words>\d{1,2})?(?![^\s("“])/giu, (distance) =>
    distance === undefined
      ? { what: "an operator of Ovid (one word after the other)", hint: PHRASE }
      : {
          what: `an operator of Ovid (at most ${plural(Math.max(0, distance - 1), "word")} between, in any order)`,
          hint: `Ovid counts one more than slr: write NEAR/${Math.max(0, distance - 1)}.`,
        },
  ),
  between(/(?<![^\s)"”])next(?:\/(?<words>\d{1,3}))?(?![^\s("“])/giu, (distance) =>
    distance === undefined
      ? { what: "an operator of Cochrane (one word after the other)", hint: PHRASE }
      : {
          what: `an operator of Embase (at most ${plural(Math.max(0, distance - 1), "word")} between, in this order)`,
          hint: `Embase counts one more than slr: write PRE/${Math.max(0, distance - 1)}.`,
        },
  ),
  between(/(?<![^\s)"”])(?:onear|o-near)\/(?<words>\d{1,3})(?![^\s("“])/giu, (distance) => ({
    what: "an operator of IEEE Xplore (words near each other, in this order)",
    hint: `slr writes PRE/${distance} for at most ${distance} words between. Whether IEEE counts in the same way is not documented.`,
  })),
  between(/(?<![^\s)"”])same(?![^\s("“])/giu, () => ({
    what: "an operator of Web of Science (in one sentence)",
    hint: "slr does not know sentences. Choose a distance: NEAR/15 is at most 15 words between.",
  })),
  between(/(?<![^\s)"”])n(?<words>\d{1,3})(?![^\s("“])/giu, (distance) => ({
    what: `an operator of EBSCOhost (at most ${plural(distance ?? 0, "word")} between, in any order)`,
    hint: `Write NEAR/${distance}.`,
  })),
  between(/(?<![^\s)"”])w(?<words>\d{1,3})(?![^\s("“])/giu, (distance) => ({
    what: `an operator of EBSCOhost (at most ${plural(distance ?? 0, "word")} between, in this order)`,
    hint: `Write PRE/${distance}.`,
  })),
  between(/(?<![^\s)"”])(?:n|p)\/(?<words>\d{1,3})(?![^\s("“])/giu, (distance) => ({
    what: "an operator of ProQuest (N/ in any order, P/ in this order)",
    hint: `slr writes NEAR/${distance} in any order and PRE/${distance} in this order, for at most ${distance} words between. Whether ProQuest counts in the same way is not documented.`,
  })),
  between(/(?<![^\s)"”])(?:near|pre)(?<words>\d{1,3})(?![^\s("“])/giu, () => ({
    what: "an operator of another database",
    hint: "Databases count differently. slr writes NEAR/n for at most n words between in any order, PRE/n in this order.",
  })),
];
