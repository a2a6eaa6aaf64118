import type { DescribedMethods } from "./methods-part.ts";
import { METHODS_PARTS } from "./parts/index.ts";
import type { Block, Gap, Piece } from "./sentence.ts";

/** A methods section: what the data of a review bear, and gaps where they say nothing. */
export interface MethodsStatement {
  readonly title: string;
  readonly parts: readonly { readonly heading: string; readonly blocks: readonly Block[] }[];
  /** Every gap of the text, each once, in the order of the text. */
  readonly gaps: readonly Gap[];
}

/** Writes the methods section of a review from its folder and nothing else. */
export function methodsStatement(methods: DescribedMethods): MethodsStatement {
  const parts = METHODS_PARTS.map(({ heading, write }) => ({
    heading,
    blocks: write(methods),
  })).filter(({ blocks }) => blocks.length > 0);
  const gaps = new Map<string, Gap>();
  for (const piece of parts.flatMap(({ blocks }) => blocks.flatMap(piecesOf)))
    if (typeof piece !== "string" && !gaps.has(piece.gap)) gaps.set(piece.gap, piece);
  return { title: methods.review.results.title, parts, gaps: [...gaps.values()] };
}

function piecesOf(block: Block): readonly Piece[] {
  return block.kind === "quote" ? [block.text] : block.sentences.flat();
}
