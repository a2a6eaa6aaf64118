import type { FoundElsewhere, VerifiedList } from "../../claims/verify-list.ts";
import type { Problem } from "../../records/problem.ts";
import type { Check } from "../check.ts";

export const claimed: Check = {
  id: "claimed",
  holds: "the records on a claimed list are those in its box",
  codes: ["check/claimed"],
  why: "Included studies get lost, and excluded ones come back, between the review and the lists of its paper.",
  remedy:
    "Make the list from results/ again, or correct the decision. `slr verify` shows the same with all of its evidence.",
  applies: (checked) => checked.claimed !== undefined,
  find: (checked) => (checked.claimed ?? []).flatMap(problemsOf),
};

function problemsOf(verified: VerifiedList): Problem[] {
  const { list, means, agreeing, elsewhere, repeated, ambiguous, notFound, missing } = verified;
  const problem = (
    code: string,
    place: { readonly file: string; readonly line: number },
    record: string,
    message: string,
  ): Problem => ({
    severity: "error",
    code: `check/claimed-${code}`,
    file: place.file,
    line: place.line,
    ...(record !== "" && { record }),
    message,
  });
  const onList = (
    code: string,
    { match: { claimed: one }, entry }: FoundElsewhere,
    but: string,
  ): Problem =>
    problem(
      code,
      one.place,
      entry.record,
      `"${one.title}" is on the list of ${means}, ${but} (${entry.record}).`,
    );
  return [
    ...elsewhere.map((one) => onList("elsewhere", one, `and its box is ${one.entry.box}`)),
    ...repeated.map((one) => onList("twice", one, "where it stands once already")),
    ...[...ambiguous, ...notFound].map(({ claimed: one, kind, why }) =>
      problem(
        kind,
        one.place,
        "",
        `"${one.title}" is on the list of ${means}, and ${kind === "ambiguous" ? "may be several records" : "is no record"} of this review: ${why}.`,
      ),
    ),
    ...missing.map((entry) =>
      problem(
        "missing",
        entry,
        entry.record,
        `${entry.record} ("${entry.title}") is ${entry.box}, and is not on the list of ${means} in ${list.file}, which has ${agreeing.length} that are.`,
      ),
    ),
  ];
}
