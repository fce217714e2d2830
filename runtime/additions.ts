// What packages of the outside add to prototypes of the language: `text.red`, `value.should`, `list.last()`. Both sides have these prototypes.
// While recording each finds its own there, by who asks, as with globals (shared-globals.ts): the program finds stand-ins, which a replay
// puts there without the package. Names that begin with `_` packages keep for themselves.
import { apply, defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, isPrimitive } from './natives.js';

const HOLDERS: readonly (readonly [path: string, holder: object])[] = [Object, Function, Array, String, Number, Boolean, BigInt, Symbol, Date, RegExp, Promise, Map, Set, Error]
  .map(({ name, prototype }) => [`${name}.prototype.`, prototype]);
/** How an entry names an accessor: two of them, one after the other. */
const GETTER = 'get ';
const SETTER = 'set ';

/** What one side finds: a value, or what gives it. */
interface View { readonly value?: unknown; readonly get?: Function | undefined; readonly set?: Function | undefined }

/** Whether a replacement is not that of a global. */
export function isAddition(name: string): boolean {
  return name.includes('.prototype.');
}

/** While recording: finds them where the outside has run. */
export class Additions {
  readonly #known = new Map(HOLDERS.map(([path]) => [path, new Set<string>()]));

  /**
   * @param note - makes an entry, and gives what the program sees
   * @param isProgram - whether it is the program that asks
   */
  constructor(private readonly note: (name: string, value: unknown) => unknown, private readonly isProgram: () => boolean) {}

  /** The outside is about to run: what was added meanwhile the program added, or a pure package. */
  leave(): void {
    this.#look(() => { /* it is there in a replay as well */ });
  }

  /** The program is about to run: what was added meanwhile the outside added. */
  enter(): void {
    this.#look((path, holder, key) => {
      const own = getOwnPropertyDescriptor(holder, key)!;
      if (key.startsWith('_') || own.configurable !== true) return;
      const { note } = this;
      const program = 'value' in own ? { value: note(path + key, own.value) } : {
        get: own.get === undefined ? undefined : note(GETTER + path + key, own.get) as Function,
        set: own.set === undefined ? undefined : note(SETTER + path + key, own.set) as Function,
      };
      put(holder, key, own, program, this.isProgram, () => { this.#known.get(path)!.delete(key); });
    });
  }

  #look(found: (path: string, holder: object, key: string) => void): void {
    for (const [path, holder] of HOLDERS) {
      const known = this.#known.get(path)!;
      const keys = getOwnPropertyNames(holder);
      if (keys.length === known.size) continue;
      for (const key of keys) if (!known.has(key)) found(path, holder, key);
      this.#known.set(path, new Set(keys));
    }
  }
}

/** In a replay: puts one there; a pure package that has put the same there goes on with its own. */
export function putAddition(name: string, shown: unknown, isProgram: () => boolean): void {
  const part = [GETTER, SETTER].find((one) => name.startsWith(one));
  const full = part === undefined ? name : name.slice(part.length);
  const [path, holder] = HOLDERS.find(([one]) => full.startsWith(one))!;
  const key = full.slice(path.length);
  const own = getOwnPropertyDescriptor(holder, key);
  const before = own?.get === undefined ? undefined : views.get(own.get);
  const program = part === undefined ? { value: shown } : { ...before?.program, [part === GETTER ? 'get' : 'set']: shown };
  put(holder, key, before === undefined ? own : before.outside, program, isProgram, () => { /* nobody looks */ });
}

/** By the getter that tells the sides apart. */
const views = new WeakMap<object, { readonly outside: View | undefined; readonly program: View }>();

function put(holder: object, key: string, outside: (View & { readonly enumerable?: boolean }) | undefined, program: View, isProgram: () => boolean, replaced: () => void): void {
  const get = function (this: unknown): unknown {
    const view = isProgram() ? program : outside;
    return view?.get === undefined ? view?.value : apply(view.get as () => unknown, this, []);
  };
  views.set(get, { outside, program });
  defineProperty(holder, key, {
    get,
    set(this: unknown, value: unknown) {
      const view = isProgram() ? program : outside;
      if (view?.set !== undefined) apply(view.set as (value: unknown) => void, this, [value]);
      else if (view?.get !== undefined) throw new TypeError(`Cannot set property ${key} of ${String(this)} which has only a getter`);
      else if (!isPrimitive(this)) {
        defineProperty(this as object, key, { value, writable: true, enumerable: true, configurable: true });
        if (this === holder) replaced();
      }
    },
    enumerable: outside?.enumerable ?? false,
    configurable: true,
  });
}
