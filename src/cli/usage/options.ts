import { STAGES, type Stage } from "../../core/records/model.ts";
import { UserError } from "../io/errors.ts";

/** The stages as a title prints them. */
export const STAGE_TITLE = {
  "title-abstract": "Title/abstract",
  "full-text": "Full text",
} as const satisfies Record<Stage, string>;

/** What is decided at a stage: PRISMA counts records down to screening and reports from retrieval on. */
export const STAGE_UNIT = {
  "title-abstract": "record",
  "full-text": "report",
} as const satisfies Record<Stage, string>;

/** The stages that `--stage` asks for; all of them without it. */
export function stagesOf(asked: string | undefined): readonly Stage[] {
  if (asked === undefined) return STAGES;
  const stage = STAGES.find((name) => name === asked);
  if (stage === undefined)
    throw new UserError(`Unexpected stage \`${asked}\`, expected ${STAGES.join(" or ")}.`);
  return [stage];
}

/** The entry of a table that a `--format` option names. */
export function formatNamed<Format>(
  formats: Readonly<Record<string, Format>>,
  asked: string,
): Format {
  const format = Object.hasOwn(formats, asked) ? formats[asked] : undefined;
  if (format !== undefined) return format;
  const names = Object.keys(formats).join(", ");
  throw new UserError(`Unexpected format \`${asked}\`, expected one of ${names}.`);
}

/** A whole number from 1 that an option gives. */
export function countOf(option: string, asked: string): number {
  const count = /^\d{1,7}$/.test(asked) ? Number(asked) : 0;
  if (count < 1)
    throw new UserError(`Unexpected \`${option} ${asked}\`, expected a whole number from 1.`);
  return count;
}

/** The name that an option gives, one of those that slr knows. */
export function namedOne<Name extends string>(
  option: string,
  asked: string,
  names: readonly Name[],
): Name {
  const name = names.find((one) => one === asked);
  if (name === undefined)
    throw new UserError(`Unexpected \`${option} ${asked}\`, expected ${listed(names)}.`);
  return name;
}

/** A seed that an option gives: a whole number from 0, as slr.yaml takes it. */
export function seedOf(option: string, asked: string): number {
  const seed = /^\d{1,10}$/.test(asked) ? Number(asked) : -1;
  if (seed < 0 || seed > 2 ** 31)
    throw new UserError(`Unexpected \`${option} ${asked}\`, expected a whole number from 0.`);
  return seed;
}

/** `rating or key`; `priors, zero or rayyan`. */
function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" or ");
}
