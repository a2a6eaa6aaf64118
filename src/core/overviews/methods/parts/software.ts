import { type MethodsPart, paragraphOf } from "../methods-part.ts";
import { say } from "../sentence.ts";

/** The software that counted, and how to cite it. */
export const softwarePart: MethodsPart = {
  heading: "Software",
  says: "that slr computed the numbers of this text, its version, and how to cite it",
  items: "PRISMA 2020 item 8 (automation tools: software and version)",
  leaves: "nothing",
  write: ({ version }) =>
    paragraphOf([
      say`slr ${version} computed the numbers of this text from the exports, criteria and decisions of the review.`,
      say`Cite it as: slr: screening for systematic reviews with every record accounted for. Version ${version}.`,
    ]),
};
