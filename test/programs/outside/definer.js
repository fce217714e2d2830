const alias = (options) => {
  Object.defineProperty(options, 'alias', { get() { return options.real; }, set(value) { options.real = value; }, enumerable: true, configurable: true });
  return options;
};
exports.alias = (options) => { alias(options).alias = 5; const [copy] = [{ ...options }]; return [copy.alias, options.real]; };
exports.nested = async (options) => {
  options.made ??= {};
  alias(options.given);
  alias(options.made);
  await new Promise((done) => { setTimeout(done, 2); });
  const { get, set } = Object.getOwnPropertyDescriptor(options.given, 'alias');
  set.call(options.given, { of: 'later' });
  options.made.alias = 'made';
  return [get.call(options.given), Object.keys(options.made), { ...options.given }];
};
exports.lock = (options) => { Object.defineProperty(options, 'locked', { value: () => 'locked', enumerable: true, configurable: true }); return options.locked(); };
exports.seal = (options) => { Object.defineProperty(options, 'sealed', { value: () => 'sealed' }); return options.sealed(); };
