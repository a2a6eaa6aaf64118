import { expect, test } from "vitest";
import { KILLABLE, killRuns } from "./killed-runs.ts";

/** `npm run bench:kills` makes it 500. */
const KILLS = Number(process.env.SLR_KILLS ?? 1);
const SEED = 20241128;

test.each(Object.keys(KILLABLE) as (keyof typeof KILLABLE)[])(
  `slr %s, killed ${KILLS} times at random moments, leaves the old files or the new ones, and the next run is whole`,
  { timeout: 0 }, // kills are counted, not seconds
  async (name) => {
    const killed = await killRuns(name, KILLS, SEED);
    console.info(
      `${name}: ${killed.kills} kills, ${killed.ended} after the end, ${killed.old} left the old files, ${killed.whole} the new ones`,
    );
    expect(killed.old + killed.whole).toBe(KILLS);
  },
);
