import { expect, test } from "vitest";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";

/** The days that slr makes of these texts, and what it says of them. */
function daysOf(searched: readonly string[], ended?: string) {
  const sources = searched.map(
    (day, at) => `  - {name: S${at}, files: s${at}.ris, searched: ${day}}`,
  );
  const stop = ended === undefined ? [] : [`    stop: {rule: knee, ended: ${ended}}`];
  const parsed = parseProtocol(
    [
      "sources:",
      ...sources,
      ...(stop.length > 0 ? ["screening:", "  title-abstract:"] : []),
      ...stop,
    ].join("\n"),
    "slr.yaml",
  );
  const problems = parsed.problems.map(({ severity, code, line }) => `${severity} ${code}:${line}`);
  return {
    problems,
    messages: parsed.problems.map(({ message }) => message),
    ...(parsed.ok && {
      searched: parsed.protocol.sources.map((source) => source.searches[0]?.searched),
      ended: parsed.protocol.screening["title-abstract"].stop?.ended,
    }),
  };
}

test.each(["2024-05-25", "25.05.2024", "2024/5/25", "25/05/2024", "5/25/2024", "25 May 2024"])(
  "the day %s is read",
  (day) => {
    expect(daysOf([day])).toMatchObject({ problems: [], searched: ["2024-05-25"] });
    expect(daysOf(["2024-05-01"], day)).toMatchObject({ problems: [], ended: "2024-05-25" });
  },
);

test.each(["May 2024", "2024", "'05/04/2024'", "last summer"])(
  "%s is a problem that names the form, and an error where screening was ended",
  (day) => {
    const text = day === "2024" ? "'2024'" : day;
    const { problems, messages } = daysOf([text]);
    expect(problems).toEqual(["warning protocol/date:2"]);
    expect(messages[0]).toContain("YYYY-MM-DD");
    expect(daysOf([text], "2024-06-01").problems).toEqual(["error protocol/date:2"]);
    expect(daysOf(["2024-05-01"], text).problems).toEqual(["error protocol/date:5"]);
  },
);

test("one day shows whether the day or the month comes first in the others", () => {
  expect(daysOf(["05/04/2024", "25/05/2024"])).toMatchObject({
    problems: [],
    searched: ["2024-04-05", "2024-05-25"],
  });
});
