import { expect, test } from "vitest";
import { killServers } from "./kill-servers.ts";

/** `npm run bench:kills -- 300` makes it 300. */
const KILLS = Number(process.env.SLR_KILLS ?? 3);
const SEED = 20240604;

test(`${KILLS} kills of the server at random moments lose no confirmed answer and double none`, {
  timeout: 0, // kills are counted, not seconds
}, async () => {
  const killed = await killServers(KILLS, SEED);
  console.info(
    `${killed.kills} kills (${killed.atStart} at the start), ${killed.confirmed} answers confirmed, ${killed.pending} on their way at a kill, ${killed.written} of them written`,
  );
  expect(killed.kills).toBe(KILLS);
  expect(killed.confirmed).toBeGreaterThan(0);
});
