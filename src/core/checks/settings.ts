import { suggest } from "../criteria/suggest.ts";
import { acknowledges } from "../protocol/acknowledged.ts";
import type { Protocol } from "../protocol/protocol.ts";
import type { Problem } from "../records/problem.ts";
import type { Check } from "./check.ts";

/** The checks whose severity slr.yaml may set. */
export function configurableChecks(all: readonly Check[]): string[] {
  return all.flatMap(({ id, isLaw }) => (isLaw ? [] : [id]));
}

/** Reports severities in slr.yaml for checks that do not exist, or whose severity is fixed. */
export function unknownSettings(
  { checks }: Pick<Protocol, "checks">,
  all: readonly Check[],
): Problem[] {
  const free = configurableChecks(all);
  return [...checks].flatMap(([id, { line }]): Problem[] => {
    if (free.includes(id)) return [];
    const place = { severity: "error", file: "slr.yaml", line } as const;
    if (all.some((check) => check.id === id))
      return [
        {
          ...place,
          code: "protocol/fixed-check",
          message: `The check \`${id}\` finds faults of slr, so its severity cannot be set. Take it out of \`checks\`.`,
        },
      ];
    const near = suggest(id, free);
    return [
      {
        ...place,
        code: "protocol/unknown-check",
        message: `Unexpected check \`${id}\`, expected one of ${free.join(", ")}.${near === undefined ? "" : ` Did you mean \`${near}\`?`}`,
      },
    ];
  });
}

/** Acknowledgements in slr.yaml that match no problem any more, or that are too vague. */
export function unusedAcknowledgements(
  { acknowledged }: Pick<Protocol, "acknowledged">,
  problems: readonly Problem[],
): Problem[] {
  return acknowledged
    .filter((entry) => !problems.some((problem) => acknowledges(entry, problem)))
    .map(
      ({ code, file, line, record, at }): Problem => ({
        severity: "warning",
        code: "protocol/nothing-acknowledged",
        file: "slr.yaml",
        line: at,
        message: `There is no problem ${[code, file === undefined ? [] : `in ${file}${line === undefined ? "" : `:${line}`}`, record === undefined ? [] : `of the record ${record}`].flat().join(" ")} to acknowledge. Correct the entry, or take it out.`,
      }),
    );
}
