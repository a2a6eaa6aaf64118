import { knownNames, reviewData } from "../../../core/claims/review-data.ts";
import { strayMarks } from "../../../core/claims/stray-marks.ts";
import { isConfirmed, type Verification, verifyClaims } from "../../../core/claims/verification.ts";
import type { VerifiedCount } from "../../../core/claims/verify-counts.ts";
import type { Problem } from "../../../core/records/problem.ts";
import type { ReviewRecords } from "../../../core/review/find-records.ts";
import { screenWithoutRating } from "../../../core/review/review.ts";
import { databaseNamed } from "../../../formats/fields/attribution.ts";
import { verificationJson } from "../../../outputs/overviews/verification/verification-json.ts";
import { verificationText } from "../../../outputs/overviews/verification/verification-text.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { coloursOf, printProblems } from "../../io/problems.ts";
import { openClaims } from "./open-claims.ts";

export interface VerifyOptions {
  readonly format: VerifyFormat;
  readonly list?: readonly string[];
  readonly columns?: Readonly<Record<string, string>>;
  readonly all?: boolean;
}

/** `slr verify`: what somebody published about a review, beside its data. */
export async function verify(
  claimed: readonly string[],
  options: VerifyOptions,
  io: Io,
): Promise<ExitCode> {
  const { list = [], columns, format } = options;
  const given = [...claimed, ...list];
  if (given.length === 0) {
    throw new UserError("Nothing is claimed.", {
      hint: "Name a file of counts, or claims: slr verify screened=770 included=included.bib",
    });
  }
  const { input } = await openReview(io, []);
  const review = await screenWithoutRating(input);
  const known = knownNames(review);
  const claims = await openClaims(given, { known, ...(columns && { columns }) }, io);
  const data = reviewData(review, input.protocol.criteria, (name) => databaseNamed(name)?.database);
  const marks = await strayMarks(review, data);
  io.status({ doing: "Comparing claims" });
  const verification = verifyClaims(claims, data, review.found, marks);
  await format(verification, review.found, options.all === true, io);
  const problems = [...claims.problems, ...claims.unread.map(noNumber)];
  await printProblems(io, problems, { everyError: true });
  return isConfirmed(verification) && problems.length === 0 ? EXIT.ok : EXIT.foundProblems;
}

function noNumber({
  place,
  name,
  text,
}: {
  readonly place: { readonly file: string; readonly line: number };
  readonly name: string;
  readonly text: string;
}): Problem {
  return {
    severity: "error",
    code: "verify/no-number",
    ...(place.file !== "" && place),
    message: `\`${name}\` is \`${text}\`, which is neither a whole number nor a file, so it is not compared.`,
  };
}

type VerifyFormat = (
  verification: Verification,
  review: ReviewRecords,
  all: boolean,
  io: Io,
) => void | Promise<void>;

/** As many records of one difference are listed, unless all are asked for. */
const SHOWN = 10;

export const VERIFY_FORMATS: Readonly<Record<string, VerifyFormat>> = {
  async text(verification, _, all, io) {
    const colour = await coloursOf(io);
    const colours = { agrees: "green", differs: "red", unknown: "yellow" } as const;
    const mark = (verdict: VerifiedCount["verdict"], text: string) =>
      colour[colours[verdict]](text);
    const shown = all ? Number.POSITIVE_INFINITY : SHOWN;
    io.print(verificationText(verification, { width: io.width ?? 100, shown, mark }));
  },
  json(verification, { clustered }, _, io) {
    io.print(verificationJson(verification, (at) => clustered.records[at]!.key));
  },
};
