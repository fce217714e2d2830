export { default } from './plugin.js';
export { type PluginExtras } from './plugin.js';
export { instrument, type Instrumented, type InstrumentOptions, type SourceMapV3 } from './instrument.js';
export { type PluginOptions } from './options.js';
