/**
 * By rating, the most likely to be included first; by key, which is as good as random; or the
 * outliers first, which are near the included records in other words.
 */
export const ORDERS = ["rating", "key", "outliers"] as const;
export type Order = (typeof ORDERS)[number];
