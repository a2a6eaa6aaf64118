import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  embeddedJson,
  offlinePage,
  servedPage,
  servedPolicy,
} from "../../../src/outputs/web-page/page-html.ts";

const CODE = { script: "start();", style: "body{margin:0}" };
const hashOf = (text: string) => createHash("sha256").update(text).digest("base64");

describe("JSON in a page", () => {
  const hostile = {
    end: "</script><script>alert(1)</script>",
    comment: "<!--<script>",
    lines: "a\u2028b\u2029c",
    lone: "\ud800 and \udc00",
    entity: "&lt;",
  };

  test("holds no sign that markup is made of, and no half of a pair", () => {
    const json = embeddedJson(hostile);
    expect(json).not.toMatch(/[<>&\u2028\u2029]|\p{Surrogate}/u);
    expect(JSON.parse(json)).toEqual(hostile);
  });

  test("stays inside of its element", () => {
    const page = [...offlinePage(CODE, "ada", [embeddedJson(hostile)])].join("");
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });
});

test("the file permits its own script and style by their hashes, and nothing else", () => {
  const page = [...offlinePage(CODE, "ada", ["{}"])].join("");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
  expect(policy).toBe(
    `default-src 'none'; script-src 'sha256-${hashOf(CODE.script)}'; style-src 'sha256-${hashOf(CODE.style)}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page).toContain(`<script>${CODE.script}</script>`);
  expect(page).toContain(`<style>${CODE.style}</style>`);
});

test("the title of a review is text in the page", () => {
  const page = [...offlinePage(CODE, "<b>Ada</b>", ["{}"])].join("");
  expect(page).toContain("<title>&lt;b&gt;Ada&lt;/b&gt;</title>");
});

test("the served page holds no data, and may talk to its own server only", () => {
  expect(servedPage(CODE)).not.toContain("application/json");
  expect(servedPolicy(CODE)).toMatch(
    /connect-src 'self'; img-src 'self' data:; frame-src 'self'; frame-ancestors 'none'$/,
  );
  expect(servedPolicy(CODE)).toMatch(/^default-src 'none'; /);
});
