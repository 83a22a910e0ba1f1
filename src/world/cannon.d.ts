/// <reference types="cannon-es" />
/** cannon-es, bundled over deterministic mathematics by scripts/build.mjs. */
declare module '#cannon' {
  export * from 'cannon-es';
}
