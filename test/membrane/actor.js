/**
 * One side of a conversation across the membrane: a pool of values, and random operations on them. The same text is the program's and
 * the package's; what either sees of each value is said in its log.
 *
 * @param name - of the side
 * @param seed - of all that it chooses
 * @param host - `EventEmitter` and `inspect`
 * @param wide - whether it uses all of the language, and not only what most conversations are made of
 */
function actor(name, seed, { EventEmitter, inspect }, wide = false) {
  const MOST_KNOWN = 24, KEYS = ['a', 'b', 'c', 'tag', 'fn', 'self'];
  const known = [], log = [];
  let state = seed >>> 0, depth = 0, steps = 400, made = 0, peer;
  const below = (n) => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return Math.floor((state / 4_294_967_296) * n); };
  const oneOf = (list) => list[below(list.length)];
  const isObject = (value) => value !== null && typeof value === 'object';
  const isClass = (value) => ['Base', 'Derived', 'Sub'].includes(value.name);
  /** What has no slots of its own, so that properties that are put on it are all there is to see. */
  const isPlain = (value) => isObject(value) && ![Error, Promise, Map, Set, Date, RegExp, Uint8Array].some((of) => value instanceof of);

  class Base { tag = `${name} base`; hello() { return `hello ${this.tag}`; } get size() { return 7; } }
  class Derived extends Base { #secret = 42; kind = 'derived'; hello() { return `derived ${super.hello()}`; } reveal() { return this.#secret++; } *[Symbol.iterator]() { yield 1; yield this.tag; } }
  class Mistake extends Error { name = 'Mistake'; code = `E${name}`; }

  function keep(value) {
    if ((isObject(value) || typeof value === 'function') && !known.includes(value)) {
      known.push(value);
      if (known.length > MOST_KNOWN) known.shift();
    }
    return value;
  }
  const primitive = () => oneOf([undefined, null, -0, below(100), `s${below(10)}`, true, 10n, NaN, 1.5]);
  const any = () => (known.length === 0 || below(4) === 0 ? primitive() : oneOf(known));
  const anyObject = (test = (value) => isObject(value) && !(value instanceof Error) && !(value instanceof Promise)) => {
    for (let i = 0; i < 8 && known.length > 0; i++) { const value = oneOf(known); if (test(value)) return value; }
    return make(0);
  };
  const anyFunction = () => {
    for (let i = 0; i < 12 && known.length > 0; i++) { const value = oneOf(known); if (typeof value === 'function' && !isClass(value)) return value; }
    return make(5);
  };
  const something = () => (below(3) === 0 ? make() : any());
  const settled = () => { const value = any(); return isObject(value) && typeof value.then === 'function' ? 1 : value; };

  const MAKERS = [
    () => ({ a: primitive(), b: any() }),
    () => [primitive(), any(), primitive()],
    () => new Map([[any(), any()], ['k', primitive()]]),
    () => new Set([primitive(), primitive()]),
    () => new (oneOf([Base, Derived]))(),
    (id) => {
      const how = below(6), kept = [];
      return function f(...args) {
        log.push(`${name} f${id} called ${args.map(brief)} on ${brief(this)}`);
        args.forEach(keep);
        if (how === 0) return args[0];
        if (how === 1) throw new Mistake(`from f${id}`);
        if (how === 2) { kept.push(...args); return kept.length > 3 ? kept.splice(0) : kept[0]; }
        if (how === 3) return something();
        if (how === 4) { if (isPlain(args[0])) { try { args[0].touched = id; } catch (error) { log.push(`refused ${told(error)}`); } } return id; }
        return { id, args };
      };
    },
    (id) => Object.assign(new EventEmitter(), { id }),
    (id) => new Mistake(`m${id}`),
    (id) => new Date(id * 1e6),
    (id) => Buffer.from(`buffer ${id}`),
    (id) => Object.assign(Object.create(null), { id, value: any() }),
    (id) => ({ get live() { return id; }, set live(value) { log.push(`${name} live ${brief(value)}`); }, plain: primitive() }),
    (id) => Object.freeze({ frozen: id, inner: any() }),
    () => /x(\d+)/g,
    function* (id) { log.push(`${name} generator got ${brief(yield id)}`); yield any(); },
    () => oneOf([Base, Derived]),
    () => () => something(),
    (id) => new Proxy({ id }, {}),
    (id) => ({ then(resolve) { log.push(`${name} then`); resolve(id); }, id }),
    (id) => ({ *[Symbol.iterator]() { yield id; yield any(); }, id }),
    (id) => { const promise = new Promise((resolve, reject) => { if (below(2)) resolve(settled()); else reject(new Mistake(`rejected ${id}`)); }); promise.catch(() => {}); return promise; },
    (id) => ({ toJSON() { return `json ${id}`; }, toString() { return `text ${id}`; } }),
    () => Object.create({ inherited: primitive() }),
    () => anyFunction().bind(anyObject(), primitive()),
  ];
  const local = Symbol(`of ${name}`), shared = Symbol.for('shared'), weak = new WeakMap();
  if (wide) MAKERS.push(
    async function* (id) { log.push(`${name} async generator got ${brief(yield id)}`); yield any(); },
    (id) => Object.assign(new Mistake(`with fields ${id}`, { cause: any() }), { status: id, body: { id } }),
    (id) => Object.assign(new TypeError(`plain ${id}`), { status: id }),
    (id) => new Proxy({ id }, { get: (target, key) => (key === 'trapped' ? `trapped by ${name}` : target[key]), has: (target, key) => key === 'tag' || key in target }),
    (id) => ({ [shared]: id, [local]: any(), id }),
    (id) => new Float64Array([id, 0.5, -1]),
    () => new ArrayBuffer(6),
    (id) => Object.defineProperty({ id }, 'tag', { get() { return `tag of ${name}`; }, set(value) { log.push(`${name} tag ${brief(value)}`); }, enumerable: true, configurable: true }),
    () => new AbortController(),
    (id) => ({ next: () => ({ done: below(3) === 0, value: any() }), return() { log.push(`${name} returned ${id}`); return { done: true, value: undefined }; }, [Symbol.iterator]() { return this; } }),
    (id) => ({ async *[Symbol.asyncIterator]() { yield id; yield any(); }, id }),
    (id) => Promise.resolve(anyFunction(id)),
    () => { const ref = new WeakRef(anyObject()); return () => ref.deref(); },
    (id) => new (class Local { id = id; #own = any(); get own() { return this.#own; } same(other) { return other === this; } })(),
  );
  const make = (kind = below(MAKERS.length)) => keep(MAKERS[kind](++made));

  function told(error) {
    keep(error);
    return `threw ${error instanceof TypeError ? 'TypeError' : error instanceof Error ? `${error.name}: ${error.message}` : brief(error)}`;
  }
  /** A value by its class, and by when it was met. */
  function brief(value) {
    if (!isObject(value) && typeof value !== 'function') return typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value);
    const prototype = Object.getPrototypeOf(value);
    const of = typeof value === 'function' ? `function ${value.name}/${value.length}` : prototype === null ? 'null' : String(prototype.constructor?.name);
    return `${of} #${known.indexOf(value)}`;
  }
  function describe(value, deep = 1) {
    if (!isObject(value) && typeof value !== 'function') return brief(value);
    const classes = Object.entries({ Base, Derived, Error, Mistake, EventEmitter, Map, Set, Promise, Object }).filter(([, of]) => value instanceof of).map(([of]) => of);
    const parts = Object.keys(value).slice(0, 8).map((key) => {
      const part = Object.getOwnPropertyDescriptor(value, key);
      return `${key}: ${part === undefined ? 'nothing' : !('value' in part) ? 'accessor' : deep > 0 && !key.startsWith('_') ? describe(part.value, deep - 1) : brief(part.value)}`;
    });
    const content = value instanceof Map || value instanceof Set ? [...value].map((item) => (Array.isArray(item) ? item.map(brief).join(' → ') : brief(item)))
      : value instanceof Date ? [value.getTime()] : value instanceof Uint8Array ? [...value] : value instanceof Error ? [value.code] : [];
    return `${brief(value)} ${classes.join('+')} {${parts.join('; ')}} [${content}]${Object.isFrozen(value) ? ' frozen' : ''}`;
  }

  const later = (what, value) => { log.push(`${name} ${what} ${value}`); goOn(); };
  const OPERATIONS = [
    () => describe(make()),
    () => `gives ${brief(any())}, gets ${describe(keep(peer.take(any())))}`,
    () => `gets ${describe(keep(peer.give()))}`,
    () => { const f = anyFunction(), args = [any(), any()].slice(below(3)); return `calls ${brief(f)} with ${args.map(brief)}: ${describe(keep(f(...args)))}`; },
    () => { const f = anyFunction(), on = anyObject(); return `calls ${brief(f)} on ${brief(on)}: ${describe(keep(f.call(on, any())))}`; },
    () => { const object = anyObject(), key = oneOf(KEYS); return `${brief(object)}.${key} is ${describe(keep(object[key]))}`; },
    () => { const object = anyObject(isPlain), key = oneOf(KEYS), value = any(); object[key] = value; return `${brief(object)}.${key} = ${brief(value)}: ${brief(object[key])}`; },
    () => { const object = anyObject(isPlain), key = oneOf(KEYS); return `deletes ${brief(object)}.${key}: ${delete object[key]}`; },
    () => { const object = anyObject(isPlain); Object.defineProperty(object, oneOf(KEYS), { value: any(), enumerable: below(2) === 1, configurable: true, writable: true }); return `defines ${describe(object)}`; },
    () => { const object = anyObject(isPlain); Object.assign(object, { a: any(), b: any() }); return `assigns ${describe(object)}`; },
    () => describe(anyObject(), 2),
    () => { const object = anyObject(); return `${KEYS.map((key) => Number(key in object)).join('')} ${Object.hasOwn(object, 'a')}`; },
    () => { const list = anyObject(Array.isArray); if (Array.isArray(list)) list.push(any()); return `list ${describe(list)}`; },
    () => { const list = anyObject(Array.isArray); return Array.isArray(list) ? `items ${list.map((item) => brief(keep(item)))} ${list.includes(any())} ${below(3) === 0 ? list.splice(0, 1).map(brief) : ''}` : 'no list'; },
    () => { const map = anyObject((value) => value instanceof Map); return map instanceof Map ? `map ${map.set(any(), any()).size} ${map.has(any())}` : 'no map'; },
    () => { const object = anyObject(); return typeof object.hello === 'function' ? `${object.hello()} ${object.size} ${object.reveal?.()}` : 'no method'; },
    () => { const emitter = anyObject((value) => value instanceof EventEmitter); return emitter instanceof EventEmitter ? `listens ${emitter.on('said', anyFunction()).listenerCount('said')}` : 'no emitter'; },
    () => { const emitter = anyObject((value) => value instanceof EventEmitter); return emitter instanceof EventEmitter ? `emits ${emitter.emit('said', any())}` : 'no emitter'; },
    () => { const items = anyObject(), found = []; if (typeof items[Symbol.iterator] !== 'function') return 'no iterable'; for (const item of items) if (found.push(brief(keep(item))) > 3) break; return `iterates ${found}`; },
    () => { const generator = anyObject(); if (typeof generator.next !== 'function') return 'no generator'; const { done, value } = generator.next(primitive()); return `next ${done} ${describe(keep(value))}`; },
    () => `json ${JSON.stringify(anyObject(), (_key, value) => (typeof value === 'bigint' ? 'bigint' : value))}`,
    () => `copies ${describe(keep({ ...anyObject() }))}`,
    () => { const Class = known.find((value) => typeof value === 'function' && isClass(value)); return Class === undefined ? 'no class' : `constructs ${describe(keep(new Class()))}`; },
    () => { const Class = known.find((value) => typeof value === 'function' && isClass(value)); if (Class === undefined) return 'no class'; class Sub extends Class { more() { return `more ${this.tag}`; } } const made = keep(new Sub()); return `extends ${describe(made)} ${made.more()} ${made.hello?.()}`; },
    () => (depth > 2 ? 'deep enough' : `peer: ${peer.step()}`),
    () => { const object = anyObject(); return `inspects ${inspect(ArrayBuffer.isView(object) ? 0 : object, { depth: 0, breakLength: Infinity }).slice(0, 120)}`; },
    () => { const error = known.find((value) => value instanceof Error); if (error === undefined) return 'no error'; throw error; },
    () => { const promise = known.find((value) => isObject(value) && typeof value.then === 'function'); if (promise === undefined) return 'no promise'; void Promise.resolve(promise).then((value) => { later('settled', describe(keep(value))); }, (error) => { later('rejected', told(error)); }); return `waits for ${brief(promise)}`; },
    () => { const how = below(4), run = () => { later('later', how); }; [setImmediate, queueMicrotask, process.nextTick, (task) => { void Promise.resolve().then(task); }][how](run); return `schedules ${how}`; },
    () => { if (depth > 2) return 'deep enough'; const promise = peer.stepLater(); void promise.then((value) => { later('async', describe(keep(value))); }, (error) => { later('failed', told(error)); }); return `asks ${brief(promise)}`; },
  ];
  const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
  if (wide) OPERATIONS.push(
    () => { const bytes = anyObject(isBytes); if (!isBytes(bytes)) return 'no bytes'; const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes; view[below(view.length)] = below(100); return `fills ${brief(bytes)} ${[...view]}`; },
    () => { const items = anyObject(), found = []; if (typeof items[Symbol.asyncIterator] !== 'function') return 'no async iterable'; void (async () => { try { for await (const item of items) if (found.push(brief(keep(item))) > 3) break; later('iterated', found); } catch (error) { later('iteration', told(error)); } })(); return `iterates later ${brief(items)}`; },
    () => { const f = anyFunction(); try { f(any()); return 'nothing thrown'; } catch (error) { keep(error); if (below(2) === 1) throw error; return `caught ${told(error)} ${error?.status} ${brief(error?.cause)}`; } },
    () => { const error = known.find((value) => value instanceof Error); if (error === undefined) return 'no error'; error.status = below(10); return `status ${error.status} ${Object.keys(error)}`; },
    () => { const error = known.find((value) => value instanceof Error); return error === undefined ? 'no error' : `${error.name} ${error.status} ${error instanceof TypeError} ${brief(error.cause)}`; },
    () => { const object = anyObject(isPlain), key = oneOf([shared, local]); if (below(2) === 1) object[key] = any(); return `symbol ${brief(object[key])} ${shared in object}`; },
    () => { const object = anyObject(); return `${object.trapped} ${brief(object.own)} ${object.same?.(object)}`; },
    () => { const object = anyObject(); weak.set(object, made); return `weak ${weak.get(any()) ?? weak.get(object)}`; },
    () => { const emitter = anyObject((value) => value instanceof EventEmitter); return emitter instanceof EventEmitter ? `once ${emitter.once('said', anyFunction()) === emitter} ${emitter.listenerCount('said')}` : 'no emitter'; },
    () => { const emitter = anyObject((value) => value instanceof EventEmitter); return emitter instanceof EventEmitter ? `off ${emitter.off('said', anyFunction()) === emitter} ${emitter.listenerCount('said')}` : 'no emitter'; },
    () => { const f = anyFunction(), given = any(); setTimeout(() => { try { later('timer', brief(keep(f(given)))); } catch (error) { later('timer', told(error)); } }, 0); return 'sets a timer'; },
    () => { const controller = anyObject((value) => value instanceof AbortController); if (!(controller instanceof AbortController)) return 'no controller'; controller.signal.addEventListener('abort', () => { log.push(`${name} aborted ${brief(controller.signal.reason)}`); }); return `signal ${controller.signal.aborted}`; },
    () => { const controller = anyObject((value) => value instanceof AbortController); if (!(controller instanceof AbortController)) return 'no controller'; controller.abort(primitive()); return `aborts ${controller.signal.aborted}`; },
    () => { const object = anyObject(isPlain), kept = any(); Object.defineProperty(object, oneOf(KEYS), { get: () => kept, configurable: true, enumerable: below(2) === 1 }); return `getter ${describe(object)}`; },
    () => { const Class = known.find((value) => typeof value === 'function' && isClass(value)); const object = anyObject(); return Class === undefined ? 'no class' : `instance ${object instanceof Class} ${Class.name}`; },
    () => { const object = anyObject((value) => value instanceof Map); return object instanceof Map ? `gets ${brief(object.get(any()))} ${object.delete(any())}` : 'no map'; },
    () => { const object = anyObject((value) => value instanceof Set); return object instanceof Set ? `adds ${object.add(any()).size} ${object.has(any())}` : 'no set'; },
    () => `heir ${brief(keep(Object.create(anyObject())))}`,
  );
  function step() {
    if (--steps < 0) return 'tired';
    depth++;
    const which = below(OPERATIONS.length);
    try { return OPERATIONS[which](); } catch (error) { return `operation ${which} ${told(error)}`; } finally { depth--; }
  }
  function goOn() { if (steps > 0 && below(2) === 1) log.push(`${name} ${step()}`); }

  return {
    meet(other) { peer = other; },
    /** What the other side sees. */
    face: {
      take(value) { keep(value); log.push(`${name} took ${describe(value)}`); return something(); },
      give: () => something(),
      step,
      async stepLater() {
        const how = below(4);
        if (how === 0) await null;
        if (how > 1) await new Promise((resolve) => { setImmediate(resolve); });
        if (how === 3 && below(2) === 1) throw new Mistake('async');
        return something();
      },
    },
    line() { log.push(`${name} ${step()}`); },
    drain: () => log.splice(0),
  };
}
