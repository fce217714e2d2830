export { RepriseError, mode } from './index.js';
export type { ErrorCode, Mode } from './index.js';
