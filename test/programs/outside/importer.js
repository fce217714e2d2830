// A package that imports modules of the program by their paths, as runners of migrations do.
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
exports.Step = class Step { constructor() { this.lines = []; } add(line) { return this.lines.push(line); } };
exports.load = (folder, file) => import(pathToFileURL(join(folder, file)));
exports.runAll = async (folder, files) => {
  const all = [];
  for (const file of files) {
    const step = new ((await exports.load(folder, file)).Migration)();
    await step.up();
    all.push(...step.lines);
  }
  return all;
};
