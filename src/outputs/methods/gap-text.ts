import type { Gap } from "../../core/overviews/methods/sentence.ts";
import { plainText } from "../text/plain-text.ts";

/** The one form in which every output shows a gap, so that a search for it finds all of them. */
export function gapText({ gap }: Gap): string {
  return `[not stated: ${plainText(gap)}]`;
}
