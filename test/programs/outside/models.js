// Turns rows that it was given into models, in place, and goes on using them: an ORM with hooks.
class Model {
  #state = 'new';
  constructor() { this.kind = new.target.name; }
  afterFind() { /* for subclasses */ }
  state() { return this.#state; }
  static load(row) { return Object.assign(new this(), row); }
  static isNew(model) { return #state in model && model.#state === 'new'; }
}
exports.Model = Model;
exports.find = async (fetch, Class, each) => {
  const rows = await fetch();
  for (let i = 0; i < rows.length; i++) rows[i] = Class.load(rows[i]);
  each(rows);
  for (const model of rows) {
    if (model.afterFind !== Model.prototype.afterFind) model.afterFind(rows.length);
    model.hook?.(model.label);
  }
  return rows;
};
exports.findNow = (fetch, Class, each) => {
  const rows = fetch();
  for (const [i, row] of rows.entries()) rows[i] = Class.load(row);
  each(rows);
};
exports.keep = (list) => ({
  add: (name) => { list.push(Object.assign(new Model(), { name })); },
  each: (act) => { for (const model of list) act(model.name, model.state(), model instanceof Model); },
});
// A request's context, with the hooks that the program registered.
const hooks = [];
exports.onError = (hook) => { hooks.push(hook); };
exports.handle = async (context, handler) => {
  const given = await context();
  given.errors = null;
  given.hooks = hooks.length > 0 ? hooks : null;
  await null;
  try {
    return handler(given);
  } catch (error) {
    for (const hook of given.hooks) hook(given, error);
  }
};
// A logger: marks what it was given by a symbol, has a format of the program add to it, and prints it.
exports.log = (info, format, print) => {
  info[Symbol.for('level')] = info.level;
  info.at = 1;
  print(format(info, { colour: 'red' }));
};
exports.version = '1.2.3';
exports.settings = { deep: true };
