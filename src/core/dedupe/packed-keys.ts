import type { EarlierFields } from "../records/identifiers/earlier-fields.ts";
import type { Anchor } from "../records/identifiers/identity.ts";
import { detach, detachAll } from "../records/text/detach.ts";
import type { AbstractSketch } from "./fields/abstract.ts";
import type { TitleLabel } from "./fields/title-numbers.ts";
import type { DedupeKeys } from "./keys.ts";
import type { VersionTraits } from "./relations/version-traits.ts";

/** The parts that are texts, in the order in which they follow each other. */
const TEXTS = [
  "title",
  "otherTitles",
  "remarks",
  "notices",
  "names",
  "venue",
  "otherVenues",
  "volume",
  "issue",
  "page",
  "lastPage",
  "doi",
  "pmid",
  "arxiv",
  "link",
  "fingerprint",
] as const satisfies readonly (keyof DedupeKeys)[];

/** What the title anchor says follows them. */
const ANCHOR = TEXTS.length;
const PARTS = TEXTS.length + 1;
const PLACE = Object.fromEntries(TEXTS.map((name, at) => [name, at])) as Readonly<
  Record<(typeof TEXTS)[number], number>
>; // Its keys are those names.

/** By name, a bit of `facts`. */
const FACTS = {
  identified: 1,
  hasErratum: 2,
  articleNumber: 4,
  supplement: 8,
  conference: 16,
  registration: 32,
  preprint: 64,
} as const satisfies Partial<Record<keyof DedupeKeys, number>>;
/** Whether the title anchor begins with the title, which is not written twice. */
const ANCHOR_HAS_TITLE = 128;

/** Where each part ends stands before all of them, in two letters of eight bits each. */
const HEAD = 2 * PARTS;
const MOST_LETTERS = 0xffff;
const TITLE = "title:";

/** The parts of packed keys that are not texts, or that hardly any entry has. */
interface PartsOfKeys {
  /** Where parts end, then the parts. */
  readonly text: string;
  readonly facts: number;
  readonly year: number | undefined;
  readonly abstract: AbstractSketch | undefined;
  readonly version: VersionTraits;
  readonly rare: Pick<DedupeKeys, "label" | "earlier"> | undefined;
}

/**
 * The keys of an entry with all texts in one: a million entries as objects with twenty texts each
 * would take more than a gigabyte, and the garbage collector would go through them over and over.
 */
export class PackedKeys implements DedupeKeys {
  // Public, so that they can be kept.
  readonly text: string;
  readonly facts: number;
  readonly year: number | undefined;
  readonly abstract: AbstractSketch | undefined;
  readonly version: VersionTraits;
  readonly rare: PartsOfKeys["rare"];

  private constructor({ text, facts, year, abstract, version, rare }: PartsOfKeys) {
    this.text = text;
    this.facts = facts;
    this.year = year;
    this.abstract = abstract;
    this.version = version;
    this.rare = rare;
  }

  /** Undefined if they cannot be told from others when they are packed, or are too long. */
  static of(
    keys: Omit<DedupeKeys, "anchors">,
    titleAnchor: Anchor | undefined,
  ): PackedKeys | undefined {
    const { title, label, earlier, year, abstract, version } = keys;
    const anchored = titleAnchor?.slice(TITLE.length) ?? "";
    const hasTitle = title !== undefined && anchored.startsWith(`${title}|`);
    let facts = hasTitle ? ANCHOR_HAS_TITLE : 0;
    for (const name in FACTS)
      if (keys[name as keyof typeof FACTS]) facts |= FACTS[name as keyof typeof FACTS]; // its own keys
    let head = "";
    let parts = "";
    for (let at = 0; at < PARTS; at += 1) {
      const part = at === ANCHOR ? anchored.slice(hasTitle ? title.length : 0) : keys[TEXTS[at]!];
      if (at !== ANCHOR && part === "") return undefined;
      parts += part ?? "";
      const end = HEAD + parts.length;
      head += String.fromCharCode(end >>> 8, end & 0xff);
    }
    if (HEAD + parts.length > MOST_LETTERS) return undefined;
    const rare =
      label === undefined && earlier === undefined
        ? undefined
        : detachAll({ label, ...(earlier && { earlier }) });
    return new PackedKeys({ text: detach(head + parts), facts, year, abstract, version, rare });
  }

  /** The keys as they were, from their parts. */
  static restored(parts: PartsOfKeys): PackedKeys {
    return new PackedKeys(parts);
  }

  #part(at: number): string | undefined {
    const start = at === 0 ? HEAD : this.#end(at - 1);
    const end = this.#end(at);
    return start === end ? undefined : this.text.slice(start, end);
  }

  #end(at: number): number {
    return (this.text.charCodeAt(2 * at) << 8) | this.text.charCodeAt(2 * at + 1);
  }

  get anchors(): readonly Anchor[] {
    const anchors: Anchor[] = [];
    const { doi, pmid, arxiv } = this;
    if (doi !== undefined) anchors.push(`doi:${doi}`);
    if (pmid !== undefined) anchors.push(`pmid:${pmid}`);
    if (arxiv !== undefined) anchors.push(`arxiv:${arxiv}`);
    const anchored = this.#part(ANCHOR);
    if (anchored !== undefined)
      anchors.push(`title:${(this.facts & ANCHOR_HAS_TITLE) === 0 ? "" : this.title}${anchored}`);
    return anchors;
  }
  get title(): string | undefined {
    return this.#part(PLACE.title);
  }
  get otherTitles(): string | undefined {
    return this.#part(PLACE.otherTitles);
  }
  get remarks(): string | undefined {
    return this.#part(PLACE.remarks);
  }
  get notices(): string | undefined {
    return this.#part(PLACE.notices);
  }
  get names(): string | undefined {
    return this.#part(PLACE.names);
  }
  get venue(): string | undefined {
    return this.#part(PLACE.venue);
  }
  get otherVenues(): string | undefined {
    return this.#part(PLACE.otherVenues);
  }
  get volume(): string | undefined {
    return this.#part(PLACE.volume);
  }
  get issue(): string | undefined {
    return this.#part(PLACE.issue);
  }
  get page(): string | undefined {
    return this.#part(PLACE.page);
  }
  get lastPage(): string | undefined {
    return this.#part(PLACE.lastPage);
  }
  get doi(): string | undefined {
    return this.#part(PLACE.doi);
  }
  get pmid(): string | undefined {
    return this.#part(PLACE.pmid);
  }
  get arxiv(): string | undefined {
    return this.#part(PLACE.arxiv);
  }
  get link(): string | undefined {
    return this.#part(PLACE.link);
  }
  get fingerprint(): string {
    return this.#part(PLACE.fingerprint)!;
  }
  get label(): TitleLabel | undefined {
    return this.rare?.label;
  }
  get earlier(): EarlierFields | undefined {
    return this.rare?.earlier;
  }
  get identified(): boolean {
    return (this.facts & FACTS.identified) !== 0;
  }
  get hasErratum(): boolean {
    return (this.facts & FACTS.hasErratum) !== 0;
  }
  get articleNumber(): boolean {
    return (this.facts & FACTS.articleNumber) !== 0;
  }
  get supplement(): boolean {
    return (this.facts & FACTS.supplement) !== 0;
  }
  get conference(): boolean {
    return (this.facts & FACTS.conference) !== 0;
  }
  get registration(): boolean {
    return (this.facts & FACTS.registration) !== 0;
  }
  get preprint(): boolean {
    return (this.facts & FACTS.preprint) !== 0;
  }
}
