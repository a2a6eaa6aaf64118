import { METRICS } from "../../../core/metrics/index.ts";
import type { SimulatedSet, TimedRun } from "../../../core/simulate/simulated-set.ts";
import type { StoppingOutcome } from "../../../core/simulate/stopping-outcome.ts";
import { type Column, csvTable } from "../../text/csv-table.ts";

interface Row {
  readonly set: SimulatedSet;
  readonly run: TimedRun;
}

const RUN_COLUMNS: readonly Column<Row>[] = [
  ["set", ({ set }) => set.name],
  ["records", ({ set }) => set.records],
  ["included", ({ set }) => set.included],
  ["start", ({ run }) => run.start],
  ["model", ({ run }) => run.model],
  ["seed", ({ run }) => run.seed],
];

const COLUMNS: readonly Column<Row>[] = [
  ...RUN_COLUMNS,
  ...METRICS.map(({ name }): Column<Row> => [name, ({ run }) => run.metrics[name]]),
];

type StopRow = Row & { readonly stop: StoppingOutcome };

const STOP_COLUMNS: readonly Column<StopRow>[] = [
  ...RUN_COLUMNS,
  ["rule", ({ stop }) => stop.rule],
  ["stopped", ({ stop }) => (stop.stopped ? "yes" : "no")],
  ["read", ({ stop }) => stop.read],
  ["read_share", ({ run, stop }) => (stop.read / run.screeningOrder.records).toFixed(6)],
  ["recall", ({ stop }) => stop.recall.toFixed(6)],
  ["missed", ({ stop }) => stop.missed],
];

/** A row for each run, with every metric; if rules were asked for, a row for each run and rule. */
export function simulationCsv(sets: readonly SimulatedSet[]): Iterable<string> {
  const rows = sets.flatMap((set) => set.runs.map((run): Row => ({ set, run })));
  const stops = rows.flatMap((row) => row.run.stopped.map((stop): StopRow => ({ ...row, stop })));
  return stops.length > 0 ? csvTable(STOP_COLUMNS, stops) : csvTable(COLUMNS, rows);
}
