import { expect, test } from "vitest";
import { killSessions } from "./kill-sessions.ts";

/** `npm run bench:kills` makes it 500. */
const KILLS = Number(process.env.SLR_KILLS ?? 3);
const SEED = 20240603;

test(`${KILLS} kills at random moments lose no confirmed decision and tear no line`, {
  timeout: 0, // kills are counted, not seconds: under load they take as long as they take
}, async () => {
  const killed = await killSessions(KILLS, SEED);
  console.info(
    `${killed.kills} kills (${killed.atStart} before the first record), ${killed.confirmed} answers confirmed on the screen, ${killed.rows} rows on the disk, in ${killed.folders.length} folders`,
  );
  expect(killed.kills).toBe(KILLS);
  expect(killed.rows).toBeGreaterThanOrEqual(killed.confirmed);
  expect(killed.confirmed).toBeGreaterThan(0);
});
