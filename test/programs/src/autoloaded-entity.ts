// A module that a package loads, and the program, too.
import { mark } from 'autoloader';

console.log('the entity runs');
export class Entity {
  constructor(readonly name: string) {}
  describe(): string { return `${this.name} ${Date.now() > 0}`; }
}
mark(Entity);
