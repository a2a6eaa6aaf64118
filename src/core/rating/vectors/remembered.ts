/** A function that gives the same result for the same argument without doing the work twice. */
export function remembered<Asked, Result>(find: (asked: Asked) => Result): typeof find {
  const known = new Map<Asked, Result>();
  return (asked) => {
    let result = known.get(asked);
    if (result === undefined && !known.has(asked)) {
      result = find(asked);
      known.set(asked, result);
    }
    return result as Result;
  };
}
