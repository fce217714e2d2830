export { openBuild, type Build, type BuildEvents } from './build.js';
export { loadCompiler, type Compiler } from './compiler.js';
export { expectedOutput, type ExpectedOutput } from './expected-output.js';
