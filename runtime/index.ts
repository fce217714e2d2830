export { RepriseError, type ErrorCode } from '../contract/errors.js';
export { mode } from './mode.js';
export type { Mode } from './program.js';
