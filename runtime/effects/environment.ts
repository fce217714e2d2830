// process.env: the real object while recording; in a replay the same, with the recorded content. Only what the
// outside changes in it is an entry, found at the program's next look.
import { Kind } from '../../recording/entry.js';
import type { Header } from '../../recording/header.js';
import { setSpecialRoot } from '../roots.js';
import { isOutside, side } from '../side.js';
import { specialStandin } from '../standin.js';
import type { Engine } from './leaf.js';

/**
 * Gives the process the recorded environment. All of it is set anew, since the order of names is that of setting them.
 *
 * @returns what the program must not see: the time zone, which stays that of the recording even if no variable set it
 */
function restore({ env: recorded, timeZone }: Header): readonly string[] {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(recorded)) process.env[name] = value;
  if ('TZ' in recorded) return [];
  process.env['TZ'] = timeZone;
  return ['TZ'];
}

/** Makes the program's process.env. */
export function installEnvironment(engine: Engine): void {
  const { env } = process;
  const hidden = new Set(engine.replaying ? restore(engine.log.header) : []);
  const shadow = new Map(Object.entries(env));
  // What the outside does to the environment is found at the program's next look.
  const look = (): void => {
    if (side.state !== 0 && isOutside()) return;
    if (engine.replaying) {
      for (;;) {
        const entry = engine.order.next;
        if (entry?.kind !== Kind.Environment) return;
        engine.order.advance();
        if (entry.value === undefined) delete env[entry.name];
        else env[entry.name] = entry.value;
      }
    }
    for (const name of new Set([...shadow.keys(), ...Object.keys(env)])) {
      const value = env[name];
      if (shadow.get(name) === value) continue;
      if (value === undefined) shadow.delete(name);
      else shadow.set(name, value);
      engine.note((writer) => { writer.environment(name, value); });
    }
  };
  // A look at one name compares that name only: reads are frequent, and the real object is slow to list.
  const lookAt = (name: PropertyKey): void => {
    if (engine.replaying || typeof name === 'symbol') look();
    else if (shadow.get(String(name)) !== env[String(name)]) look();
  };
  const write = (name: PropertyKey): void => {
    if (side.state !== 0 && isOutside()) return;
    const value = env[String(name)];
    if (value === undefined) shadow.delete(String(name));
    else shadow.set(String(name), value);
  };
  // Hidden names have to take their place at the end when the program sets them.
  const reveal = (name: PropertyKey): void => {
    if (hidden.delete(String(name))) delete env[String(name)];
  };
  const shown = new Proxy(env, {
    get(target, name) {
      lookAt(name);
      return hidden.has(String(name)) ? undefined : Reflect.get(target, name) as unknown;
    },
    has(target, name) {
      lookAt(name);
      return !hidden.has(String(name)) && Reflect.has(target, name);
    },
    ownKeys(target) {
      look();
      return Reflect.ownKeys(target).filter((name) => !hidden.has(String(name)));
    },
    getOwnPropertyDescriptor(target, name) {
      lookAt(name);
      return hidden.has(String(name)) ? undefined : Reflect.getOwnPropertyDescriptor(target, name);
    },
    set(target, name, value) {
      reveal(name);
      const done = Reflect.set(target, name, value);
      write(name);
      return done;
    },
    defineProperty(target, name, descriptor) {
      reveal(name);
      const done = Reflect.defineProperty(target, name, descriptor);
      write(name);
      return done;
    },
    deleteProperty(target, name) {
      reveal(name);
      const done = Reflect.deleteProperty(target, name);
      write(name);
      return done;
    },
  });
  setSpecialRoot('globalThis.process.env', (path, real) => specialStandin(path, real, shown));
}
