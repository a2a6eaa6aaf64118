/** The data in models/, which the compiler would otherwise read as a type of thousands of numbers. */
declare module "*/models/duplicates.json" {
  const trained: import("./trees.ts").TreeWeights;
  export default trained;
}

declare module "*/models/near-words.json" {
  const pairs: readonly string[];
  export default pairs;
}
