import type { AutomationUse } from "../../protocol/automation-use.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { STATEMENTS, type StatementName } from "../../protocol/statements.ts";
import type { RatedReview } from "../../review/review.ts";
import type { Block, Sentence } from "./sentence.ts";
import { unstated } from "./sentence.ts";

/** What a methods section is written from. */
export interface DescribedMethods {
  readonly review: RatedReview;
  readonly protocol: Protocol;
  /** What automation/ says of programs, by their names. */
  readonly automation: ReadonlyMap<string, AutomationUse>;
  /** The version of slr. */
  readonly version: string;
}

/** A part of a methods section. To add one, write a file and list it in `parts/index.ts`. */
export interface MethodsPart {
  readonly heading: string;
  /** What it says, for the docs. */
  readonly says: string;
  /** The items of reporting guidelines that it answers, for the docs. */
  readonly items: string;
  /** What it may leave as a gap, for the docs. */
  readonly leaves: string;
  write(methods: DescribedMethods): readonly Block[];
}

/** What slr.yaml says under `methods`, or the gap. */
export function stated({ protocol }: DescribedMethods, name: StatementName): Sentence {
  const text = protocol.statements[name];
  if (text === undefined) return [unstated(name, STATEMENTS[name]), "."];
  return [/[.!?]$/.test(text) ? text : `${text}.`];
}

/** A paragraph; none without sentences. */
export function paragraphOf(sentences: readonly Sentence[]): Block[] {
  return sentences.length === 0 ? [] : [{ kind: "text", sentences }];
}
