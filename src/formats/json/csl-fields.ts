import type { Author } from "../../core/records/model.ts";
import { findYear } from "../../core/records/normalize.ts";
import { authorsIn } from "../fields/authors.ts";
import { itemsOf, objectOf, textOf, valueAt } from "./values.ts";

/**
 * Fields that are written alike in CSL-JSON and in Crossref's JSON, from which CSL-JSON was made.
 */

/** `{"family": "Doe", "given": "Jane"}`, a group's `literal` or `name`, or just a text. */
export function authorsOf(value: unknown): readonly Author[] {
  return itemsOf(value).flatMap((item): readonly Author[] => {
    const person = objectOf(item);
    if (person === undefined) {
      return authorsIn(textOf(item) ?? "");
    }
    const at = (name: string) => textOf(person[name]);
    const family = [at("non-dropping-particle"), at("family")].filter(isText).join(" ");
    const given = [at("given"), at("dropping-particle"), at("suffix")].filter(isText).join(" ");
    if (family !== "") return [given === "" ? { family } : { family, given }];
    const group = at("literal") ?? at("name");
    if (group !== undefined) return [{ family: group }];
    return given === "" ? [] : [{ family: given }];
  });
}

/** The year in `{"date-parts": [[2020, 5]]}`, `{"raw": "May 2020"}` or a text. */
export function yearOf(value: unknown): number | undefined {
  const date = objectOf(value);
  if (date === undefined) return findYear(textOf(value) ?? "");
  const [first] = itemsOf(date["date-parts"]);
  const year = findYear(textOf(itemsOf(first)[0]) ?? "");
  const texts = [date.raw, date.literal, date["date-time"]].map((text) => textOf(text) ?? "");
  return year ?? texts.flatMap((text) => findYear(text) ?? [])[0];
}

/** The text of a date, for a message. */
export function dateText(value: unknown): string | undefined {
  const date = objectOf(value);
  if (date === undefined) return textOf(value);
  const parts = itemsOf(itemsOf(valueAt(date, "date-parts"))[0]).filter((part) => part !== null);
  return (
    textOf(date.raw) ?? textOf(date.literal) ?? (parts.length > 0 ? parts.join("-") : undefined)
  );
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}
