// A package that finds modules of the program in a folder, as ORMs find entities and servers find routes.
const { join } = require('node:path');
const seen = new Map();
exports.Part = class Part { constructor(name) { this.name = name; } describe() { return `${this.name} of ${this.constructor.name}`; } };
exports.mark = (type) => { seen.set(type, seen.size); };
exports.collect = (folder, file) => {
  const found = require(join(folder, file));
  return Object.keys(found).filter((key) => typeof found[key] === 'function').map((key) => `${key} is ${seen.has(found[key]) ? 'known' : 'not known'}`);
};
exports.collectLater = (folder, file) => new Promise((resolve, reject) => {
  setTimeout(() => {
    try {
      const found = require(join(folder, file));
      resolve([new found.Late('part').describe(), found.serve(20)]);
    } catch (error) { reject(error); }
  }, 1);
});
