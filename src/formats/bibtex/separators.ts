/** A semicolon between the items of a list, not the one that ends `&amp;` or `&ouml;`. */
export const SEMICOLON =
  /(?<!&(?:#x?[\da-f]{1,6}|amp|lt|gt|quot|apos|nbsp|[a-z](?:uml|acute|grave|circ|tilde|cedil|slash|ring|caron)));/i;
