// What end-to-end tests use.
export { compiledTypescript, execute, type ExecuteOptions, type Result } from './execute.js';
export { root } from './package.js';
export { installed, project, type Project, type ProjectOptions } from './project.js';
export { plainAndRecorded, recordingOf, reprise, run, untilAlike, type RunOptions } from './run.js';
