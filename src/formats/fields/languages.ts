import { fold, normalizeLanguage } from "../../core/records/normalize.ts";

/** Languages as the Portuguese and Spanish pages of SciELO and BVS name them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  espanhol: "es",
  espanol: "es",
  ingles: "en",
  portugues: "pt",
  frances: "fr",
  italiano: "it",
  alemao: "de",
  aleman: "de",
};

/** ISO 639-1 where the language is known. */
export function languageOf(text: string): string | undefined {
  const word = fold(text.slice(0, 100)).split(/[;,|]/)[0]?.trim() ?? "";
  return Object.hasOwn(LANGUAGES, word) ? LANGUAGES[word] : normalizeLanguage(text.slice(0, 100));
}
