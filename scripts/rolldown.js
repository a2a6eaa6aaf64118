// The bundler is a package for development, which an installation may leave out on purpose.

/**
 * rolldown, or the error if it is not installed.
 *
 * @param {string} unmade what is not made without it: `The program was not bundled`
 */
export async function bundler(unmade) {
  try {
    return (await import("rolldown")).rolldown;
  } catch {
    return `${unmade}, because rolldown is not installed. Run \`npm ci\` without --omit=dev; it builds slr.`;
  }
}
