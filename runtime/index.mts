export { RepriseError, mode, passthrough, record, registerCodec } from './index.js';
export type { Annotation, Codec, ErrorCode, Mode, RecordOptions } from './index.js';
