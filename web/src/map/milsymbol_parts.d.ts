// The parts of milsymbol that the page uses; the package declares types only for the whole.
declare module 'milsymbol-parts' {
  import type whole from 'milsymbol';
  export const ms: typeof whole & { addIcons(parts: unknown): void };
  export const letterground: unknown;
  export const letterequipment: unknown;
  export const numberlandunit: unknown;
  export const numberlandequipment: unknown;
}
