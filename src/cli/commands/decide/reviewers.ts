import { chooseReviewer, type ReviewerChoice } from "../../../core/decide/reviewer.ts";
import type { Protocol } from "../../../core/protocol/protocol.ts";
import { compareText } from "../../../core/records/problem.ts";
import { decisionFiles } from "../../folder/decision-files.ts";
import { openReview } from "../../folder/review-folder.ts";
import { UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/** The person who decides: whom the command line names, or whom the folder or git knows. */
export async function chosenReviewer(
  asked: string | undefined,
  protocol: Protocol,
  io: Io,
): Promise<ReviewerChoice & { readonly ok: true }> {
  const choice = chooseReviewer({
    asked,
    known: await namesInDecisions(io),
    kinds: protocol.reviewers,
    gitName: asked === undefined ? await io.gitName() : undefined,
  });
  if (choice.ok) return choice;
  throw new UserError(choice.message, choice.hint === undefined ? {} : { hint: choice.hint });
}

/**
 * The people who may come in by the browser: those whom `--as` names with commas between; in a
 * network, otherwise everybody whom the review knows; on this machine the one who decides.
 */
export async function webReviewers(
  { as, host }: { readonly as?: string; readonly host?: string },
  io: Io,
): Promise<string[]> {
  const { protocol } = (await openReview(io, [])).input;
  if (as === undefined && host !== undefined) {
    const people = await peopleOf(protocol, io);
    if (people.length > 0) return people;
    throw new UserError("The review knows no reviewers, so there is nobody to print a link for.", {
      hint: "slr decide --web --host … --as ada,bela names them.",
    });
  }
  const names: string[] = [];
  for (const name of as?.split(",").map((one) => one.trim()) ?? [undefined]) {
    const { reviewer } = await chosenReviewer(name, protocol, io);
    if (!names.includes(reviewer)) names.push(reviewer);
  }
  return names;
}

/** Every person whom the protocol names or who has decided something. */
async function peopleOf(protocol: Protocol, io: Io): Promise<string[]> {
  const names = [
    ...protocol.reviewers.keys(),
    ...protocol.screening["title-abstract"].reviewers,
    ...protocol.screening["full-text"].reviewers,
    ...protocol.adjudicators,
    ...(await namesInDecisions(io)),
  ].filter((name) => protocol.reviewers.get(name) !== "automation");
  const people: string[] = [];
  for (const name of [...new Set(names)].sort(compareText))
    people.push((await chosenReviewer(name, protocol, io)).reviewer);
  return people;
}

async function namesInDecisions(io: Io): Promise<string[]> {
  const { files } = await decisionFiles(io);
  return [...new Set(files.map(({ reviewer }) => reviewer))];
}
