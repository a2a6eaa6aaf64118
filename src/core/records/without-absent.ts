/** The properties that have a value: an absent field means that the source does not say. */
export function withoutAbsent<T extends object>(
  draft: { readonly [K in keyof T]-?: T[K] | undefined },
): T {
  const present: Partial<T> = {};
  for (const name in draft) {
    const value = draft[name];
    if (value !== undefined) present[name] = value;
  }
  // Every property that T demands has a value in the drafts that call this.
  return present as T;
}
