import type { RecordType } from "../../core/records/model.ts";
import { fold, normalizeType } from "../../core/records/normalize.ts";

/**
 * Publication types as MEDLINE, Embase and CENTRAL write them, several for one report. The first
 * row that fits any of them wins: an erratum is also a `Journal Article`. A clinical trial or a case
 * report is what the article is about.
 */
const PUBLICATION_TYPES: readonly (readonly [pattern: RegExp, type: RecordType])[] = [
  [/^(?:published )?erratum\b|^corrected and republished|^corrigend/, "erratum"],
  [/^retraction (?:of publication|notice)\b/, "retraction"],
  [/^preprint\b/, "preprint"],
  [/^(?:trial registry record|registration)\b/, "registration"],
  [/^(?:conference|meeting) abstract\b/, "conference abstract"],
  [
    /^(?:conference (?:paper|review|proceeding)|congress|speeches\/meeting papers)/,
    "conference paper",
  ],
  [/^editorial\b/, "editorial"],
  [/^(?:letter|comment|note)\b/, "letter"],
  [/^(?:systematic |scoping )?review\b/, "review"],
  [/^(?:academic dissertation|dissertation|thesis)/, "thesis"],
  [/^book chapter\b|^chapter\b/, "book chapter"],
  [/^(?:authored |edited )?books?\b/, "book"],
  [/^dataset\b/, "dataset"],
  [/^(?:journal articles?|article|original articles?|introductory journal article)\b/, "article"],
  [
    /^(?:case reports?|(?:randomi[sz]ed |pragmatic |controlled )?(?:controlled )?clinical trial)\b/,
    "article",
  ],
  [
    /^(?:randomi[sz]ed controlled trial|multicenter study|comparative study|meta-analysis)\b/,
    "article",
  ],
  [/^(?:technical )?reports?\b/, "report"],
  [/^other$/, "other"],
];

/** The type that a report's publication types say. */
export function publicationType(names: readonly string[]): RecordType | undefined {
  const words = names.flatMap((name) => fold(name.slice(0, 200)).split(";"));
  for (const [pattern, type] of PUBLICATION_TYPES) {
    if (words.some((word) => pattern.test(word.trim()))) return type;
  }
  return undefined;
}

/** Reference types of EndNote, RefWorks and NoteExpress that databases do not use; keys are folded. */
const REFERENCE_TYPES: Readonly<Record<string, RecordType>> = {
  journal: "article",
  "journal, electronic": "article",
  "electronic article": "article",
  "magazine article": "article",
  "newspaper article": "article",
  "book, whole": "book",
  "book, edited": "book",
  "edited book": "book",
  "electronic book": "book",
  monograph: "book",
  "book, section": "book chapter",
  "electronic book section": "book chapter",
  "dissertation/thesis": "thesis",
  "dissertation/thesis, unpublished": "thesis",
  "thesis, unpublished": "thesis",
  "unpublished work": "preprint",
  "unpublished material": "preprint",
  patent: "other",
  standard: "other",
  "web page": "other",
  "computer program": "other",
};

/** The type that a reference manager's reference type means; `undefined` for `Generic`. */
export function referenceType(name: string | undefined): RecordType | undefined {
  if (name === undefined) return undefined;
  const word = fold(name.slice(0, 100))
    .split("/")
    .map((part) => part.trim())
    .join("/");
  return Object.hasOwn(REFERENCE_TYPES, word) ? REFERENCE_TYPES[word] : normalizeType(word);
}
