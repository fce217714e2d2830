// The same for ES modules: one implementation, so that there is one state a process.
export { module } from './emitted.js';
export type { Hooks, ModuleTable } from './emitted.js';
