import { emitKeypressEvents, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import type { Key } from "../../../core/decide/prompt.ts";

/**
 * The keys that are pressed, one after the other; none is lost while the previous one is being
 * handled.
 */
export interface Keyboard {
  /** The next key; `closed` if the terminal is gone. */
  next(): Promise<Key>;
  /** Drops the waiting keys, except those that end a session, and returns what they typed. */
  forget(): string;
  close(): void;
}

/** How long an escape waits for the rest of its sequence, which over ssh may come in pieces. */
const ESCAPE_MS = 100;

interface Pressed {
  readonly name?: string;
  readonly sequence?: string;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
}

export function openKeyboard(input: Readable): Keyboard {
  const waiting: Key[] = [];
  let wake: ((key: Key) => void) | undefined;
  let closed = false;
  const give = (key: Key) => {
    if (wake === undefined) waiting.push(key);
    else {
      const done = wake;
      wake = undefined;
      done(key);
    }
  };
  let pasted: string | undefined;
  const onKeypress = (text: string | undefined, key: Pressed) => {
    if (key.name === "paste-start") pasted = "";
    else if (key.name === "paste-end") {
      give({ name: "paste", text: pasted ?? "" });
      pasted = undefined;
    } else if (pasted !== undefined) pasted += text ?? key.sequence ?? "";
    else give(asKey(text, key));
  };
  const onEnd = () => {
    closed = true;
    give({ name: "closed", text: "" });
  };
  // readline reads only this setting of an Interface.
  emitKeypressEvents(input, { escapeCodeTimeout: ESCAPE_MS } as unknown as Interface);
  input.on("keypress", onKeypress);
  input.once("end", onEnd);
  input.once("error", onEnd);
  input.resume();
  return {
    next() {
      const key = waiting.shift();
      if (key !== undefined) return Promise.resolve(key);
      if (closed) return Promise.resolve({ name: "closed", text: "" });
      return new Promise((done) => {
        wake = done;
      });
    },
    forget() {
      const forgotten = waiting.splice(0);
      const isEnd = ({ name }: Key) => name === "ctrl-c" || name === "ctrl-d" || name === "closed";
      waiting.push(...forgotten.filter(isEnd));
      return forgotten.map(({ text }) => text).join("");
    },
    close() {
      input.off("keypress", onKeypress);
      input.off("end", onEnd);
      input.off("error", onEnd);
      input.pause();
    },
  };
}

function asKey(text: string | undefined, { name = "", ctrl, meta }: Pressed): Key {
  // readline calls a single escape meta, too.
  const withMeta = meta === true && name !== "escape";
  const full = `${ctrl === true ? "ctrl-" : ""}${withMeta ? "meta-" : ""}${name}`;
  const types =
    ctrl !== true && meta !== true && text !== undefined && !/^[\p{Cc}]/u.test(text) ? text : "";
  return { name: full === "enter" ? "return" : full, text: types };
}
