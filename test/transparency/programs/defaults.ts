// A package completes the options that it was given, with functions and objects of its own, and uses them in its own time;
// and it makes objects that inherit from the program's, with methods of its own in front.
import { complete, hooked } from 'things';

const options: { name: string; check?: (n: number) => string; deep?: { hook(): string; calls: number } } = { name: 'mine' };
const service = complete(options);
console.log(options.name, options.check!(1), options.deep!.hook(), options.deep!.calls);
console.log(await service.run(2), await Promise.all([service.run(3), service.run(4)]), options.deep!.calls);
await new Promise<void>((done) => { service.later(done); });
console.log(Object.keys(options), options.deep!.calls, options.deep === options.deep);

class Greeter {
  count = 0;
  greet(who: string): unknown { return `hello ${who} ${++this.count}`; }
  twice(): unknown { return [this.greet('a'), this.greet('b')]; }
}
const greeter = new Greeter();
const made = hooked(greeter, 'greet');
console.log(made.greet('x'), made.twice(), made instanceof Greeter, made.count, greeter.count);
