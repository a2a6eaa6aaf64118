import { type CriterionSubject, IndexedSubject } from "../../criteria/index.ts";
import { CRITERION_STAGES, type Protocol } from "../../protocol/protocol.ts";
import { TextsInBytes, textOf } from "../../records/bulk/text-bytes.ts";
import { recordFrom, type WrittenRecord, writtenRecord } from "../../records/bulk/written-entry.ts";
import { judgeCriteria } from "../../screening/judge-criteria.ts";
import { type JudgementsInBytes, writeJudgements } from "../../screening/written-judgements.ts";

/** Texts in bytes one after another, and where each of them ends. */
export interface BytesInTurn {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** What all criteria say of some records, one after another. */
export interface JudgedBatch {
  /** A byte for each record and criterion with a query, stage by stage. */
  readonly verdicts: Uint8Array;
  /** For each record and stage the JSON of what was found; empty where nothing was. */
  readonly evidence: BytesInTurn;
}

type WrittenSubject = readonly [
  record: WrittenRecord,
  alternatives: NonNullable<CriterionSubject["alternatives"]>,
];

const texts = new TextsInBytes();

/** Some records, without full texts, on their way to another thread; undefined if JSON cannot say one of them. */
export function writeSubjects(subjects: readonly CriterionSubject[]): BytesInTurn | undefined {
  const ends: number[] = [];
  for (const { record, alternatives } of subjects) {
    const written = writtenRecord(record);
    if (written === undefined) {
      texts.take();
      return undefined;
    }
    const subject: WrittenSubject = [written, alternatives ?? {}];
    ends.push(texts.add(JSON.stringify(subject)));
  }
  return { bytes: Uint8Array.from(texts.take()), ends: Uint32Array.from(ends) };
}

/** Judges records by the criteria of all stages. */
export function judgeBatch(
  { bytes, ends }: BytesInTurn,
  protocol: Pick<Protocol, "criteria">,
): JudgedBatch {
  const verdicts: number[] = [];
  const evidenceEnds: number[] = [];
  let end = 0;
  for (const [at, subjectEnd] of ends.entries()) {
    const text = textOf(bytes.subarray(at === 0 ? 0 : ends[at - 1]!, subjectEnd));
    const [written, alternatives] = JSON.parse(text) as WrittenSubject; // from `writeSubjects`
    const subject = { record: recordFrom(written), alternatives };
    for (const judged of judgedStages(subject, protocol)) {
      for (const byte of judged.verdicts) verdicts.push(byte);
      if (judged.evidence !== undefined) end = texts.add(JSON.stringify(judged.evidence));
      evidenceEnds.push(end);
    }
  }
  return {
    verdicts: Uint8Array.from(verdicts),
    evidence: { bytes: Uint8Array.from(texts.take()), ends: Uint32Array.from(evidenceEnds) },
  };
}

function judgedStages(subject: CriterionSubject, protocol: Pick<Protocol, "criteria">) {
  const indexed = new IndexedSubject(subject);
  return CRITERION_STAGES.map((stage) => writeJudgements(judgeCriteria(protocol, stage, indexed)));
}

/** What the criteria of all stages say of one record. */
export function judgeWhole(
  subject: CriterionSubject,
  protocol: Pick<Protocol, "criteria">,
): JudgementsInBytes {
  const stages = judgedStages(subject, protocol);
  return {
    verdicts: Uint8Array.from(stages.flatMap(({ verdicts }) => verdicts)),
    evidence: stages.map(({ evidence }) =>
      evidence === undefined ? undefined : Buffer.from(JSON.stringify(evidence)),
    ),
  };
}

/** What all criteria say of each record of a batch. */
export function judgementsOf({ verdicts, evidence }: JudgedBatch): JudgementsInBytes[] {
  const { bytes, ends } = evidence;
  const stages = CRITERION_STAGES.length;
  const records = ends.length / stages;
  const width = verdicts.length / records;
  const found = (slot: number) => {
    const [start, end] = [slot === 0 ? 0 : ends[slot - 1]!, ends[slot]!];
    return start === end ? undefined : bytes.subarray(start, end);
  };
  return Array.from({ length: records }, (_, at) => ({
    verdicts: verdicts.subarray(at * width, (at + 1) * width),
    evidence: CRITERION_STAGES.map((_, stage) => found(at * stages + stage)),
  }));
}
