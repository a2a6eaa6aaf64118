import { exp, ln } from "../../statistics/deterministic-arithmetic.ts";

/** The mean of a voice's values among records of a kind, and the factor that gives them weight. */
export interface Scale {
  readonly mean: number;
  readonly factor: number;
}

/** With fewer records, a kind has no scale of its own. */
const LEAST = 10;
/** The number of records whose own scale counts half. */
const HALF = 50;

/**
 * The scales on which the values of a voice are added to those of others: 0 for an average record,
 * and `weight` for one standard deviation. Each kind of record is moved towards a scale of its own.
 *
 * @param kinds by value, its kind, from 0 on
 * @param share how far: 0 is one scale for all kinds, 1 is one for each
 */
export function scalesOf(
  values: Float64Array,
  kinds: Uint8Array,
  kindCount: number,
  weight: number,
  share: number,
): Scale[] {
  const all = meanAndDeviation(values);
  const scale = (mean: number, deviation: number) => ({
    mean,
    factor: deviation === 0 ? 0 : weight / deviation,
  });
  return Array.from({ length: kindCount }, (_, kind) => {
    const own = share === 0 ? new Float64Array(0) : valuesOfKind(kind, values, kinds);
    if (own.length < LEAST || own.length === values.length || all.deviation === 0)
      return scale(all.mean, all.deviation);
    const { mean, deviation } = meanAndDeviation(own);
    const towards = (share * own.length) / (own.length + HALF);
    return scale(
      all.mean + towards * (mean - all.mean),
      deviation === 0
        ? all.deviation
        : exp((1 - towards) * ln(all.deviation) + towards * ln(deviation)),
    );
  });
}

function valuesOfKind(kind: number, values: Float64Array, kinds: Uint8Array): Float64Array {
  const own = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (kinds[i] !== kind) continue;
    own[count] = values[i]!;
    count += 1;
  }
  return own.subarray(0, count);
}

/** Mean and standard deviation. */
export function meanAndDeviation(values: Float64Array): {
  readonly mean: number;
  readonly deviation: number;
} {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / Math.max(1, values.length);
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const deviation = Math.sqrt(squares / Math.max(1, values.length));
  return { mean, deviation: deviation > 1e-12 ? deviation : 0 };
}
