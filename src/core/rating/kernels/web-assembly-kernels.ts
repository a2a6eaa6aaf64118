import type { Kernels } from "./kernels.ts";
import { KERNELS } from "./kernels-binary.ts";

/** What the language has, but the types of Node 20 lack. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
};

let compiled: object | undefined;

/**
 * The kernels in WebAssembly, each time with a memory of their own; undefined where they cannot
 * run. Node 20 and 22 reserve more than 10 GB of addresses for them, which a limit such as
 * `ulimit -v` forbids; `--jitless` has no WebAssembly; old processors lack the instructions for two
 * numbers at a time.
 */
export function createWebAssemblyKernels(): Kernels | undefined {
  try {
    compiled ??= new WebAssembly.Module(
      Uint8Array.from(atob(KERNELS), (character) => character.charCodeAt(0)),
    );
    return new WebAssembly.Instance(compiled).exports as Kernels;
  } catch {
    return undefined;
  }
}
