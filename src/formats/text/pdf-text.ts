/** What a PDF says; `none` for a scan that nobody has recognised the letters of. */
export type PdfText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "none" }
  | { readonly kind: "unreadable"; readonly why: string };

/** Fewer letters are a stamp on a scan, not the text of a report. */
const FEWEST_LETTERS = 100;
/** A report has fewer pages; the rest of a longer volume is not read. */
const MOST_PAGES = 3_000;

/**
 * The text of a PDF, page after page, with words that a line break divides made whole. The library
 * (pdf.js in one file) is loaded when the first PDF is read.
 */
export async function textOfPdf(bytes: Uint8Array): Promise<PdfText> {
  const { getDocumentProxy } = await import("unpdf");
  let pages: string[];
  try {
    // pdf.js takes the bytes over, so it gets its own.
    const document = await getDocumentProxy(Uint8Array.from(bytes), {
      disableFontFace: true,
      useSystemFonts: false,
      // Only errors: a PDF with small faults is still read.
      verbosity: 0,
    });
    try {
      pages = [];
      for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number += 1) {
        const page = await document.getPage(number);
        const { items } = await page.getTextContent();
        pages.push(
          items
            .map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : ""))
            .join(""),
        );
        page.cleanup();
      }
    } finally {
      await document.destroy();
    }
  } catch (error) {
    return { kind: "unreadable", why: reasonOf(error) };
  }
  const text = withWholeWords(pages.join("\n"));
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters < FEWEST_LETTERS ? { kind: "none" } : { kind: "text", text };
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return "it is locked with a password";
  return "it is damaged or no PDF";
}

/** Beginnings of words that keep their hyphen: `pre-` at the end of a line is no syllable. */
const KEEPS_HYPHEN =
  /(?<![\p{L}\p{N}])(?:anti|cost|cross|data|fine|high|inter|intra|large|long|low|meta|multi|non|one|open|post|pre|real|self|semi|short|single|small|state|sub|two|well|zero)$/iu;

/** Joins what a line break divides: `commit-` and `tee` are `committee`. */
function withWholeWords(text: string): string {
  return text.replace(
    /(?<start>\p{L}{2,30})[-\u2010\u00AD]\n(?<end>\p{Ll})/gu,
    (_, start: string, end: string) =>
      KEEPS_HYPHEN.test(start) ? `${start}-${end}` : `${start}${end}`,
  );
}
