// The compiler is handed in, never imported: the plugin runs inside the compiler that loaded it, whichever
// version that is.

/** The compiler's API, as one value. */
export type Typescript = typeof import('typescript');
