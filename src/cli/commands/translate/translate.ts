import { caretUnder, DIALECTS, type Translation, translate } from "../../../core/criteria/index.ts";
import {
  type TranslatedString,
  translatedStrings,
} from "../../../core/overviews/criteria/translations.ts";
import { parseProtocol } from "../../../core/protocol/parse-protocol.ts";
import { alignColumns } from "../../../outputs/text/align-columns.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { PROTOCOL_FILE } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

export interface TranslateOptions {
  readonly from?: (typeof DIALECTS)[number];
  readonly file?: string;
  readonly format: TranslationFormat;
}

/** `slr translate`: search strings of databases in slr's language. */
export async function translateStrings(
  strings: readonly string[],
  { from, file, format }: TranslateOptions,
  io: Io,
): Promise<ExitCode> {
  if (strings.length > 1)
    throw new UserError("Unexpected second string, expected one search string.", {
      hint: "Put single quotes around the whole string, so that the shell does not split it.",
    });
  if (strings.length > 0 && file !== undefined)
    throw new UserError("A string and --file cannot be used together; choose one of them.");
  const [string] = strings;
  const text = string ?? (file === undefined ? undefined : (await io.readText(file)).trimEnd());
  const translated = text === undefined ? await ofProtocol(io) : [ofString(text, from)];
  format(translated, text !== undefined, io);
  return translated.every(({ translation }) => translation.ok) ? EXIT.ok : EXIT.foundProblems;
}

function ofString(text: string, from: TranslateOptions["from"]): TranslatedString {
  if (from === undefined)
    throw new UserError("Which database is the string from?", {
      hint: `Say it with --from: ${DIALECTS.map(({ name }) => name).join(", ")}.`,
    });
  return { of: "", database: from.title, text, line: 1, translation: translate(text, from) };
}

async function ofProtocol(io: Io): Promise<TranslatedString[]> {
  if ((await io.kindOf(PROTOCOL_FILE)) !== "file")
    throw new UserError(`There is no ${PROTOCOL_FILE} here, and no string to translate.`, {
      hint: "Give a string: slr translate --from ovid 'asthma.ti,ab.'",
    });
  const parsed = parseProtocol(await io.readText(PROTOCOL_FILE), PROTOCOL_FILE);
  if (!parsed.ok) throw UserError.fromProblems(parsed.problems);
  const translated = translatedStrings(parsed.protocol);
  if (translated.length === 0)
    io.notify(
      `No search string in ${PROTOCOL_FILE} is in a language that slr translates. Add \`query:\` to the sources, and \`dialect:\` where a name does not say the database.`,
    );
  return translated;
}

type TranslationFormat = (
  translated: readonly TranslatedString[],
  isAlone: boolean,
  io: Io,
) => void;

export const TRANSLATION_FORMATS: Readonly<Record<string, TranslationFormat>> = {
  text: (translated, isAlone, io) => {
    const [first] = translated;
    if (isAlone && first !== undefined) printAlone(first, io);
    else if (translated.length > 0) io.print(translated.map(section).join("\n\n"));
  },
  json: (translated, _, io) => {
    const rows = translated.map(({ of, database, text, translation }) => ({
      ...(of === "" ? {} : { of }),
      database,
      text,
      ...(translation.ok
        ? {
            query: translation.query,
            constructs: translation.constructs,
            remarks: translation.remarks,
          }
        : { refused: translation.error }),
    }));
    io.print(JSON.stringify(rows, undefined, 2));
  },
};

/** The query alone goes to stdout, so that it can be piped. */
function printAlone({ database, text, translation }: TranslatedString, io: Io): void {
  if (translation.ok) io.print(translation.query);
  const lines = told(translation, database, text);
  if (lines.length > 0) io.notify(lines.join("\n"));
}

function section({ of, database, text, line, translation }: TranslatedString): string {
  const heading = `${plainText(of)} (${database}, ${PROTOCOL_FILE}:${line})`;
  const query = translation.ok ? [`  ${translation.query}`] : [];
  return [heading, ...query, ...told(translation, database, text).map((one) => `  ${one}`)].join(
    "\n",
  );
}

/** What was translated and how, and what to know of it; or why not, with the place. */
function told(translation: Translation, database: string, text: string): string[] {
  if (!translation.ok) {
    const { error } = translation;
    const hint = error.hint === undefined ? [] : [`hint: ${error.hint}`];
    return [
      `error: ${error.message} (${database}, ${placeIn(text, error.start)})`,
      ...caretUnder(text, error).split("\n"),
      ...hint,
    ];
  }
  const rows = translation.constructs.map(({ written, ours, note }) => [
    plainText(written),
    `→ ${ours}`,
    note ?? "",
  ]);
  return [
    ...alignColumns(rows).map((row) => row.trimEnd()),
    ...translation.remarks.map((remark) => `note: ${remark}`),
  ];
}

function placeIn(text: string, start: number): string {
  const before = text.slice(0, start).split("\n");
  const column = before.at(-1)!.length + 1;
  return before.length > 1 ? `line ${before.length}, column ${column}` : `column ${column}`;
}
