/** The properties that have a value. An absent field means that the source does not give it. */
export function withoutAbsent<T extends object>(
  draft: { readonly [K in keyof T]-?: T[K] | undefined },
): T {
  const present: Partial<T> = {};
  for (const name in draft) {
    const value = draft[name];
    if (value !== undefined) present[name] = value;
  }
  // Callers give every property that T requires a value.
  return present as T;
}
