export * from './entry.js';
export * from './value.js';
export * from './bytes.js';
export * from './preview.js';
export * from './writer.js';
export * from './reader.js';
export * from './describe.js';
