import { expect, test } from "vitest";
import { ROUTES } from "../../../../../src/core/decide/page-data.ts";
import { risOf, testFolder } from "../../../captured-io.ts";
import { saying, send, serveFolder, signIn } from "./web-client.ts";

const PROTOCOL = `title: Test
sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria: [{ id: E1, text: Off topic, stage: title-abstract }]
screening: { title-abstract: { by: reviewers } }
`;
const WORK = "screen/title-abstract";
const JSON_BODY = { "Content-Type": "application/json" };

function newFolder() {
  return testFolder({
    "slr.yaml": PROTOCOL,
    "searches/scopus.ris": risOf("One", "Two"),
  });
}

/** A server and a window of ada, with a message that would be an answer. */
async function begin() {
  const folder = newFolder();
  const server = await serveFolder(folder, ["ada", "bela"]);
  const ada = await server.sign("ada");
  const { items } = await ada.open(WORK);
  const { id: key, seen } = items[0]!;
  const body = JSON.stringify({ uuid: "12345678", seen, key, saying: saying("include") });
  const answer = (headers: Record<string, string | string[]>) =>
    send(server.port, "POST", ROUTES.answer(WORK), { ...JSON_BODY, ...headers }, body);
  return { folder, server, ada, answer };
}

test("the page is public and has no data; all else needs a token", async () => {
  const { server } = await begin();
  const page = await send(server.port, "GET", "/");
  expect(page.status).toBe(200);
  expect(page.text).not.toContain("Two");
  expect(page.headers["content-security-policy"]).toMatch(
    /^default-src 'none'; script-src 'sha256-/,
  );
  for (const path of [
    "/api/dashboard",
    ROUTES.work(WORK),
    "/fulltext/a",
    "/flow.svg",
    "/nothing",
  ]) {
    const answer = await send(server.port, "GET", path);
    expect([path, answer.status]).toEqual([path, 401]);
    expect(answer.text).toContain("signed-out");
  }
});

test("a change needs the cookie and the token, of one reviewer", async () => {
  const { folder, server, ada, answer } = await begin();
  const bela = await server.sign("bela");
  const [token, cookie] = [{ Authorization: `Bearer ${ada.token}` }, { Cookie: ada.cookie }];
  expect((await answer({})).status).toBe(401);
  expect((await answer(token)).status).toBe(401);
  expect((await answer(cookie)).status).toBe(401);
  expect((await answer({ ...token, Cookie: bela.cookie })).status).toBe(401);
  expect((await answer({ ...token, Cookie: `${ada.cookie}; ${ada.cookie}` })).status).toBe(401);
  expect(() => folder.read("decisions/ada.csv")).toThrow("ENOENT");
  expect((await answer(ada.signs)).status).toBe(200);
});

test("the cookie is for this server's port, no script and no other site", async () => {
  const { server } = await begin();
  const bearer = { Authorization: `Bearer ${server.tokens.ada}` };
  const signed = await send(server.port, "POST", ROUTES.session, bearer);
  expect(String(signed.headers["set-cookie"])).toMatch(
    new RegExp(`^slr-${server.port}=[\\w-]{32}; Path=/; HttpOnly; SameSite=Strict$`),
  );
});

test("a forged or rebound host is turned away before anything else", async () => {
  const { server, ada, answer } = await begin();
  const { port } = server;
  for (const Host of [`evil.example:${port}`, "evil.example", `127.0.0.1:${port + 1}`, "127.0.0.1"])
    expect([Host, (await answer({ ...ada.signs, Host })).status]).toEqual([Host, 421]);
  expect((await send(port, "GET", "/", { Host: `evil.example:${port}` })).status).toBe(421);
  expect((await send(port, "GET", "/", { Host: `localhost:${port}` })).status).toBe(200);
});

test("pages of other origins, sites and ports are turned away, whatever they have", async () => {
  const { folder, server, ada, answer } = await begin();
  const foreign: Record<string, string>[] = [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: `http://127.0.0.1:${server.port + 1}` },
    { Origin: `http://localhost:${server.port}` },
    { "Sec-Fetch-Site": "same-site" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "none" },
  ];
  for (const headers of foreign)
    expect([headers, (await answer({ ...ada.signs, ...headers })).status]).toEqual([headers, 403]);
  expect(() => folder.read("decisions/ada.csv")).toThrow("ENOENT");
  const twice: Record<string, string[]>[] = [
    { Origin: [`http://127.0.0.1:${server.port}`, "https://evil.example"] },
    { "Sec-Fetch-Site": ["same-origin", "cross-site"] },
  ];
  for (const headers of twice)
    expect([headers, (await answer({ ...ada.signs, ...headers })).status]).toEqual([headers, 403]);
  const own = { Origin: `http://127.0.0.1:${server.port}`, "Sec-Fetch-Site": "same-origin" };
  expect((await answer({ ...ada.signs, ...own })).status).toBe(200);
  // Opening the link is a navigation, from wherever the link stands; loading it into a page is none.
  const opened = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" };
  expect((await send(server.port, "GET", "/", opened)).status).toBe(200);
  const loaded = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" };
  expect((await send(server.port, "GET", "/", loaded)).status).toBe(403);
});

test("a token of an earlier server, and a made-up one, open nothing", async () => {
  const folder = newFolder();
  const first = await serveFolder(folder, ["ada"]);
  const old = await first.sign("ada");
  await first.close();
  const second = await serveFolder(folder, ["ada"]);
  await expect(signIn(second.port, old.token)).rejects.toThrow("signed-out");
  await expect(signIn(second.port, "a".repeat(32))).rejects.toThrow("signed-out");
  const replayed = await send(second.port, "GET", "/api/dashboard", old.signs);
  expect(replayed.status).toBe(401);
  const now = await second.sign("ada");
  const mixed = { ...now.signs, Cookie: `slr-${second.port}=${old.cookie.split("=")[1]}` };
  expect((await send(second.port, "GET", "/api/dashboard", mixed)).status).toBe(401);
});

test("no answer may be kept, guessed or shown elsewhere, or asked for in another way", async () => {
  const { server, ada } = await begin();
  for (const path of ["/", "/api/dashboard", ROUTES.work(WORK), "/nothing"]) {
    const { headers } = await send(server.port, "GET", path, ada.signs);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors/);
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  }
  expect((await send(server.port, "DELETE", ROUTES.work(WORK), ada.signs)).status).toBe(405);
  expect((await send(server.port, "OPTIONS", ROUTES.answer(WORK), ada.signs)).status).toBe(405);
  expect((await send(server.port, "GET", "/nothing", ada.signs)).status).toBe(404);
  expect((await send(server.port, "GET", "/api/queue/%E0%A4%A/answers", ada.signs)).status).toBe(
    404,
  );
});
