/**
 * Logarithm and exponential from additions, multiplications and divisions only. IEEE 754 fixes those
 * to the last bit; ECMAScript leaves `Math.log` and `Math.exp` to the engine, and a rating has to be
 * the same on every Node.
 */

/** Natural logarithm of a positive finite number, by the series of 2 artanh((m - 1) / (m + 1)). */
export function ln(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa > Math.SQRT2; mantissa /= 2) exponent += 1;
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) exponent -= 1;
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  // ratio² is at most 0.0295, so the first omitted term is below 2e-18 of the sum.
  let sum = 0;
  for (let odd = 23; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return exponent * Math.LN2 + 2 * ratio * sum;
}

/** e to the power of x; 0 below -700, and at most e^700. */
export function exp(x: number): number {
  if (x < -700) return 0;
  const bounded = Math.min(x, 700);
  const exponent = Math.round(bounded / Math.LN2);
  const rest = bounded - exponent * Math.LN2;
  let sum = 1;
  for (let term = 16; term >= 1; term -= 1) sum = 1 + (sum * rest) / term;
  for (let step = 0; step < exponent; step += 1) sum *= 2;
  for (let step = 0; step > exponent; step -= 1) sum /= 2;
  return sum;
}

/** The number rounded to six decimals, as results print it. */
export function sixDecimals(x: number): number {
  return Math.round(x * 1e6) / 1e6;
}
