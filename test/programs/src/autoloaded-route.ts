// A module that a package loads before the program does.
import { mark } from 'autoloader';

console.log('the route runs', Date.now() > 0);
export class Route {}
mark(Route);
export const serve = (n: number): string => `served ${n + Math.floor(Math.random())}`;
