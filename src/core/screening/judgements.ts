import { CRITERION_STAGES, type Criterion, type CriterionStage } from "../protocol/protocol.ts";
import type { BytesAside } from "../records/bulk/bytes-aside.ts";
import { type KeptBytes, KeptValues } from "../records/bulk/kept-values.ts";
import type { Assessment } from "./assess.ts";
import type { CriterionJudgement } from "./judge-criteria.ts";
import {
  DISAGREE,
  type Evidence,
  FOUND,
  type JudgementsInBytes,
  readEvidence,
  VERDICT,
  VERDICTS,
  type Verdict,
  type WrittenEvidence,
  writeJudgements,
} from "./written-judgements.ts";

/** How many records have which verdict of a criterion. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

/** What a later run needs to have the same judgements. */
export interface KeptJudgements {
  readonly verdicts: Uint8Array;
  readonly evidenceAt: Float64Array;
  readonly evidence: KeptBytes;
}

const NOTHING: readonly never[] = [];

/** A criterion with a query, and its byte among those of a record. */
interface Column {
  readonly criterion: string;
  readonly offset: number;
  /** Its judgements without words, which are most, by the byte of the verdict: all records share them. */
  readonly plain: readonly CriterionJudgement[];
}

/**
 * The judgements of all criteria on all records of a review: a byte for each record and criterion,
 * and the words, places and disagreements of the few that have some. A large review has tens of
 * millions of judgements; each is made when somebody asks for it.
 */
export class Judgements {
  readonly #columns: Readonly<Record<CriterionStage, readonly Column[]>>;
  readonly #width: number;
  readonly #verdicts: Uint8Array;
  /** By record and stage; 0 where nothing was found. */
  readonly #evidenceAt: Float64Array;
  readonly #evidence: KeptValues;
  /** The verdicts of the record that was asked for last. */
  readonly #plainVerdicts: Buffer;

  /**
   * @param kept those of an earlier run, by the same criteria on as many records
   * @param aside a place outside of memory for what was found
   */
  constructor(
    criteria: readonly Criterion[],
    records: number,
    kept?: KeptJudgements,
    aside?: BytesAside,
  ) {
    const columns = columnsOf(criteria);
    this.#columns = columns;
    this.#width = CRITERION_STAGES.reduce((sum, stage) => sum + columns[stage].length, 0);
    this.#verdicts = kept?.verdicts ?? new Uint8Array(records * this.#width);
    this.#evidenceAt = kept?.evidenceAt ?? new Float64Array(records * CRITERION_STAGES.length);
    this.#evidence = new KeptValues(kept?.evidence, aside);
    this.#plainVerdicts = Buffer.alloc(this.#width);
  }

  /** Takes what the criteria of a stage say of a record, in the order of the protocol. */
  take(record: number, stage: CriterionStage, judgements: readonly CriterionJudgement[]): void {
    const { verdicts, evidence } = writeJudgements(judgements);
    this.#takeVerdicts(record, stage, verdicts);
    if (evidence !== undefined)
      this.#evidenceAt[slotOf(record, stage)] = this.#evidence.add(evidence);
  }

  /** Takes what all criteria say of a record. */
  takeWritten(record: number, { verdicts, evidence }: JudgementsInBytes): void {
    let start = 0;
    for (const stage of CRITERION_STAGES) {
      const end = start + this.#columns[stage].length;
      this.#takeVerdicts(record, stage, verdicts.subarray(start, end));
      start = end;
      const found = evidence[CRITERION_STAGES.indexOf(stage)];
      if (found !== undefined)
        this.#evidenceAt[slotOf(record, stage)] = this.#evidence.addBytes(found);
    }
  }

  #takeVerdicts(record: number, stage: CriterionStage, verdicts: ArrayLike<number>): void {
    const start = record * this.#width;
    for (const [at, { offset }] of this.#columns[stage].entries())
      this.#verdicts[start + offset] = verdicts[at]!;
  }

  /** What the criteria of a stage say of a record that was judged, in the order of the protocol. */
  of(record: number, stage: CriterionStage): readonly CriterionJudgement[] {
    const columns = this.#columns[stage];
    const start = record * this.#width;
    const position = this.#evidenceAt[slotOf(record, stage)]!;
    const evidence = position === 0 ? undefined : new EvidenceOf(this.#evidence, position);
    return columns.map((column, at) => {
      const byte = this.#verdicts[start + column.offset]!;
      return byte <= VERDICT || evidence === undefined
        ? column.plain[byte]!
        : new JudgementWithEvidence(column.plain[byte & VERDICT]!, byte, at, evidence);
    });
  }

  /**
   * Counts the verdicts of each criterion on the records that reached its stage.
   *
   * @param reached the stages of each record
   */
  counts(reached: readonly (readonly CriterionStage[])[]): Map<string, VerdictCounts> {
    // By column and byte.
    const sums = new Uint32Array(this.#width * FOUND);
    for (const [record, stages] of reached.entries())
      for (const stage of stages)
        for (const { offset } of this.#columns[stage]) {
          const byte = this.#verdicts[record * this.#width + offset]! & VERDICT;
          sums[offset * FOUND + byte]! += 1;
        }
    return new Map(
      CRITERION_STAGES.flatMap((stage) =>
        this.#columns[stage].map(({ criterion, offset }): [string, VerdictCounts] => {
          const of = (verdict: Verdict) => sums[offset * FOUND + VERDICTS.indexOf(verdict)]!;
          return [criterion, { met: of("met"), violated: of("violated"), unknown: of("unknown") }];
        }),
      ),
    );
  }

