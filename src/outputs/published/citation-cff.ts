/** Stands for authors in a CITATION.cff that nobody has filled in; the format asks for one. */
export const NO_AUTHORS = "(add the authors of the review)";

/** A CITATION.cff 1.2.0 for a review that has none, with the gaps marked. */
export function citationCff({ title }: { readonly title: string }): string {
  return [
    "cff-version: 1.2.0",
    "message: If you use these data, please cite them as below.",
    "type: dataset",
    `title: ${JSON.stringify(title)}`,
    "authors:",
    `  - name: ${JSON.stringify(NO_AUTHORS)}`,
    "# license: CC-BY-4.0",
    "# date-released: YYYY-MM-DD",
    "# doi: 10.5281/zenodo.0000000",
    "",
  ].join("\n");
}
