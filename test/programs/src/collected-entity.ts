// A module that a package loads, and the program, too.
import { mark, Part } from 'collector';

export class Entity extends Part {}
mark(Entity);
export const count = 1;
console.log('the entity runs');