  /**
   * What all criteria say of a record that was judged, words left out: equal for records of which they
   * say the same. undefined where the entries of the record disagree.
   */
  verdictsOf(record: number): string | undefined {
    const start = record * this.#width;
    for (let at = 0; at < this.#width; at += 1) {
      const byte = this.#verdicts[start + at]!;
      if (byte >= DISAGREE) return undefined;
      this.#plainVerdicts[at] = byte & VERDICT;
    }
    return this.#plainVerdicts.toString("latin1");
  }

  /** How many judgements a record has at these stages. */
  numberAt(stages: readonly CriterionStage[]): number {
    return stages.reduce((sum, stage) => sum + this.#columns[stage].length, 0);
  }

  kept(): KeptJudgements {
    return {
      verdicts: this.#verdicts,
      evidenceAt: this.#evidenceAt,
      evidence: this.#evidence.bytes(),
    };
  }
}

/** The stages at which the criteria decided about a record, or at least were asked. */
export function stagesReached({
  titleAbstract,
  fullText,
}: Pick<Assessment, "titleAbstract" | "fullText">): readonly CriterionStage[] {
  return fullText !== undefined ? ALL : titleAbstract !== undefined ? TO_ABSTRACT : BEFORE;
}

const BEFORE = ["before-screening"] as const satisfies readonly CriterionStage[];
const TO_ABSTRACT = [...BEFORE, "title-abstract"] as const satisfies readonly CriterionStage[];
const ALL = [...TO_ABSTRACT, "full-text"] as const satisfies readonly CriterionStage[];

function slotOf(record: number, stage: CriterionStage): number {
  return record * CRITERION_STAGES.length + CRITERION_STAGES.indexOf(stage);
}

function columnsOf(
  criteria: readonly Criterion[],
): Readonly<Record<CriterionStage, readonly Column[]>> {
  let offset = 0;
  const at = (stage: CriterionStage) =>
    criteria
      .filter((criterion) => criterion.stage === stage && criterion.query !== undefined)
      .map(({ id: criterion }): Column => {
        const plain = VERDICTS.map(
          (verdict): CriterionJudgement => ({
            criterion,
            verdict,
            words: NOTHING,
            places: NOTHING,
            disagreements: NOTHING,
          }),
        );
        offset += 1;
        return { criterion, offset: offset - 1, plain };
      });
  return {
    "before-screening": at("before-screening"),
    "title-abstract": at("title-abstract"),
    "full-text": at("full-text"),
  };
}

/** The evidence of a stage for a record, which is read when somebody first asks for it. */
class EvidenceOf {
  readonly #kept: KeptValues;
  readonly #position: number;
  #read: ReadonlyMap<number, Evidence> | undefined;

  constructor(kept: KeptValues, position: number) {
    this.#kept = kept;
    this.#position = position;
  }

  at(column: number): Evidence {
    this.#read ??= readEvidence(this.#kept.at(this.#position) as WrittenEvidence); // from `take`
    return this.#read.get(column)!;
  }
}

/** A judgement whose words and places are read when somebody asks for them. */
class JudgementWithEvidence implements CriterionJudgement {
  readonly criterion: string;
  readonly verdict: Verdict;
  readonly #byte: number;
  readonly #column: number;
  readonly #evidence: EvidenceOf;

  constructor(
    { criterion, verdict }: CriterionJudgement,
    byte: number,
    column: number,
    evidence: EvidenceOf,
  ) {
    this.criterion = criterion;
    this.verdict = verdict;
    this.#byte = byte;
    this.#column = column;
    this.#evidence = evidence;
  }

  get words(): CriterionJudgement["words"] {
    return this.#byte & FOUND ? this.#evidence.at(this.#column).words : NOTHING;
  }

  get places(): CriterionJudgement["places"] {
    return this.#byte & FOUND ? this.#evidence.at(this.#column).places : NOTHING;
  }

  get disagreements(): CriterionJudgement["disagreements"] {
    return this.#byte & DISAGREE ? this.#evidence.at(this.#column).disagreements : NOTHING;
  }
}
