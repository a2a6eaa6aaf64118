/** By rating, the most likely to be included first; or by key, which is as good as random. */
export const ORDERS = ["rating", "key"] as const;
export type Order = (typeof ORDERS)[number];
