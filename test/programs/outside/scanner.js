// A package that asks classes for their notes in its own time.
exports.Base = class Base {};
exports.scan = (classes) => new Promise((resolve) => {
  setTimeout(async () => {
    await null;
    resolve(classes.map((one) => [one.name, Reflect.getMetadata('role', one) ?? 'none', Reflect.getMetadata('role', one.prototype) ?? 'none']));
  }, 1);
});
