// Proxies of the program: around its own objects and around those of a package.
import { call, each, later, make, read, symbols, tool, write } from 'prober';

const uses: string[] = [];
function watched<T extends object>(object: T, name: string): T {
  return new Proxy(object, {
    get(target, key, receiver) { uses.push(`${name}.${String(key)} ${typeof Date.now()}`); return Reflect.get(target, key, receiver) as unknown; },
    set(target, key, value) { uses.push(`${name}.${String(key)}=`); return Reflect.set(target, key, value); },
    has(target, key) { uses.push(`${String(key)} in ${name}`); return Reflect.has(target, key); },
    ownKeys(target) { uses.push(`keys ${name}`); return Reflect.ownKeys(target); },
    deleteProperty(target, key) { uses.push(`delete ${name}.${String(key)}`); return Reflect.deleteProperty(target, key); },
    defineProperty(target, key, descriptor) { uses.push(`define ${name}.${String(key)}`); return Reflect.defineProperty(target, key, descriptor); },
  });
}
function told(): void {
  console.log(uses.splice(0));
}

(async () => {
  // What is made when it is first asked for.
  let made = 0;
  const cradle = new Proxy({} as Record<string, unknown>, { get: (target, key) => typeof key === 'string' && key !== 'then' && key !== 'toJSON' ? target[key] ??= `${key} ${++made} ${typeof Math.random()}` : undefined });
  console.log(await later(cradle), read(cradle).slice(0, 3), made, Object.keys(cradle));

  const state = watched({ name: 'state', nested: { list: [1] }, [Symbol.for('mark')]: 1 }, 'state');
  console.log(read(state), symbols(state));
  told();
  console.log(write(state), (state as { written?: { by: string } }).written?.by, (state as { hidden?: number }).hidden, (state as { twice?: object }).twice === (state as { written?: object }).written);
  told();

  const list = watched([1, 2, 3], 'list');
  console.log(each(list), list.length);
  told();

  const fn = new Proxy(function add(this: { self: number }, a: number, b: number) { return this.self + a + b; }, { apply(target, self, args) { uses.push(`call ${typeof Date.now()}`); return Reflect.apply(target, self, args as [number, number]) * 10; } });
  console.log(call(fn, 1, 2), call(new Proxy(() => Date.now() > 0, {})));
  class Service { constructor(readonly name: string) {} }
  const Wrapped = new Proxy(Service, { construct(target, args: [string]) { uses.push(`new ${args[0]}`); return new target(`wrapped ${args[0]}`); } });
  const [instance, own, service] = make(Wrapped, 'a') as [boolean, boolean, Service];
  console.log(instance, own, service.name, service instanceof Service);
  told();

  const bus = new Proxy(tool, { get: (target, key) => { uses.push(String(key)); return Reflect.get(target, key) as unknown; }, apply: (target, self, args: [string]) => `<${Reflect.apply(target, self, args)}>` });
  console.log(bus('x'), bus.sync('y'), bus.version, call(bus, 'z'), call(bus.sync, 'w'), read(bus).slice(0, 2));
  told();
})();
