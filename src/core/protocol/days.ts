import { isoText, readTimes, type Time } from "../records/time.ts";
import type { PlacedYaml } from "./places.ts";
import type { ProtocolEntries } from "./schema.ts";

/** The days that slr.yaml names, as YYYY-MM-DD. */
export interface ProtocolDays {
  /** When each source was searched, search by search; unchanged if the text is not a day. */
  readonly searched: readonly (readonly (string | undefined)[])[];
  /** The day on which title/abstract screening was ended. */
  readonly ended?: string;
}

/**
 * Reads the days of slr.yaml, in ISO 8601 or as people write them. They are read as one column, so
 * that `28/06/2024` shows what `05/06/2024` means. Searches after the end of screening change the
 * numbers, so an unreadable day is an error if screening was ended, and a warning otherwise.
 */
export function readDays(
  { sources = [], screening }: ProtocolEntries,
  yaml: PlacedYaml,
): ProtocolDays {
  const ended = screening?.["title-abstract"]?.stop?.ended;
  const places = sources.flatMap((source, at) =>
    (source.searches ?? [source]).map(({ searched }, round) => ({
      at,
      searched,
      path: ["sources", at, ...(source.searches ? ["searches", round] : []), "searched"],
    })),
  );
  const times = readTimes(
    [...places.map(({ searched }) => searched), ended].map((text) => text ?? ""),
  );
  const dayAt = (at: number, path: readonly (string | number)[]): string | undefined => {
    const time = times[at]!;
    const day = isoText(time).slice(0, 10);
    if (day !== "" || time.written === "") return day || undefined;
    yaml.report(
      "protocol/date",
      yaml.offsetOf(path),
      `Unexpected date \`${time.written.slice(0, 60)}\`, ${whyNot(time)}expected one day as YYYY-MM-DD, such as 2026-11-22.`,
      { severity: ended === undefined ? "warning" : "error" },
    );
    return time.written;
  };
  const days = sources.map((): (string | undefined)[] => []);
  for (const [index, { at, path }] of places.entries()) days[at]!.push(dayAt(index, path));
  const end = dayAt(places.length, ["screening", "title-abstract", "stop", "ended"]);
  return { searched: days, ...(end !== undefined && { ended: end }) };
}

function whyNot({ spans }: Time): string {
  return spans.length > 1 ? "which does not show whether the day or the month comes first, " : "";
}
