const TOKEN = "slr-token";
const LINKED = /^#t=(.+)$/;

/** Whether the address is a link with a token. */
export function isLink(): boolean {
  return LINKED.test(location.hash);
}

/**
 * The token of the link, which this window keeps from now on. It leaves the address at once, so that
 * nobody reads it over a shoulder or in a history.
 */
export function takeToken(): string | undefined {
  const linked = LINKED.exec(location.hash)?.[1];
  if (linked !== undefined) {
    history.replaceState(null, "", location.pathname);
    sessionStorage.setItem(TOKEN, linked);
  }
  return linked ?? sessionStorage.getItem(TOKEN) ?? undefined;
}
