import type {
  LikenessSettings,
  MachineSettings,
  ModelDefinition,
} from "../models/model-definition.ts";
import type { Corpus } from "../text/corpus.ts";
import type { RatingTexts } from "../text/rating-texts.ts";
import { wantedText } from "../text/wanted-text.ts";
import { createViews, type View } from "./views.ts";

/** A machine's view of the records. */
export interface MachineView {
  readonly settings: MachineSettings;
  readonly view: View;
}

/** How like the text of the protocol each record is, as one view sees it. */
export interface Likeness {
  readonly settings: LikenessSettings;
  readonly view: View;
  /** The text of the protocol, by column of the view. */
  readonly wanted: Float64Array;
  /** By position: the inner product with it. */
  readonly values: Float64Array;
}

/** The kinds of records whose values have scales of their own. */
export const KINDS = { withAbstract: 0, withoutAbstract: 1 } as const;

/**
 * The records of a review as a model sees them. It holds everything that does not depend on
 * decisions, so that several rankers can share it. Records are identified by their position in the
 * order.
 */
export interface VectorSpace {
  readonly corpus: Corpus;
  readonly order: Uint32Array;
  readonly model: ModelDefinition;
  readonly machines: readonly MachineView[];
  /** Positions of the records that have a word that counts. */
  readonly readable: Uint8Array;
  /** Positions of the records that are known to be relevant. */
  readonly knownRelevant: Uint8Array;
  /** By position, the kind of record. */
  readonly kinds: Uint8Array;
  /** The text of the protocol, if some view sees something of it. */
  readonly criteria?: {
    /** Its row in the vectors of each view. */
    readonly row: number;
    readonly likenesses: readonly Likeness[];
  };
}

export interface SpaceOptions {
  readonly areRowsOnDemand?: boolean;
  /** Is told which part of the views is made, from 0 to 1. */
  readonly progress?: (share: number) => void;
}

/** What a model reads of the text of the protocol. */
export function textOf(
  { criteriaText }: Pick<RatingTexts, "criteriaText">,
  { criteria }: ModelDefinition,
): readonly string[] {
  return criteria === undefined ? [] : criteriaText.flatMap(wantedText);
}

export function createVectorSpace(
  texts: RatingTexts,
  model: ModelDefinition,
  { areRowsOnDemand = false, progress }: SpaceOptions = {},
): VectorSpace {
  const { corpus, order } = texts;
  const viewOf = createViews({
    ...texts,
    areRowsOnDemand,
    text: textOf(texts, model),
  });
  const known = new Set(model.criteria === undefined ? [] : texts.knownRelevant);
  const space: VectorSpace = {
    corpus,
    order,
    model,
    machines: model.machines.flatMap((settings, at) => {
      const view = viewOf(settings.view);
      progress?.((at + 1) / model.machines.length);
      return view === undefined ? [] : [{ settings, view }];
    }),
    readable: Uint8Array.from(order, (row) => (corpus.isReadable(row) ? 1 : 0)),
    knownRelevant: Uint8Array.from(order, (row) => (known.has(row) ? 1 : 0)),
    kinds: Uint8Array.from(order, (row) =>
      corpus.hasAbstract(row) ? KINDS.withAbstract : KINDS.withoutAbstract,
    ),
  };
  if (model.criteria === undefined) return space;
  const row = order.length;
  const everywhere = Uint32Array.from(order.keys());
  const likenesses = model.criteria.likeness.flatMap((settings): Likeness[] => {
    const view = viewOf(settings.view);
    if (view === undefined || view.vectors.squaredLengths[row] === 0) return [];
    const wanted = new Float64Array(view.vectors.width);
    view.vectors.addTo(wanted, row, 1);
    return [{ settings, view, wanted, values: view.vectors.dots(everywhere, wanted) }];
  });
  return likenesses.length === 0 ? space : { ...space, criteria: { row, likenesses } };
}
