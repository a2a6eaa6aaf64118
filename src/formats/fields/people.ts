import type { Author } from "../../core/records/model.ts";

/** Persons and groups in lists and objects, by the names that programs give to the parts of a name. */

const FAMILY = "family familyname lastname last surname auflast".split(" ");
const GIVEN = "given givenname givennames firstname first forename forenames initials".split(" ");
const PARTICLE = "nondroppingparticle prefix particle".split(" ");
/** What holds a group. */
const GROUP = "literal collab collaboration collectivename corporate groupname".split(" ");
/** What objects call the text that they stand for. */
const NAME =
  "name displayname fullname rawname rawauthorname authname author creator title label value text $ #text".split(
    " ",
  );

/** An author, or a name that is still to be taken apart. */
export type Person = Author | string;

/** The people in a value of JSON, or of a list that a program printed. */
export function peopleIn(value: unknown): readonly Person[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const apart = items.map(partsOfName);
    const people = apart.every((person) => person !== undefined);
    return people ? apart.flatMap((person) => person ?? []) : items.flatMap(peopleIn);
  }
  return typeof value === "object" && value !== null ? personIn(value) : [];
}

/** The text that a value stands for: its own, or that which its object calls so. */
export function nameOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  return peopleIn(value)
    .map((person) => {
      if (typeof person === "string") return person;
      return person.given === undefined ? person.family : `${person.family}, ${person.given}`;
    })
    .join("; ");
}

function personIn(object: object): readonly Person[] {
  const members = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object)) {
    const plain = name.toLowerCase().replace(/[^a-z#$]/g, "");
    if (!members.has(plain) || members.get(plain) === null) members.set(plain, value);
  }
  const text = (names: readonly string[]): string | undefined => {
    for (const name of names) {
      const value = members.get(name);
      if (typeof value === "string" && value.trim() !== "") return value.trim();
    }
    return undefined;
  };
  const family = text(FAMILY);
  const given = [text(GIVEN), text(["droppingparticle"]), text(["suffix"])].filter(Boolean);
  if (family !== undefined) {
    const whole = [text(PARTICLE), family].filter(Boolean).join(" ");
    return [given.length === 0 ? { family: whole } : { family: whole, given: given.join(" ") }];
  }
  const group = text(GROUP);
  if (group !== undefined) return [{ family: group }];
  for (const name of NAME) {
    const people = peopleIn(members.get(name));
    if (people.length > 0) return people;
  }
  if (given.length > 0) return [{ family: given.join(" ") }];
  // `{"a1": "Jane Doe", "a2": "Rita Roe"}`: names that the program numbered.
  const numbered = Object.keys(object).every((name) => /^\D{0,12}\d{1,4}$/.test(name));
  return numbered ? Object.values(object).flatMap(peopleIn) : [];
}

/** `["Doe", "Jane", ""]`: arXiv's lists hold family name, given name and suffix. */
function partsOfName(value: unknown): Author | undefined {
  if (!Array.isArray(value)) return undefined;
  const parts: readonly unknown[] = value;
  const texts = parts.filter((part) => typeof part === "string").map((part) => part.trim());
  const [family = "", ...given] = texts;
  if (texts.length !== parts.length || texts.length < 2 || texts.length > 3) return undefined;
  if (family === "" || texts.some((part) => part.includes(","))) return undefined;
  // Of `["Jane Doe", "Rita Roe"]` each is a name of its own.
  if (texts.length === 2 && /\s/.test(family) && /\s/.test(given[0] ?? "")) return undefined;
  const names = given.filter((part) => part !== "").join(" ");
  return names === "" ? { family } : { family, given: names };
}
