import { formatCount, plural } from "../../core/records/text/plural.ts";
import type { PageState } from "../state/page-state.ts";
import type { KeepInfo } from "./handlers.ts";

/** A file reminds of saving each time as many answers are in no CSV. */
export const REMIND_EVERY = 50;

/** What the reviewer must know about where the answers are; empty if all is well. */
export function bannerText(
  { link, unsaved, home }: Pick<PageState, "link" | "unsaved" | "home">,
  { warning, unsavedRows }: KeepInfo,
): string {
  const n = unsaved.length;
  const kept =
    n === 0
      ? "Go on; answers are kept in this browser."
      : `${plural(n, "unsaved answer")} ${n === 1 ? "is" : "are"} kept in this browser and sent when it is back.`;
  const told = [
    link === "offline" && home === "server" && `The server does not answer. ${kept}`,
    link === "signed-out" &&
      `Open your link again to go on.${n === 0 ? "" : ` ${plural(n, "unsaved answer")} of this browser will be sent then.`}`,
    unsavedRows >= REMIND_EVERY &&
      `${formatCount(unsavedRows)} answers are in this browser only: Save my decisions, and send the file to whoever leads the review.`,
    warning,
  ];
  return told.filter(Boolean).join(" ");
}
