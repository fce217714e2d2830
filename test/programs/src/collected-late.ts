// A module that nobody but a package loads.
import { Part } from 'collector';
import { Entity } from './collected-entity.js';

console.log('the late module runs');
export class Late extends Part {
  override describe(): string {
    const at = Date.now();
    return `${super.describe()}, ${at > 0 ? new Entity('inner').describe() : 'never'}`;
  }
}
export const serve = (n: number): string => `served ${n + Math.floor(Math.random())}`;
