import type { Criterion, CriterionStage } from "../../../protocol/protocol.ts";
import { CRITERION_STAGES } from "../../../protocol/protocol.ts";
import { type MethodsPart, paragraphOf, stated } from "../methods-part.ts";
import { listed, type Sentence, say } from "../sentence.ts";

const WHEN = {
  "before-screening": "before screening",
  "title-abstract": "at title/abstract",
  "full-text": "at full text",
} as const satisfies Record<CriterionStage, string>;

/** The criteria, stage by stage. */
export const eligibilityPart: MethodsPart = {
  heading: "Eligibility criteria",
  says: "the criteria of each stage with their ids; which of them include and which exclude, where slr.yaml says so",
  items: "PRISMA 2020 item 5",
  leaves: "criteria at all; how studies were grouped for the syntheses",
  write: (methods) => {
    const { criteria } = methods.protocol;
    const gap: Sentence = [{ gap: "eligibility criteria", where: "`criteria` in slr.yaml" }, "."];
    return paragraphOf([
      ...(criteria.length === 0 ? [gap] : []),
      ...CRITERION_STAGES.flatMap((stage) =>
        sentencesOf(
          stage,
          criteria.filter((criterion) => criterion.stage === stage),
        ),
      ),
      stated(methods, "grouping"),
    ]);
  },
};

function sentencesOf(stage: CriterionStage, criteria: readonly Criterion[]): Sentence[] {
  const kinds = [
    ["Criteria for inclusion", "include"],
    ["Criteria for exclusion", "exclude"],
    ["Criteria", undefined],
  ] as const;
  return kinds.flatMap(([name, effect]) => {
    const own = criteria.filter((criterion) => criterion.effect === effect);
    if (own.length === 0) return [];
    const texts = own.map(({ id, text }) => `${text.replace(/\.$/, "")} (${id})`);
    return [say`${name} ${WHEN[stage]}: ${listed(texts, "; ")}.`];
  });
}
