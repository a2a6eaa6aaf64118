/**
 * A file that comes with slr, by its path in the package. Only modules in this folder may ask where they
 * are: it is as deep below the package as the folder of the bundled program.
 */
export function installedFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

/** The folder of the code that runs: `src/`, or `dist/` after the build. */
export const CODE = new URL("../", import.meta.url);
