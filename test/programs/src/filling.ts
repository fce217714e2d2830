// Data of a package into which the package puts functions and classes later.
import { add, ask, bag, Emitter, Registry } from 'registry';

const before = bag();
console.log(before);
add('first');
const after = bag();
console.log(after === before, Object.keys(after), after.first!(), typeof Date.now());
console.log(ask(() => bag()), bag().mine!(), after.more!());

const registry = new Registry();
const Task = (registry.models.Task ?? registry.model('Task')) as new (title: string) => { title: string; name: string };
const again = (registry.models.Task ?? registry.model('Task')) as typeof Task & { find(): { title: string }[] };
console.log(again === Task, registry.isKept('Task', Task), new again('own').title, again.find()[0]!.title, again.find()[0] instanceof Task, Object.keys(registry.models));

// The host compares what it finds there with what it was given.
const emitter = new Emitter();
console.log(Object.keys(emitter._events));
emitter.on('asked', () => { console.log('asked'); });
console.log(Object.keys(emitter._events));
const shown = new Proxy(emitter, { get: (target, key, receiver) => Reflect.get(target, key, receiver) as unknown });
shown.once('closed', () => { console.log('closed'); });
shown.on('told', () => { console.log('told'); });
shown.emit('asked');
shown.emit('told');
shown.emit('closed');
console.log(Object.keys(emitter._events), emitter.listenerCount('closed'));
