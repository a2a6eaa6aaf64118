import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { UserError } from "../../../src/cli/io/errors.ts";
import { openWebServer } from "../../../src/cli/io/web-server.ts";

const HELLO = { status: 200, headers: {}, body: "hello" };
const LOCAL = { host: "127.0.0.1", port: 0 };

test("a server that closes does not wait for a browser that has connected and asks nothing", async () => {
  const server = await openWebServer(LOCAL, () => Promise.resolve(HELLO));
  const silent = connect(server.port, LOCAL.host);
  // Node knows the connection once one that came after it has been answered.
  await once(silent, "connect");
  await fetch(`http://127.0.0.1:${server.port}/`).then((answer) => answer.text());
  const hungUp = once(silent, "close");
  await server.close();
  await hungUp;
});

test("a server that closes answers the request that has come", async () => {
  let answerNow = () => {};
  const asked = new Promise<void>((done) => {
    answerNow = done;
  });
  let hasCome = () => {};
  const came = new Promise<void>((done) => {
    hasCome = done;
  });
  const server = await openWebServer(LOCAL, async () => {
    hasCome();
    await asked;
    return HELLO;
  });
  const answer = fetch(`http://127.0.0.1:${server.port}/`);
  await came;
  const closed = server.close();
  answerNow();
  expect(await (await answer).text()).toBe("hello");
  await closed;
});

test("a browser that hangs up in the middle of its request is no bug of slr", async () => {
  let told = (_: unknown) => {};
  const reason = new Promise((done) => {
    told = done;
  });
  const server = await openWebServer(LOCAL, async (request) => {
    await request.body().catch(told);
    return HELLO;
  });
  const browser = connect(server.port, LOCAL.host);
  browser.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
  await once(browser, "connect");
  setImmediate(() => browser.destroy());
  expect(await reason).toBeInstanceOf(UserError);
  await server.close();
});
