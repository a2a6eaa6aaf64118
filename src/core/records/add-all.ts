/** Adds items to a list, however many: as arguments of `push`, some hundred thousand are too many. */
export function addAll<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
