// Notes of classes, which their subclasses inherit: what reflect-metadata brings.
const notes = new WeakMap();
Reflect.defineMetadata = (key, value, target) => { notes.set(target, new Map(notes.get(target)).set(key, value)); };
Reflect.getMetadata = (key, target) => {
  for (let at = target; at !== null; at = Object.getPrototypeOf(at)) if (notes.get(at)?.has(key)) return notes.get(at).get(key);
  return undefined;
};
