import { z } from "zod";
import type { Anchor } from "../records/identifiers/identity.ts";
import { type EntryId, SOURCE_KINDS } from "../records/model.ts";
import type { PublishedEntry } from "./published-copy.ts";

const Identity = z.object({
  entry: z.string(),
  record: z.string(),
  source: z.string(),
  kind: z.enum(SOURCE_KINDS),
  file: z.string(),
  line: z.number(),
  anchors: z.array(z.string()).optional(),
  title: z.string().optional(),
  year: z.number().optional(),
  names: z.string().optional(),
  link: z.string().optional(),
  earlier: z
    .object({ title: z.string().exactOptional(), family: z.string().exactOptional() })
    .optional(),
  fingerprint: z.string().optional(),
});

/** A line of identities.jsonl: the place of an entry, its record, and what identifies it. */
export function renderIdentity({ id, keys, ...entry }: PublishedEntry): string {
  const { record, source, kind, file, line } = entry;
  const { anchors, title, year, names, link, earlier, fingerprint } = keys ?? {};
  const identity: z.input<typeof Identity> = {
    ...{ entry: id, record, source, kind, file, line },
    ...{ anchors: anchors && [...anchors], title, year, names, link, earlier, fingerprint },
  };
  return JSON.stringify(identity);
}

/** The entry that a line of identities.jsonl describes; undefined if slr did not write it so. */
export function parseIdentity(text: string): PublishedEntry | undefined {
  const parsed = Identity.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { entry, record, source, kind, file, line, ...keys } = parsed.data;
  const { anchors, title, year, names, link, earlier, fingerprint } = keys;
  const place = { id: entry as EntryId, record, source, kind, file, line };
  if (record === "" || anchors === undefined || fingerprint === undefined) return place;
  return {
    ...place,
    keys: {
      anchors: anchors as Anchor[], // as slr wrote them
      ...{ title, year, names, link, fingerprint },
      ...(earlier && { earlier }),
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
