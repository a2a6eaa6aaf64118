/** Short words that are frequent in titles of each language. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: "a the of and in for with on from by an to is are what how between during among after",
  de: "in der die das und von im mit fur bei zur zum eine einer eines als auf den dem uber nach durch zwischen",
  fr: "de la le les des du et dans une aux par sur chez pour avec au d l est",
  es: "de la el los las del y una en por para con sobre al un entre como",
  pt: "de o os as da do das dos e em um uma no na nos nas ao com para pelo pela",
  it: "di la in il lo gli della delle dei degli nel nella e un una per con sul alla dal che",
  nl: "de in het een van en op bij voor met naar door aan uit tot te zijn",
  pl: "w z i na do oraz u dla przez po od w ze jako",
  sv: "och av pa med till ett som hos vid fran efter",
  tr: "ve ile bir icin bu olarak uzerine arasinda ilgili",
  cs: "a v na s u pri ve z po pro jako",
  hu: "es a az egy ban ben valo szerepe",
};

const LANGUAGES = Object.entries(FUNCTION_WORDS).map(
  ([language, words]) => [language, new Set(words.split(" "))] as const,
);

/** Scripts that alone distinguish languages. */
const SCRIPTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["han", /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ["hangul", /\p{Script=Hangul}/u],
  ["cyrillic", /\p{Script=Cyrillic}/u],
  ["greek", /\p{Script=Greek}{4}/u],
  ["arabic", /\p{Script=Arabic}/u],
  ["hebrew", /\p{Script=Hebrew}/u],
  ["thai", /\p{Script=Thai}/u],
];

/**
 * Tells whether two comparable texts are in two languages, as far as their scripts and short words
 * show. If that is not known, the answer is no.
 */
export function inTwoLanguages(a: string, b: string): boolean {
  const [scriptA, scriptB] = [scriptOf(a), scriptOf(b)];
  if (scriptA !== scriptB) return true;
  if (scriptA !== "latin") return false;
  const [one, other] = [languagesOf(a), languagesOf(b)];
  return one.length > 0 && other.length > 0 && !one.some((language) => other.includes(language));
}

/** Tells whether two comparable texts are in two scripts, so that nobody can compare their letters. */
export function inTwoScripts(a: string, b: string): boolean {
  return scriptOf(a) !== scriptOf(b);
}

function scriptOf(text: string): string {
  return SCRIPTS.find(([, pattern]) => pattern.test(text))?.[0] ?? "latin";
}

/**
 * The languages that a text has most short words of: related ones share many of them. `in` is a word of
 * several languages and counts less; where it is all there is, the text is English.
 */
function languagesOf(text: string): readonly string[] {
  const words = text.split(" ");
  const counts = LANGUAGES.map(([language, known]) => {
    const found = words.filter((word) => known.has(word));
    const shared = found.filter((word) => word === "in").length;
    return [language, found.length - shared * (language === "en" ? 0.4 : 0.5)] as const;
  });
  const most = Math.max(...counts.map(([, count]) => count));
  return most === 0
    ? []
    : counts.flatMap(([language, count]) => (count === most ? [language] : []));
}
