export { RepriseError, type ErrorCode } from '../contract/errors.js';
export type { RecordOptions } from '../contract/record-options.js';
export { passthrough, record, type Annotation } from './annotations.js';
export type { Codec } from './codec-registry.js';
export { registerCodec } from './codecs.js';
export { mode } from './mode.js';
export type { Mode } from './program.js';
