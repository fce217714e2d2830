// Adds to an object of the language, as the package of that name does.
const notes = new WeakMap();
Reflect.metadata = (key, value) => (target) => { notes.set(target, new Map(notes.get(target)).set(key, value)); };
Reflect.getMetadata = (key, target) => notes.get(target)?.get(key);
