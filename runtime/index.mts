export { RepriseError, mode, passthrough, record } from './index.js';
export type { Annotation, ErrorCode, Mode, RecordOptions } from './index.js';
