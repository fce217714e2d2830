export { default } from './plugin.js';
export { type PluginExtras } from './plugin.js';
export { type PluginOptions } from './options.js';
