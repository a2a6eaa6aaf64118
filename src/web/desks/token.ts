const TOKEN = "slr-token";

/**
 * The token of the link, which this window keeps from now on. It leaves the address at once, so that
 * nobody reads it over a shoulder or in a history.
 */
export function takeToken(): string | undefined {
  const linked = /^#t=(.+)$/.exec(location.hash)?.[1];
  if (linked !== undefined) {
    history.replaceState(null, "", location.pathname);
    sessionStorage.setItem(TOKEN, linked);
  }
  return linked ?? sessionStorage.getItem(TOKEN) ?? undefined;
}
