// Which host globals are roots, that is, lead to something that another run, machine or moment answers differently.
import { GLOBAL_ROOTS } from '../../contract/globals.js';

/** Globals whose every reference is wrapped. */
export { GLOBAL_ROOTS as ROOT_GLOBALS };

/** Of these roots only some members lead outside; the others are used as they are. `true` for an outside member. */
export const PARTIAL_GLOBALS: Readonly<Record<string, (member: string) => boolean>> = {
  Math: (member) => member === 'random',
  // `require.main === module` compares two objects of the loader and is the same in every run.
  require: (member) => member !== 'main' && member !== 'cache' && member !== 'extensions',
};

/** Location strings of a CommonJS module. */
export const PATH_GLOBALS: ReadonlySet<string> = new Set(['__filename', '__dirname']);
