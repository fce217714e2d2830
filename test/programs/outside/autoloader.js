// A package that imports modules of the program by their paths, as servers load routes, ORMs entities and command lines commands.
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const seen = new Map();
exports.Command = class Command {
  static async run(argv) { return new this(argv).run(); }
  constructor(argv) { this.argv = argv; }
};
exports.mark = (type) => { seen.set(type, seen.size); };
const load = (folder, file) => import(pathToFileURL(join(folder, file)).href);
exports.load = load;
exports.names = async (folder, file) => { const found = await load(folder, file); return [Object.keys(found).join(), String(found), 'default' in found]; };
exports.entities = async (folder, files) => {
  const all = await Promise.all(files.map((file) => load(folder, file)));
  return all.flatMap((found) => Object.values(found)).filter((one) => typeof one === 'function').map((one) => `${one.name} is ${seen.has(one) ? 'known' : 'not known'}`);
};
exports.execute = async (folder, file, argv) => (await load(folder, file)).default.run(argv);
exports.later = (folder, file) => new Promise((resolve, reject) => { setTimeout(() => load(folder, file).then((found) => resolve(found.serve(20)), reject), 2); });
