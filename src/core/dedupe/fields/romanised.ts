/**
 * Cyrillic letters as the Library of Congress and PubMed romanise them, and Greek ones after ELOT 743;
 * folding has already taken marks off, so `й` is `и`.
 */
const LETTERS: ReadonlyMap<string, string> = new Map(
  (
    "а a|б b|в v|г g|ґ g|д d|е e|є ie|ж zh|з z|и i|і i|ј j|к k|л l|љ lj|м m|н n|њ nj|о o|п p|р r|с s|т t|" +
    "у u|ф f|х kh|ц ts|ч ch|џ dz|ш sh|щ shch|ъ |ы y|ь |э e|ю iu|я ia|ђ dj|ћ c|" +
    "α a|β v|γ g|δ d|ε e|ζ z|η i|θ th|ι i|κ k|λ l|μ m|ν n|ξ x|ο o|π p|ρ r|σ s|ς s|τ t|υ y|φ f|χ ch|ψ ps|ω o"
  )
    .split("|")
    .map((letter) => letter.split(" ") as [string, string]),
);

const ROMANISED = /[\u0370-\u04ff]/g;

/** Whether a text begins with a letter that is romanised. */
export function isForeign(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 0x370 && first <= 0x4ff;
}

/** A folded text with Latin letters for Cyrillic and Greek ones; undefined where it has none. */
export function romanised(text: string): string | undefined {
  if (text.search(ROMANISED) < 0) return undefined;
  return text
    .replace(/(?<=[αεο])υ/g, "u")
    .replace(/γ(?=[γκχ])/g, "n")
    .replace(ROMANISED, (letter) => LETTERS.get(letter) ?? letter);
}
