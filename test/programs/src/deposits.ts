// Functions and objects that the program puts into plain data of a package: what they do is the program's.
import * as pkg from 'hooks';
import { options, run, Schema } from 'hooks';

let calls: string[] = [];
const note = (name: string) => (n: number): number => { calls.push(`${name}${n}`); return n; };
const say = (what: string, ...rest: unknown[]): void => { console.log(what, calls.join(), ...rest); calls = []; };

async function main(): Promise<void> {
  say('none', pkg.run(1));
  const first = note('first');
  pkg.options.hook = first;
  say('set', pkg.run(2), pkg.options.hook === first, options.hook === first);
  options.hooks.push(note('a'), note('b'));
  say('pushed', run(3), options.hooks.length, pkg.options.count, pkg.has(options.hooks[0]!), pkg.has(first));
  const { nested, hooks } = options;
  nested.map.set('k', note('map'));
  say('map', run(4));
  // The program finds its own functions, whatever the package sees.
  hooks.splice(hooks.indexOf(hooks[0]!), 1);
  options.hook = undefined;
  say('removed', run(5), hooks.length);
  say('called by the program', first(6), nested.map.get('k')!(7));
  say('later', await pkg.later(8));
  options.hook = note('async');
  await new Promise<void>((done) => { pkg.soon(9, (sum) => { say('soon', sum); options.hook = first; done(); }); });
  say('later again', await pkg.later(10));
  options.hook = async (n) => { calls.push(`waits ${n}`); await null; calls.push(`waited ${n}`); };
  say('awaited', await pkg.wait(11));
  options.hook = () => { throw new Error('hook failed'); };
  try { run(12); } catch (error) { say('thrown', (error as Error).message); }
  options.hook = undefined;

  const schema = new Schema();
  schema.methods['greet'] = function (this: { name: string }, other: unknown) { calls.push(`${this.name} greets ${String(other)}`); return `${this.name}-${String(other)}`; };
  say('schema', schema.make('doc').call('greet', 'me'));
  options.plugins.push({ seen: 0, setup(n: number) { this.seen += n; calls.push(`plugin${this.seen}`); return 100; } });
  say('plugin', run(13), options.plugins[0]!.seen, options.plugins[0]!.setup(1));
  class Model { constructor(readonly of: string) { calls.push(`new ${of}`); } describe(): string { calls.push(`describe ${this.of}`); return `a model of ${this.of}`; } }
  options.Model = Model;
  say('class', pkg.create('x'));
  const got = pkg.getOptions();
  got.hook = note('got');
  say('got', run(14), got === options);
  say('the package\'s own', pkg.addOwn(), pkg.useOwn(4), run(15), pkg.useOwn(5));
  say('given back', pkg.use(options), (options as { used?: boolean }).used, pkg.use({ ...options, hooks: [note('other')] }));
  for (let i = 0; i < 20; i++) new Schema().methods['unused'] = first;
  const last = new Schema();
  for (let i = 0; i < 20; i++) void new Schema().methods;
  last.methods['last'] = note('last');
  say('the last one', last.make('x').call('last', 1));
  const page = pkg.locals();
  page.locals['upper'] = (text: string) => { calls.push(`upper ${text}`); return text.toUpperCase(); };
  page.locals['twice'] = (text: string) => text + text;
  say('locals', page.render());
  setTimeout(() => {
    options.hook = note('timer');
    setTimeout(() => { say('end', run(16), pkg.options.count); }, 1);
  }, 1);
}
void main();
