import { SEARCHED_KINDS } from "../../protocol/protocol.ts";
import type { SourceKind } from "../../records/model.ts";
import { compareText, type Problem } from "../../records/problem.ts";
import type { Check, CheckedReview } from "../check.ts";

/** Databases and registers are searched through a platform that may change what is found. */
const HOSTED: ReadonlySet<SourceKind> = new Set(["database", "register"]);

export const sourcesDescribed: Check = {
  id: "sources-described",
  holds: "every source has the date of its search, its query and its platform",
  codes: ["check/no-search-date", "check/no-query", "check/no-platform", "check/unlisted-source"],
  why: "PRISMA 2020 asks for the sources with their dates and full queries (items 6 and 7), PRISMA-S for their platforms, too.",
  remedy: "Add `searched`, `query` and `platform` to the source in slr.yaml.",
  find: (checked) => [...undescribed(checked), ...unlisted(checked)],
};

function undescribed({ protocol }: CheckedReview): Problem[] {
  return protocol.sources.flatMap(({ name, kind, platform, searches, line }): Problem[] => {
    const problem = (code: string, message: string, at = line): Problem => ({
      severity: "warning",
      code: `check/${code}`,
      file: "slr.yaml",
      line: at,
      message,
    });
    const search = (round: number) =>
      searches.length > 1 ? `Search ${round + 1} of the source ${name}` : `The source ${name}`;
    return [
      ...searches.flatMap((one, round) =>
        one.searched === undefined
          ? [problem("no-search-date", `${search(round)} has no \`searched\`.`, one.line)]
          : [],
      ),
      ...searches.flatMap((one, round) =>
        SEARCHED_KINDS.has(kind) && (one.query ?? "").trim() === ""
          ? [problem("no-query", `${search(round)} has no \`query\`.`, one.line)]
          : [],
      ),
      ...(HOSTED.has(kind) && platform === undefined
        ? [
            problem(
              "no-platform",
              `The source ${name} has no \`platform\`, such as Ovid, EBSCOhost or the publisher of the database.`,
            ),
          ]
        : []),
    ];
  });
}

/** Sources in the exports that slr.yaml does not describe. */
function unlisted({ review, protocol }: CheckedReview): Problem[] {
  const listed = new Set(protocol.sources.map(({ name }) => name));
  const found = new Set(review.files.flatMap(({ sources }) => sources.map(({ name }) => name)));
  const names = [...found].filter((name) => !listed.has(name)).sort(compareText);
  // The databases of a library have no search of their own; the library has one.
  const isLibrary = protocol.sources.some(({ by }) => by === "entry");
  if (names.length === 0 || isLibrary) return [];
  return [
    {
      severity: "warning",
      code: "check/unlisted-source",
      message: `slr.yaml does not list ${names.join(", ")}, so nobody can tell when and how ${names.length === 1 ? "it was" : "they were"} searched.`,
    },
  ];
}
