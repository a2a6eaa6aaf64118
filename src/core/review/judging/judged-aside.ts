import type { Protocol } from "../../protocol/protocol.ts";
import type { JudgementsInBytes } from "../../screening/written-judgements.ts";
import type { WholeRecord } from "../read-records.ts";
import {
  type BytesInTurn,
  type JudgedBatch,
  judgementsOf,
  judgeWhole,
  writeSubjects,
} from "./batch-in-bytes.ts";

/** Judges records by the criteria of the review in another thread. */
export interface JudgingAside {
  /** undefined if nobody judges there any more. */
  judge(subjects: BytesInTurn): Promise<JudgedBatch | undefined>;
  /** Nothing more will be judged. */
  end(): void;
}

/** Opens another thread that judges by these criteria; undefined if there is none. */
export type OpenJudgingAside = (
  criteria: Protocol["criteria"],
  records: number,
) => JudgingAside | undefined;

/** So many records go to the other thread together. */
const BATCH = 64;
/** So many batches are on their way to it, so that it never waits. */
const UNDER_WAY = 4;
/** So many batches wait to be taken up in their order; then this thread judges one, too. */
const MOST_WAITING = 12;

/** Records whose judgements are taken up in their order. */
interface WaitingBatch {
  readonly records: readonly WholeRecord[];
  isSent: boolean;
  judged: readonly JudgementsInBytes[] | undefined;
}

/**
 * Passes records on with what all criteria say of them. Another thread judges them, while this one
 * fetches the next and takes up those before; where it would wait, it judges, too. Neither changes a
 * judgement.
 */
export async function* judgedAside(
  records: AsyncIterable<WholeRecord>,
  protocol: Pick<Protocol, "criteria">,
  judging: JudgingAside,
): AsyncGenerator<{ readonly whole: WholeRecord; readonly judged: JudgementsInBytes }> {
  const waiting: WaitingBatch[] = [];
  const answers = new Set<Promise<void>>();
  const send = (batch: WaitingBatch) => {
    batch.isSent = true;
    const subjects = writeSubjects(batch.records.map(({ subject }) => subject));
    if (subjects === undefined) {
      judgeHere(batch);
      return;
    }
    const answer = judging.judge(subjects).then((judged) => {
      answers.delete(answer);
      if (judged === undefined) judgeHere(batch);
      else batch.judged = judgementsOf(judged);
    });
    answers.add(answer);
  };
  const judgeHere = (batch: WaitingBatch) => {
    batch.isSent = true;
    batch.judged = batch.records.map(({ subject }) => judgeWhole(subject, protocol));
  };
  const sendMore = () => {
    for (const batch of waiting) if (answers.size < UNDER_WAY && !batch.isSent) send(batch);
  };
  function* ready() {
    while (waiting[0]?.judged !== undefined) {
      const { records: its, judged = [] } = waiting.shift()!;
      for (const [at, whole] of its.entries()) yield { whole, judged: judged[at]! };
    }
  }
  try {
    for await (const its of inBatches(records)) {
      waiting.push({ records: its, isSent: false, judged: undefined });
      sendMore();
      // Lets answers come in.
      await new Promise((resume) => setImmediate(resume));
      yield* ready();
      sendMore();
      if (waiting.length < MOST_WAITING) continue;
      const last = waiting.at(-1)!;
      if (last.isSent) await Promise.race(answers);
      else judgeHere(last);
      yield* ready();
    }
    while (waiting.length > 0) {
      sendMore();
      if (answers.size > 0) await Promise.race(answers);
      yield* ready();
    }
  } finally {
    judging.end();
  }
}

async function* inBatches(records: AsyncIterable<WholeRecord>): AsyncGenerator<WholeRecord[]> {
  let batch: WholeRecord[] = [];
  for await (const whole of records) {
    batch.push(whole);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
