/** The larger array, with the numbers of the smaller one at its beginning. */
export function enlarged<
  Numbers extends ArrayLike<number> & { set(numbers: ArrayLike<number>): void },
>(numbers: Numbers, larger: Numbers): Numbers {
  larger.set(numbers);
  return larger;
}
