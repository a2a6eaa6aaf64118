/**
 * A file that comes with slr, by its path in the package. Only modules in this folder may ask where they
 * are: it is as deep below the package as the folder of the bundled program.
 */
export function installedFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

const HERE = new URL("./", import.meta.url);

/** The folder of all code that runs: `src/`, `dist/` after the build, or that of the bundled program. */
export const CODE = HERE.pathname.endsWith("/cli/") ? new URL("../", HERE) : HERE;
