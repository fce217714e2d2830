export { openBuild, type Build, type BuildEvents } from './build.js';
